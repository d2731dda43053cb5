import { loadRulesEngine } from "@schematic/rules-wasm";
import type { Keys } from "./seed/types";
import type { Company, Flag, User, WireSpendPolicy } from "./state/model";
import type { World } from "./state/world";
import { type Resolution, wireCheck } from "./wire/check";
import { wireCompany, wireUser } from "./wire/engine";
import type { FlagTable } from "./wire/flag-table";

/** A preflight in the engine's terms. */
export interface CheckOptions {
  usage?: number;
  eventUsage?: { eventSubtype: string; quantity: number };
  eventQuantities?: { eventSubtype: string; quantity?: number; quantities?: Record<string, number> };
  creditCost?: Record<string, number>;
}

export interface CheckContext {
  company?: Keys;
  user?: Keys;
  options?: CheckOptions;
}

interface Resolved {
  company?: object;
  user?: object;
  companyEntity?: Company;
  userEntity?: User;
  conflict: boolean;
}

/** Evaluates flag checks with the rules engine on the state of the world. */
export class Evaluator {
  readonly #world: World;
  readonly #flags: FlagTable;
  readonly #engine: Awaited<ReturnType<typeof loadRulesEngine>>;

  private constructor(world: World, flags: FlagTable, engine: Awaited<ReturnType<typeof loadRulesEngine>>) {
    this.#world = world;
    this.#flags = flags;
    this.#engine = engine;
  }

  static async create(world: World, flags: FlagTable): Promise<Evaluator> {
    return new Evaluator(world, flags, await loadRulesEngine());
  }

  /**
   * One check in wire form (CheckFlagResponseData).
   *
   * @param company members of the company to replace for this check, such as its credit balances.
   */
  check(flag: Flag, context: CheckContext, company?: object): Record<string, unknown> {
    const resolved = this.#resolve(context);
    if (company !== undefined && resolved.company !== undefined) Object.assign(resolved.company, company);
    return this.#check(flag, resolved, context.options);
  }

  /** The company that a check is about, unless there is none or the keys match several. */
  companyOf(context: CheckContext): Company | undefined {
    const { companyEntity, conflict } = this.#resolve(context);
    return conflict ? undefined : companyEntity;
  }

  /** All flags for one context; the company and the user are looked up once. */
  checkAll(context: CheckContext): {
    results: Record<string, unknown>[];
    company?: Company;
    spendPolicies: readonly WireSpendPolicy[];
  } {
    const resolved = this.#resolve(context);
    const results = [...this.#world.flags.values()].map((flag) =>
      this.#check(flag, resolved, context.options),
    );
    const { companyEntity: company, userEntity } = resolved;
    const spendPolicies = [...(company?.spendPolicies ?? []), ...(userEntity?.spendPolicies ?? [])];
    return { results, spendPolicies, ...(company && { company }) };
  }

  #resolve(context: CheckContext): Resolved {
    const companies = context.company === undefined ? [] : this.#world.companies.find(context.company);
    const users: User[] = context.user === undefined ? [] : this.#world.users.find(context.user);
    const [company] = companies;
    const [user] = users;
    return {
      conflict: companies.length > 1 || users.length > 1,
      ...(company === undefined
        ? {}
        : { company: wireCompany(this.#world, company), companyEntity: company }),
      ...(user === undefined ? {} : { user: wireUser(this.#world, user), userEntity: user }),
    };
  }

  #check(flag: Flag, resolved: Resolved, options: CheckOptions = {}): Record<string, unknown> {
    if (resolved.conflict) {
      return { flag: flag.key, flag_id: flag.id, reason: "key conflict", value: flag.defaultValue };
    }
    const { creditSpendPolicy, ...resolution } = this.#engine.checkFlag(
      this.#flags.wire(flag),
      resolved.company,
      resolved.user,
      {
        ...options,
        now: this.#world.now(),
      },
    );
    return wireCheck(resolution satisfies Resolution);
  }
}

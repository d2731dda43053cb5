import type { EvaluationContext, FlagResolution, Preflight } from "@schematic/core";
import type { CreditCase, CreditCondition, EngineHandle, RulesEngine } from "@schematic/core/internal";
import { isObject, type WireEntity, type WireFlag } from "../wire/messages";
import { creditRulesOf } from "./credit-rules";
import { CONFLICT, type Item } from "./item";
import type { LocalCopy } from "./local-copy";

type Balances = Readonly<Record<string, number>>;

/** Returns flag, company and user of a check. Undefined if memory lacks one of them, or the data is too old. */
export function creditCaseOf(
  copy: LocalCopy,
  { company, user }: EvaluationContext,
  flagKey: string,
): CreditCase | undefined {
  const flag = copy.flags.get(flagKey);
  const companyItem = copy.company.find(company);
  const userItem = copy.user.find(user);
  if (flag === undefined || companyItem === undefined || userItem === undefined) return undefined;
  if (!companyItem.id || companyItem === CONFLICT || userItem === CONFLICT) return undefined;
  if (copy.isPartTooOld(companyItem, userItem)) return undefined;
  return new LocalCreditCase(copy, { flag, company: companyItem, user: userItem });
}

interface CaseItems {
  readonly flag: Item<WireFlag>;
  readonly company: Item<WireEntity>;
  readonly user: Item<WireEntity>;
}

class LocalCreditCase implements CreditCase {
  readonly companyId: string;
  declare readonly userId?: string;
  readonly creditIds: readonly string[];
  readonly #copy: LocalCopy;
  readonly #items: CaseItems;
  readonly #rules: ReturnType<typeof creditRulesOf>[];

  constructor(copy: LocalCopy, items: CaseItems) {
    const { flag, company, user } = items;
    this.#copy = copy;
    this.#items = items;
    this.companyId = company.id;
    if (user.id) this.userId = user.id;
    this.#rules = [flag.rough, company.rough, user.rough].map((entity) => creditRulesOf(entity));
    const [first] = this.#rules;
    const others = this.#rules.slice(1).some(({ creditIds }) => creditIds.length > 0);
    this.creditIds = others
      ? [...new Set(this.#rules.flatMap(({ creditIds }) => creditIds))]
      : (first?.creditIds ?? []);
  }

  balance(creditId: string): number | undefined {
    return balancesOf(this.#items.company)[creditId];
  }

  isUnlimited(creditId: string): boolean {
    const { credit_postpaid: postpaid } = this.#items.company.value;
    const config = isObject(postpaid) && Object.hasOwn(postpaid, creditId) ? postpaid[creditId] : undefined;
    return isObject(config) && (config.overdraft_limit === null || config.overdraft_limit === undefined);
  }

  conditions(ruleId: string | undefined): readonly CreditCondition[] {
    for (const { byRule } of this.#rules) {
      const found = byRule.get(ruleId ?? "");
      if (found !== undefined) return found;
    }
    return [];
  }

  evaluate(preflight: Preflight | undefined, balances?: Balances): FlagResolution {
    const { flag, company, user } = this.#items;
    const { engine } = this.#copy;
    const flagHandle = this.#copy.handleOf("flag", flag);
    const companyHandle = this.#copy.handleOf("company", company);
    const userHandle = this.#copy.handleOf("user", user);
    if (engine === undefined || flagHandle === undefined || companyHandle === undefined) {
      throw new Error("the flag or the company cannot be evaluated");
    }
    const run = (): FlagResolution => engine.evaluate(flagHandle, companyHandle, userHandle, preflight);
    return balances === undefined
      ? run()
      : withBalances(engine, { handle: companyHandle, company, balances }, run);
  }
}

/** Evaluates with other balances, which the engine's copy of the company has for the time of `run`. */
export function withBalances<T>(
  engine: RulesEngine,
  change: { handle: EngineHandle; company: Item<WireEntity>; balances: Balances },
  run: () => T,
): T {
  const { handle, company, balances } = change;
  const real = balancesOf(company);
  const restored: Record<string, number> = {};
  for (const id of Object.keys(balances)) restored[id] = real[id] ?? 0;
  engine.patch(handle, { creditBalances: balances });
  try {
    return run();
  } finally {
    engine.patch(handle, { creditBalances: restored });
  }
}

/** Returns the balances of a company with the unspent credits of this process's leases added. */
export function raisedBalances(company: Item<WireEntity>, unspent: Balances): Balances {
  const real = balancesOf(company);
  const raised: Record<string, number> = {};
  for (const id of Object.keys(unspent)) raised[id] = (real[id] ?? 0) + (unspent[id] ?? 0);
  return raised;
}

function balancesOf(company: Item<WireEntity>): Record<string, number> {
  return (company.value.credit_balances as Record<string, number> | undefined) ?? {};
}

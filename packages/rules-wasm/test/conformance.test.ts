import { describeRulesEngine } from "@schematic-internal/testing/engine-conformance";
import { loadRulesEngine } from "../src/index";

describeRulesEngine("loadRulesEngine()", () => loadRulesEngine());

interface Flag {
  key: string;
  default_value: boolean;
  rules: { id: string; value: boolean; conditions: { resource_ids: string[] }[] }[];
}
interface Entity {
  id: string;
}
type Kind = "flag" | "company" | "user";

class EngineError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

class Handle {
  readonly kind: Kind;
  #entity: object | undefined;

  constructor(kind: Kind, entity: object) {
    this.kind = kind;
    this.#entity = entity;
  }

  free(): void {
    this.#entity = undefined;
  }

  read(): object {
    if (this.#entity === undefined) throw new EngineError("freed_handle");
    return this.#entity;
  }
}

/** Returns the entity of a handle of this kind. */
function entityOf<T>(handle: unknown, kind: Kind): T {
  if (!(handle instanceof Handle) || handle.kind !== kind) throw new EngineError("foreign_handle");
  return handle.read() as T;
}

/** The smallest engine that keeps the contract: it knows rules that name companies. */
class MinimalEngine {
  readonly versionKey = "00000001";

  load(kind: Kind, entity: object | string | Uint8Array): Handle {
    const text = entity instanceof Uint8Array ? new TextDecoder().decode(entity) : entity;
    try {
      const value: unknown = typeof text === "string" ? JSON.parse(text) : structuredClone(text);
      if (typeof value === "object" && value !== null && !Array.isArray(value))
        return new Handle(kind, value);
    } catch {}
    throw new EngineError("invalid_entity");
  }

  evaluate(flag: object, company?: object, user?: object) {
    const { key, default_value, rules } = entityOf<Flag>(flag, "flag");
    const id = company && entityOf<Entity>(company, "company").id;
    if (user !== undefined) entityOf(user, "user");
    const ofCompany = id === undefined ? {} : { companyId: id };
    const rule = rules.find(({ conditions }) =>
      conditions.some(({ resource_ids }) => id !== undefined && resource_ids.includes(id)),
    );
    if (rule === undefined)
      return { value: default_value, reason: "no rule matched", flagKey: key, ...ofCompany };
    return { value: rule.value, reason: "a rule matched", flagKey: key, ruleId: rule.id, ...ofCompany };
  }

  patch(company: object, { metrics = [] }: { metrics?: object[] }): void {
    const entity = entityOf<Entity & { metrics?: object[] }>(company, "company");
    const isSound = metrics.every(({ value }: { value?: unknown }) => typeof value === "number");
    if (!isSound) throw new EngineError("invalid_patch");
    entity.metrics = metrics;
  }
}

describeRulesEngine("a minimal engine", () => new MinimalEngine());

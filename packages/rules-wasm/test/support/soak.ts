import type { EngineHandle, RulesEngine } from "../../src/index";

const ORIGIN = { account_id: "a", environment_id: "e" };

function trait(id: string, value: string): object {
  return { trait_definition: { id, comparable_type: "string", entity_type: "company" }, value };
}

function company(serial: number): object {
  const own = `own-${serial}`;
  return {
    id: `comp_${own}`,
    ...ORIGIN,
    keys: { id: own },
    plan_ids: [`plan_${serial % 7}`, `plan_${own}`],
    traits: [trait("plan", "pro"), trait(`trait_${own}`, `value ${"x".repeat(serial % 300)} ${own}`)],
    metrics: [
      {
        ...ORIGIN,
        company_id: own,
        event_subtype: `event_${serial % 11}`,
        period: "current_month",
        month_reset: "first_of_month",
        value: serial,
        created_at: "",
      },
    ],
    credit_balances: { [`credit_${own}`]: serial },
  };
}

/** Patches an event and a credit of the company's own, so that the patch has to add them. */
function patch(engine: RulesEngine, handle: EngineHandle, serial: number): void {
  engine.patch(handle, {
    metrics: [
      {
        event_subtype: `patched_${serial}`,
        period: "all_time",
        month_reset: "first_of_month",
        value: serial,
      },
    ],
    creditBalances: { [`patched_${serial}`]: serial },
  });
}

export interface Soak {
  /** Bytes in use and of memory after 10,000 rounds or a tenth of them, and at the end. */
  usedEarly: number;
  usedLate: number;
  memoryEarly: number;
  memoryLate: number;
  entitiesLeft: number;
}

/** Loads, patches and frees entities with ever new texts; `live` of them exist at a time. */
export function soak(engine: RulesEngine, rounds: number, progress?: (done: number) => void): Soak {
  const live: EngineHandle[] = [];
  const encoder = new TextEncoder();
  let early = engine.stats();
  for (let i = 0; i < rounds; i++) {
    const entity = company(i);
    const handle = engine.load("company", i % 2 ? entity : encoder.encode(JSON.stringify(entity)));
    patch(engine, handle, i);
    live.push(handle);
    if (live.length > 200) live.splice((i * 7) % live.length, 1)[0]?.free();
    if (i === Math.max(10_000, rounds / 10)) early = engine.stats();
    if (i % 10_000 === 0) progress?.(i);
  }
  const late = engine.stats();
  for (const handle of live) handle.free();
  return {
    usedEarly: early.usedBytes,
    usedLate: late.usedBytes,
    memoryEarly: early.memoryBytes,
    memoryLate: late.memoryBytes,
    entitiesLeft: engine.stats().entities,
  };
}

import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { RandomCase } from "./random-case";

interface PublishedEngine {
  checkFlagWithOptions(flag: string, company?: string, user?: string, options?: string): string;
}

const require = createRequire(import.meta.url);

/** The engine of the published SDK, as an oracle. */
export function publishedEngine(): PublishedEngine {
  const main = require.resolve("@schematichq/schematic-typescript-node");
  const { RulesEngineJS } = require(join(dirname(main), "wasm/rulesengine.js"));
  return new RulesEngineJS();
}

/** Asks it at the case's time: it reads the clock through the global `Date`. */
export function askPublished(engine: PublishedEngine, { flag, company, user, options }: RandomCase): unknown {
  const RealDate = globalThis.Date;
  const { now } = options;
  globalThis.Date = class extends RealDate {
    constructor() {
      super(now);
    }
  } as DateConstructor;
  try {
    const text = engine.checkFlagWithOptions(
      JSON.stringify(flag),
      company && JSON.stringify(company),
      user && JSON.stringify(user),
      JSON.stringify({
        usage: options.usage,
        event_usage: options.eventUsage && {
          event_subtype: options.eventUsage.eventSubtype,
          quantity: options.eventUsage.quantity,
        },
        credit_cost: options.creditCost,
      }),
    );
    return JSON.parse(text);
  } finally {
    globalThis.Date = RealDate;
  }
}

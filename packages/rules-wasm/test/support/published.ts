import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { RandomCase, Semantics } from "./random-case";

/** A published engine, as an oracle. */
export interface PublishedEngine {
  readonly name: string;
  readonly semantics: Semantics;
  /** Evaluates a case at its time. */
  ask(question: RandomCase): unknown;
}

const require = createRequire(import.meta.url);

function wireOptions({ usage, eventUsage, eventQuantities, creditCost }: RandomCase["options"]): object {
  return {
    usage,
    event_usage: eventUsage && { event_subtype: eventUsage.eventSubtype, quantity: eventUsage.quantity },
    event_quantities: eventQuantities && {
      event_subtype: eventQuantities.eventSubtype,
      quantity: eventQuantities.quantity,
      quantities: eventQuantities.quantities,
    },
    credit_cost: creditCost,
  };
}

/** Calls `use` while the global `Date` has a fixed time, from which the engine of the Node package reads its clock. */
function at<T>(now: number, use: () => T): T {
  const RealDate = globalThis.Date;
  globalThis.Date = class extends RealDate {
    constructor() {
      super(now);
    }
  } as DateConstructor;
  try {
    return use();
  } finally {
    globalThis.Date = RealDate;
  }
}

/** The engine of `@schematichq/schematic-typescript-node`. */
export function nodeEngine(): PublishedEngine {
  const main = require.resolve("@schematichq/schematic-typescript-node");
  const { RulesEngineJS } = require(join(dirname(main), "wasm/rulesengine.js"));
  const engine = new RulesEngineJS();
  const text = (value: object | undefined): string | undefined => value && JSON.stringify(value);
  return {
    name: "Node 1.6.2",
    semantics: "4b54a537",
    ask: ({ flag, company, user, options }) =>
      at(options.now, () =>
        JSON.parse(
          engine.checkFlagWithOptions(text(flag), text(company), text(user), text(wireOptions(options))),
        ),
      ),
  };
}

interface RawExports {
  memory: WebAssembly.Memory;
  alloc(bytes: number): number;
  dealloc(address: number, bytes: number): void;
  setCurrentTimeMillis(ms: bigint): void;
  checkFlagCombined(address: number, bytes: number): number;
  getResultJson(): number;
  getResultJsonLength(): number;
}

/** The engine inside the Python package `schematichq`, from its file. */
export function pythonEngine(file: string): PublishedEngine {
  const module = new WebAssembly.Module(readFileSync(file));
  const exports = new WebAssembly.Instance(module).exports as unknown as RawExports;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const call = (input: object): unknown => {
    const bytes = encoder.encode(JSON.stringify(input));
    const address = exports.alloc(bytes.length);
    new Uint8Array(exports.memory.buffer).set(bytes, address);
    const length = exports.checkFlagCombined(address, bytes.length);
    exports.dealloc(address, bytes.length);
    if (length < 0) throw new Error("the engine of the Python package refused the case");
    const start = exports.getResultJson();
    const result = new Uint8Array(exports.memory.buffer, start, exports.getResultJsonLength());
    return JSON.parse(decoder.decode(result));
  };
  return {
    name: "Python 1.4.6",
    semantics: "fde6dba2",
    ask: ({ flag, company, user, options }) => {
      exports.setCurrentTimeMillis(BigInt(options.now));
      return call({ flag, company, user, options: wireOptions(options) });
    },
  };
}

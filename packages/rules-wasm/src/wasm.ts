import { RulesEngineError } from "./errors";

/** The exports of `engine.wasm`. All integers are i32; an address or handle of 0 means failure or absence. */
export interface EngineExports {
  memory: WebAssembly.Memory;
  /** Called once, first. The seed is any random number; a page has 64 KiB. */
  init(hashSeed: number, limitPages: number): number;
  /** Address of the last result. */
  exchangeArea(): number;
  /** Address of the results of `evaluateAll`. */
  tableArea(): number;
  /** Address of the preflight that `evaluate` uses with L.MODE_PREFLIGHT. */
  preflightArea(): number;
  emptyText(): number;
  used(): number;
  count(): number;
  reserveArena(bytes: number): number;
  reserveInput(bytes: number): number;
  pin(length: number): number;
  internForLoad(length: number): number;
  unpin(text: number): void;
  settle(): void;
  load(kind: number, top: number): number;
  free(handle: number): void;
  /** `mode` is the sum of L.MODE_…. */
  evaluate(flag: number, company: number, user: number, mode: number): number;
  evaluateAll(count: number, company: number, user: number): void;
  setClock(now: number): void;
  resetAt(company: number, periodAndReset: number, now: number): number;
  setMetric(company: number, event: number, combination: number, low: number, high: number): number;
  setCredit(company: number, credit: number, balance: number): number;
  /** Replaces the spend policies by those of the draft in the arena. */
  setPolicies(entity: number): number;
  metric(company: number, event: number, combination: number): number;
  credit(company: number, credit: number): number;
}

const PAGE = 65_536;
const DEFAULT_LIMIT = 2 ** 30;
const HIGHEST_LIMIT = 2 ** 32 - PAGE;
const LOWEST_LIMIT = 4 * PAGE;

/** Starts an instance whose memory stays within `maxMemoryBytes`. */
export function startEngine(module: object, maxMemoryBytes: number = DEFAULT_LIMIT): EngineExports {
  if (!(maxMemoryBytes >= LOWEST_LIMIT && maxMemoryBytes <= HIGHEST_LIMIT)) {
    throw new RulesEngineError(
      "invalid_options",
      `maxMemoryBytes must be between ${LOWEST_LIMIT} and ${HIGHEST_LIMIT}, got ${String(maxMemoryBytes)}.`,
    );
  }
  const instance = new WebAssembly.Instance(module as WebAssembly.Module);
  const exports = instance.exports as unknown as EngineExports;
  // A random seed keeps others from choosing texts that all fall into one slot of the table of texts.
  if (!exports.init((Math.random() * 2 ** 32) | 0, Math.floor(maxMemoryBytes / PAGE))) {
    throw new RulesEngineError(
      "memory_limit",
      "The engine could not reserve the memory that it starts with: raise `maxMemoryBytes`.",
    );
  }
  return exports;
}

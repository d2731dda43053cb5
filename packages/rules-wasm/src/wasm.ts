import { RulesEngineError } from "./errors";

/** What `engine.wasm` exports; README.md tells the ABI. */
export interface EngineExports {
  memory: WebAssembly.Memory;
  init(hashSeed: number, limitPages: number): number;
  exchangeArea(): number;
  schema(): number;
  emptyText(): number;
  used(): number;
  count(): number;
  reserveArena(keep: number, bytes: number): number;
  reserveInput(bytes: number): number;
  pin(length: number): number;
  internForLoad(length: number): number;
  unpin(text: number): void;
  settle(): void;
  load(kind: number, top: number): number;
  parse(kind: number, length: number): number;
  parseFault(): number;
  parseFaultAt(): number;
  free(handle: number): void;
  evaluate(flag: number, company: number, user: number, full: number): number;
  tableArea(): number;
  evaluateAll(count: number, company: number, user: number): void;
  preflight(
    usageLow: number,
    usageHigh: number,
    event: number,
    quantityLow: number,
    quantityHigh: number,
    costs: number,
    costCount: number,
  ): void;
  clearPreflight(): void;
  resetAt(company: number, periodAndReset: number, now: number): number;
  setMetric(company: number, event: number, combination: number, low: number, high: number): number;
  setCredit(company: number, credit: number, balance: number): number;
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
  // The seed keeps outsiders from choosing texts that fall into one slot of the table of texts.
  if (!exports.init((Math.random() * 2 ** 32) | 0, Math.floor(maxMemoryBytes / PAGE))) {
    throw new RulesEngineError(
      "memory_limit",
      "The engine could not reserve the memory that it starts with.",
    );
  }
  return exports;
}

import { EmulatorError } from "../errors";

/** Kinds of faults. Times are real ms, whatever the emulator's clock says. */
export type FaultAction =
  /** Sends this response instead of handling the request. `body` default `{"error": "injected fault"}`. */
  | { type: "status"; status: number; body?: unknown; headers?: Record<string, string> }
  /** Shifts the `Date` header of the answer by `ms` (may be negative), then goes on like `latency`. */
  | { type: "date_skew"; ms: number }
  /** Handles the request twice, as a repeating proxy would, and sends the second answer. */
  | { type: "duplicate" }
  /** Waits, then goes on (with the next fault that matches, or as usual). */
  | { type: "latency"; ms: number }
  /** Cuts the connection before the request is handled. */
  | { type: "reset" }
  /** Never answers; holds the connection until the client gives up. */
  | { type: "hang" }
  /** Handles the request, then cuts the connection without an answer. A stream: accepts, then closes. */
  | { type: "drop_after_accept" }
  /** Handles the request, sends the headers at once and the body slowly. */
  | { type: "slow_body"; bytesPerSecond: number }
  /** Sends an answer slowly from its first header on; the request is not handled. */
  | { type: "slow_headers"; bytesPerSecond: number };

/** A fault and when it strikes. */
export interface FaultRule {
  /**
   * Method and path, such as `POST /batch`, `/flags/*\/check` (`*`: one segment, `**`: any number), or
   * `WS /datastream` for the stream's handshake. Default: every request but those to `/_emulator` and `/`.
   */
  route?: string;
  action: FaultAction;
  /** Strikes at most this often. Default: no limit. */
  times?: number;
  /** Lets this many matching requests pass first. Default 0. */
  skip?: number;
  /** Chance for each matching request, 0 to 1. Default 1. */
  probability?: number;
}

/** A rule in force. */
export interface Fault extends FaultRule {
  readonly id: string;
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

function segmentPattern(segment: string): string {
  if (segment === "**") return ".*";
  return segment
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join("[^/]*");
}

function matcher(route: string | undefined): (method: string, path: string) => boolean {
  if (route === undefined || route === "*") return () => true;
  const match = /^(?:([A-Z]+) )?(\/\S*|\*)$/.exec(route);
  if (match === null) {
    throw new EmulatorError(
      "invalid_option",
      `route "${route}": give "/path" or "METHOD /path", * for one segment`,
    );
  }
  const [, method, path = "*"] = match;
  const pattern = path === "*" ? undefined : new RegExp(`^${path.split("/").map(segmentPattern).join("/")}$`);
  return (m, p) => (method === undefined || method === m) && (pattern === undefined || pattern.test(p));
}

function checkRule(rule: FaultRule): void {
  const { probability = 1, times = 1, skip = 0, action } = rule;
  const bad = (message: string): never => {
    throw new EmulatorError("invalid_option", `fault: ${message}`);
  };
  if (!(probability >= 0 && probability <= 1)) bad("probability must be between 0 and 1");
  if (!(times >= 1)) bad("times must be 1 or more");
  if (!(skip >= 0)) bad("skip must be 0 or more");
  switch (action.type) {
    case "status":
      if (!Number.isInteger(action.status) || action.status < 200 || action.status > 599)
        bad("status must be 200 to 599");
      break;
    case "date_skew":
      if (!Number.isFinite(action.ms)) bad("ms must be a finite number");
      break;
    case "latency":
      if (!(action.ms >= 0)) bad("ms must be 0 or more");
      break;
    case "slow_body":
    case "slow_headers":
      if (!(action.bytesPerSecond > 0)) bad("bytesPerSecond must be more than 0");
      break;
    case "duplicate":
    case "reset":
    case "hang":
    case "drop_after_accept":
      break;
    default:
      bad(`unknown action ${JSON.stringify(action)}`);
  }
}

class ActiveFault implements Fault {
  readonly id: string;
  readonly action: FaultAction;
  readonly route: string;
  readonly times: number;
  readonly skip: number;
  readonly probability: number;
  hits = 0;
  #passed = 0;
  readonly #matches: (method: string, path: string) => boolean;
  readonly #remove: (fault: ActiveFault) => void;

  constructor(id: string, rule: FaultRule, remove: (fault: ActiveFault) => void) {
    checkRule(rule);
    this.id = id;
    this.action = rule.action;
    this.route = rule.route ?? "*";
    this.times = rule.times ?? Number.POSITIVE_INFINITY;
    this.skip = rule.skip ?? 0;
    this.probability = rule.probability ?? 1;
    this.#matches = matcher(rule.route);
    this.#remove = remove;
  }

  remove(): void {
    this.#remove(this);
  }

  /** Asks whether it strikes this request, and counts it if so. */
  strikes(method: string, path: string, random: () => number): boolean {
    if (this.hits >= this.times || !this.#matches(method, path)) return false;
    if (this.#passed < this.skip) {
      this.#passed++;
      return false;
    }
    if (this.probability < 1 && random() >= this.probability) return false;
    this.hits++;
    return true;
  }

  toJSON(): Record<string, unknown> {
    const { id, route, action, hits, skip, probability } = this;
    const times = Number.isFinite(this.times) ? this.times : null;
    return { id, route, action, hits, times, skip, probability };
  }
}

/** The faults in force, in the order in which they were added. */
export class FaultTable {
  #faults: ActiveFault[] = [];
  #next = 1;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  add(rule: FaultRule): Fault {
    const fault = new ActiveFault(`fault_${this.#next++}`, rule, (gone) => {
      this.#faults = this.#faults.filter((other) => other !== gone);
    });
    this.#faults.push(fault);
    return fault;
  }

  list(): Fault[] {
    return [...this.#faults];
  }

  clear(): void {
    this.#faults = [];
  }

  /** Returns the latencies and date skews that strike a request, and the fault after them, if any. */
  strike(method: string, path: string): { delayMs: number; skewMs: number; action?: FaultAction } {
    let delayMs = 0;
    let skewMs = 0;
    for (const fault of this.#faults) {
      if (!fault.strikes(method, path, this.#random)) continue;
      const { action } = fault;
      if (action.type === "latency") delayMs += action.ms;
      else if (action.type === "date_skew") skewMs += action.ms;
      else return { delayMs, skewMs, action };
    }
    return { delayMs, skewMs };
  }
}

import type { CheckContext } from "../evaluation/input/context";
import type { CheckFlagOptions } from "../evaluation/input/read-input";
import type {
  CheckFlagWithEntitlementResponse,
  CheckOptions,
  CheckResult,
  FlagCheckResult,
} from "../evaluation/results";
import { type BrowserFlag, browserFlag } from "./browser-flag";
import type { SchematicClient } from "./client";
import type { CheckFlagWithEntitlementOptions, IdentifyOptions, TrackOptions } from "./method-options";

export interface ScopeOptions {
  /** Values that replace the checks of these flags, such as those of a debugging cookie. Default: none. */
  overrides?: Readonly<Record<string, boolean>> | undefined;
  /**
   * True: keeps the first result of each flag, so that no flag changes during a request. Checks with a preflight and
   * results that are a default of the call are not kept. Default: false.
   */
  memo?: boolean | undefined;
}

type Answer = CheckFlagWithEntitlementResponse;
type Client = Pick<
  SchematicClient,
  | "check"
  | "checkFlag"
  | "checkFlags"
  | "checkFlagSync"
  | "checkFlagWithEntitlement"
  | "identify"
  | "track"
  | "trackInference"
>;
type TrackBody = Parameters<Client["track"]>[0];
type InferenceBody = Parameters<Client["trackInference"]>[0];
type IdentifyBody = Parameters<Client["identify"]>[0];

/** Flags that a memo keeps at most. */
const MAX_KEPT = 1_000;

/** Returns a frozen copy of the context, so that later changes by the caller have no effect. */
function frozen(context: CheckContext | null | undefined): CheckContext {
  try {
    const copy = { ...context };
    for (const kind of ["company", "user"] as const) {
      const keys = copy[kind];
      if (typeof keys === "object" && keys !== null) copy[kind] = Object.freeze({ ...keys });
    }
    return Object.freeze(copy);
  } catch {
    // Keys that cannot be read are replaced by some that each check refuses with a log line.
    return Object.freeze({ company: "unreadable" as never });
  }
}

const overridden = (flagKey: string, value: boolean): Answer => ({
  flagKey,
  value,
  reason: "override",
  source: "override",
});

const toFlagCheck = ({ flagKey: flag, err: error, ageMs: _, ...rest }: Answer): FlagCheckResult =>
  ({ ...rest, flag, error }) as FlagCheckResult;
const fromFlagCheck = ({ flag: flagKey, error: err, ...rest }: FlagCheckResult): Answer =>
  ({ ...rest, flagKey, err }) as Answer;

/**
 * A client bound to one context, usually for one request. It keeps no connection and needs no closing. Like those of
 * the client, its methods never throw or reject.
 */
export class Scope {
  /** Frozen copy of the context. */
  readonly context: CheckContext;
  readonly #client: Client;
  readonly #overrides: ReadonlyMap<string, boolean>;
  readonly #kept: Map<string, Promise<Answer>> | undefined;

  /** Use `client.forContext()`. */
  constructor(client: Client, context: CheckContext | null | undefined, options: ScopeOptions = {}) {
    this.context = frozen(context);
    this.#client = client;
    this.#overrides = new Map(
      Object.entries(options.overrides ?? {}).filter(([, value]) => typeof value === "boolean"),
    );
    this.#kept = options.memo ? new Map() : undefined;
  }

  /** Resolves to the value of a flag. */
  async checkFlag(key: string, options?: CheckFlagOptions): Promise<boolean> {
    return (await this.checkFlagWithEntitlement(key, options)).value;
  }

  /** Returns the value of a flag from what is in memory, or its default. Results that a memo keeps are not used. */
  checkFlagSync(key: string, options?: CheckFlagOptions): boolean {
    return this.#overrides.get(key) ?? this.#client.checkFlagSync(this.context, key, options);
  }

  /** Resolves to the value of a flag with its reason and entitlement. */
  async checkFlagWithEntitlement(key: string, options?: CheckFlagWithEntitlementOptions): Promise<Answer> {
    const value = this.#overrides.get(key);
    if (value !== undefined) return overridden(key, value);
    if (this.#hasPreflight(options)) return this.#client.checkFlagWithEntitlement(this.context, key, options);
    const answer = this.#kept?.get(key) ?? this.#client.checkFlagWithEntitlement(this.context, key, options);
    this.#keep(key, answer);
    const result = await answer;
    if (result.source === "call-default") this.#kept?.delete(key);
    return { ...result };
  }

  /** Resolves to several flags in the order of `keys`, without keys to all flags. */
  async checkFlags(keys?: readonly string[]): Promise<FlagCheckResult[]> {
    const isKnown = (key: string): boolean => this.#overrides.has(key) || this.#kept?.has(key) === true;
    const asked = keys?.filter((key) => !isKnown(key));
    const found = asked?.length === 0 ? [] : await this.#client.checkFlags(this.context, asked);
    const results = new Map(found.filter(({ flag }) => !isKnown(flag)).map((one) => [one.flag, one]));
    for (const [key, one] of results) this.#keep(key, Promise.resolve(fromFlagCheck(one)));
    const wanted = keys ?? new Set([...found.map(({ flag }) => flag), ...this.#overrides.keys()]);
    return Promise.all(
      [...wanted].map(
        async (key) => results.get(key) ?? toFlagCheck(await this.checkFlagWithEntitlement(key)),
      ),
    );
  }

  /** Resolves to a check with its preflight. */
  async check(key: string, options?: CheckOptions): Promise<CheckResult> {
    const value = this.#overrides.get(key);
    if (value === undefined) return this.#client.check(this.context, key, options);
    return { allowed: value, ...overridden(key, value) };
  }

  /** Records usage of the scope's company and user. */
  track(body: TrackBody, options?: TrackOptions): Promise<void> {
    return this.#client.track({ ...this.#keys(), ...body }, options);
  }

  /** Records the tokens of a call to a language model by the scope's company and user. */
  trackInference(
    body: Omit<InferenceBody, "company"> & Partial<Pick<InferenceBody, "company">>,
    options?: TrackOptions,
  ): Promise<void> {
    return this.#client.trackInference({ ...this.#keys(), ...body } as InferenceBody, options);
  }

  /** Creates or updates the scope's user and its company. */
  identify(body: Partial<IdentifyBody> = {}, options?: IdentifyOptions): Promise<void> {
    const { company, user } = this.#keys();
    const known = { ...(user && { keys: user }), ...(company && { company: { keys: company } }) };
    return this.#client.identify({ ...known, ...body } as IdentifyBody, options);
  }

  /**
   * Resolves to flags in the form of the browser SDKs' option `flagCheckDefaults`, without ids and rule names. Send
   * the object through your framework or as JSON.
   */
  async forBrowser(keys?: readonly string[]): Promise<Record<string, BrowserFlag>> {
    const flags = await this.checkFlags(keys);
    return Object.fromEntries(flags.map((flag) => [flag.flag, browserFlag(flag)]));
  }

  #keep(key: string, answer: Promise<Answer>): void {
    if (this.#kept !== undefined && this.#kept.size < MAX_KEPT) this.#kept.set(key, answer);
  }

  #keys(): Pick<TrackBody, "company" | "user"> {
    const { company, user } = this.context;
    return { ...(company && { company }), ...(user && { user }) };
  }

  #hasPreflight(options: CheckFlagOptions | undefined): boolean {
    const { usage, eventUsage, eventQuantities, creditCost } = options ?? {};
    return (usage ?? eventUsage ?? eventQuantities ?? creditCost ?? this.context.preflight) !== undefined;
  }
}

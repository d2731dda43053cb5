import { SchematicError, type Transport } from "@schematic/api";
import { checkFlag, checkFlags } from "@schematic/api/features";
import { isObject, isText } from "@schematic-internal/kit";
import type { EvaluationContext, Preflight, Resolution } from "../../contracts/evaluation";
import { requestGroup } from "../input/cache-key";
import type { Query, Resolved, Resolver } from "../pipeline";
import { toResolution } from "../projections";
import { readResolution } from "../resolution";
import { type FlagRequest, RequestQueue, type RequestQueueOptions, type RequestResults } from "./coalescing";
import type { FlagCheckCache } from "./flag-check-cache";

/** Longest wait before a retry of a check, in milliseconds. A check that had to wait longer returns its default. */
const MAX_RETRY_DELAY_MS = 2_000;

/** Body of a check. Company and user are present only if they have keys. */
interface CheckBody {
  company?: Record<string, string>;
  user?: Record<string, string>;
  preflight?: Preflight;
}

/** What a request is for, besides its flag. */
interface Subject {
  readonly body: CheckBody;
  readonly contextKey: string;
}

export interface RestChecksOptions extends Omit<RequestQueueOptions<Subject>, "send"> {
  readonly transport: Transport;
  readonly cache: FlagCheckCache;
}

function bodyOf({ company, user }: EvaluationContext, preflight: Preflight | undefined): CheckBody {
  const body: CheckBody = {};
  if (company && Object.keys(company).length > 0) body.company = company;
  if (user && Object.keys(user).length > 0) body.user = user;
  if (preflight !== undefined) body.preflight = preflight;
  return body;
}

/** Flag checks over REST. Valid results are written to the flag-check cache, except those of preflights. */
export class RestChecks implements Resolver {
  readonly #options: RestChecksOptions;
  readonly #queue: RequestQueue<Subject>;

  constructor(options: RestChecksOptions) {
    this.#options = options;
    this.#queue = new RequestQueue({
      ...options,
      send: (request, signal) => this.#send(request, signal),
    });
  }

  /** Requests that wait or are in flight. */
  get size(): number {
    return this.#queue.size;
  }

  async resolve({ keys, context, contextKey, preflight, deadline, isBulk }: Query): Promise<Resolved> {
    const subject: Subject = { body: bodyOf(context, preflight), contextKey };
    const group = requestGroup(contextKey, preflight);
    const flagKey = isBulk ? undefined : keys?.[0];
    const results = await this.#queue.request({ flagKey, group, body: subject }, deadline);
    const { byKey, incomplete } = results;
    const wanted = keys?.map((key) => byKey.get(key) ?? incomplete) ?? [...byKey.values(), incomplete];
    return wanted.map((result) =>
      result === undefined || result instanceof Error ? result : toResolution(result, "api"),
    );
  }

  abort(): void {
    this.#queue.abortAll();
  }

  async #send(
    { flagKey, body: subject }: FlagRequest<Subject>,
    abortSignal: AbortSignal,
  ): Promise<RequestResults> {
    const { transport, cache } = this.#options;
    const { body, contextKey } = subject;
    const settings = { abortSignal, maxRetryDelayMs: MAX_RETRY_DELAY_MS };
    const results =
      flagKey === undefined
        ? readList((await checkFlags(transport, body, settings)).data)
        : readOne((await checkFlag(transport, flagKey, body, settings)).data, flagKey);
    if (body.preflight === undefined)
      for (const result of results.byKey.values())
        if (!(result instanceof Error)) cache.write(result, contextKey);
    return results;
  }
}

function readOne(data: unknown, flagKey: string): RequestResults {
  return { byKey: new Map([[flagKey, readResolution(data, flagKey)]]) };
}

/** Reads the list of all flags. An invalid item costs only its own flag. */
function readList(data: unknown): RequestResults {
  const list: unknown = isObject(data) ? data.flags : undefined;
  if (!Array.isArray(list)) throw invalidList("has no list of flags");
  const byKey = new Map<string, Resolution | Error>();
  let incomplete: Error | undefined;
  for (const item of list) {
    const flagKey = isObject(item) ? item.flag : undefined;
    // Without its key it may be any flag: none counts as absent.
    if (!isText(flagKey)) incomplete = invalidList("has a flag without a key");
    else
      byKey.set(
        flagKey,
        attempt(() => readResolution(item, flagKey)),
      );
  }
  return incomplete === undefined ? { byKey } : { byKey, incomplete };
}

function attempt(read: () => Resolution): Resolution | Error {
  try {
    return read();
  } catch (error) {
    return error as Error;
  }
}

function invalidList(what: string): SchematicError {
  return new SchematicError({
    code: "invalid_response",
    message: `the result of a check of all flags ${what}`,
  });
}

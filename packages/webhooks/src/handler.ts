import type { VerifyOptions } from "./core/check";
import { type WebhookErrorCode, WebhookSignatureError } from "./core/errors";
import type { WebhookAction, WebhookEvent, WebhookEventOf } from "./events";
import { logFailure } from "./logger";
import { once } from "./replay/guard";
import type { ReplayStore } from "./replay/store";
import type { FetchRequestLike, NodeRequestLike, WebhookInput } from "./request";
import { type VerifiedDelivery, verified } from "./verify";

/** What came of one delivery, to be sent as the answer. */
export interface WebhookResult {
  /**
   * 200 handled, not listened to, or handled before; 400 refused; 409 being handled elsewhere; 413 too
   * large; 500 the handler threw, or the program is set up wrongly. Schematic delivers again unless 200.
   */
  status: 200 | 400 | 409 | 413 | 500;
  /** JSON text. */
  body: string;
}

/** Where a failure happened. */
export interface WebhookFailure {
  /** The status that is answered; 200 when only the replay store's `commit` failed. */
  status: number;
  /** The event, unless verification failed. */
  event?: WebhookEvent;
}

export interface WebhookHandlerOptions extends Omit<VerifyOptions, "now"> {
  /** Remembers handled deliveries, so that each is handled once. Default: none, a redelivery is handled again. */
  replayStore?: ReplayStore;
  /** Longest body that is read from a request, in bytes. Default 1,048,576. */
  maxBodyBytes?: number;
  /**
   * Told of every refused delivery and every error of a handler or a replay store. Default: errors that are
   * answered 500, and the store's, go to `console.error`; refused deliveries go nowhere.
   */
  onError?: (error: unknown, failure: WebhookFailure) => void;
  /** The time, ms since the epoch. Default: the clock. */
  now?: () => number;
}

/** A Node `ServerResponse`. */
export interface NodeResponseLike {
  readonly headersSent: boolean;
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
}

/** Handles one action's events; it is awaited, and throwing makes Schematic deliver again. */
export type WebhookListener<Event> = (event: Event) => unknown;

type AnyListener = WebhookListener<never>;

const STATUS: { readonly [Code in WebhookErrorCode]?: WebhookResult["status"] } = {
  body_too_large: 413,
  body_unavailable: 500,
  bad_secret: 500,
};

/** Verifies deliveries, runs the listeners of their action and says what to answer. */
export class WebhookHandler {
  readonly #options: WebhookHandlerOptions;
  readonly #listeners: Map<string, AnyListener[]> = new Map();

  constructor(options: WebhookHandlerOptions) {
    checkOptions(options);
    this.#options = options;
  }

  /**
   * Adds a listener for one action, several, or with `"*"` all, unknown ones included. Listeners of an
   * event run one after another, those of `"*"` last; an error skips the rest. A delivery that nobody
   * listens to is answered 200.
   */
  on<Action extends WebhookAction>(
    action: Action | readonly Action[],
    listener: WebhookListener<WebhookEventOf<Action>>,
  ): this;
  on(action: "*", listener: WebhookListener<WebhookEvent>): this;
  on(action: string | readonly string[], listener: AnyListener): this {
    for (const one of [action].flat()) {
      this.#listeners.set(one, [...(this.#listeners.get(one) ?? []), listener]);
    }
    return this;
  }

  /** Handles one delivery of any request shape. Never rejects. */
  async handle(input: WebhookInput): Promise<WebhookResult> {
    const { now, replayStore, onError: _, ...options } = this.#options;
    let delivery: VerifiedDelivery;
    try {
      delivery = await verified(input, now === undefined ? options : { ...options, now: now() });
    } catch (error) {
      return this.#refuse(error);
    }
    const { event, body } = delivery;
    const listeners = [event.action, "*"].flatMap((action) => this.#listeners.get(action) ?? []);
    if (listeners.length === 0) return ok();
    const run = async (): Promise<void> => {
      for (const listener of listeners) await listener(event as never);
    };
    try {
      if (replayStore === undefined) {
        await run();
        return ok();
      }
      const report = (error: unknown): void => this.#report(error, { status: 200, event });
      const outcome = await once(replayStore, body, { run, report });
      if (outcome === "handled") return ok();
      return outcome === "done"
        ? ok({ duplicate: true })
        : failed(409, "in_progress", "Being handled: try later");
    } catch (error) {
      this.#report(error, { status: 500, event });
      return failed(500, "handler_failed", "The event was not handled: deliver it again");
    }
  }

  /** The Fetch form, bound: `export default { fetch: webhooks.fetch }`, `Bun.serve`, `Deno.serve`, Next. */
  readonly fetch: (request: FetchRequestLike) => Promise<Response> = async (request) => {
    const { status, body } = await this.handle(request);
    return new Response(body, { status, headers: { "content-type": "application/json" } });
  };

  /** The Node form, bound: `createServer(webhooks.node)`. */
  readonly node: (request: NodeRequestLike, response: NodeResponseLike) => Promise<void> = async (
    request,
    response,
  ) => {
    const { status, body } = await this.handle(request);
    if (response.headersSent) return;
    const headers: Record<string, string> = { "content-type": "application/json" };
    // The rest of an overlong body is not worth reading.
    if (status === 413) headers.connection = "close";
    response.writeHead(status, headers);
    response.end(body);
  };

  #refuse(error: unknown): WebhookResult {
    const known = error instanceof WebhookSignatureError;
    const status = known ? (STATUS[error.code] ?? 400) : 500;
    this.#report(error, { status });
    if (!known) return failed(500, "request_unreadable", "The request could not be read: deliver it again");
    return failed(status, error.code, error.message);
  }

  #report(error: unknown, failure: WebhookFailure): void {
    const { onError } = this.#options;
    try {
      if (onError !== undefined) onError(error, failure);
      else if (failure.status === 500 || failure.status === 200) {
        logFailure(`webhook ${failure.event?.action ?? ""} failed`, error);
      }
    } catch (second) {
      logFailure("onError of the webhook handler threw", second);
    }
  }
}

/**
 * A handler for verified webhooks: add listeners with `on`, then mount it with an adapter, `fetch` or `node`.
 *
 * @throws {WebhookSignatureError} `bad_secret` or `bad_option`.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  return new WebhookHandler(options);
}

function checkOptions(options: WebhookHandlerOptions): void {
  const secrets = [options?.secret ?? [], options?.secrets ?? []].flat();
  if (secrets.length === 0 || secrets.some((one) => typeof one !== "string" || one.trim() === "")) {
    throw new WebhookSignatureError(
      "createWebhookHandler needs { secret }, a non-empty string or a list of them: copy it from the webhook's settings",
      "bad_secret",
    );
  }
  if (options.secret !== undefined && options.secrets !== undefined) {
    throw new WebhookSignatureError("createWebhookHandler: give secret or secrets, not both", "bad_option");
  }
  for (const name of ["tolerance", "maxBodyBytes"] as const) {
    const value = options[name];
    if (value !== undefined && !(typeof value === "number" && value >= 0)) {
      const unit = name === "tolerance" ? "seconds" : "bytes";
      throw new WebhookSignatureError(`createWebhookHandler: ${name} is a number of ${unit}`, "bad_option");
    }
  }
}

function ok(extra: object = {}): WebhookResult {
  return { status: 200, body: JSON.stringify({ ok: true, ...extra }) };
}

function failed(status: WebhookResult["status"], code: string, message: string): WebhookResult {
  return { status, body: JSON.stringify({ error: { code, message } }) };
}

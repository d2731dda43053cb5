import { isPromiseLike } from "@schematic-internal/kit";
import { type WebhookErrorCode, WebhookSignatureError } from "./core/errors";
import type { WebhookAction, WebhookEvent, WebhookEventOf } from "./events";
import { checkHandlerOptions, type WebhookFailure, type WebhookHandlerOptions } from "./handler-options";
import { FailureLog } from "./logger";
import { once } from "./replay/guard";
import type { FetchRequestLike, NodeRequestLike, WebhookInput } from "./request";
import { methodOf } from "./request-method";
import { type VerifiedDelivery, verified } from "./verify";

/** Response to one delivery. */
export interface WebhookResult {
  /**
   * 200 handled, without a listener, or handled before; 400 refused; 405 not a POST request; 409 being handled
   * elsewhere; 413 too large; 500 a listener or the replay store failed, or the program is set up wrongly. Schematic
   * delivers again unless the status is 200.
   */
  status: 200 | 400 | 405 | 409 | 413 | 500;
  /** Headers with lower-case names. */
  headers: Record<string, string>;
  /** JSON text. */
  body: string;
}

/** A Node `ServerResponse`. */
export interface NodeResponseLike {
  readonly headersSent: boolean;
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
}

/** Handles the events of one action. It is awaited, and an error makes Schematic deliver again. */
export type WebhookListener<Event> = (event: Event) => unknown;

type AnyListener = WebhookListener<never>;

/** Statuses of errors other than 400. */
const STATUS: { readonly [Code in WebhookErrorCode]?: WebhookResult["status"] } = {
  body_too_large: 413,
  body_unavailable: 500,
  bad_secret: 500,
};

/** Verifies deliveries, runs the listeners of their action and returns the response. */
export class WebhookHandler {
  readonly #options: WebhookHandlerOptions;
  readonly #listeners: Map<string, AnyListener[]> = new Map();
  readonly #log: FailureLog = new FailureLog();

  constructor(options: WebhookHandlerOptions) {
    checkHandlerOptions(options);
    this.#options = options;
  }

  /**
   * Adds a listener for one action or several, or with `"*"` for all, unknown ones included. The listeners of an event
   * run one after another, those of `"*"` last; an error skips the rest. The response to a delivery without a listener
   * is 200.
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
    if ((methodOf(input) ?? "POST") !== "POST")
      return failed(405, "method_not_allowed", "Webhooks are delivered by POST");
    const { now, replayStore: _, redeliveryWindow: __, onError: ___, ...options } = this.#options;
    try {
      const delivery = await verified(input, now === undefined ? options : { ...options, now: now() });
      return await this.#run(delivery);
    } catch (error) {
      return this.#refuse(error);
    }
  }

  /** The Fetch form, bound: `export default { fetch: webhooks.fetch }`, `Bun.serve`, `Deno.serve`, Next. */
  readonly fetch: (request: FetchRequestLike) => Promise<Response> = async (request) => {
    const { status, headers, body } = await this.handle(request);
    return new Response(body, { status, headers });
  };

  /** The Node form, bound: `createServer(webhooks.node)`. */
  readonly node: (request: NodeRequestLike, response: NodeResponseLike) => Promise<void> = async (
    request,
    response,
  ) => {
    const { status, headers, body } = await this.handle(request);
    if (response.headersSent) return;
    // The remaining part of an overlong body is not read.
    response.writeHead(status, status === 413 ? { ...headers, connection: "close" } : headers);
    response.end(body);
  };

  /** Runs the listeners of a verified delivery. Never rejects. */
  async #run(delivery: VerifiedDelivery): Promise<WebhookResult> {
    const { event } = delivery;
    const { replayStore, redeliveryWindow: windowMs } = this.#options;
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
      const outcome = await once(replayStore, delivery, { run, report, windowMs });
      if (outcome === "handled") return ok();
      return outcome === "done"
        ? ok({ duplicate: true })
        : failed(409, "in_progress", "Being handled: try later");
    } catch (error) {
      this.#report(error, { status: 500, event });
      return failed(500, "handler_failed", "The event was not handled: deliver it again");
    }
  }

  #refuse(error: unknown): WebhookResult {
    const known = error instanceof WebhookSignatureError;
    const status = known ? (STATUS[error.code] ?? 400) : 500;
    this.#report(error, { status });
    if (!known) return failed(500, "request_unreadable", "The request could not be read: deliver it again");
    return failed(status, error.code, error.message);
  }

  /** Passes an error to `onError`, or to the log. Never throws. */
  #report(error: unknown, failure: WebhookFailure): void {
    const { onError } = this.#options;
    if (onError === undefined) {
      const isRefusal = failure.event === undefined && error instanceof WebhookSignatureError;
      if (isRefusal) this.#log.refused(error.code, error);
      else this.#log.failed(failure.status, error);
      return;
    }
    const onErrorFailed = (second: unknown): void => this.#log.failed(failure.status, second);
    try {
      const result: unknown = onError(error, failure);
      if (isPromiseLike(result)) result.then(undefined, onErrorFailed);
    } catch (second) {
      onErrorFailed(second);
    }
  }
}

/**
 * Returns a handler for verified webhooks. Add listeners with `on`, then mount it with an adapter, `fetch` or `node`.
 *
 * @throws {WebhookSignatureError} `bad_secret` or `bad_option`.
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  return new WebhookHandler(options);
}

const JSON_TYPE = { "content-type": "application/json" };

function ok(extra: object = {}): WebhookResult {
  return { status: 200, headers: JSON_TYPE, body: JSON.stringify({ ok: true, ...extra }) };
}

function failed(status: WebhookResult["status"], code: string, message: string): WebhookResult {
  const headers = status === 405 ? { ...JSON_TYPE, allow: "POST" } : JSON_TYPE;
  return { status, headers, body: JSON.stringify({ error: { code, message } }) };
}

import { decoder } from "./codec/decode";
import type { Table } from "./codec/table";
import { MAX_DEPTH } from "./codec/walk";
import type { WebhookBodies } from "./generated/webhooks";

const decode: (body: unknown, table: Table) => unknown = /* @__PURE__ */ decoder(
  () => new RangeError(`the webhook body is nested more than ${MAX_DEPTH} levels deep`),
);

/** Decoder for the body of one webhook action. */
export interface WebhookBody<Action extends keyof WebhookBodies> {
  readonly action: Action;
  /** Converts the parsed JSON of a webhook's `body`: camelCase names, `Date`s. Throws `RangeError` beyond 100 levels. */
  decode(body: unknown): WebhookBodies[Action];
}

export function webhookBody<Action extends keyof WebhookBodies>(
  action: Action,
  table?: Table,
): WebhookBody<Action> {
  return { action, decode: (body) => (table ? decode(body, table) : body) as WebhookBodies[Action] };
}

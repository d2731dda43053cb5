import { decode } from "./codec/decode";
import type { Table } from "./codec/table";
import type { WebhookBodies } from "./generated/webhooks";

/** Decoder for the body of one webhook action. */
export interface WebhookBody<Action extends keyof WebhookBodies> {
  readonly action: Action;
  /** Converts the parsed JSON of a webhook's `body`: camelCase names, `Date`s. Checks nothing. */
  decode(body: unknown): WebhookBodies[Action];
}

export function webhookBody<Action extends keyof WebhookBodies>(
  action: Action,
  table?: Table,
): WebhookBody<Action> {
  return { action, decode: (body) => (table ? decode(body, table) : body) as WebhookBodies[Action] };
}

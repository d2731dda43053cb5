import { decode } from "./codec/decode";
import type { Table } from "./codec/table";
import type { WebhookBodies } from "./generated/webhooks";

/** What turns the body of one webhook action into its public form. */
export interface WebhookBody<Action extends keyof WebhookBodies> {
  readonly action: Action;
  /** Camel-cases names and makes `Date`s of the parsed JSON of a webhook's `body`; checks nothing. */
  decode(body: unknown): WebhookBodies[Action];
}

export function webhookBody<Action extends keyof WebhookBodies>(
  action: Action,
  table?: Table,
): WebhookBody<Action> {
  return { action, decode: (body) => (table ? decode(body, table) : body) as WebhookBodies[Action] };
}

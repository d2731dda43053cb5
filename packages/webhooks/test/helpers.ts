import { expect } from "vitest";
import { type SignedDelivery, signWebhook, WebhookSignatureError } from "../src/index";

export const SECRET = "whsec_test_4f1c";

/** A delivery as Schematic would send it now. */
export function delivery(payload: unknown, secret: string = SECRET): SignedDelivery & { body: string } {
  const body = typeof payload === "string" ? payload : JSON.stringify(payload);
  return { headers: signWebhook(body, secret), body };
}

export const limitReached: Record<string, unknown> = {
  action: "entitlement.limit.reached",
  account_id: "acc_1",
  environment_id: "env_1",
  object_type: "entitlement",
  company_id: "comp_1",
  feature_id: null,
  body: {
    Allocation: 10,
    Entitlement: "ent_1",
    MetricResetAt: "2026-12-01T00:00:00Z",
    Usage: 10,
    company: {
      id: "comp_1",
      name: "Acme + Söhne",
      created_at: "2026-01-02T03:04:05Z",
      traits: { seat_count: 3, Signed_Up: "2026-01-01" },
      keys: [],
    },
  },
};

export const limitReachedEvent: Record<string, unknown> = {
  action: "entitlement.limit.reached",
  accountId: "acc_1",
  environmentId: "env_1",
  objectType: "entitlement",
  companyId: "comp_1",
  body: {
    allocation: 10,
    entitlement: "ent_1",
    metricResetAt: new Date("2026-12-01T00:00:00Z"),
    usage: 10,
    company: {
      id: "comp_1",
      name: "Acme + Söhne",
      createdAt: new Date("2026-01-02T03:04:05Z"),
      traits: { seat_count: 3, Signed_Up: "2026-01-01" },
      keys: [],
    },
  },
};

/** A body of its own at each call, so that a replay store sees different deliveries. */
export function anEvent(extra: object = {}): { action: string; body: object } {
  return { action: "test.send", body: { nonce: crypto.randomUUID(), ...extra } };
}

/** Resolves with the error of a promise that has to reject. */
export async function errorOf(promise: Promise<unknown>): Promise<WebhookSignatureError> {
  const error = await promise.then(
    () => new Error("accepted"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(WebhookSignatureError);
  return error as WebhookSignatureError;
}

/** Resolves with the code of the error of a promise that has to reject. */
export const codeOf = async (promise: Promise<unknown>): Promise<string> => (await errorOf(promise)).code;

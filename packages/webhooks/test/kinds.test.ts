import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import type { ALBHandler, APIGatewayProxyHandlerV2 } from "aws-lambda";
import { afterEach, expect, test, vi } from "vitest";
import { lambdaWebhooks } from "../src/adapters/lambda";
import { nextWebhooks } from "../src/adapters/next";
import * as web from "../src/crypto/web";
import {
  createWebhookHandler,
  memoryReplayStore,
  type ReplayStore,
  signWebhook,
  type VerifyWebhookOptions,
  verifyDelivery,
  verifyWebhook,
  verifyWebhookSync,
  WebhookSignatureError,
} from "../src/index";
import { anEvent, codeOf, delivery, errorOf, SECRET } from "./helpers";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const signedAt = (body: string, seconds: number) => ({
  headers: signWebhook(body, SECRET, (1_760_000_000 + seconds) * 1_000),
  body,
});
const at = (seconds: number): number => (1_760_000_000 + seconds) * 1_000;

test.each(["\n", "\r\n", "  ", "\t"])("white space %j around a secret is ignored", async (space) => {
  const body = JSON.stringify(anEvent());
  const headers = signWebhook(body, SECRET);
  await verifyDelivery({ headers, body }, { secret: `${SECRET}${space}` });
  await verifyWebhook({ headers, body }, { secrets: ["other", `${space}${SECRET}${space}`] });
  expect(signWebhook(body, `${SECRET}${space}`, at(0))).toEqual(signWebhook(body, SECRET, at(0)));
});

test.each([
  [{ tolerence: 10 }, /tolerence.*tolerance/],
  [{ secretKey: "x" }, /secretKey/],
  [{ tolerance: 300_000 }, /seconds/],
  [{ tolerance: 86_401 }, /seconds/],
  [{ replayStore: {} }, /replayStore/],
  [{ maxBodyBytes: "1mb" }, /bytes/],
  [{ redeliveryWindow: 10 }, /ms/],
])("options %j are rejected with a hint", async (wrong, hint) => {
  const options = { secret: SECRET, ...wrong } as VerifyWebhookOptions;
  const one = delivery(anEvent());
  for (const error of [
    await errorOf(verifyWebhook(one, options)),
    await errorOf(Promise.resolve().then(() => createWebhookHandler(options as never))),
  ]) {
    expect(error.code).toBe("bad_option");
    expect(error.message).toMatch(hint);
    expect(error.message).not.toContain(SECRET);
  }
  if (!("replayStore" in wrong || "maxBodyBytes" in wrong || "redeliveryWindow" in wrong))
    expect(() => verifyWebhookSync(one, options)).toThrow(hint);
});

test("a handler without a secret does not compile, and throws", () => {
  // @ts-expect-error a secret is required
  expect(() => createWebhookHandler({})).toThrow(WebhookSignatureError);
  // @ts-expect-error secret and secrets exclude each other
  expect(() => createWebhookHandler({ secret: "a", secrets: ["b"] })).toThrow(/not both/);
});

test("refusals are logged at warn: the first of each code, then once a minute with their number", async () => {
  vi.useFakeTimers();
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const webhooks = createWebhookHandler({ secret: SECRET });
  const refuse = () => webhooks.handle({ ...delivery(anEvent()), body: "{}" });
  for (let n = 0; n < 50; n++) await refuse();
  await webhooks.handle({ headers: {}, body: "" });
  expect(warned).toHaveBeenCalledTimes(2);
  expect(warned.mock.calls[0]?.[0]).toMatch(/^\[schematic\] Webhook refused \(bad_signature\): /);
  expect(warned.mock.calls[1]?.[0]).toContain("(missing_header)");
  await vi.advanceTimersByTimeAsync(60_000);
  await refuse();
  expect(warned.mock.calls[2]?.[0]).toContain("49 more");
  expect(inspect(warned.mock.calls)).not.toContain(SECRET);
});

test("with onError nothing is logged, and an onError that rejects is", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  const failed = vi.spyOn(console, "error").mockImplementation(() => {});
  const errors: unknown[] = [];
  const options = { secret: SECRET, onError: (error: unknown) => void errors.push(error) };
  await createWebhookHandler(options).handle({ headers: {}, body: "" });
  expect(errors).toHaveLength(1);
  expect(warned).not.toHaveBeenCalled();
  const rejecting = { secret: SECRET, onError: async () => Promise.reject(new Error("lost")) };
  await createWebhookHandler(rejecting).handle({ headers: {}, body: "" });
  await vi.waitFor(() => expect(String(failed.mock.calls[0]?.[0])).toContain("lost"));
});

test.each(["claim", "commit"] as const)("verifyWebhook refuses when %s hangs, after 5 s", async (step) => {
  vi.useFakeTimers();
  const released: string[] = [];
  const replayStore: ReplayStore = {
    ...memoryReplayStore(),
    release: async (key) => void released.push(key),
    [step]: () => new Promise(() => {}),
  };
  const refused = errorOf(verifyWebhook(delivery(anEvent()), { secret: SECRET, replayStore }));
  await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
  await vi.advanceTimersByTimeAsync(5_001);
  const error = await refused;
  expect(error.code).toBe("replay_store_failed");
  expect(error.message).toContain("5000 ms");
  if (step === "commit") expect(released).toHaveLength(2);
  expect(vi.getTimerCount()).toBe(0);
});

test("verifyWebhook refuses when the store throws or rejects, with the reason as cause", async () => {
  for (const claim of [
    () => Promise.reject(new Error("down")),
    () => {
      throw new Error("down");
    },
  ]) {
    const replayStore = { ...memoryReplayStore(), claim };
    const error = await errorOf(verifyWebhook(delivery(anEvent()), { secret: SECRET, replayStore }));
    expect(error.code).toBe("replay_store_failed");
    expect(error.cause).toMatchObject({ message: "down" });
  }
});

test("equal bodies are one delivery within the window, and two events beyond two windows", async () => {
  const body = JSON.stringify(anEvent());
  const verifyAt = (store: ReplayStore, seconds: number, redeliveryWindow?: number) =>
    verifyWebhook(signedAt(body, seconds), {
      secret: SECRET,
      now: at(seconds),
      replayStore: store,
      ...(redeliveryWindow === undefined ? {} : { redeliveryWindow }),
    }).then(
      () => "accepted",
      (error: WebhookSignatureError) => error.code,
    );
  for (let start = 0; start < 3_600; start += 599) {
    const store = memoryReplayStore();
    expect(await verifyAt(store, start)).toBe("accepted");
    expect(await verifyAt(store, start)).toBe("replayed");
    expect(await verifyAt(store, start + 3_600)).toBe("replayed");
    const other = memoryReplayStore();
    expect(await verifyAt(other, start)).toBe("accepted");
    expect(await verifyAt(other, start - 3_600)).toBe("replayed");
    expect(await verifyAt(other, start + 7_200)).toBe("accepted");
    // The refused delivery keeps no claim on the window that it shares with this one.
    expect(await verifyAt(other, start - 7_200)).toBe("accepted");
  }
  const always = memoryReplayStore();
  expect(await verifyAt(always, 0, Number.POSITIVE_INFINITY)).toBe("accepted");
  expect(await verifyAt(always, 80_000, Number.POSITIVE_INFINITY)).toBe("replayed");
});

test("a delivery is still known after 60 s, and after the lifetime of a claim", async () => {
  let now = Date.now();
  const replayStore = memoryReplayStore({ now: () => now });
  const one = delivery(anEvent());
  await verifyWebhook(one, { secret: SECRET, replayStore });
  for (const ms of [60_001, 3_600_000, 80_000_000]) {
    now += ms;
    expect(await codeOf(verifyWebhook(one, { secret: SECRET, replayStore }))).toBe("replayed");
  }
});

test("without Web Crypto, as in Jest's jsdom, a replay store recognises deliveries", async () => {
  const one = delivery(anEvent());
  const replayStore = memoryReplayStore();
  const body = "Ü 👋";
  const expected = new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(`7+${body}`)),
  );
  for (const form of [body, new TextEncoder().encode(body)])
    expect(await web.sha256("7", form)).toEqual(expected);
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  try {
    expect(new Uint8Array((await web.sha256("7", body)) ?? [])).toEqual(expected);
    await verifyWebhook(one, { secret: SECRET, replayStore });
    expect(await codeOf(verifyWebhook(one, { secret: SECRET, replayStore }))).toBe("replayed");
  } finally {
    vi.unstubAllGlobals();
  }
});

test("only the holder of a claim renews, commits and releases it", async () => {
  let now = 0;
  const store = memoryReplayStore({ now: () => now });
  await store.claim("key", "holder");
  now = 50_000;
  await store.renew("key", "other");
  now = 60_000;
  expect(await store.claim("key", "third")).toBe("claimed");
  await store.release("key", "holder");
  expect(await store.claim("key", "fourth")).toBe("in_progress");
});

test("values of another realm are accepted", async () => {
  const body = JSON.stringify(anEvent());
  const bytes = runInNewContext(`Uint8Array.from(${JSON.stringify([...Buffer.from(body)])})`) as Uint8Array;
  const now = runInNewContext(`new Date(${at(0)})`) as Date;
  const headers = signedAt(body, 0).headers;
  await verifyDelivery({ headers, body: bytes }, { secret: SECRET, now });
  expect((await verifyWebhook({ headers, body: bytes }, { secret: SECRET, now })).action).toBe("test.send");
});

test("members of Object.prototype change no answer", async () => {
  const polluted = { configurable: true, enumerable: true, writable: true, value: "polluted" };
  Object.defineProperty(Object.prototype, "polluted", polluted);
  try {
    const webhooks = createWebhookHandler({ secret: SECRET });
    expect((await webhooks.handle(delivery(anEvent()))).status).toBe(200);
    const event = await verifyWebhook(delivery(anEvent()), { secret: SECRET });
    expect(Object.keys(event)).not.toContain("polluted");
  } finally {
    Reflect.deleteProperty(Object.prototype, "polluted");
  }
});

test("a signed body that is nested too deeply is refused with a code", async () => {
  const deep = `${"[".repeat(5_000)}${"]".repeat(5_000)}`;
  const known = `{"action":"company.updated","body":{"entity_traits":${deep},"plans":${deep}}}`;
  expect(await codeOf(verifyWebhook(delivery(known), { secret: SECRET }))).toBe("bad_payload");
});

test("an error prints under its own name", () => {
  const error = new WebhookSignatureError("no");
  expect(WebhookSignatureError.name).toBe("WebhookSignatureError");
  expect(inspect(error)).toMatch(/^WebhookSignatureError: no/);
});

test("the adapters have the types of Lambda and Next", () => {
  const webhooks = createWebhookHandler({ secret: SECRET });
  const balancer: ALBHandler = lambdaWebhooks(webhooks);
  const gateway: APIGatewayProxyHandlerV2 = lambdaWebhooks(webhooks);
  const route: (request: Request) => Promise<Response> = nextWebhooks(webhooks);
  expect([balancer, gateway, route].map((each) => typeof each)).toEqual(["function", "function", "function"]);
});

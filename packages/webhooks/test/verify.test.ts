import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { entitlementLimitReached } from "@schematic/api/webhooks";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import * as web from "../src/crypto/web";
import {
  decodeWebhook,
  memoryReplayStore,
  signWebhook,
  type UnknownWebhookEvent,
  type VerifyWebhookOptions,
  verifyWebhook,
  verifyWebhookSync,
  type WebhookEvent,
  type WebhookInput,
  WebhookSignatureError,
} from "../src/index";
import { anEvent, delivery, limitReached, limitReachedEvent, SECRET } from "./helpers";

const options = { secret: SECRET };

async function refusal(input: unknown, over: VerifyWebhookOptions = options): Promise<WebhookSignatureError> {
  const error = await verifyWebhook(input as WebhookInput, over).then(
    () => new Error("accepted"),
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(WebhookSignatureError);
  expect(String(error)).not.toContain(SECRET);
  return error as WebhookSignatureError;
}

function fetchRequest(payload: unknown): Request {
  const { headers, body } = delivery(payload);
  return new Request("https://x.test/", { method: "POST", headers: headers as HeadersInit, body });
}

describe("verifyWebhook: shapes of requests", () => {
  const { headers, body } = delivery(limitReached);
  const bytes = new TextEncoder().encode(body);
  const upper = Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toUpperCase(), v]));
  const base64 = Buffer.from(body).toString("base64");
  const shapes: [string, () => WebhookInput][] = [
    ["a Fetch request", () => fetchRequest(limitReached)],
    ["text", () => ({ headers, body })],
    ["bytes", () => ({ headers, body: bytes })],
    [
      "a view into a larger buffer",
      () => ({ headers, body: Buffer.concat([Buffer.from("xx"), bytes]).subarray(2) }),
    ],
    ["an ArrayBuffer", () => ({ headers, body: bytes.slice().buffer })],
    ["Fetch headers", () => ({ headers: new Headers(headers as HeadersInit), body })],
    ["header names in any case", () => ({ headers: upper, body })],
    ["rawBody beside a parsed body", () => ({ headers, body: JSON.parse(body), rawBody: Buffer.from(body) })],
    [
      "API Gateway v1",
      () => ({ headers: upper, multiValueHeaders: {}, body, isBase64Encoded: false, requestContext: {} }),
    ],
    [
      "API Gateway v2 and Function URLs",
      () => ({
        version: "2.0",
        headers: headers as Record<string, string>,
        body,
        isBase64Encoded: false,
        requestContext: {},
      }),
    ],
    [
      "base64",
      () => ({
        headers: headers as Record<string, string>,
        body: base64,
        isBase64Encoded: true,
        requestContext: {},
      }),
    ],
    [
      "a load balancer",
      () => ({
        multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]])),
        body,
        isBase64Encoded: false,
        requestContext: { elb: {} },
      }),
    ],
  ];

  it.each(shapes)("%s", async (_title, shape) => {
    expect(await verifyWebhook(shape(), options)).toEqual(limitReachedEvent);
  });

  it("is also there at once, for bodies at hand", () => {
    expect(verifyWebhookSync({ headers, body }, options)).toEqual(limitReachedEvent);
    expect(() => verifyWebhookSync({ headers, body: `${body} ` }, options)).toThrow(WebhookSignatureError);
    expect(() => verifyWebhookSync({ headers, body: JSON.parse(body) }, options)).toThrow(/raw/);
  });
});

describe("verifyWebhook: Node requests", () => {
  let url = "";
  let onRequest: (request: IncomingMessage) => Promise<unknown>;
  const server = createServer((request, response) => {
    onRequest(request).then(
      (value) => response.end(JSON.stringify({ value })),
      (error) => response.end(JSON.stringify({ code: error.code, message: error.message })),
    );
  });
  // A client that stood still for longer would send on a connection that is being closed.
  server.keepAliveTimeout = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const post = async (body: BodyInit, headers: HeadersInit) =>
    (await fetch(url, { method: "POST", body, headers, duplex: "half" } as RequestInit)).json();

  it("reads the stream", async () => {
    const { headers, body } = delivery(limitReached);
    onRequest = (request) => verifyWebhook(request, options);
    expect(await post(body, headers as HeadersInit)).toEqual({
      value: JSON.parse(JSON.stringify(limitReachedEvent)),
    });
  });

  it("says so when the stream was read", async () => {
    const { headers, body } = delivery(limitReached);
    onRequest = async (request) => {
      for await (const _ of request);
      return verifyWebhook(request, options);
    };
    expect(await post(body, headers as HeadersInit)).toMatchObject({ code: "body_unavailable" });
  });

  it("reads no more than maxBodyBytes", async () => {
    const body = "x".repeat(5_000);
    const signed = signWebhook(body, SECRET);
    onRequest = (request) => verifyWebhook(request, { ...options, maxBodyBytes: 4_999 });
    expect(await post(body, signed)).toMatchObject({ code: "body_too_large" });
    onRequest = (request) => verifyWebhook(request, { ...options, maxBodyBytes: 5_000 });
    expect(await post(body, signed)).toMatchObject({ code: "bad_payload" });
    const request = () => new Request("https://x.test/", { method: "POST", headers: signed, body });
    expect((await refusal(request(), { ...options, maxBodyBytes: 4_999 })).code).toBe("body_too_large");
  });

  it("ends when the sender goes away in the middle", async () => {
    const controller = new AbortController();
    const outcome = new Promise<unknown>((resolve) => {
      onRequest = (request) => {
        const checked = verifyWebhook(request, options);
        checked.catch(resolve);
        controller.abort();
        return checked;
      };
    });
    const stream = new ReadableStream({
      start(c) {
        c.enqueue(new TextEncoder().encode("{"));
      },
    });
    const sent = fetch(url, {
      method: "POST",
      body: stream,
      headers: signWebhook("{}", SECRET),
      duplex: "half",
      signal: controller.signal,
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    expect(await outcome).toMatchObject({ code: "body_unavailable" });
  });
});

describe("verifyWebhook: refusals", () => {
  const { headers, body } = delivery(limitReached);

  it("has a code and says what to do", async () => {
    const cases: [unknown, string, RegExp][] = [
      [{ headers: {}, body }, "missing_header", /proxy/],
      [
        { headers: { ...headers, "X-Schematic-Webhook-Signature-Version": "v2" }, body },
        "unsupported_version",
        /update/,
      ],
      [
        { headers: { ...headers, "X-Schematic-Webhook-Timestamp": "soon" }, body },
        "bad_timestamp",
        /seconds/,
      ],
      [{ headers: signWebhook(body, SECRET, Date.now() - 301_000), body }, "stale_timestamp", /clock/],
      [{ headers: signWebhook(body, SECRET, Date.now() + 302_000), body }, "stale_timestamp", /clock/],
      [{ headers, body: `${body} ` }, "bad_signature", /secret/],
      [null, "missing_header", /Fetch Request/],
      [{ body }, "missing_header", /Fetch Request/],
    ];
    for (const [input, code, message] of cases) {
      const error = await refusal(input);
      expect(error.code).toBe(code);
      expect(error.message).toMatch(message);
    }
    expect((await refusal({ headers, body }, { secret: "" })).message).toMatch(/settings/);
    const notJson = await refusal(delivery("no JSON"));
    expect([notJson.code, notJson.cause instanceof SyntaxError]).toEqual(["bad_payload", true]);
    for (const payload of ["[]", "null", "{}", '{"action":7}']) {
      expect((await refusal(delivery(payload))).code).toBe("bad_payload");
    }
    const broken = { headers: headers as Record<string, string>, body: "%%%", isBase64Encoded: true };
    expect((await refusal(broken)).code).toBe("body_unavailable");
  });

  it("says how to get the raw body in the framework that parsed it", async () => {
    const parsed = { headers, body: JSON.parse(body) };
    const used = fetchRequest(limitReached);
    await used.json();
    const on = () => {};
    const cases: [unknown, RegExp][] = [
      [used, /before request\.json\(\)/],
      [{ ...parsed, app: {}, baseUrl: "", on, readableDidRead: true }, /express\.raw/],
      [{ ...parsed, raw: {}, server: {}, routeOptions: {} }, /fastifyWebhooks/],
      [{ ...parsed, ctx: {} }, /Koa/],
      [{ ...parsed, cookies: {}, query: {}, on, readableDidRead: true }, /bodyParser: false/],
      [{ ...parsed, isBase64Encoded: false, requestContext: {} }, /Lambda/],
      [{ ...parsed, on, readableDidRead: true }, /body parser/],
      [parsed, /JSON\.stringify/],
    ];
    for (const [input, message] of cases) {
      const error = await refusal(input);
      expect(error.code).toBe("body_unavailable");
      expect(error.message).toMatch(message);
    }
  });

  it("refuses with a replay store what was verified before", async () => {
    const replayStore = memoryReplayStore();
    const once = delivery(anEvent());
    await verifyWebhook(once, { ...options, replayStore });
    expect((await refusal(once, { ...options, replayStore })).code).toBe("replayed");
    const signedAgain = { headers: signWebhook(once.body, SECRET, Date.now() - 5_000), body: once.body };
    expect((await refusal(signedAgain, { ...options, replayStore })).code).toBe("replayed");
    await verifyWebhook(delivery(anEvent()), { ...options, replayStore });
  });
});

describe("events", () => {
  it("keeps unknown actions as they are", async () => {
    const payload = {
      action: "company.merged",
      account_id: "a",
      new_field: 1,
      body: { some_key: null, At: "2026-01-01T00:00:00Z" },
    };
    expect(await verifyWebhook(delivery(payload), options)).toEqual({
      action: "company.merged",
      accountId: "a",
      newField: 1,
      body: payload.body,
    });
    const inherited = { action: "constructor", body: { a_b: 1 } };
    expect(await verifyWebhook(delivery(inherited), options)).toEqual(inherited);
    const polluting = delivery('{"action":"x","__proto__":{"polluted":true},"body":{}}');
    await verifyWebhook(polluting, options);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it("decodes only the requested actions", () => {
    const known = decodeWebhook(JSON.stringify(limitReached), [entitlementLimitReached]);
    expect(known).toEqual(limitReachedEvent);
    const other = { action: "company.created", body: { created_at: "2026-01-01T00:00:00Z" } };
    expect(decodeWebhook(Buffer.from(JSON.stringify(other)), [entitlementLimitReached])).toEqual(other);
  });

  it("is a union that its action narrows", () => {
    const look = (event: WebhookEvent) => {
      if (event.action === "entitlement.limit.reached") {
        expectTypeOf(event.body.metricResetAt).toEqualTypeOf<Date | undefined>();
      } else if (event.action === "user.created" || event.action === "user.deleted") {
        expectTypeOf(event.body.id).toEqualTypeOf<string>();
      }
      switch (event.action) {
        case "company.created":
          expectTypeOf(event.body.createdAt).toEqualTypeOf<Date>();
          break;
        case "test.send":
          expectTypeOf(event.body).toEqualTypeOf<unknown>();
          break;
      }
      return event.action satisfies string;
    };
    expectTypeOf(look).returns.toExtend<string>();
    expectTypeOf<UnknownWebhookEvent["body"]>().toEqualTypeOf<unknown>();
  });
});

describe("the Web Crypto path", () => {
  const body = '{"a":"ü+👋"}';
  const stamp = "1790000000";
  const signature = signWebhook(body, SECRET, Number(stamp) * 1_000)["X-Schematic-Webhook-Signature"] ?? "";

  it("agrees with Node's", async () => {
    for (const given of [body, new TextEncoder().encode(body), Buffer.from(`xx${body}`).subarray(2)]) {
      expect(await web.matches(SECRET, given, stamp, signature)).toBe(true);
      expect(web.matchesSync(SECRET, given, stamp, signature)).toBe(true);
    }
    expect(await web.matches(SECRET, body, stamp, signature.toUpperCase())).toBe(true);
  });

  it("refuses other secrets, bodies, timestamps and anything but 64 hex digits", async () => {
    const zero = `${"zz".repeat(31)}00`;
    const bad: Parameters<typeof web.matches>[] = [
      ["other", body, stamp, signature],
      [SECRET, `${body} `, stamp, signature],
      [SECRET, body, "1790000001", signature],
      [SECRET, body, stamp, `${signature}00`],
      [SECRET, body, stamp, signature.slice(2)],
      [SECRET, body, stamp, zero],
      [SECRET, body, stamp, ""],
    ];
    for (const one of bad) {
      expect(await web.matches(...one)).toBe(false);
      expect(web.matchesSync(...one)).toBe(false);
    }
  });

  it("keeps working past the number of keys that it keeps", async () => {
    for (let i = 0; i < 25; i++) {
      const secret = `secret ${i}`;
      const own = signWebhook(body, secret, Number(stamp) * 1_000)["X-Schematic-Webhook-Signature"] ?? "";
      expect(await web.matches(secret, body, stamp, own)).toBe(true);
      expect(await web.matches(`${secret}x`, body, stamp, own)).toBe(false);
    }
  });
});

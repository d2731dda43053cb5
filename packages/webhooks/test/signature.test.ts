import { createRequire } from "node:module";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as ours from "../src/index";

// The published SDK: the CommonJS build, as its ES module imports are not resolvable everywhere.
const peer = createRequire(import.meta.url)("@schematichq/schematic-typescript-node") as typeof ours;

const SECRET = "whsec_test_4f1c";
const BODY = '{"action":"test.send","body":{"name":"a+b 👋"}}';
const NOW = 1_790_000_000_123;
const STAMP = "1790000000";
const sig = (body: ours.RawBody = BODY, stamp = STAMP, secret = SECRET) =>
  ours.computeHexSignature(body, stamp, secret);
const headers = (over: Record<string, string | undefined> = {}) => ({
  "x-schematic-webhook-signature": sig(),
  "x-schematic-webhook-signature-version": "v1",
  "x-schematic-webhook-timestamp": STAMP,
  ...over,
});

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(ours.WebhookSignatureError);
    const { code, message, stack } = error as ours.WebhookSignatureError;
    for (const text of [message, stack, inspect(error), JSON.stringify(error)]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain(sig());
    }
    return code;
  }
  return "accepted";
}

const check = (
  over: Record<string, string | undefined> = {},
  options: Record<string, unknown> = {},
  body: ours.RawBody = BODY,
) =>
  codeOf(() =>
    ours.verifyDeliverySync({ headers: headers(over), body }, {
      secret: SECRET,
      now: NOW,
      ...options,
    } as ours.VerifyOptions),
  );

describe("verifyDeliverySync", () => {
  it("accepts text, bytes, Fetch headers, any case of header names, an absent version", () => {
    expect(check()).toBe("accepted");
    expect(check({}, {}, Buffer.from(BODY))).toBe("accepted");
    expect(check({}, {}, new TextEncoder().encode(BODY))).toBe("accepted");
    expect(check({ "x-schematic-webhook-signature-version": undefined })).toBe("accepted");
    expect(check({ "x-schematic-webhook-signature": sig().toUpperCase() })).toBe("accepted");
    const exact = ours.signWebhook(BODY, SECRET, NOW);
    for (const given of [exact, new Headers(exact), { ...headers(), get: "a header of this name" }]) {
      ours.verifyDeliverySync({ headers: given, body: BODY }, { secret: SECRET, now: NOW });
    }
  });

  it("asks for both headers", () => {
    expect(check({ "x-schematic-webhook-signature": undefined })).toBe("missing_header");
    expect(check({ "x-schematic-webhook-timestamp": undefined })).toBe("missing_header");
    expect(check({ "x-schematic-webhook-timestamp": "" })).toBe("missing_header");
  });

  it("refuses other versions", () => {
    for (const version of ["v2", "V1", "v1,v1", "v1 "]) {
      expect(check({ "x-schematic-webhook-signature-version": version })).toBe("unsupported_version");
    }
  });

  it("takes timestamps in only whole seconds or ms", () => {
    for (const stamp of [
      "1790000000.0",
      "-1790000000",
      " 1790000000",
      "0x6AB13B80",
      "1.79e9",
      "abc",
      "NaN",
    ]) {
      const own = sig(BODY, stamp);
      expect(check({ "x-schematic-webhook-timestamp": stamp, "x-schematic-webhook-signature": own })).toBe(
        "bad_timestamp",
      );
    }
    const ms = String(NOW);
    expect(
      check({ "x-schematic-webhook-timestamp": ms, "x-schematic-webhook-signature": sig(BODY, ms) }),
    ).toBe("accepted");
  });

  it("refuses what is older or newer than the tolerance", () => {
    const at = Number(STAMP) * 1000;
    expect(check({}, { now: at + 300_000 })).toBe("accepted");
    expect(check({}, { now: at - 300_000 })).toBe("accepted");
    expect(check({}, { now: at + 300_001 })).toBe("stale_timestamp");
    expect(check({}, { now: at - 300_001 })).toBe("stale_timestamp");
    expect(check({}, { now: new Date(at + 10_000), tolerance: 9 })).toBe("stale_timestamp");
    expect(check({}, { now: at + 1e12, tolerance: Number.POSITIVE_INFINITY })).toBe("accepted");
    expect(check({}, { now: Number.NaN })).toBe("stale_timestamp");
  });

  it("refuses a tolerance that cannot be meant", () => {
    for (const tolerance of [Number.NaN, -1, "300", null, 86_401, 300_000])
      expect(check({}, { tolerance }), String(tolerance)).toBe("bad_option");
    expect(check({}, { tolerance: 86_400 })).toBe("accepted");
  });

  it("takes exactly 64 hex digits", () => {
    for (const bad of [`${sig()}zz`, `${sig()}\n`, sig().slice(2), `0x${sig().slice(2)}`, "z".repeat(64)]) {
      expect(check({ "x-schematic-webhook-signature": bad })).toBe("bad_signature");
    }
    expect(check({ "x-schematic-webhook-signature": "0".repeat(64) })).toBe("bad_signature");
  });

  it("refuses a body cut at a plus sign, with the rest moved into the timestamp", () => {
    const cut = BODY.indexOf("+");
    expect(
      check({ "x-schematic-webhook-timestamp": `${BODY.slice(cut + 1)}+${STAMP}` }, {}, BODY.slice(0, cut)),
    ).toBe("bad_timestamp");
  });

  it("accepts any of several secrets", () => {
    const signed = { headers: headers(), body: BODY };
    expect(check({}, { secret: ["old", SECRET] })).toBe("accepted");
    expect(check({}, { secret: [SECRET, "new"] })).toBe("accepted");
    expect(codeOf(() => ours.verifyDeliverySync(signed, { secrets: ["old", SECRET], now: NOW }))).toBe(
      "accepted",
    );
    expect(codeOf(() => ours.verifyDeliverySync(signed, { secrets: ["old"], now: NOW }))).toBe(
      "bad_signature",
    );
    expect(check({}, { secret: ["old", "new"] })).toBe("bad_signature");
  });

  it("refuses secrets that are none", () => {
    for (const secret of ["", " \n", [], ["", SECRET], undefined, null, 7] as never[]) {
      expect(codeOf(() => ours.verifyDeliverySync({ headers: headers(), body: BODY }, { secret }))).toBe(
        "bad_secret",
      );
    }
  });

  it("refuses a body that is no longer raw", () => {
    expect(check({}, {}, JSON.parse(BODY))).toBe("body_unavailable");
    expect(check({}, {}, undefined as never)).toBe("accepted"); // the default parameter, to show the case is real
    expect(check({}, {}, null as never)).toBe("body_unavailable");
  });
});

describe("verifyDelivery", () => {
  it("resolves for a signature, rejects otherwise", async () => {
    const options = { secret: SECRET, now: NOW };
    await expect(ours.verifyDelivery({ headers: headers(), body: BODY }, options)).resolves.toBeUndefined();
    await expect(
      ours.verifyDelivery({ headers: headers(), body: `${BODY} ` }, options),
    ).rejects.toMatchObject({ code: "bad_signature", name: "WebhookSignatureError" });
  });
});

describe("signWebhook", () => {
  it("returns headers that verify, with the signature of the published SDK", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.string().map((text) => `s${text}`.trim()),
        (body, secret) => {
          const signed = ours.signWebhook(body, secret, NOW);
          ours.verifyDeliverySync({ headers: signed, body }, { secret, now: NOW });
          expect(signed["X-Schematic-Webhook-Signature"]).toBe(peer.computeHexSignature(body, STAMP, secret));
          peer.verifyWebhookSignature({ headers: signed }, secret, body);
        },
      ),
    );
  });
});

describe("the published SDK's helpers", () => {
  const H = headers() as Record<string, string>;
  const none = { headers: {} };
  const cases: [string, (sdk: typeof ours) => unknown][] = [
    ["verifySignature", (s) => s.verifySignature(BODY, sig(), STAMP, SECRET)],
    ["bytes", (s) => s.verifySignature(Buffer.from(BODY), sig(), STAMP, SECRET)],
    ["upper case", (s) => s.verifySignature(BODY, sig().toUpperCase(), STAMP, SECRET)],
    ["no signature", (s) => s.verifySignature(BODY, "", STAMP, SECRET)],
    ["no timestamp", (s) => s.verifySignature(BODY, sig(), "", SECRET)],
    ["wrong timestamp", (s) => s.verifySignature(BODY, sig(), "1790000001", SECRET)],
    ["timestamp that is none", (s) => s.verifySignature(BODY, sig(), "later", SECRET)],
    ["short signature", (s) => s.verifySignature(BODY, "ab", STAMP, SECRET)],
    ["no hex", (s) => s.verifySignature(BODY, "zz", STAMP, SECRET)],
    ["wrong secret", (s) => s.verifySignature(BODY, sig(), STAMP, "other")],
    ["request", (s) => s.verifyWebhookSignature({ headers: H }, SECRET, BODY)],
    ["rawBody", (s) => s.verifyWebhookSignature({ headers: H, rawBody: BODY }, SECRET)],
    ["body wins", (s) => s.verifyWebhookSignature({ headers: H, rawBody: "x" }, SECRET, BODY)],
    ["no body", (s) => s.verifyWebhookSignature({ headers: H }, SECRET)],
    ["empty body", (s) => s.verifyWebhookSignature({ headers: H, rawBody: BODY }, SECRET, "")],
    ["empty rawBody", (s) => s.verifyWebhookSignature({ headers: H, rawBody: "" }, SECRET)],
    ["neither header nor body", (s) => s.verifyWebhookSignature(none, SECRET)],
    ["no header", (s) => s.verifyWebhookSignature(none, SECRET, BODY)],
    [
      "one header",
      (s) => s.verifyWebhookSignature({ headers: { "x-schematic-webhook-signature": sig() } }, SECRET, BODY),
    ],
    [
      "canonical names",
      (s) =>
        s.verifyWebhookSignature(
          { headers: { [s.WEBHOOK_SIGNATURE_HEADER]: sig(), [s.WEBHOOK_TIMESTAMP_HEADER]: STAMP } },
          SECRET,
          BODY,
        ),
    ],
    [
      "own names",
      (s) =>
        s.verifyWebhookSignature({ headers: { "x-a": sig(), "x-b": STAMP } }, SECRET, BODY, {
          signatureHeader: "X-A",
          timestampHeader: "X-B",
        }),
    ],
    [
      "lists",
      (s) =>
        s.verifyWebhookSignature(
          {
            headers: {
              "x-schematic-webhook-signature": [sig(), "x"],
              "x-schematic-webhook-timestamp": [STAMP, "y"],
            },
          },
          SECRET,
          BODY,
        ),
    ],
    ["computeSignature", (s) => s.computeSignature(BODY, STAMP, SECRET).toString("hex")],
    ["computeHexSignature", (s) => s.computeHexSignature(BODY, "anything", SECRET)],
    ["header constants", (s) => [s.WEBHOOK_SIGNATURE_HEADER, s.WEBHOOK_TIMESTAMP_HEADER]],
    ["makers", (s) => String(s.WebhookSignatureError.missingSignature())],
    ["makers", (s) => String(s.WebhookSignatureError.missingTimestamp())],
    ["makers", (s) => String(s.WebhookSignatureError.invalidSignature())],
    ["constructor", (s) => String(new s.WebhookSignatureError("own words"))],
  ];
  const outcome = (sdk: typeof ours, run: (sdk: typeof ours) => unknown) => {
    try {
      return { value: run(sdk) };
    } catch (error) {
      expect(error).toBeInstanceOf(sdk.WebhookSignatureError);
      return { error: String(error), name: (error as Error).name };
    }
  };

  it.each(cases)("%s: as there", (_title, run) => {
    expect(outcome(ours, run)).toEqual(outcome(peer, run));
  });

  it("refuses what that one accepts wrongly", () => {
    const both = (run: (sdk: typeof ours) => unknown) => [codeOf(() => run(ours)), outcome(peer, run)];
    const accepted = { value: undefined };
    expect(both((s) => s.verifySignature(BODY, `${sig()}zz`, STAMP, SECRET))).toEqual([
      "bad_signature",
      accepted,
    ]);
    const empty = peer.computeHexSignature(BODY, STAMP, "");
    expect(both((s) => s.verifySignature(BODY, empty, STAMP, ""))).toEqual(["bad_secret", accepted]);
    const cut = BODY.indexOf("+");
    const moved = `${BODY.slice(cut + 1)}+${STAMP}`;
    expect(both((s) => s.verifySignature(BODY.slice(0, cut), sig(), moved, SECRET))).toEqual([
      "bad_timestamp",
      accepted,
    ]);
  });

  it("takes Fetch headers and a tolerance as well", () => {
    const req = { headers: new Headers(H) };
    ours.verifyWebhookSignature(req, SECRET, BODY);
    ours.verifyWebhookSignature(req, SECRET, BODY, { tolerance: 60, now: NOW });
    expect(
      codeOf(() => ours.verifyWebhookSignature(req, SECRET, BODY, { tolerance: 60, now: NOW + 60_000 })),
    ).toBe("stale_timestamp");
  });

  it("rejects an unknown option, which would leave the age unchecked", () => {
    const misspelt = { tolerence: 60 } as object;
    expect(codeOf(() => ours.verifyWebhookSignature({ headers: H }, SECRET, BODY, misspelt))).toBe(
      "bad_option",
    );
  });
});

describe("WebhookSignatureError", () => {
  it("is recognised by its brand, a user's subclass by its prototype", () => {
    class Own extends ours.WebhookSignatureError {}
    const branded = Object.create(null, {
      [Symbol.for("@schematic/error/WebhookSignatureError")]: { value: true },
    });
    expect(branded instanceof ours.WebhookSignatureError).toBe(true);
    expect(new Own("x") instanceof ours.WebhookSignatureError).toBe(true);
    expect(new Own("x") instanceof Own).toBe(true);
    expect(new ours.WebhookSignatureError("x") instanceof Own).toBe(false);
    expect((null as unknown) instanceof ours.WebhookSignatureError).toBe(false);
    expect(Reflect.get(new Own("x"), Symbol.for("@schematic/error/SchematicError"))).toBe(true);
  });
});

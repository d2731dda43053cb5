import { createRequire } from "node:module";
import type { ScoreboardRow } from "@schematic-internal/testing";
import * as web from "../src/crypto/web";
import {
  computeHexSignature,
  type SignedDelivery,
  verifyDeliverySync,
  WebhookSignatureError,
} from "../src/index";

const SECRET = "whsec_scoreboard_7d21";
const NOW = 1_790_000_000_000;
const STAMP = NOW / 1_000;

type Headers = Record<string, string>;
interface Case {
  headers: Headers;
  body: Buffer;
  secret: string;
}

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function valid(pick: (below: number) => number): Case {
  const text = Array.from({ length: pick(40) }, () => String.fromCodePoint(32 + pick(0x2_000))).join("");
  const body = Buffer.from(JSON.stringify({ action: "test.send", body: { text, sum: `1+${pick(100)}` } }));
  const stamp = String(STAMP - 300 + pick(601));
  const signature = computeHexSignature(body, pick(2) ? stamp : `${stamp}000`, SECRET);
  const inMs = signature !== computeHexSignature(body, stamp, SECRET);
  return { headers: headers(signature, inMs ? `${stamp}000` : stamp), body, secret: SECRET };
}

function headers(signature: string, stamp: string): Headers {
  return {
    "x-schematic-webhook-signature": signature,
    "x-schematic-webhook-signature-version": "v1",
    "x-schematic-webhook-timestamp": stamp,
  };
}

const SIGNATURE = "x-schematic-webhook-signature";
const TIMESTAMP = "x-schematic-webhook-timestamp";

/** Each makes a delivery that must be refused; the last ones are signed as an attacker could have them. */
const mutations: ((one: Case, pick: (below: number) => number) => void)[] = [
  (one, pick) => {
    const at = pick(one.body.length);
    one.body.writeUInt8(one.body.readUInt8(at) ^ (1 << pick(8)), at);
  },
  (one, pick) => {
    one.body = one.body.subarray(0, pick(one.body.length));
  },
  (one, pick) => {
    one.body = Buffer.concat([one.body, Buffer.alloc(1 + pick(3), 32)]);
  },
  (one, pick) => {
    const signature = one.headers[SIGNATURE] ?? "";
    const at = pick(64);
    const other = "0123456789abcdef".replace(signature.charAt(at), "").charAt(pick(15));
    one.headers[SIGNATURE] = signature.slice(0, at) + other + signature.slice(at + 1);
  },
  (one, pick) => {
    one.headers[SIGNATURE] = `${one.headers[SIGNATURE]}${["0", "zz", " ", ",", "\n", "00"][pick(6)]}`;
  },
  (one, pick) => {
    one.headers[SIGNATURE] = (one.headers[SIGNATURE] ?? "").slice(0, pick(64));
  },
  (one, pick) => {
    const signature = one.headers[SIGNATURE] ?? "";
    const at = 2 * pick(32);
    one.headers[SIGNATURE] = `${signature.slice(0, at)}zz${signature.slice(at + 2)}`;
  },
  (one, pick) => {
    one.headers[TIMESTAMP] = String(Number(one.headers[TIMESTAMP]) + 1 + pick(5));
  },
  (one, pick) => {
    const stamp = String(STAMP + (pick(2) ? -1 : 1) * (301 + pick(1e6)));
    one.headers = headers(computeHexSignature(one.body, stamp, SECRET), stamp);
  },
  (one, pick) => {
    const stamp =
      ["", " ", `${STAMP}.0`, `+${STAMP}`, `${STAMP} `, "1.79e9", "0x6ab13b80", "NaN", "now"][pick(9)] ?? "";
    one.headers = headers(computeHexSignature(one.body, stamp, SECRET), stamp);
  },
  (one) => {
    const cut = one.body.lastIndexOf("+");
    one.headers[TIMESTAMP] = `${one.body.subarray(cut + 1)}+${one.headers[TIMESTAMP]}`;
    one.body = one.body.subarray(0, cut);
  },
  (one) => {
    one.secret = "";
    one.headers[SIGNATURE] = "0".repeat(64);
  },
  (one, pick) => {
    one.secret = SECRET.slice(0, 1 + pick(SECRET.length - 1));
  },
  (one, pick) => {
    one.headers["x-schematic-webhook-signature-version"] = ["v2", "V1", "v1,v1", "1", "v1 "][pick(5)] ?? "";
  },
  (one, pick) => {
    delete one.headers[pick(2) ? SIGNATURE : TIMESTAMP];
  },
];

type Verify = (delivery: SignedDelivery, secret: string) => void;

interface Tally {
  falseAccepts: number;
  falseRejects: number;
  untyped: number;
}

function runMutations(count: number, verify: Verify, pick = random(1)): Tally {
  const tally = { falseAccepts: 0, falseRejects: 0, untyped: 0 };
  let one = valid(pick);
  for (let i = 0; i < count; i++) {
    if (i % 50 === 0) one = valid(pick);
    const mutated = { headers: { ...one.headers }, body: Buffer.from(one.body), secret: one.secret };
    mutations[i % mutations.length]?.(mutated, pick);
    try {
      verify(mutated, mutated.secret);
      tally.falseAccepts += 1;
    } catch (error) {
      if (!(error instanceof WebhookSignatureError)) tally.untyped += 1;
    }
  }
  return tally;
}

const ours: Verify = (delivery, secret) => verifyDeliverySync(delivery, { secret, now: NOW });

async function webTally(count: number): Promise<Tally> {
  const pick = random(2);
  const tally = { falseAccepts: 0, falseRejects: 0, untyped: 0 };
  for (let i = 0; i < count; i++) {
    const one = valid(pick);
    const sign = (of: Case) =>
      web.matches(of.secret, of.body, of.headers[TIMESTAMP] ?? "", of.headers[SIGNATURE] ?? "");
    if (!(await sign(one))) tally.falseRejects += 1;
    // The mutations of body and signature: the others are refused before the signature is computed.
    mutations[i % 7]?.(one, pick);
    if (await sign(one)) tally.falseAccepts += 1;
  }
  return tally;
}

export const row: ScoreboardRow = {
  name: "webhook/fuzz",
  target: "1,000,000 mutations: 0 false accepts; 100,000 valid: 0 false rejects",
  async run(size, progress) {
    const [mutants, genuine, onWeb] = size === "full" ? [1_000_000, 100_000, 20_000] : [6_000, 1_000, 500];
    const tally = runMutations(mutants, ours);
    progress(mutants, mutants + genuine);
    const pick = random(3);
    for (let i = 0; i < genuine; i++) {
      const one = valid(pick);
      try {
        ours(one, one.secret);
      } catch {
        tally.falseRejects += 1;
      }
    }
    const other = await webTally(onWeb);
    progress(mutants + genuine, mutants + genuine);
    const counts = {
      falseAccepts: tally.falseAccepts + other.falseAccepts,
      falseRejects: tally.falseRejects + other.falseRejects,
      untyped: tally.untyped + other.untyped,
    };
    return {
      figure: `${counts.falseAccepts} false accepts of ${mutants + onWeb}, ${counts.falseRejects} false rejects of ${genuine + onWeb}`,
      holds: Object.values(counts).every((count) => count === 0),
      counts,
    };
  },
  async runPeer(size) {
    const { verifyWebhookSignature } = createRequire(import.meta.url)(
      "@schematichq/schematic-typescript-node",
    ) as { verifyWebhookSignature(req: object, secret: string, body: Buffer): void };
    const count = size === "full" ? 100_000 : 6_000;
    const tally = runMutations(count, (one, secret) =>
      verifyWebhookSignature(one, secret, one.body as Buffer),
    );
    return `${tally.falseAccepts} false accepts of ${count}`;
  },
};

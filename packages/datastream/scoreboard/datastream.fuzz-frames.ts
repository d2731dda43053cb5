import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { company, flag, metric } from "../test/support/entities";
import { StreamServer } from "../test/support/stream-server";
import { connect, randomFrom, uncaught } from "./support";

const CHUNK = 1_000;
const context = { company: { org: "acme" } };

const WRONG: readonly unknown[] = [
  null,
  7,
  "text",
  true,
  [],
  [null],
  [[]],
  { a: 1 },
  { __proto__: null, x: {} },
];
const JUNK_LISTS: readonly unknown[] = ["text", 7, true, { a: 1 }, [7], ["text"]];
const PROTO = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';

/** Frames none of which is a valid message, so that the state must not change. */
function frameMaker(random: () => number): () => string | Buffer {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const frame = (entity_type: unknown, message_type: unknown, data: unknown, entity_id?: unknown): string =>
    JSON.stringify({ entity_type, message_type, data, entity_id });
  const valid = frame("rulesengine.Company", "partial", { metrics: [metric("calls", 1)] }, "comp_acme");
  const kinds: (() => string | Buffer)[] = [
    () => valid.slice(0, Math.floor(random() * (valid.length - 1))),
    () => Buffer.from(Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256))),
    () => JSON.stringify(pick(WRONG)),
    () => frame(pick(WRONG), pick(WRONG), pick(WRONG)),
    () => frame("rulesengine.Flags", "full", pick([null, 7, "text", { a: 1 }])),
    () => frame("rulesengine.Flags", pick(["", "FULL", "replace"]), []),
    () => frame("rulesengine.Flag", "full", pick([null, 7, [], { key: 5 }, { id: "x" }])),
    () => frame("rulesengine.Flag", "full", { ...flag("feature"), rules: pick(JUNK_LISTS) }),
    () => frame("rulesengine.Company", "full", pick([null, 7, [], { id: 5 }, { id: "" }, { keys: {} }])),
    () =>
      frame("rulesengine.Company", "full", {
        ...company("acme"),
        keys: pick([7, "text", [], { a: 1 }, { a: null }]),
      }),
    () => frame("rulesengine.Company", "full", { ...company("acme"), traits: pick(JUNK_LISTS) }),
    () => frame("rulesengine.Company", "full", { ...company("acme"), metrics: pick(JUNK_LISTS) }),
    () =>
      frame(
        "rulesengine.Company",
        "partial",
        { metrics: pick(["text", 7, [7], [{ value: 1 }]]) },
        "comp_acme",
      ),
    () => frame("rulesengine.Company", "partial", { traits: pick(JUNK_LISTS) }, "comp_acme"),
    () =>
      frame("rulesengine.Company", "partial", { credit_balances: pick([7, [], { a: "1" }]) }, "comp_acme"),
    () => frame("rulesengine.Company", "partial", pick([null, 7, "text", []]), "comp_acme"),
    () => frame("rulesengine.Company", "partial", JSON.parse(PROTO), "comp_nobody"),
    () => frame("rulesengine.Company", "delete", pick(WRONG), pick(["", "comp_nobody", null])),
    () => frame("rulesengine.User", "error", pick(WRONG)),
    () =>
      `{"entity_type":"rulesengine.Company","message_type":"partial","entity_id":"comp_nobody","data":${PROTO}}`,
    () =>
      `{"entity_type":"rulesengine.Unknown","message_type":"full","data":${"[".repeat(200)}${"]".repeat(200)}}`,
    () => `{"entity_type":"rulesengine.Company","message_type":"full","pagination":7,"data":{}}`,
  ];
  let made = 0;
  return () => {
    // Now and then one of a megabyte.
    if (++made % 20_000 === 1) return `{"entity_type":"${"x".repeat(1_000_000)}`;
    return pick(kinds)();
  };
}

export const row: ScoreboardRow = {
  name: "datastream/fuzz-frames",
  target: "1 M malformed frames: 0 crashes, 0 unhandled rejections, last good state kept",
  async run(size, progress): Promise<ScoreboardResult> {
    const total = size === "full" ? 1_000_000 : 10_000;
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    server.companies.set("acme", company("acme"));
    await server.start();
    const source = await connect(server);
    const expected = JSON.stringify(await resolveFlag(source, context, "feature"));
    const make = frameMaker(randomFrom(7));
    let changed = 0;
    let sent = 0;
    const crashes = await uncaught(async () => {
      while (sent < total) {
        for (let i = 0; i < CHUNK; i++, sent++) server.sendRaw(make());
        await passed(server, source, sent);
        if (JSON.stringify(peekFlag(source, context, "feature")) !== expected) changed++;
        progress(sent, total);
      }
    });
    const reconnects = source.status().reconnects;
    const polluted = ({} as { polluted?: unknown }).polluted === undefined ? 0 : 1;
    await source.close();
    await server.stop();
    return {
      figure: `${sent} frames: ${crashes} crashes, ${changed} times another answer, ${reconnects} reconnects, ${polluted} prototypes changed`,
      holds: crashes + changed + reconnects + polluted === 0,
      counts: { crashes, changed, reconnects, polluted },
    };
  },
};

/** Sends a good message and waits until it shows: all before it have been handled then. */
async function passed(
  server: StreamServer,
  source: Awaited<ReturnType<typeof connect>>,
  number: number,
): Promise<void> {
  const key = `marker-${number}`;
  server.send("rulesengine.Flag", "full", flag(key));
  while (peekFlag(source, {}, key) === undefined) await new Promise((resolve) => setImmediate(resolve));
  server.send("rulesengine.Flag", "delete", { key });
}

import { SchematicClient } from "@schematic/core";
import { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { dataStream } from "../../src/index";
import { company, flag, meteredFlag, metric, trait } from "../support/entities";
import { StreamServer } from "../support/stream-server";

const nothing = (): void => undefined;
const logger = { error: nothing, warn: nothing, info: nothing, debug: nothing };
const NAMES = ["a", "b", "c"] as const;
const KEYS = ["feature", "metered", "marker"];

let server: StreamServer;
let ours: SchematicClient;
let theirs: PublishedClient;

/** Numbers in [0, below) that are the same in every run. */
function numbers(): (below: number) => number {
  let state = 99;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

async function settled(check: () => Promise<boolean>): Promise<void> {
  while (!(await check())) await new Promise((resolve) => setImmediate(resolve));
}

beforeAll(async () => {
  server = new StreamServer();
  server.flags.set("feature", flag("feature"));
  server.flags.set("metered", meteredFlag("metered", 10));
  server.flags.set("marker", flag("marker", { rules: [], default_value: false }));
  for (const name of NAMES) server.companies.set(name, company(name, { metrics: [metric("calls", 5)] }));
  await server.start();
  const facts = { apiKey: "sch_test", basePath: server.httpUrl, eventCaptureBaseURL: server.httpUrl, logger };
  ours = new SchematicClient({ ...facts, flagSource: dataStream() });
  theirs = new PublishedClient({ ...facts, useDataStream: true });
  for (const client of [ours, theirs]) {
    for (const name of NAMES) await settled(() => client.checkFlag({ company: { org: name } }, "feature"));
  }
});

afterAll(async () => {
  await Promise.all([ours.close(), theirs.close()]);
  await server.stop();
});

/** One change of the server's state, told to both clients. */
function change(pick: (below: number) => number): void {
  const name = NAMES[pick(NAMES.length)] ?? "a";
  const id = `comp_${name}`;
  const plan = pick(2) === 0 ? "pro" : "free";
  switch (pick(5)) {
    case 0:
      server.send(
        "rulesengine.Company",
        "full",
        company(name, { traits: [trait("plan", plan)], metrics: [metric("calls", pick(20))] }),
        { entity_id: id },
      );
      break;
    case 1:
      server.partial("company", id, { traits: [trait("plan", plan)] });
      break;
    case 2:
      server.partial("company", id, { metrics: [metric("calls", pick(20))] });
      break;
    case 3:
      server.partial("company", id, {
        traits: [trait("plan", plan)],
        metrics: [metric("calls", pick(20)), metric("other", 1)],
      });
      break;
    default:
      server.send("rulesengine.Flag", "full", meteredFlag("metered", pick(20)));
  }
}

it("answers several flags as it answers each of them, whatever the server sends", async () => {
  const pick = numbers();
  for (let round = 0; round < 60; round++) {
    change(pick);
    const on = round % 2 === 0;
    server.send("rulesengine.Flag", "full", flag("marker", { rules: [], default_value: on }));
    await settled(async () => (await ours.checkFlag({}, "marker")) === on);
    for (const name of NAMES) {
      const context = { company: { org: name } };
      const together = await ours.checkFlags(context, [...KEYS, "feature"]);
      expect(together).toHaveLength(KEYS.length + 1);
      for (const { flag: flagKey, error: err, ...answer } of together) {
        const { ageMs: _, ...alone } = await ours.checkFlagWithEntitlement(context, flagKey);
        expect({ round, name, flagKey, err, ...answer }).toEqual({ round, name, ...alone });
      }
    }
  }
});

it("answers as the published SDK does, whatever the same server sends to both", async () => {
  const pick = numbers();
  for (let round = 0; round < 120; round++) {
    change(pick);
    const on = round % 2 === 0;
    server.send("rulesengine.Flag", "full", flag("marker", { rules: [], default_value: on }));
    for (const client of [ours, theirs])
      await settled(async () => (await client.checkFlag({}, "marker")) === on);
    for (const name of NAMES) {
      for (const key of KEYS) {
        const context = { company: { org: name } };
        const [mine, other] = await Promise.all([
          ours.checkFlagWithEntitlement(context, key),
          theirs.checkFlagWithEntitlement(context, key),
        ]);
        const { value, reason, ruleId, companyId, flagId } = other;
        const wanted = { value, reason, ruleId, companyId, flagId };
        expect({ round, name, ...mine }).toMatchObject(
          Object.fromEntries(Object.entries(wanted).filter(([, one]) => one !== undefined && one !== null)),
        );
      }
    }
  }
});

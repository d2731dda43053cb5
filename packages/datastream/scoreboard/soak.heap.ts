import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { systemClock } from "@schematic/core";
import { loadRulesEngine } from "@schematic/rules-wasm";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { dataStream } from "../src/index";
import { company, flag, metric, trait } from "../test/support/entities";
import { host } from "../test/support/host";
import { StreamServer } from "../test/support/stream-server";

const COMPANIES = 500;
const MB = 1_048_576;

interface Memory {
  heap: number;
  engine: number;
}

export const row: ScoreboardRow = {
  name: "soak/heap",
  target: "10 M checks and 1 M entity updates: heap and engine memory flat after warm-up",
  async run(size, progress): Promise<ScoreboardResult> {
    const updates = size === "full" ? 1_000_000 : 20_000;
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    for (let i = 0; i < COMPANIES; i++) server.companies.set(`c${i}`, company(`c${i}`));
    await server.start();
    const engine = await loadRulesEngine();
    const source = dataStream({ loadEngine: async () => engine });
    source.start(host(server.url, { clock: systemClock }));
    await source.ready();
    const contexts = Array.from({ length: COMPANIES }, (_, i) => ({ company: { org: `c${i}` } }));
    for (const context of contexts) await resolveFlag(source, context, "feature");
    let checks = 0;
    let unanswered = 0;
    const memory = (): Memory => {
      collect();
      collect();
      return { heap: process.memoryUsage().heapUsed, engine: engine.stats().usedBytes };
    };
    /** Updates of every kind, each with texts never seen before, and ten checks for each. */
    const round = async (from: number, count: number): Promise<void> => {
      for (let i = from; i < from + count; i++) {
        const name = `c${i % COMPANIES}`;
        if (i % 4 === 0)
          server.send(
            "rulesengine.Company",
            "full",
            company(name, { traits: [trait("plan", "pro"), trait(`t${i}`, `v${i}`)] }),
          );
        else if (i % 4 === 1)
          server.partial("company", `comp_${name}`, { traits: [trait("plan", "pro"), trait("x", `w${i}`)] });
        else if (i % 4 === 2) server.partial("company", `comp_${name}`, { metrics: [metric("calls", i)] });
        else server.partial("company", `comp_${name}`, { credit_balances: { credit: i } });
        if (i % 500 === 499) await handled(i);
        for (let j = 0; j < 10; j++, checks++) {
          if (peekFlag(source, contexts[(i + j) % COMPANIES] ?? {}, "feature") === undefined) unanswered++;
        }
        if (i % 10_000 === 0) progress(i, updates);
      }
    };
    const handled = async (number: number): Promise<void> => {
      server.send(
        "rulesengine.Flag",
        "full",
        flag("marker", {
          id: "flag_marker",
          account_id: `acct_${number}`,
          default_value: number % 1_000 === 499,
          rules: [],
        }),
      );
      while (peekFlag(source, {}, "marker")?.value !== (number % 1_000 === 499)) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const warmUp = Math.floor(updates / 5);
    await round(0, warmUp);
    const before = memory();
    await round(warmUp, updates - warmUp);
    const after = memory();
    await source.close();
    const left = engine.stats().entities;
    await server.stop();
    const heapGrowth = (after.heap - before.heap) / MB;
    const engineGrowth = (after.engine - before.engine) / MB;
    const grown = [heapGrowth > 4, engineGrowth > 1].filter(Boolean).length;
    return {
      figure: `${checks} checks, ${updates} updates: heap ${signed(heapGrowth)} MB, engine ${signed(engineGrowth)} MB after warm-up, ${unanswered} unanswered, ${left} entities left after close`,
      holds: grown + unanswered + left === 0,
      counts: { grown, unanswered, left },
    };
  },
};

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}

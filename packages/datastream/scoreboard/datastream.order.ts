import type { CacheProvider } from "@schematic/core";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { resolveFlag } from "@schematic-internal/testing";
import type { WireMetric } from "../src/data/partial";
import { sharedCaches } from "../src/index";
import { company, flag, metric } from "../test/support/entities";
import { until } from "../test/support/host";
import { StreamServer } from "../test/support/stream-server";
import { connect } from "./support";

const PARTIALS = 10;

/** A cache whose every call takes a while, the first ones the longest. */
class SlowCache implements CacheProvider<unknown> {
  readonly values = new Map<string, string>();
  #delayMs = 40;

  async get(key: string): Promise<unknown> {
    await this.#wait();
    const text = this.values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async set(key: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    await this.#wait();
    this.values.set(key, text);
  }

  async delete(key: string): Promise<void> {
    await this.#wait();
    this.values.delete(key);
  }

  #wait(): Promise<void> {
    this.#delayMs = Math.max(1, this.#delayMs - 10);
    return new Promise((resolve) => setTimeout(resolve, this.#delayMs));
  }
}

export const row: ScoreboardRow = {
  name: "datastream/order",
  target: "10 partials for one company in one tick over a slow cache: all 10 applied in order",
  async run(): Promise<ScoreboardResult> {
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    server.companies.set("acme", company("acme"));
    await server.start();
    const cache = new SlowCache();
    const source = await connect(server, {
      caches: sharedCaches({ companyCache: cache, companyLookupCache: cache as CacheProvider<never> }),
    });
    await resolveFlag(source, { company: { org: "acme" } }, "feature");
    for (let i = 1; i <= PARTIALS; i++) {
      // One metric of its own each, and one that all of them set.
      server.partial("company", "comp_acme", { metrics: [metric(`event-${i}`, i), metric("last", i)] });
    }
    const kept = (): WireMetric[] => {
      const [text] = [...cache.values]
        .filter(([key]) => key.endsWith(":comp_acme"))
        .map(([, value]) => value);
      return text === undefined ? [] : (JSON.parse(text).metrics as WireMetric[]);
    };
    await until(() => kept().find((one) => one.event_subtype === "last")?.value === PARTIALS);
    const applied = kept().filter((one) => one.event_subtype === `event-${one.value}`).length;
    await source.close();
    const last = kept().find((one) => one.event_subtype === "last")?.value ?? 0;
    await server.stop();
    return {
      figure: `${applied} of ${PARTIALS} applied, the last one is number ${last}`,
      holds: applied === PARTIALS && last === PARTIALS,
      counts: { applied, last },
    };
  },
};

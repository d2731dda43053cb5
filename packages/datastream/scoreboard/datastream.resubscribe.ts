import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { company, flag, trait, user } from "../test/support/entities";
import { next, until } from "../test/support/host";
import { StreamServer } from "../test/support/stream-server";
import { answers, connect, published } from "./support";

export const row: ScoreboardRow = {
  name: "datastream/resubscribe",
  target: "after a reconnect every cached company and user is asked for again; a change made meanwhile shows",
  async run(size): Promise<ScoreboardResult> {
    const count = size === "full" ? 2_000 : 100;
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    for (let i = 0; i < count; i++) server.companies.set(`c${i}`, company(`c${i}`));
    for (let i = 0; i < count; i++) server.users.set(`u${i}`, user(`u${i}`));
    await server.start();
    const source = await connect(server, { reconnect: { spread: 10, min: 0, max: 10 } });
    const context = (i: number) => ({ company: { org: `c${i}` }, user: { email: `u${i}` } });
    const numbers = Array.from({ length: count }, (_, i) => i);
    for (const i of numbers) await resolveFlag(source, context(i), "feature");
    const before = server.requests.length;
    for (const i of numbers)
      server.companies.set(`c${i}`, company(`c${i}`, { traits: [trait("plan", "free")] }));
    const gone = next(source, "disconnected");
    server.kill();
    await gone;
    await until(() => numbers.every((i) => peekFlag(source, context(i), "feature")?.ageMs === undefined));
    const asked = server.requests.slice(before).filter((one) => one.entity_type !== "rulesengine.Flags");
    const stale = numbers.filter((i) => peekFlag(source, context(i), "feature")?.value !== false).length;
    const twice = asked.length - new Set(asked.map((one) => JSON.stringify(one.keys))).size;
    await source.close();
    await server.stop();
    return {
      figure: `${asked.length} of ${2 * count} asked for again, ${twice} twice, ${stale} stale`,
      holds: asked.length === 2 * count && twice === 0 && stale === 0,
      counts: { notAsked: 2 * count - asked.length, twice, stale },
    };
  },
  async runPeer(size): Promise<string> {
    const count = size === "full" ? 200 : 20;
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    server.flags.set("again", flag("again", { rules: [], default_value: false }));
    for (let i = 0; i < count; i++) server.companies.set(`c${i}`, company(`c${i}`));
    await server.start();
    const client = published(server);
    const ask = (i: number) => client.checkFlag({ company: { org: `c${i}` } }, "feature");
    for (let i = 0; i < count; i++) await answers(() => ask(i), true);
    const before = server.requests.length;
    for (let i = 0; i < count; i++)
      server.companies.set(`c${i}`, company(`c${i}`, { traits: [trait("plan", "free")] }));
    server.flags.set("again", flag("again", { rules: [], default_value: true }));
    server.kill();
    // It is connected again, and has the new flags.
    await answers(() => client.checkFlag({}, "again"), true);
    let stale = 0;
    for (let i = 0; i < count; i++) if (await ask(i)) stale++;
    const asked = server.requests.slice(before).filter((one) => one.entity_type !== "rulesengine.Flags");
    await client.close();
    await server.stop();
    return `${asked.length} of ${count} asked for again, ${stale} stale`;
  },
};

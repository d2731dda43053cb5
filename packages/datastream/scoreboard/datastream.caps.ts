import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { peekFlag, resolveFlag } from "@schematic-internal/testing";
import { company, flag, trait } from "../test/support/entities";
import { until } from "../test/support/host";
import { StreamServer } from "../test/support/stream-server";
import { connect } from "./support";

export const row: ScoreboardRow = {
  name: "datastream/caps",
  target: "5,000 flags and 5,000 companies: all there, all updated",
  async run(size, progress): Promise<ScoreboardResult> {
    const count = size === "full" ? 5_000 : 300;
    const server = new StreamServer();
    for (let i = 0; i < count; i++) server.flags.set(`flag-${i}`, flag(`flag-${i}`));
    for (let i = 0; i < count; i++) server.companies.set(`c${i}`, company(`c${i}`));
    await server.start();
    const source = await connect(server);
    const context = (i: number) => ({ company: { org: `c${i}` } });
    const value = (i: number) => peekFlag(source, context(i), `flag-${i}`)?.value;
    for (let i = 0; i < count; i++) {
      await resolveFlag(source, context(i), `flag-${i}`);
      progress(i, count);
    }
    const numbers = Array.from({ length: count }, (_, i) => i);
    const there = numbers.filter((i) => value(i) === true).length;
    for (const i of numbers) server.partial("company", `comp_c${i}`, { traits: [trait("plan", "free")] });
    await until(() => value(count - 1) === false);
    const updated = numbers.filter((i) => value(i) === false).length;
    const { flags, companies } = source.status();
    await source.close();
    await server.stop();
    return {
      figure: `${flags} flags, ${companies} companies, ${there} answered, ${updated} updated`,
      holds: [flags, companies, there, updated].every((one) => one === count),
      counts: { missing: count - Math.min(flags, companies, there), notUpdated: count - updated },
    };
  },
};

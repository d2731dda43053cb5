import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { Child } from "./support";

export const row: ScoreboardRow = {
  name: "events/sigterm",
  target: "100 SIGTERMs with a handler that calls close: 0 lost, at most 500 ms",
  async run(size, progress): Promise<ScoreboardResult> {
    const times = size === "full" ? 100 : 3;
    const server = await CaptureServer.start();
    server.keep = false;
    let tracked = 0;
    let handlers = 0;
    let killed = 0;
    const took: number[] = [];
    for (let i = 0; i < times; i++) {
      const child = new Child("sigterm", [server.url]);
      await child.line("ready");
      const started = performance.now();
      child.process.kill("SIGTERM");
      const { code } = await child.ended;
      took.push(performance.now() - started);
      if (code !== 0) killed++;
      const [, count, , own] = (await child.line("tracked")).split(" ");
      tracked += Number(count);
      handlers += Number(own);
      progress(i + 1, times);
    }
    const lost = tracked - server.counted;
    await server.close();
    const slowest = Math.round(Math.max(...took));
    return {
      figure: `${lost} of ${tracked} lost over ${times} signals, slowest end ${slowest} ms, ${handlers} handlers of the SDK`,
      holds: lost === 0 && killed === 0 && handlers === 0 && slowest <= 500,
      counts: { lost, killed, handlers },
    };
  },
};

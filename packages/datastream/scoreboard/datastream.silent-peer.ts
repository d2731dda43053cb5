import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { flag } from "../test/support/entities";
import { next } from "../test/support/host";
import { StreamServer } from "../test/support/stream-server";
import { connect } from "./support";

export const row: ScoreboardRow = {
  name: "datastream/silent-peer",
  target: "a half-open connection is noticed by its missing pongs and replaced",
  async run(size): Promise<ScoreboardResult> {
    // A process that stands still for as long hears no pong either: the small one leaves a busy machine time.
    const pongTimeout = size === "full" ? 250 : 1_500;
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    await server.start();
    const source = await connect(server, {
      pingInterval: pongTimeout / 5,
      pongTimeout,
      reconnect: { spread: 10, min: 0, max: 10 },
    });
    // Alive: pongs come, and the connection outlives the time-out.
    await new Promise((resolve) => setTimeout(resolve, size === "full" ? 1_000 : 2 * pongTimeout));
    while (source.status().state !== "ready") await next(source, "ready");
    const before = server.handshakes.length;
    const started = performance.now();
    source.on("disconnected", () => {
      server.silent = false;
    });
    const ready = next(source, "ready");
    server.silent = true;
    await ready;
    const took = Math.round(performance.now() - started);
    const replaced = server.handshakes.length - before;
    await server.until(() => server.sockets.length === 1);
    await source.close();
    await server.stop();
    const early = before - 1;
    return {
      figure: `replaced after ${took} ms with a pong time-out of ${pongTimeout} ms; ${early} false alarms before`,
      holds: replaced === 1 && early === 0,
      counts: { replaced },
    };
  },
};

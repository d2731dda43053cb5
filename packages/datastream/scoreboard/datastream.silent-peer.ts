import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { flag } from "../test/support/entities";
import { StreamServer } from "../test/support/stream-server";
import { connect } from "./support";

export const row: ScoreboardRow = {
  name: "datastream/silent-peer",
  target: "a half-open connection is noticed by its missing pongs and replaced",
  async run(): Promise<ScoreboardResult> {
    const server = new StreamServer();
    server.flags.set("feature", flag("feature"));
    await server.start();
    const source = await connect(server, {
      pingInterval: 50,
      pongTimeout: 250,
      reconnect: { spread: 10, min: 0, max: 10 },
    });
    // Alive: pongs come, and the connection outlives the time-out many times.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const early = server.handshakes.length - 1;
    const started = performance.now();
    const ready = new Promise<void>((resolve) => {
      source.on("disconnected", () => {
        server.silent = false;
      });
      source.on("ready", resolve);
    });
    server.silent = true;
    await ready;
    const took = Math.round(performance.now() - started);
    await server.until(() => server.sockets.length === 1);
    const replaced = server.handshakes.length - 1 - early;
    await source.close();
    await server.stop();
    return {
      figure: `replaced after ${took} ms with a pong time-out of 250 ms; ${early} false alarms before`,
      holds: replaced === 1 && early === 0,
      counts: { replaced },
    };
  },
};

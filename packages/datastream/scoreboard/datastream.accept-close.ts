import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { dataStream } from "../src/index";
import { host } from "../test/support/host";
import { StreamServer } from "../test/support/stream-server";
import { published } from "./support";

const MOST = 10;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function connects(ms: number, open: (server: StreamServer) => { close(): unknown }): Promise<number> {
  const server = new StreamServer();
  server.acceptAndClose = true;
  await server.start();
  const client = open(server);
  await server.until(() => server.handshakes.length > 0);
  await pause(ms);
  await client.close();
  const count = server.handshakes.length;
  await server.stop();
  return count;
}

export const row: ScoreboardRow = {
  name: "datastream/accept-close",
  target: "a server that accepts and closes: at most 10 connects in 30 s",
  async run(size): Promise<ScoreboardResult> {
    const ms = size === "full" ? 30_000 : 300;
    const count = await connects(ms, (server) => {
      const source = dataStream();
      source.start(host(server.url));
      return source;
    });
    return {
      figure: `${count} connects in ${ms / 1_000} s`,
      holds: count <= MOST,
      counts: { tooMany: Math.max(0, count - MOST) },
    };
  },
  async runPeer(size): Promise<string> {
    const ms = size === "full" ? 5_000 : 300;
    const count = await connects(ms, published);
    return `${count} connects in ${ms / 1_000} s`;
  },
};

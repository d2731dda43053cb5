import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { flag } from "../support/entities";
import { StreamServer } from "../support/stream-server";

/** Runs the built package in a process of its own, since how a process ends is the subject. */
const script = (url: string, rest: string): string => `
import { systemClock } from "@schematic/core";
import { dataStream } from "@schematic/datastream";
const nothing = () => {};
const source = dataStream();
source.start({
  apiKey: "sch_test", baseUrl: ${JSON.stringify(url)}, headers: {}, fetch, clock: systemClock,
  client: { name: "test", version: "1" },
  logger: { error: nothing, warn: nothing, info: nothing, debug: nothing },
});
${rest}
`;

let server: StreamServer;
let child: ChildProcess | undefined;

beforeEach(async () => {
  server = new StreamServer();
  server.flags.set("feature", flag("feature"));
  await server.start();
});

afterEach(async () => {
  child?.kill("SIGKILL");
  await server.stop();
});

function run(rest: string): Promise<unknown[]> {
  const cwd = fileURLToPath(new URL("../..", import.meta.url));
  child = spawn(process.execPath, ["--input-type=module", "-e", script(server.url, rest)], { cwd });
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  return once(child, "exit").then(([code]) => [code, errors]);
}

it("keeps its process alive while the socket is open, and not a moment after it is closed", async () => {
  let ended = false;
  const exit = run(`
    await source.ready();
    process.stdin.once("data", () => source.close().then(() => process.stdin.destroy()));
    process.stdin.unref();
  `).then((result) => {
    ended = true;
    return result;
  });
  await server.until(() => server.requests.length > 0);
  // Nothing but the socket is left: a full second without an end shows that it holds the process.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(ended).toBe(false);
  child?.stdin?.write("close\n");
  expect(await exit).toEqual([0, ""]);
  await server.until(() => server.sockets.length === 0);
});

it("does not keep a process alive while it waits to connect again", async () => {
  server.acceptAndClose = true;
  expect(await run("")).toEqual([0, ""]);
});

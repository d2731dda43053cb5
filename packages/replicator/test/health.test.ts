import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { row as httpFuzz } from "../scoreboard/replicator.http-fuzz";
import { HealthServer, type HealthState, pathOf } from "../src/health/health-server";
import { Metrics } from "../src/health/metrics";
import { readSettings } from "../src/index";

const STATE: HealthState = {
  ready: true,
  reason: undefined,
  connected: true,
  redis: true,
  cacheVersion: "v1",
  replay: { enabled: true, cursor: "" },
};

let state: () => HealthState;
let server: HealthServer;
let port: number;
beforeEach(async () => {
  state = () => STATE;
  server = new HealthServer(() => state(), new Metrics());
  port = await server.listen(0, "127.0.0.1");
});
afterEach(() => server.close());

/** Sends raw bytes and resolves to the response. */
function send(text: string): Promise<string> {
  return new Promise((resolve) => {
    let response = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (data) => (response += data));
    socket.on("error", () => {}).on("close", () => resolve(response));
  });
}

const get = (target: string): Promise<string> =>
  send(`GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);

test.each([
  "//",
  "///",
  "/\\",
  "//:0",
  "http://",
  "http://[::1/",
  "//a:b@:x/",
  "constructor",
  "__proto__",
  "/%zz",
])("a request for %s is refused", async (target) => {
  expect(await get(target)).toMatch(/^HTTP\/1.1 40[04] /);
  expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200);
});

test("paths are read from every form of a request target", async () => {
  expect(pathOf("/ready?a=//b")).toBe("/ready");
  expect(pathOf("http://host:1/health#x")).toBe("/health");
  expect(await get("http://x/ready")).toMatch(/^HTTP\/1.1 200 /);
  expect(await send("POST /ready HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")).toMatch(
    /^HTTP\/1.1 405 /,
  );
  expect(await send("not HTTP\r\n\r\n")).toMatch(/^HTTP\/1.1 400 /);
  expect(await get(`/${"x".repeat(10_000)}`)).toMatch(/^HTTP\/1.1 (400|431) /);
});

test("a state that throws costs its request only", async () => {
  state = () => {
    throw new Error("broken");
  };
  expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(500);
  state = () => ({ ...STATE, ready: false, reason: "loading" });
  const response = await fetch(`http://127.0.0.1:${port}/ready`);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ ready: false, reason: "loading", cache_version: "v1" });
});

test("HEALTH_HOST chooses the interface; the default is all of them", () => {
  const env = { SCHEMATIC_API_KEY: "k" };
  expect(readSettings(env).healthHost).toBeUndefined();
  expect(readSettings({ ...env, HEALTH_HOST: "127.0.0.1" }).healthHost).toBe("127.0.0.1");
});

test("malformed requests leave the process up", { timeout: 60_000 }, async () => {
  const { counts, figure } = await httpFuzz.run("small", () => {});
  console.log(`scoreboard ${httpFuzz.name} (small): ${figure}`);
  expect(counts).toEqual({ uncaught: 0, wrong: 0, left: 0 });
});

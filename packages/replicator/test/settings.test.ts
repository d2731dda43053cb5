import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { SchematicError } from "@schematic/core";
import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "../src/index";
import { checkNode } from "../src/redis/connection";
import { parseAddress } from "../src/settings/address";
import { parseDuration } from "../src/settings/duration";

describe("durations", () => {
  test.each([
    ["0", 0],
    ["0s", 0],
    ["250ms", 250],
    ["1.5s", 1_500],
    ["1h30m", 5_400_000],
    ["2m0.5s", 120_500],
    ["100us", 0.1],
  ])("%s", (text, ms) => expect(parseDuration(text)).toBeCloseTo(ms));
  test.each(["", "5", "5x", "-1s", "1h 30m", "s", "1..5s"])("%j is none", (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );
});

test("defaults are those of the published replicator", () => {
  expect(readSettings({ SCHEMATIC_API_KEY: "sch_1", CACHE_TTL: " " })).toMatchObject({
    apiUrl: "https://api.schematichq.com",
    datastreamUrl: undefined,
    redis: { addr: "localhost:6379", tls: false, cluster: undefined },
    cacheTtlMs: 0,
    cleanupIntervalMs: 3_600_000,
    healthPort: 8090,
    pingIntervalMs: 30_000,
    pongWaitMs: 40_000,
    batchSize: 5,
    batchTimeoutMs: 10,
    maxQueued: 450,
    loader: { async: true, pageSize: 100, maxConcurrentRequests: 5, requestsPerSecond: 10 },
    replay: { disabled: false, cursorKey: "schematic:replicator:replay_cursor" },
    writerLock: { disabled: false, key: "schematic:datastream:writer_lock", ttlMs: 15_000 },
  });
});

test("a cluster is given by its nodes", () => {
  const { redis } = readSettings({ SCHEMATIC_API_KEY: "k", REDIS_CLUSTER_ADDRS: "a:7000, b:7001" });
  expect(redis.cluster).toEqual(["a:7000", "b:7001"]);
  expect(
    readSettings({ SCHEMATIC_API_KEY: "k", REDIS_CLUSTER_MODE: "true", REDIS_ADDR: "c:1" }).redis.cluster,
  ).toEqual(["c:1"]);
});

test("everything that is wrong is listed at once, and no password is shown", () => {
  const wrong = {
    SCHEMATIC_API_URL: "ftp://x",
    REDIS_ADDR: "redis:",
    REDIS_CLUSTER_ADDRS: "redis://user:hunter2@",
    HEALTH_PORT: "99999",
    BATCH_SIZE: "0",
    LOG_LEVEL: "loud",
    WS_PONG_WAIT: "10s",
    REPLAY_DISABLED: "maybe",
    WRITER_LOCK_TTL: "0",
  };
  let caught: unknown;
  try {
    readSettings(wrong);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(SettingsError);
  expect(caught).toBeInstanceOf(SchematicError);
  const { problems, code, message } = caught as SettingsError;
  expect(code).toBe("invalid_settings");
  expect(message).not.toContain("hunter2");
  const named = [
    "SCHEMATIC_API_KEY",
    "SCHEMATIC_API_URL",
    "REDIS_CLUSTER_ADDRS",
    "HEALTH_PORT",
    "BATCH_SIZE",
  ];
  for (const name of [...named, "LOG_LEVEL", "WS_PONG_WAIT", "REPLAY_DISABLED", "WRITER_LOCK_TTL"]) {
    expect(problems.join("\n")).toContain(name);
  }
});

test("the program ends with code 2 and the list", () => {
  const bin = fileURLToPath(new URL("../bin/schematic-replicator.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [bin], {
    env: { PATH: process.env.PATH, CACHE_TTL: "soon" },
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stderr).toContain("SCHEMATIC_API_KEY");
  expect(stderr).toContain("CACHE_TTL");
});

test("addresses may be host:port or URLs with a user, a password and TLS", () => {
  expect(parseAddress("a:7000")).toEqual({ host: "a", port: 7000, tls: false });
  expect(parseAddress("[::1]:7000")).toEqual({ host: "::1", port: 7000, tls: false });
  expect(parseAddress("redis://a")).toEqual({ host: "a", port: 6379, tls: false });
  expect(parseAddress("rediss://me:p%40ss@a.example:7001")).toEqual({
    host: "a.example",
    port: 7001,
    username: "me",
    password: "p@ss",
    tls: true,
  });
});

test("a cluster's node that is announced by its address needs a certificate of a configured host", () => {
  const certificate = { subject: { CN: "*.cache.example" }, subjectaltname: "DNS:*.cache.example" } as never;
  const check = checkNode(["10.0.0.1", "cfg.cache.example"]);
  expect(check("node1.cache.example", certificate)).toBeUndefined();
  expect(check("10.0.0.7", certificate)).toBeUndefined();
  expect(check("other.example", certificate)).toBeInstanceOf(Error);
  expect(checkNode(["10.0.0.1"])("10.0.0.7", certificate)).toBeInstanceOf(Error);
  expect(checkNode(["other.example"])("10.0.0.7", certificate)).toBeInstanceOf(Error);
});

test.each([
  "a",
  "a:",
  "a:0",
  "a:70000",
  "a b:1",
  "http://a:1",
  "redis://",
  "redis://a:0",
  "redis://a/x",
  "redis://u:%@a",
])("%s is no address", (text) => expect(parseAddress(text)).toBeUndefined());

test("a URL may name a database and a bracketed host", () => {
  expect(parseAddress("REDIS://[::1]:7000/3")).toEqual({ host: "::1", port: 7000, db: 3, tls: false });
});

test("a cluster has only database 0", () => {
  const read = (more: object) => () => readSettings({ SCHEMATIC_API_KEY: "k", ...more });
  const problem = /REDIS_DB: must be 0/;
  expect(read({ REDIS_CLUSTER_ADDRS: "a:1", REDIS_DB: "1" })).toThrow(problem);
  // The rule applies even if another variable is wrong.
  expect(read({ REDIS_CLUSTER_MODE: "true", REDIS_DB: "1", BATCH_SIZE: "x" })).toThrow(problem);
  expect(read({ REDIS_CLUSTER_ADDRS: "a:1", REDIS_DB: "0" })().redis.db).toBe(0);
  expect(read({ REDIS_DB: "1" })().redis.db).toBe(1);
});

test("the published replicator's key for its cursor is never ours", () => {
  const cursorKey = (key: string | undefined) =>
    readSettings({ SCHEMATIC_API_KEY: "k", REPLAY_CURSOR_KEY: key }).replay.cursorKey;
  expect(cursorKey("my:cursor")).toBe("my:cursor");
  for (const key of [undefined, " ", "schematic:datastream:replay_cursor"]) {
    expect(cursorKey(key)).toBe("schematic:replicator:replay_cursor");
  }
});

test("each value of a wrong kind is a problem of its own", () => {
  const names = {
    CACHE_TTL: "5",
    WS_PING_INTERVAL: "0",
    NUM_WORKERS: "1.5",
    HEALTH_PORT: "65536",
    REDIS_DB: "-1",
    USE_ASYNC_LOADING: "yes",
    SCHEMATIC_DATASTREAM_URL: "ftp://user:hunter2@host",
    REDIS_CLUSTER_ADDRS: "a:1,user:hunter2@b,c",
  };
  try {
    readSettings(names);
    expect.unreachable();
  } catch (error) {
    const { problems, message } = error as SettingsError;
    for (const name of ["SCHEMATIC_API_KEY", ...Object.keys(names)]) {
      const count = name === "REDIS_CLUSTER_ADDRS" ? 2 : 1;
      expect(problems.filter((problem) => problem.startsWith(`${name}: `))).toHaveLength(count);
    }
    expect(message).not.toContain("hunter2");
  }
});

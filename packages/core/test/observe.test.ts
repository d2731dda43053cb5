import { describe, expect, test } from "vitest";
import { ConsoleLogger, type Hook, type HookResult } from "../src/index";
import { setUp } from "./support/client";

const ctx = { company: { id: "c1" } };

describe("hooks", () => {
  test("before, after and finally, with source and time, for every way to check", async () => {
    const told: string[] = [];
    const results: HookResult[] = [];
    const hook: Hook = {
      name: "metrics",
      before: ({ flagKey, data }) => {
        data.set("start", flagKey);
        told.push(`before ${flagKey}`);
      },
      after: ({ flagKey, data }, result) => {
        expect(data.get("start")).toBe(flagKey);
        results.push(result);
        told.push(`after ${flagKey} ${result.source}`);
      },
      finally: ({ flagKey }) => told.push(`finally ${flagKey}`),
    };
    const { client } = await setUp({ hooks: [hook] }, (seen) =>
      seen.path === "/flags/check"
        ? { data: { flags: [{ flag: "b", value: true, reason: "match" }] }, params: {} }
        : { data: { flag: "a", value: true, reason: "match" }, params: {} },
    );
    await client.checkFlag(ctx, "a");
    await client.checkFlagWithEntitlement(ctx, "a");
    client.checkFlagSync(ctx, "a");
    await client.checkFlags(ctx, ["a", "b"]);
    await client.checkFlags(ctx);
    expect(told).toEqual([
      ...["before a", "after a api", "finally a"],
      ...["before a", "after a cache", "finally a"],
      ...["before a", "after a cache", "finally a"],
      ...["before a", "before b", "after a cache", "finally a", "after b api", "finally b"],
      ...["before b", "after b api", "finally b"],
    ]);
    for (const { durationMs } of results) expect(durationMs).toBeGreaterThanOrEqual(0);
  });

  test("error and finally where the answer is a default because something failed", async () => {
    const told: unknown[] = [];
    const hook: Hook = {
      after: () => told.push("after"),
      error: ({ flagKey }, error) => told.push([flagKey, (error as { code: string }).code]),
      finally: (_context, { source }) => told.push(source),
    };
    const { client } = await setUp({ hooks: [hook] }, (_seen, response) => {
      response.statusCode = 404;
      return { error: "no" };
    });
    await client.checkFlag(ctx, "a");
    await client.checkFlag({ company: { id: 5 as never } }, "b");
    await client.checkFlags(ctx, ["c"]);
    expect(told).toEqual([
      ["a", "not_found"],
      "default",
      ["b", "invalid_context"],
      "default",
      ["c", "not_found"],
      "default",
    ]);
  });

  test("one that throws or rejects never fails a check, and the others run", async () => {
    let ran = 0;
    const broken = () => {
      throw new Error("hook broke");
    };
    const rejecting = (() => Promise.reject(new Error("hook broke"))) as () => void;
    const { client, logger } = await setUp({
      hooks: [
        { name: "bad", before: broken, after: broken, finally: rejecting },
        { after: () => void ran++ },
      ],
    });
    for (let i = 0; i < 3; i++) expect(await client.checkFlag(ctx, "a")).toBe(true);
    expect(ran).toBe(3);
    expect(logger.lines.filter((line) => line.includes('"before"'))).toHaveLength(1);
    expect(logger.lines.filter((line) => line.includes('"finally"'))).toHaveLength(1);
  });
});

describe("logging", () => {
  test("a logger that throws or rejects is ignored", async () => {
    const broken = () => {
      throw new Error("no");
    };
    const rejecting = () => Promise.reject(new Error("no"));
    const logger = { error: broken, warn: rejecting, info: broken, debug: rejecting };
    const { client } = await setUp({ logger, apiKey: "" });
    expect(await client.checkFlag({ company: 5 as never }, "flag")).toBe(false);
  });

  test("the console logger writes what reaches its level, by default warn", () => {
    const original = { ...console };
    const written: string[] = [];
    for (const level of ["error", "warn", "info", "debug"] as const) {
      console[level] = (...args: unknown[]) => void written.push(`${level} ${args.join(" ")}`);
    }
    try {
      for (const logger of [new ConsoleLogger(), new ConsoleLogger("debug")]) {
        logger.error("a", 1);
        logger.warn("b");
        logger.info("c");
        logger.debug("d");
      }
    } finally {
      Object.assign(console, original);
    }
    expect(written).toEqual(["error a 1", "warn b", "error a 1", "warn b", "info c", "debug d"]);
  });
});

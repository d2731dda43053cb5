import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CaptureServer } from "./support/capture-server";
import { makeQueue, track } from "./support/make-queue";

const VERCEL = Symbol.for("@vercel/request-context");
const world = globalThis as Record<symbol, unknown>;

let server: CaptureServer;
beforeEach(async () => {
  server = await CaptureServer.start();
});
afterEach(async () => {
  delete world[VERCEL];
  await server.close();
});

describe("waitUntil: a request ends and its events arrive", () => {
  test("given", async () => {
    const promises: Promise<unknown>[] = [];
    const waitUntil = (promise: Promise<unknown>): void => void promises.push(promise);
    const { queue } = makeQueue(server.url, { waitUntil, flushIntervalMs: 1_000_000 });
    for (let i = 0; i < 30; i++) track(queue, i);
    expect(promises).toHaveLength(1);
    await Promise.all(promises);
    expect(server.counted).toBe(30);
    track(queue, 30);
    expect(promises).toHaveLength(2);
    await Promise.all(promises);
    expect(server.counted).toBe(31);
    await queue.close();
  });

  test("found: Vercel's context of the request being served", async () => {
    const promises: Promise<unknown>[] = [];
    const context = {
      waitUntil(promise: Promise<unknown>): void {
        expect(this).toBe(context);
        promises.push(promise);
      },
    };
    world[VERCEL] = { get: () => context };
    const { queue } = makeQueue(server.url, { flushIntervalMs: 1_000_000 });
    track(queue, 0);
    await Promise.all(promises);
    expect(server.counted).toBe(1);
    // Outside of a request there is none.
    world[VERCEL] = { get: () => undefined };
    track(queue, 1);
    expect(promises).toHaveLength(1);
    await queue.close();
    expect(server.counted).toBe(2);
  });

  test("one that throws is logged, and changes nothing else", async () => {
    const { queue, logs } = makeQueue(server.url, {
      waitUntil: () => {
        throw new Error("the request is over");
      },
    });
    track(queue, 0);
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(1);
    expect(logs.join()).toContain("waitUntil");
  });
});

describe("the end of a process", () => {
  /** Runs a program against the built package; returns what it wrote. */
  async function run(source: string): Promise<string> {
    const cwd = fileURLToPath(new URL("../..", import.meta.url));
    const program = `
      import { SchematicClient } from "@schematic/core";
      const client = new SchematicClient({ apiKey: "sch_dev_x", eventCaptureBaseURL: ${JSON.stringify(server.url)} });
      ${source}`;
    const { stderr, stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "-e", program],
      { cwd, timeout: 60_000 },
    );
    return stderr + stdout;
  }

  test("is put off for events whose first attempt failed", async () => {
    server.fault = (_, index) => (index < 2 ? { kind: "status", status: 503 } : undefined);
    expect(await run("for (let i = 0; i < 50; i++) client.track({ event: 'e' });")).toBe("");
    expect(server.counted).toBe(50);
  });

  test("comes although the server never responds, with the count of the remaining events", async () => {
    server.fault = () => ({ kind: "status", status: 503 });
    const output = await run("for (let i = 0; i < 7; i++) client.track({ event: 'e' });");
    expect(output).toContain("7 events were not delivered");
    expect(output).not.toContain("sch_dev_x");
  });

  test("is not put off once everything is delivered", async () => {
    expect(await run("client.track({ event: 'e' }); await client.flush(); setTimeout(() => {}, 10);")).toBe(
      "",
    );
    expect(server.counted).toBe(1);
  });
});

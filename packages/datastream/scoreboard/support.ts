import type { FlagSource } from "@schematic/core";
import { SchematicClient as Published } from "@schematichq/schematic-typescript-node";
import { type DataStreamOptions, dataStream } from "../src/index";
import { host, type TestHost } from "../test/support/host";
import type { StreamServer } from "../test/support/stream-server";

/** A started source of this server, ready unless it cannot be. */
export async function connect(
  server: StreamServer,
  options: DataStreamOptions = {},
  facts: Partial<TestHost> = {},
): Promise<FlagSource> {
  const source = dataStream(options);
  source.start(host(server.url, facts));
  await source.ready();
  return source;
}

const silent = (): void => undefined;

/** The published SDK as a client of this server. */
export function published({ httpUrl }: StreamServer): Published {
  return new Published({
    apiKey: "sch_x",
    basePath: httpUrl,
    eventCaptureBaseURL: httpUrl,
    logger: { error: silent, warn: silent, info: silent, debug: silent },
    useDataStream: true,
  });
}

/** Asks until the answer is the one that is wanted; false when it never was within `limitMs`. */
export async function answers(
  ask: () => Promise<boolean> | boolean,
  wanted: boolean,
  limitMs = 60_000,
): Promise<boolean> {
  const end = performance.now() + limitMs;
  while ((await ask()) !== wanted) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return true;
}

/** The value below which `share` of the samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** Numbers in [0, 1) that are the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Counts what nobody caught while `work` runs. */
export async function uncaught(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const add = (): void => {
    count++;
  };
  process.on("unhandledRejection", add);
  process.on("uncaughtException", add);
  try {
    await work();
  } finally {
    process.off("unhandledRejection", add);
    process.off("uncaughtException", add);
  }
  return count;
}

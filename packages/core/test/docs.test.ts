import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULTS, HOSTS } from "../src/index";
import { CLIENT_OPTIONS } from "../src/options/client-options";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const row = (start: string): string => readme.split("\n").find((line) => line.startsWith(`| ${start}`)) ?? "";
const text = (value: number): string => value.toLocaleString("en");

test("the README's defaults are those of the table in code", () => {
  expect(row("`basePath`")).toContain(HOSTS.api);
  expect(row("`eventCaptureBaseURL`")).toContain(HOSTS.capture);
  expect(row("`timeoutMs`")).toContain(`${text(DEFAULTS.timeoutMs)} ms per attempt, ${DEFAULTS.maxRetries}`);
  expect(row("`cacheProviders")).toContain(
    `${text(DEFAULTS.flagCheckCacheSize)} entries, ${text(DEFAULTS.flagCheckCacheTtlMs)} ms`,
  );
  expect(row("`eventBufferInterval`")).toContain(`${text(DEFAULTS.eventBufferIntervalMs)} ms`);
  expect(row("`events.maxQueueSize`")).toContain(
    `${text(DEFAULTS.maxQueueSize)} events, ${DEFAULTS.maxQueueBytes / 1024 / 1024} MB`,
  );
  expect(row("`events.maxBatchSize`")).toContain(`${DEFAULTS.maxBatchSize}, ${DEFAULTS.eventConcurrency}`);
  expect(row("`events.onFull`")).toContain(`"${DEFAULTS.onFull}"`);
  expect(row("`events.flagChecks`")).toContain(`"${DEFAULTS.flagChecks}"`);
  expect(readme).toContain(`more than ${DEFAULTS.cacheWaitMs} ms`);
  expect(readme).toContain(`within ${DEFAULTS.closeTimeoutMs / 1_000} s`);
});

test("the README names every option of the core client", () => {
  const missing = Object.keys(CLIENT_OPTIONS.entries).filter((name) => !readme.includes(`\`${name}`));
  expect(missing).toEqual([]);
});

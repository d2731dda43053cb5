import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JournalStore, ReplayedEvent } from "../../src/contracts/events";
import { fileJournal } from "../../src/journal";
import { FileJournal } from "../../src/journal/file-journal";
import { encodeRecord } from "../../src/journal/files/record";
import { systemClock } from "../../src/platform/clock";
import { CaptureServer } from "../events/support/capture-server";
import { API_KEY, makeQueue, track } from "../events/support/make-queue";

let server: CaptureServer;
let dir: string;
beforeEach(async () => {
  server = await CaptureServer.start();
  dir = mkdtempSync(join(tmpdir(), "journal-"));
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

function files(): string[] {
  return readdirSync(dir, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(dir, name)).isFile())
    .map((name) => join(dir, name));
}

/** A journal by itself, as if of another process, and what it reported. */
function opened(
  options: Partial<Parameters<typeof fileJournal>[0]> = {},
  scope = `${API_KEY}\n${server.url}`,
) {
  const errors: string[] = [];
  const journal = new FileJournal({ dir, ...options });
  const onError = (error: unknown): void => void errors.push(String(error));
  journal.open({ scope, clock: systemClock, onError, onReplay: () => undefined });
  return { journal, errors };
}

function append(journal: JournalStore, n: number, text = `{"type":"track","n":${n}}`) {
  return new Promise<number | undefined>((resolve) => {
    journal.append({ type: "track", group: "c\nid\tacme", text }, resolve);
  });
}

async function all(journal: JournalStore): Promise<ReplayedEvent[]> {
  const events: ReplayedEvent[] = [];
  for (;;) {
    const more = await journal.replay(7);
    if (more.length === 0) return events;
    events.push(...more);
  }
}

describe("through the queue", () => {
  test("what one client could not deliver, the next one does: same keys, same times, once", async () => {
    server.fault = () => ({ kind: "reset", accepted: true });
    const first = makeQueue(server.url, { journal: fileJournal({ dir }) });
    for (let i = 0; i < 20; i++) await track(first.queue, i);
    await first.queue.flush(50);
    // Accepted after the requests that were taken: never sent.
    await first.queue.accept("identify", { keys: { id: "1" } }, { idempotencyKey: "mine" });
    expect(await first.queue.close(0)).toBe(21);
    expect(first.queue.status().dropped).toBe(0);
    const counted = server.counted;
    server.fault = undefined;

    const second = makeQueue(server.url, { journal: fileJournal({ dir }) });
    expect(await second.queue.flush()).toBe(0);
    expect(second.queue.status().delivered).toBe(21);
    expect(server.counted).toBe(21);
    expect(server.repeated).toBeGreaterThanOrEqual(counted);
    const times = new Map<unknown, unknown>();
    for (const { idempotency_key, sent_at } of server.requests.flatMap(({ events }) => events)) {
      expect(times.get(idempotency_key) ?? sent_at).toBe(sent_at);
      times.set(idempotency_key, sent_at);
    }
    expect(server.keys.has("identify mine")).toBe(true);
    await second.queue.close();
    expect(files()).toEqual([]);
  });

  test("an event that was first sent 23 h ago is unresolved, one never sent goes at any age", async () => {
    const { journal } = opened();
    const sent = await append(journal, 0, '{"type":"track","body":{"event":"a"},"idempotency_key":"a"}');
    await append(journal, 1, '{"type":"track","body":{"event":"b"},"idempotency_key":"b"}');
    await journal.attempting([sent as number], Date.now() - 23.1 * 3_600_000);
    await journal.close();
    const { queue, drops } = makeQueue(server.url, { journal: fileJournal({ dir }) });
    expect(await queue.flush()).toBe(0);
    expect(server.events.map(({ idempotency_key }) => idempotency_key)).toEqual(["b"]);
    expect(queue.status()).toMatchObject({ delivered: 1, unresolved: 1 });
    expect(drops).toEqual([expect.objectContaining({ reason: "unresolved", count: 1 })]);
    await queue.close();
    expect(files()).toEqual([]);
  });

  test("replay keeps to the bounds of the queue", async () => {
    const { journal } = opened({ segmentBytes: 2000 });
    await Promise.all(
      [...Array(1000).keys()].map((i) =>
        append(journal, i, `{"type":"track","body":{"event":"e"},"idempotency_key":"${i}"}`),
      ),
    );
    await journal.close();
    let most = 0;
    const { queue } = makeQueue(server.url, { journal: fileJournal({ dir }), maxQueueSize: 100 });
    server.fault = () => {
      most = Math.max(most, queue.status().queued + queue.status().inFlight);
      return undefined;
    };
    expect(await queue.flush()).toBe(0);
    expect(server.counted).toBe(1000);
    expect(most).toBeLessThanOrEqual(100);
    await queue.close();
    expect(files()).toEqual([]);
  });

  test("the disk never sees the API key, and clients of two keys never mix", async () => {
    server.fault = () => ({ kind: "hang" });
    const first = makeQueue(server.url, { journal: fileJournal({ dir }) });
    await track(first.queue, 0);
    await first.queue.close(0);
    for (const file of files()) expect(readFileSync(file, "latin1")).not.toContain(API_KEY);
    server.fault = undefined;
    const other = makeQueue(server.url, { journal: fileJournal({ dir }), apiKey: "sch_dev_other" });
    expect(await other.queue.flush()).toBe(0);
    expect(server.counted).toBe(0);
    await other.queue.close();
  });

  test.each(["memory", "drop"] as const)("a journal that is full: %s", async (onFull) => {
    server.fault = () => ({ kind: "hang" });
    const journal = fileJournal({ dir, maxBytes: 5000, onFull });
    const { queue, drops, logs } = makeQueue(server.url, { journal });
    for (let i = 0; i < 100; i++) await track(queue, i);
    const bytes = files()
      .filter((file) => file.endsWith(".events"))
      .reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThanOrEqual(5000);
    const { queued, inFlight, dropped } = queue.status();
    expect(queued + inFlight + dropped).toBe(100);
    expect(dropped > 0).toBe(onFull === "drop");
    expect(drops.some(({ error }) => (error as { code: string }).code === "event_journal_failed")).toBe(true);
    expect(logs.filter((line) => line.includes("is used"))).toHaveLength(1);
    await queue.close(0);
  });

  test("a folder that cannot be used is reported, and events go on in memory", async () => {
    writeFileSync(join(dir, "file"), "");
    const { queue, logs } = makeQueue(server.url, { journal: fileJournal({ dir: join(dir, "file") }) });
    await track(queue, 0);
    expect(await queue.close()).toBe(0);
    expect(server.counted).toBe(1);
    expect(logs.join()).toContain("event_journal_failed");
  });
});

describe("files", () => {
  test("torn ends and damage cost their own record only, and are reported", async () => {
    const { journal } = opened();
    for (let i = 0; i < 10; i++) await append(journal, i);
    await journal.close();
    const log = files().find((file) => file.endsWith(".events")) as string;
    const bytes = readFileSync(log);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 5) ^ 0xff, bytes.length - 5);
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 0xff, middle);
    writeFileSync(log, bytes);
    appendFileSync(log, encodeRecord({ type: "track", group: "", text: "x".repeat(100) }).subarray(0, 60));
    const next = opened();
    expect(await all(next.journal)).toHaveLength(8);
    expect(next.errors).toHaveLength(1);
    expect(next.errors[0]).toContain("8 unsettled events were read");
    await next.journal.close();
  });

  test("a living owner's segments are left alone; of several takers one gets a dead one's", async () => {
    const living = opened();
    await append(living.journal, 0);
    const other = opened();
    expect(await all(other.journal)).toEqual([]);
    await other.journal.close();
    await living.journal.close();
    const takers = [opened(), opened(), opened()];
    const found = await Promise.all(takers.map(({ journal }) => all(journal)));
    expect(found.map((events) => events.length).sort()).toEqual([0, 0, 1]);
    expect(takers.flatMap(({ errors }) => errors)).toEqual([]);
    await Promise.all(takers.map(({ journal }) => journal.close()));
  });

  test("settled segments are deleted, others stay", async () => {
    const { journal } = opened({ segmentBytes: 500 });
    const ids: number[] = [];
    for (let i = 0; i < 100; i++) ids.push((await append(journal, i)) as number);
    expect(files().filter((file) => file.endsWith(".events")).length).toBeGreaterThan(5);
    journal.settled(ids.filter((_, i) => i !== 50));
    await journal.attempting([ids[50] as number], 5);
    // What is settled is tidied by the work that the attempt waited for.
    await append(journal, 100);
    expect(files().filter((file) => file.endsWith(".events")).length).toBeLessThanOrEqual(3);
    await journal.close();
    const next = opened();
    const left = await all(next.journal);
    expect(left.map(({ text }) => JSON.parse(text).n)).toEqual([50, 100]);
    expect(left[0]?.firstAttempt).toBe(5);
    next.journal.settled(left.map(({ id }) => id));
    await next.journal.close();
    expect(files()).toEqual([]);
  });

  test("events share an fsync when they may wait", async () => {
    const { journal } = opened({ fsyncMs: 20 });
    const ids = await Promise.all([...Array(1000).keys()].map((i) => append(journal, i)));
    expect(new Set(ids).size).toBe(1000);
    await journal.close();
    const next = opened();
    expect(await all(next.journal)).toHaveLength(1000);
    await next.journal.close();
  });
});

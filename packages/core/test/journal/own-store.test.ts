import { afterEach, beforeEach, expect, test } from "vitest";
import { type JournalEvent, type JournalHost, type JournalStore, journalOf } from "../../src/journal";
import { CaptureServer } from "../events/support/capture-server";
import { makeQueue, track } from "../events/support/make-queue";

let server: CaptureServer;
beforeEach(async () => {
  server = await CaptureServer.start();
});
afterEach(() => server.close());

/** A program's own store: it outlives its queues, and the next one receives what the last one left. */
class OwnStore implements JournalStore {
  readonly events: Map<number, JournalEvent & { firstAttempt?: number }> = new Map();
  host: JournalHost | undefined;
  closed = 0;
  #left: number[] = [];
  #next = 0;

  open(host: JournalHost): void {
    this.host = host;
    this.#left = [...this.events.keys()];
  }

  append(event: JournalEvent, done: (id: number | undefined, refused?: boolean) => void): void {
    const refused = event.text.includes("refuse");
    let id: number | undefined;
    if (!refused && !event.text.includes("forget")) {
      id = this.#next++;
      this.events.set(id, event);
    }
    queueMicrotask(() => done(id, refused));
  }

  async replay(max: number) {
    return this.#left.splice(0, max).map((id) => ({ id, ...(this.events.get(id) as JournalEvent) }));
  }

  async attempting(ids: readonly number[], at: number): Promise<void> {
    for (const id of ids) {
      const event = this.events.get(id);
      if (event) event.firstAttempt = at;
    }
  }

  settled(ids: readonly number[]): void {
    for (const id of ids) this.events.delete(id);
  }

  async close(): Promise<void> {
    this.closed++;
  }
}

test("a store of one's own keeps events for the next queue, with their first attempts", async () => {
  const store = new OwnStore();
  server.fault = () => ({ kind: "reset" });
  const first = makeQueue(server.url, { journal: journalOf(store) });
  const before = Date.now();
  for (let i = 0; i < 10; i++) await track(first.queue, i);
  await first.queue.flush(50);
  await track(first.queue, 10);
  expect(await first.queue.close(0)).toBe(11);
  expect(first.queue.status().dropped).toBe(0);
  const attempts = [...store.events.values()].map(({ firstAttempt }) => firstAttempt);
  expect(attempts.slice(0, 10).every((at) => at !== undefined && at >= before)).toBe(true);
  expect(attempts[10]).toBeUndefined();
  server.fault = undefined;
  const second = makeQueue(server.url, { journal: journalOf(store) });
  expect(await second.queue.flush()).toBe(0);
  expect(server.counted).toBe(11);
  expect(store.events.size).toBe(0);
  await second.queue.close();
  expect(store.closed).toBe(2);
});

test("what the store refuses is dropped, what it cannot keep goes on in memory, its errors are reported", async () => {
  const store = new OwnStore();
  const { queue, drops, logs } = makeQueue(server.url, { journal: journalOf(store), maxQueueSize: 3 });
  await queue.accept("track", { event: "refuse" });
  await queue.accept("track", { event: "forget" });
  store.host?.onError(new Error("no room"));
  expect(await queue.close()).toBe(0);
  expect(server.events.map(({ body }) => body.event)).toEqual(["forget"]);
  expect(drops).toEqual([
    expect.objectContaining({ reason: "queue_full", count: 1 }),
    expect.objectContaining({ count: 0, error: expect.objectContaining({ code: "event_journal_failed" }) }),
  ]);
  expect(logs.join()).toContain("no room");
});

test("events that are given up for want of room leave the store; those of earlier processes come as room does", async () => {
  const store = new OwnStore();
  server.fault = () => ({ kind: "hang" });
  const { queue } = makeQueue(server.url, { journal: journalOf(store), maxQueueSize: 5 });
  for (let i = 0; i < 8; i++) await track(queue, i);
  expect(queue.status()).toMatchObject({ queued: 5, dropped: 3 });
  expect(store.events.size).toBe(5);
  expect(await queue.close(0)).toBe(5);
  expect(queue.status().dropped).toBe(3);
  server.fault = undefined;
  const next = makeQueue(server.url, { journal: journalOf(store), maxQueueSize: 2 });
  expect(await next.queue.flush()).toBe(0);
  expect(server.counted).toBe(5);
  await next.queue.close();
});

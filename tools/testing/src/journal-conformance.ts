import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** `QueuedEvent` as the suite needs it; this package imports no other. */
export interface ConformingEvent {
  type: "identify" | "track" | "inference" | "flag_check";
  group: string;
  text: string;
  bytes: number;
  firstAttempt: number | undefined;
  unknown: boolean;
}

/** `JournaledQueue` as the suite provides it. */
export interface QueueOfSuite {
  readonly scope: string;
  readonly clock: {
    now(): number;
    monotonic(): number;
    random(): number;
    setTimer(fn: () => void, delayMs: number, hold?: boolean): () => void;
  };
  room(): number;
  add(event: ConformingEvent): void;
  idle(): void;
  onError(error: Error): void;
}

/** `EventJournal` as the suite needs it. */
export interface ConformingJournal {
  attach(queue: QueueOfSuite): void;
  open(): void;
  readonly reading: boolean;
  readonly kept: number;
  append(event: ConformingEvent): Promise<boolean>;
  attempting(events: readonly ConformingEvent[]): Promise<void>;
  settled(events: readonly ConformingEvent[]): void;
  close(): Promise<void>;
}

export interface JournalUnderTest {
  /** Returns a journal on the same storage, as the next process creates it. Called after the last one was closed. */
  next(): ConformingJournal;
  close?(): Promise<void> | void;
}

/** A queue that remembers what the journal did to it. */
class Recorder implements QueueOfSuite {
  readonly clock: QueueOfSuite["clock"] = {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    random: () => Math.random(),
    setTimer(fn, delayMs) {
      const timer = setTimeout(fn, delayMs);
      return () => clearTimeout(timer);
    },
  };
  readonly added: ConformingEvent[] = [];
  readonly errors: string[] = [];
  readonly scope: string;
  readonly #capacity: number;

  constructor(scope: string, capacity: number) {
    this.scope = scope;
    this.#capacity = capacity;
  }

  room(): number {
    return Math.max(0, this.#capacity - this.added.length);
  }

  add(event: ConformingEvent): void {
    this.added.push(event);
  }

  idle(): void {}

  onError(error: Error): void {
    this.errors.push(error.message);
  }
}

const eventOf = (n: number, group = "acme"): ConformingEvent => {
  const text = JSON.stringify({
    type: "track",
    body: { event: "call", n },
    idempotency_key: `key-${group}-${n}`,
  });
  return { type: "track", group, text, bytes: text.length, firstAttempt: undefined, unknown: false };
};
const textsOf = (events: readonly ConformingEvent[]): string[] => events.map(({ text }) => text);

/** What every event journal does. Call it at the top level of a test file. */
export function describeEventJournal(
  name: string,
  make: () => Promise<JournalUnderTest> | JournalUnderTest,
): void {
  describe(`event journal: ${name}`, () => {
    let made: JournalUnderTest;
    const open: ConformingJournal[] = [];
    beforeEach(async () => {
      made = await make();
    });
    afterEach(async () => {
      for (const journal of open.splice(0)) await journal.close();
      await made.close?.();
    });

    /** The journal of the next process, attached to a queue, with everything read that its room allows. */
    async function start({ scope = "key-1", capacity = 1_000 } = {}) {
      const journal = made.next();
      open.push(journal);
      const queue = new Recorder(scope, capacity);
      journal.attach(queue);
      journal.open();
      await expect.poll(() => journal.reading).toBe(false);
      return { journal, queue };
    }

    test("a new journal has nothing to replay", async () => {
      const { journal, queue } = await start();
      expect({ kept: journal.kept, added: queue.added, errors: queue.errors }).toEqual({
        kept: 0,
        added: [],
        errors: [],
      });
    });

    test("an event is kept from append() until it is settled", async () => {
      const { journal } = await start();
      const events = [eventOf(1), eventOf(2)];
      expect(await Promise.all(events.map((event) => journal.append(event)))).toEqual([true, true]);
      expect(journal.kept).toBe(2);
      journal.settled(events.slice(0, 1));
      expect(journal.kept).toBe(1);
      journal.settled(events);
      expect(journal.kept).toBe(0);
    });

    test("the next process receives what was not settled, in the order of each group, and nothing else", async () => {
      const first = await start();
      const events = Array.from({ length: 20 }, (_, n) => eventOf(n, n % 2 === 0 ? "acme" : "globex"));
      for (const event of events) await first.journal.append(event);
      first.journal.settled(events.slice(4, 8));
      await first.journal.close();
      const { queue, journal } = await start();
      const left = [...events.slice(0, 4), ...events.slice(8)];
      for (const group of ["acme", "globex"]) {
        const of = (list: readonly ConformingEvent[]) => list.filter((event) => event.group === group);
        expect(textsOf(of(queue.added))).toEqual(textsOf(of(left)));
      }
      expect(queue.added).toHaveLength(left.length);
      for (const event of queue.added)
        expect(event).toMatchObject({ type: "track", firstAttempt: undefined, unknown: false });
      expect({ kept: journal.kept, errors: queue.errors }).toEqual({ kept: left.length, errors: [] });
    });

    test("an event that was attempted comes back with the time of its first attempt, as of unknown outcome", async () => {
      const first = await start();
      const [attempted, fresh] = [eventOf(1), eventOf(2)];
      for (const event of [attempted, fresh]) await first.journal.append(event);
      const before = first.queue.clock.monotonic();
      await first.journal.attempting([attempted]);
      attempted.firstAttempt = before;
      await first.journal.attempting([attempted]);
      await first.journal.close();
      const { queue } = await start();
      const [again, other] = queue.added.toSorted((a, b) => a.text.localeCompare(b.text));
      expect(again?.unknown).toBe(true);
      expect(Math.abs((again?.firstAttempt ?? Infinity) - before)).toBeLessThan(60_000);
      expect(other).toMatchObject({ unknown: false, firstAttempt: undefined });
    });

    test("what was replayed and settled does not come back, what was replayed only does", async () => {
      const first = await start();
      const events = [eventOf(1), eventOf(2)];
      for (const event of events) await first.journal.append(event);
      await first.journal.close();
      const second = await start();
      second.journal.settled(second.queue.added.filter(({ text }) => text === events[0]?.text));
      await second.journal.close();
      const third = await start();
      expect(textsOf(third.queue.added)).toEqual(textsOf(events.slice(1)));
    });

    test("no more events are added than the queue has room for, and all of them in the end", async () => {
      const first = await start();
      const events = Array.from({ length: 5 }, (_, n) => eventOf(n));
      for (const event of events) await first.journal.append(event);
      await first.journal.close();
      const { journal, queue } = await start({ capacity: 2 });
      const seen: string[] = [];
      while (seen.length < 5) {
        await expect.poll(() => queue.added.length).toBeGreaterThan(0);
        expect(queue.added.length).toBeLessThanOrEqual(2);
        const batch = queue.added.splice(0);
        seen.push(...textsOf(batch));
        journal.settled(batch);
      }
      expect(seen.sort()).toEqual(textsOf(events));
    });

    test("events of one sender are not given to another", async () => {
      const first = await start({ scope: "key-1" });
      await first.journal.append(eventOf(1));
      await first.journal.close();
      const other = await start({ scope: "key-2" });
      expect(other.queue.added).toEqual([]);
      await other.journal.close();
      expect((await start({ scope: "key-1" })).queue.added).toHaveLength(1);
    });

    test("no method throws or rejects, whatever the order of calls", async () => {
      const { journal } = await start();
      journal.open();
      journal.settled([eventOf(9)]);
      await journal.attempting([eventOf(9)]);
      await journal.close();
      await journal.close();
      journal.open();
      expect(await journal.append(eventOf(10))).toBe(true);
      journal.settled([eventOf(10)]);
      await journal.attempting([eventOf(10)]);
    });
  });
}

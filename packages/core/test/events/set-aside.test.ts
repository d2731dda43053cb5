import { expect, test } from "vitest";
import type { PendingEvent } from "../../src/events/buffer/pending-event";
import { NEW_BATCH } from "../../src/events/delivery/retry-schedule";
import { SetAside } from "../../src/events/delivery/set-aside";
import type { EventQueueOptions } from "../../src/events/options";
import { FakeClock } from "./support/fake-clock";

const event = (seq: number): PendingEvent => ({
  type: "track",
  bytes: 1,
  body: undefined,
  metadata: undefined,
  seq,
  at: 0,
  encoded: undefined,
});

test("a quarter of the queue may be set aside; beyond that the next one that is due is given up", () => {
  const logged: unknown[] = [];
  const options = { clock: new FakeClock(), maxQueueSize: 12 } as unknown as EventQueueOptions;
  const aside = new SetAside(options, { log: (error: unknown) => logged.push(error) } as never);
  const put = (seq: number): number | undefined =>
    aside.put(event(seq), { ...NEW_BATCH, isAside: true, notBefore: 1_000 - seq }, "status 500")?.seq;
  expect([1, 2, 3].map(put)).toEqual([undefined, undefined, undefined]);
  expect(put(4)).toBe(4);
  expect(aside.size).toBe(3);
  // One line for all of a minute.
  expect(logged).toHaveLength(1);
});

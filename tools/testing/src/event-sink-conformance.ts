import { afterEach, describe, expect, test } from "vitest";

/** `EventSink` as the suite needs it; this package imports no other. */
export interface ConformingSink {
  accept(type: "identify" | "track" | "inference", body: object, metadata?: object): void | Promise<void>;
  acceptFlagCheck(resolution: SinkResolution, context: object, preflight?: object): void;
  flush(timeoutMs?: number): Promise<number>;
  close(timeoutMs?: number): Promise<number>;
  status(): { queued: number; inFlight: number; delivered: number; dropped: number; unresolved: number };
  onDrop(
    listener: (drop: { count: number; reason: string; type?: string; error?: unknown }) => void,
  ): () => void;
}

interface SinkResolution {
  value: boolean;
  reason: string;
  flagKey: string;
}

export interface SinkUnderTest {
  sink: ConformingSink;
  /** Returns the events that arrived, in wire form: `{ type, body: … }` with snake_case names. */
  arrived(): { type: string; body: Record<string, unknown> }[];
  close?(): Promise<void> | void;
}

export interface SinkOptions {
  /** True: nothing can be delivered. */
  readonly isDown: boolean;
}

const RESOLUTION: SinkResolution = { value: true, reason: "match", flagKey: "seats" };

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function loop(): object {
  const body: Record<string, unknown> = { event: "call" };
  body.traits = { body };
  return body;
}

const HOSTILE: readonly [title: string, body: unknown][] = [
  ["nothing", undefined],
  ["null", null],
  ["a text", "call"],
  ["an object without an event name", {}],
  ["a name that is no text", { event: 5 }],
  ["a revoked proxy", revoked()],
  ["a quantity that is no number", { event: "call", quantity: "many" }],
];

/** What every event sink does. Call it at the top level of a test file. */
export function describeEventSink(
  name: string,
  make: (options: SinkOptions) => Promise<SinkUnderTest> | SinkUnderTest,
): void {
  describe(`event sink: ${name}`, () => {
    const made: SinkUnderTest[] = [];
    afterEach(async () => {
      for (const { sink, close } of made.splice(0)) {
        await sink.close(0);
        await close?.();
      }
    });
    async function start(options: SinkOptions = { isDown: false }) {
      const one = await make(options);
      made.push(one);
      return one;
    }

    test("what is accepted arrives with the next flush, each event once", async () => {
      const { sink, arrived } = await start();
      await sink.accept("track", { event: "call", company: { id: "acme" }, quantity: 2 });
      await sink.accept("identify", { keys: { id: "wile" }, name: "Wile" });
      sink.acceptFlagCheck(RESOLUTION, { company: { id: "acme" } });
      expect(await sink.flush()).toBe(0);
      expect(await sink.flush()).toBe(0);
      const types = arrived().map(({ type }) => type);
      expect(types.toSorted()).toEqual(["flag_check", "identify", "track"]);
      const bodyOf = (type: string) => arrived().find((event) => event.type === type)?.body;
      expect(bodyOf("track")).toMatchObject({ event: "call", company: { id: "acme" }, quantity: 2 });
      expect(bodyOf("identify")).toMatchObject({ keys: { id: "wile" }, name: "Wile" });
      expect(bodyOf("flag_check")).toMatchObject({ flag_key: "seats", value: true, reason: "match" });
      expect(sink.status()).toEqual({ queued: 0, inFlight: 0, delivered: 3, dropped: 0, unresolved: 0 });
    });

    test("an event is what it was when it was accepted", async () => {
      const { sink, arrived } = await start();
      const body = { event: "call", company: { id: "acme" }, traits: { plan: { tier: "pro" } } };
      const accepted = sink.accept("track", body);
      body.event = "changed";
      body.company.id = "changed";
      body.traits.plan.tier = "changed";
      await accepted;
      await sink.flush();
      expect(arrived()[0]?.body).toMatchObject({
        event: "call",
        company: { id: "acme" },
        traits: { plan: { tier: "pro" } },
      });
    });

    test.each(HOSTILE)("%s in place of a body is dropped, counted and reported", async (_title, body) => {
      const { sink, arrived } = await start();
      const drops: { count: number; reason: string }[] = [];
      sink.onDrop((drop) => drops.push(drop));
      await sink.accept("track", body as object);
      await expect.poll(() => drops).toMatchObject([{ count: 1, reason: "invalid" }]);
      expect(await sink.flush()).toBe(0);
      expect({ arrived: arrived(), dropped: sink.status().dropped }).toEqual({ arrived: [], dropped: 1 });
    });

    test("a body that contains itself does not throw, and stops no other event", async () => {
      const { sink, arrived } = await start();
      await sink.accept("track", loop());
      sink.acceptFlagCheck(RESOLUTION, revoked());
      await sink.accept("track", { event: "sound" });
      await sink.flush();
      expect(arrived().filter(({ body }) => body.event === "sound")).toHaveLength(1);
    });

    test("flush() and close() resolve with what could not be delivered, within their limits", async () => {
      const { sink } = await start({ isDown: true });
      for (let n = 0; n < 3; n++) await sink.accept("track", { event: `call-${n}` });
      expect(await sink.flush(20)).toBe(3);
      const { queued, inFlight } = sink.status();
      expect(queued + inFlight).toBe(3);
      const drops: { count: number; reason: string }[] = [];
      sink.onDrop((drop) => drops.push(drop));
      expect(await sink.close(20)).toBe(3);
      await expect.poll(() => drops).toMatchObject([{ count: 3, reason: "closed" }]);
    });

    test("after close() events are dropped and reported, and close() is idempotent", async () => {
      const { sink, arrived } = await start();
      await sink.accept("track", { event: "before" });
      expect(await Promise.all([sink.close(), sink.close()])).toEqual([0, 0]);
      const drops: { count: number; reason: string }[] = [];
      sink.onDrop((drop) => drops.push(drop));
      await sink.accept("track", { event: "after" });
      await expect.poll(() => drops).toMatchObject([{ count: 1, reason: "closed", type: "track" }]);
      expect(arrived().map(({ body }) => body.event)).toEqual(["before"]);
      expect(await sink.flush()).toBe(0);
    });

    test("a listener that throws harms no other, and a removed one is not called", async () => {
      const { sink } = await start();
      const seen: string[] = [];
      sink.onDrop(() => {
        throw new Error("a listener of the program");
      });
      sink.onDrop(() => seen.push("second"));
      const remove = sink.onDrop(() => seen.push("removed"));
      remove();
      remove();
      await sink.accept("track", {});
      await expect.poll(() => seen).toEqual(["second"]);
    });
  });
}

import { describeEventSink } from "@schematic-internal/testing/event-sink-conformance";
import type { FlagResolution } from "../../src/contracts/evaluation";
import type { EventDrop, EventMetadata, EventSink, EventSinkStatus } from "../../src/contracts/events";
import { CaptureServer } from "./support/capture-server";
import { makeQueue } from "./support/make-queue";

describeEventSink("EventQueue", async ({ isDown }) => {
  const server = await CaptureServer.start();
  if (isDown) server.fault = () => ({ kind: "reset" });
  return {
    sink: makeQueue(server.url).queue,
    arrived: () => server.events,
    close: () => server.close(),
  };
});

/** The smallest sink that keeps the contract: it writes each event as a line to a destination of the program. */
class LineSink implements EventSink {
  readonly #write: ((line: string) => void) | undefined;
  #waiting: string[] = [];
  #listeners: ((drop: EventDrop) => void)[] = [];
  #isClosed = false;
  #delivered = 0;
  #dropped = 0;

  /** Without `write` nothing can be delivered. */
  constructor(write: ((line: string) => void) | undefined) {
    this.#write = write;
  }

  accept(type: "identify" | "track", body: object, _metadata?: EventMetadata): void {
    try {
      const { event, quantity = 1 } = body as { event?: unknown; quantity?: unknown };
      const isSound = type === "identify" || (typeof event === "string" && typeof quantity === "number");
      if (this.#isClosed) this.#drop({ count: 1, reason: "closed", type });
      else if (isSound) this.#waiting.push(JSON.stringify({ type, body }));
      else this.#drop({ count: 1, reason: "invalid", type });
    } catch (error) {
      this.#drop({ count: 1, reason: "invalid", type, error });
    }
  }

  acceptFlagCheck({ flagKey, value, reason }: FlagResolution): void {
    const body = { flag_key: flagKey, value, reason };
    if (this.#isClosed) this.#drop({ count: 1, reason: "closed", type: "flag_check" });
    else this.#waiting.push(JSON.stringify({ type: "flag_check", body }));
  }

  async flush(): Promise<number> {
    if (this.#write === undefined) return this.#waiting.length;
    for (const line of this.#waiting.splice(0)) {
      this.#write(line);
      this.#delivered++;
    }
    return 0;
  }

  async close(): Promise<number> {
    if (this.#isClosed) return 0;
    this.#isClosed = true;
    const left = await this.flush();
    this.#waiting = [];
    if (left > 0) this.#drop({ count: left, reason: "closed" });
    return left;
  }

  status(): EventSinkStatus {
    const queued = this.#waiting.length;
    return { queued, inFlight: 0, delivered: this.#delivered, dropped: this.#dropped, unresolved: 0 };
  }

  onDrop(listener: (drop: EventDrop) => void): () => void {
    this.#listeners.push(listener);
    return () => {
      this.#listeners = this.#listeners.filter((each) => each !== listener);
    };
  }

  #drop(drop: EventDrop): void {
    this.#dropped += drop.count;
    for (const listener of this.#listeners) {
      try {
        listener(drop);
      } catch {
        // A listener of the program harms no other.
      }
    }
  }
}

describeEventSink("a minimal sink", ({ isDown }) => {
  const lines: string[] = [];
  return {
    sink: new LineSink(isDown ? undefined : (line) => lines.push(line)),
    arrived: () => lines.map((line) => JSON.parse(line)),
  };
});

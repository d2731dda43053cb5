import type { AddressInfo, Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createWebhookHandler,
  memoryReplayStore,
  type SignedDelivery,
  type WebhookEvent,
  type WebhookFailure,
  type WebhookHandler,
} from "../../src/index";
import { anEvent, delivery, limitReached, limitReachedEvent, SECRET } from "../helpers";

export interface Running {
  url: string;
  close(): Promise<unknown> | unknown;
}

/** The address of a listening server. */
export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Sends a delivery as Schematic does. */
export function send(url: string, { headers, body }: SignedDelivery): Promise<Response> {
  return fetch(url, { method: "POST", headers: headers as HeadersInit, body: body as BodyInit });
}

/** Requirements of every adapter, over HTTP, with the real framework. `start` returns the full URL of the webhook. */
export function describeAdapter(name: string, start: (webhooks: WebhookHandler) => Promise<Running>): void {
  describe(name, () => {
    const events: WebhookEvent[] = [];
    const failures: (WebhookFailure & { error: unknown })[] = [];
    let fail = false;
    let gate: Promise<void> | undefined;
    let entered: (() => void) | undefined;
    const webhooks = createWebhookHandler({
      secret: ["former", SECRET],
      replayStore: memoryReplayStore(),
      onError: (error, failure) => failures.push({ ...failure, error }),
    }).on("*", async (event) => {
      entered?.();
      await gate;
      if (fail) throw new Error("out of order");
      events.push(event);
    });
    let running: Running;
    beforeAll(async () => {
      running = await start(webhooks);
    });
    afterAll(() => running.close());
    beforeEach(() => {
      events.length = failures.length = 0;
      fail = false;
      gate = entered = undefined;
    });

    it("passes a typed event to the listener and answers 200", async () => {
      const answer = await send(running.url, delivery({ ...limitReached, once: name }));
      expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
      expect(events).toEqual([{ ...limitReachedEvent, once: name }]);
    });

    it("checks the very bytes, whatever is in them", async () => {
      const body = `{ "action":"test.send",\r\n "body": {"text":"Ü + 👋 \\u00e9", "n": 1.0, "id":"${crypto.randomUUID()}"} }\n`;
      expect((await send(running.url, delivery(body))).status).toBe(200);
      expect(events).toHaveLength(1);
    });

    it("answers 400 for a bad signature, without the listener", async () => {
      const { headers, body } = delivery(anEvent());
      const answer = await send(running.url, { headers, body: `${body} ` });
      const said = await answer.text();
      expect([answer.status, JSON.parse(said).error.code]).toEqual([400, "bad_signature"]);
      expect(said).not.toContain(SECRET);
      expect(
        (await send(running.url, { headers: { "content-type": "application/json" }, body })).status,
      ).toBe(400);
      expect(events).toEqual([]);
      expect(failures.map(({ status }) => status)).toEqual([400, 400]);
    });

    it("answers 500 when the listener throws, and takes the delivery again", async () => {
      const one = delivery(anEvent());
      fail = true;
      const answer = await send(running.url, one);
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toContain("out of order");
      expect(failures).toMatchObject([
        { status: 500, event: { action: "test.send" }, error: { message: "out of order" } },
      ]);
      fail = false;
      expect((await send(running.url, one)).status).toBe(200);
      expect(events).toHaveLength(1);
    });

    it("answers a duplicate 200 without the listener", async () => {
      const one = delivery(anEvent());
      await send(running.url, one);
      const again = await send(running.url, one);
      expect([again.status, await again.json()]).toEqual([200, { ok: true, duplicate: true }]);
      expect(events).toHaveLength(1);
    });

    it("answers 409 while another delivery of the same is being handled", async () => {
      const one = delivery(anEvent());
      let open = (): void => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      const inside = new Promise<void>((resolve) => {
        entered = resolve;
      });
      const first = send(running.url, one);
      await inside;
      expect((await send(running.url, one)).status).toBe(409);
      open();
      expect((await first).status).toBe(200);
      expect(events).toHaveLength(1);
    });
  });
}

import { once } from "node:events";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test } from "vitest";
import { lambdaWebhooks } from "../src/adapters/lambda";
import { createWebhookHandler, verifyWebhook } from "../src/index";
import { anEvent, codeOf, delivery, SECRET } from "./helpers";

test.each(["GET", "HEAD", "PUT", "get"])("%s is answered 405 by every request shape", async (method) => {
  const webhooks = createWebhookHandler({ secret: SECRET });
  const response = await webhooks.fetch(new Request("http://x.test", { method: method.toUpperCase() }));
  expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  const lambda = lambdaWebhooks(webhooks);
  expect((await lambda({ headers: {}, requestContext: { http: { method } } } as never)).statusCode).toBe(405);
  expect((await lambda({ headers: {}, httpMethod: method } as never)).headers.allow).toBe("POST");
  expect((await webhooks.handle({ method, ...delivery(anEvent()) })).status).toBe(405);
});

test("a locked or read body and a destroyed request are refused, not awaited", async () => {
  const { headers, body } = delivery(anEvent());
  const make = () => new Request("http://x.test", { method: "POST", headers: headers as HeadersInit, body });
  const locked = make();
  locked.body?.getReader();
  const read = make();
  await read.text();
  // Requests of polyfills may have no stream whose lock shows that the body was read.
  const usedBody = {
    headers: new Headers(headers as HeadersInit),
    bodyUsed: true,
    arrayBuffer: () => Promise.reject(new TypeError("body used already")),
  };
  for (const request of [locked, read, usedBody])
    expect(await codeOf(verifyWebhook(request, { secret: SECRET }))).toBe("body_unavailable");
  const destroyed = new IncomingMessage(new Socket());
  Object.assign(destroyed.headers, headers);
  // After its "close" event, which will not come again.
  const closed = once(destroyed, "close");
  destroyed.destroy();
  await closed;
  expect(await codeOf(verifyWebhook(destroyed, { secret: SECRET }))).toBe("body_unavailable");
  const interrupted = new IncomingMessage(new Socket());
  Object.assign(interrupted.headers, headers);
  const refused = codeOf(verifyWebhook(interrupted, { secret: SECRET }));
  interrupted.destroy();
  expect(await refused).toBe("body_unavailable");
});

test("a body of exactly the limit is accepted, and one byte more is not", async () => {
  const { headers, body } = delivery(anEvent());
  const maxBodyBytes = Buffer.byteLength(body);
  const request = (text: string) =>
    new Request("http://x.test", { method: "POST", headers: headers as HeadersInit, body: text });
  await verifyWebhook(request(body), { secret: SECRET, maxBodyBytes });
  const announced = request(body);
  announced.headers.set("content-length", String(maxBodyBytes));
  await verifyWebhook(announced, { secret: SECRET, maxBodyBytes });
  expect(await codeOf(verifyWebhook(request(`${body} `), { secret: SECRET, maxBodyBytes }))).toBe(
    "body_too_large",
  );
  const webhooks = createWebhookHandler({ secret: SECRET, maxBodyBytes });
  expect((await webhooks.fetch(request(body))).status).toBe(200);
  expect((await webhooks.fetch(request(`${body} `))).status).toBe(413);
});

test("the limit holds for a Fetch request without a stream, as some polyfills make it", async () => {
  const { headers, body } = delivery(anEvent());
  const arrayBuffer = async () => new TextEncoder().encode(body).buffer;
  const request = { headers: new Headers(headers as HeadersInit), arrayBuffer };
  const maxBodyBytes = Buffer.byteLength(body);
  await verifyWebhook(request, { secret: SECRET, maxBodyBytes });
  const refused = verifyWebhook(request, { secret: SECRET, maxBodyBytes: maxBodyBytes - 1 });
  expect(await codeOf(refused)).toBe("body_too_large");
});

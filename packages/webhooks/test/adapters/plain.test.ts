import { createServer } from "node:http";
import { lambdaWebhooks } from "../../src/adapters/lambda";
import { nestWebhooks } from "../../src/adapters/nest";
import { nextPagesWebhooks, nextWebhooks } from "../../src/adapters/next";
import type { WebhookHandler } from "../../src/index";
import { addressOf, describeAdapter, type Running } from "./suite";

type Listener = Parameters<typeof createServer>[1];

async function listen(listener: Listener): Promise<Running> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: addressOf(server),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function read(request: AsyncIterable<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describeAdapter("node:http", (webhooks) => listen(webhooks.node));

describeAdapter("next, pages router", (webhooks) => listen(nextPagesWebhooks(webhooks)));

describeAdapter("nest middleware", (webhooks) => {
  const middleware = nestWebhooks(webhooks);
  return listen((request, response) => middleware(request, response, () => response.end("next")));
});

/** Serves a Fetch handler, as Next's app router, bun and deno do. */
const overFetch = (handler: (request: Request) => Promise<Response>): Promise<Running> =>
  listen(async (request, response) => {
    const body = await read(request);
    const headers = request.headers as Record<string, string>;
    const answer = await handler(new Request("http://x.test/", { method: "POST", headers, body }));
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });

describeAdapter("fetch", (webhooks) => overFetch(webhooks.fetch));

describeAdapter("next, app router", (webhooks) => overFetch(nextWebhooks(webhooks)));

/** Turns requests into the events that the AWS documentation shows. */
const overLambda = (
  webhooks: WebhookHandler,
  eventOf: (headers: Record<string, string>, body: Buffer) => object,
): Promise<Running> => {
  const handler = lambdaWebhooks(webhooks);
  return listen(async (request, response) => {
    const event = eventOf(request.headers as Record<string, string>, await read(request));
    const { statusCode, headers, body } = await handler(JSON.parse(JSON.stringify(event)));
    response.writeHead(statusCode, headers).end(body);
  });
};

const canonical = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.replace(/\b[a-z]/g, (c) => c.toUpperCase()), value]),
  );

describeAdapter("lambda, API Gateway v1", (webhooks) =>
  overLambda(webhooks, (headers, body) => ({
    resource: "/webhooks",
    httpMethod: "POST",
    headers: canonical(headers),
    multiValueHeaders: Object.fromEntries(Object.entries(canonical(headers)).map(([k, v]) => [k, [v]])),
    requestContext: { stage: "prod" },
    body: body.toString(),
    isBase64Encoded: false,
  })),
);

describeAdapter("lambda, API Gateway v2 and Function URL", (webhooks) =>
  overLambda(webhooks, (headers, body) => ({
    version: "2.0",
    routeKey: "$default",
    headers,
    requestContext: { http: { method: "POST" } },
    body: body.toString(),
    isBase64Encoded: false,
  })),
);

describeAdapter("lambda, base64", (webhooks) =>
  overLambda(webhooks, (headers, body) => ({
    version: "2.0",
    headers,
    requestContext: { http: { method: "POST" } },
    body: body.toString("base64"),
    isBase64Encoded: true,
  })),
);

describeAdapter("lambda, load balancer with multi-value headers", (webhooks) =>
  overLambda(webhooks, (headers, body) => ({
    httpMethod: "POST",
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, [v]])),
    requestContext: { elb: { targetGroupArn: "arn" } },
    body: body.toString("base64"),
    isBase64Encoded: true,
  })),
);

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SchematicApi } from "../src";
import { type Case, caseOf } from "./support/case";
import { peerClient } from "./support/peer";
import { readOperations } from "./support/schema";
import { startServer, type TestServer } from "./support/server";

type Callable = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;

/** Every second operation: more than a hundred, of every resource. */
const chosen = readOperations(true).filter((_, i) => i % 2 === 0);
let current: Case;
let server: TestServer;

beforeAll(async () => {
  server = await startServer(async (_, response) => {
    const answer = current.answer();
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
});

afterAll(() => server.close());

async function call(client: Callable, { operation, args }: Case): Promise<unknown> {
  const answer = await client[operation.resource]?.[operation.name]?.(...args);
  return operation.result === "stream" ? new Response(answer as BodyInit).text() : answer;
}

describe("over real HTTP", () => {
  test("a hundred operations and more are among them", () => {
    expect(chosen.length).toBeGreaterThan(100);
    expect(new Set(chosen.map((operation) => operation.resource)).size).toBeGreaterThanOrEqual(20);
  });

  test.each(chosen.map((operation) => [`${operation.resource}.${operation.name}`, operation] as const))(
    "%s",
    async (_, operation) => {
      current = caseOf(operation, "full");
      server.requests.length = 0;
      const ours = await call(
        new SchematicApi({ apiKey: "sch_dev_key", baseUrl: server.url }) as unknown as Callable,
        current,
      );
      const theirs = await call(peerClient({ apiKey: "sch_dev_key", baseUrl: server.url }), current);
      const [mine, peers] = server.requests;
      expect(mine?.method).toBe(operation.method);
      expect({ url: mine?.url, body: mine?.body && JSON.parse(mine.body) }).toEqual({
        url: peers?.url,
        body: peers?.body && JSON.parse(peers.body),
      });
      expect(mine?.headers).toMatchObject({
        "x-schematic-api-key": "sch_dev_key",
        "x-schematic-client": "@schematic/api",
      });
      expect(ours).toStrictEqual(theirs);
    },
  );
});

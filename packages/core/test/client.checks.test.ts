import { afterEach, describe, expect, test } from "vitest";
import { SchematicClient } from "../src/index";
import { checkAnswer, type Respond, TestServer } from "./support/server";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const flagOf = (path: string): string => decodeURIComponent(path.split("/")[2] ?? "");

async function setUp(
  options: ConstructorParameters<typeof SchematicClient>[0] = {},
  respond: Respond = (seen) => (seen.path === "/batch" ? {} : checkAnswer(flagOf(seen.path))),
) {
  const server = await TestServer.start(respond);
  closers.push(() => server.close());
  const client = new SchematicClient({
    apiKey: "sch_dev_test",
    basePath: server.url,
    eventCaptureBaseURL: server.url,
    maxRetries: 0,
    ...options,
  });
  closers.push(() => client.close());
  return { server, client };
}

describe("a check over REST", () => {
  test("asks with company and user and answers what the server says", async () => {
    const { server, client } = await setUp();
    const answer = await client.checkFlagWithEntitlement(
      { company: { id: "c1" }, user: { id: "u1" } },
      "a flag",
    );
    expect(answer).toMatchObject({ value: true, reason: "match", flagKey: "a flag", source: "api" });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: "POST",
      path: "/flags/a%20flag/check",
      body: { company: { id: "c1" }, user: { id: "u1" } },
    });
    expect(server.seen[0]?.headers["x-schematic-api-key"]).toBe("sch_dev_test");
  });

  test("100 concurrent cold checks of one flag make one request", async () => {
    const { server, client } = await setUp();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => client.checkFlag({ company: { id: "c1" } }, "flag")),
    );
    expect(answers).toEqual(Array(100).fill(true));
    expect(server.seen).toHaveLength(1);
  });

  test("the answer is cached, whatever the order of the context's keys", async () => {
    const { server, client } = await setUp();
    expect(await client.checkFlag({ company: { a: "1", b: "2" } }, "flag")).toBe(true);
    expect(await client.checkFlagWithEntitlement({ company: { b: "2", a: "1" } }, "flag")).toMatchObject({
      value: true,
      source: "cache",
    });
    expect(client.checkFlagSync({ company: { b: "2", a: "1" } }, "flag")).toBe(true);
    expect(server.seen).toHaveLength(1);
  });
});

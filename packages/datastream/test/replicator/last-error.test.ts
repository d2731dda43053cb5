import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type CacheProvider, type FlagSource, SchematicError } from "@schematic/core";
import { afterEach, expect, test } from "vitest";
import { replicatorSource } from "../../src/index";
import { host, until } from "../support/host";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

async function healthServer(answer: () => boolean): Promise<{ server: Server; url: string }> {
  const server = createServer((_request, response) => response.end(JSON.stringify({ ready: answer() })));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(server);
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/ready?token=secret-word`,
  };
}

function start(healthUrl: string): FlagSource {
  // Empty: only the health of the replicator is the subject.
  const cache: CacheProvider<never> = { get: async () => null, set: async () => {}, delete: async () => {} };
  const source = replicatorSource({
    companyCache: cache,
    companyLookupCache: cache,
    userCache: cache,
    userLookupCache: cache,
    flagCache: cache,
    healthUrl,
    healthInterval: 5,
    maxStaleness: 0,
  });
  open.push(source);
  source.start(host("http://localhost"));
  return source;
}

test("the status names the replicator that is not ready, until it is", async () => {
  let ready = false;
  const { url } = await healthServer(() => ready);
  const source = start(url);
  await until(() => source.status().lastError !== undefined);
  const { lastError } = source.status();
  expect(lastError).toBeInstanceOf(SchematicError);
  expect(lastError).toMatchObject({ code: "replicator_unavailable" });
  expect((lastError as Error).message).toContain(`${new URL(url).origin}/ready: it is not ready`);
  expect((lastError as Error).message).not.toContain("secret-word");
  ready = true;
  await source.ready();
  expect(source.status().lastError).toBeUndefined();
});

test("the status says why no health came", async () => {
  const { server, url } = await healthServer(() => true);
  open.splice(0);
  await new Promise((resolve) => server.close(resolve));
  const source = start(url);
  await until(() => source.status().lastError !== undefined);
  expect((source.status().lastError as Error).message).toContain(new URL(url).host);
});

import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { type RequestInit as ProxiedInit, ProxyAgent, fetch as proxiedFetch } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SchematicApi } from "../src";
import { json, startServer, type TestServer } from "./support/server";

let server: TestServer;
const tunnels: string[] = [];
const proxy = createServer();

beforeAll(async () => {
  server = await startServer((_, response) =>
    json(response, { data: { flag_id: "f", value: true }, params: {} }),
  );
  proxy.on("connect", (request, socket) => {
    tunnels.push(request.url ?? "");
    const [host, port] = (request.url ?? "").split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
});

afterAll(async () => {
  await server.close();
  proxy.closeAllConnections();
  await new Promise((done) => proxy.close(done));
});

test("goes through a proxy with the fetch of undici", async () => {
  const dispatcher = new ProxyAgent(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  const api = new SchematicApi({
    apiKey: "sch_dev_key",
    baseUrl: server.url,
    fetch: ((url: string, init: ProxiedInit) =>
      proxiedFetch(url, { ...init, dispatcher })) as unknown as typeof fetch,
  });
  const { data } = await api.features.checkFlag("f", { company: { id: "c" } });
  expect(data).toEqual({ flagId: "f", value: true });
  expect(tunnels).toEqual([new URL(server.url).host]);
  expect(server.requests[0]?.headers).toMatchObject({
    "x-schematic-api-key": "sch_dev_key",
    "content-type": "application/json",
  });
  await dispatcher.close();
});

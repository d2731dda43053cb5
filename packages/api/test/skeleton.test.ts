import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NotFoundError, SchematicApi, SchematicError } from "../src";

const server = createServer((request, response) => {
  const found = !request.url?.includes("nope");
  response.statusCode = found ? 200 : 404;
  response.end(
    JSON.stringify(found ? { data: { flag_id: "f", value: true }, params: {} } : { error: "no such flag" }),
  );
});
let api: SchematicApi;

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, done));
  api = new SchematicApi({
    apiKey: "sch_dev_test",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
});

afterAll(() => new Promise((done) => server.close(done)));

test("an operation answers in public form", async () => {
  const answer = await api.features.checkFlag("some flag", { company: { id: "c" } });
  expect(answer.data).toEqual({ flagId: "f", value: true });
});

test("an error answer rejects with the class of its status", async () => {
  const error = await api.features.checkFlag("nope", {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toBeInstanceOf(SchematicError);
});

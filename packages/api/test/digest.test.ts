import { expect, test } from "vitest";
import { listCompanies } from "../src/generated/resources/companies";
import { createTransport, SchematicError } from "../src/index";

test("an error of the framework keeps its mark and is not retried", async () => {
  let calls = 0;
  const fetch = (): never => {
    calls++;
    throw Object.assign(new Error("Dynamic server usage"), { digest: "DYNAMIC_SERVER_USAGE" });
  };
  const transport = createTransport({ apiKey: "sch_dev_digest", fetch: fetch as never });
  const error = await listCompanies(transport, {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SchematicError);
  expect((error as { digest?: string }).digest).toBe("DYNAMIC_SERVER_USAGE");
  expect(calls).toBe(1);
});

test("other errors have no mark", async () => {
  const fetch = (): never => {
    throw new TypeError("fetch failed");
  };
  const transport = createTransport({ apiKey: "sch_dev_digest", fetch: fetch as never, maxRetries: 0 });
  const error = await listCompanies(transport, {}).catch((thrown: unknown) => thrown);
  expect(error).not.toHaveProperty("digest");
});

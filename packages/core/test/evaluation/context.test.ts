import { describe, expect, test } from "vitest";
import { setUp } from "../support/client";

describe("a context of another shape", () => {
  test.each<[string, unknown, string]>([
    ["keys without company", { id: "acme" }, "{ company: { id } }"],
    ["companyId", { companyId: "acme" }, "{ company: { id } }"],
    ["company_id", { company_id: "acme" }, "{ company: { id } }"],
    ["organizationId", { organizationId: "acme" }, "{ company: { id } }"],
    ["userId", { userId: "u" }, "{ user: { id } }"],
    ["userEmail", { userEmail: "u@x" }, "{ user: { email } }"],
    ["a misspelt company", { compnay: { id: "acme" } }, "{ company: { id } }"],
    ["capital letters", { Company: { id: "acme" } }, "{ company: { id } }"],
    ["a member keys", { company: { keys: { id: "acme" } } }, "{ company: { id } }"],
    ["null", null, "{ company: { id } }"],
    ["undefined", undefined, "{ company: { id } }"],
    ["a number", 5, "{ company: { id } }"],
    ["an array", [{ company: { id: "c" } }], "{ company: { id } }"],
    ["a map", new Map([["company", { id: "c" }]]), "{ company: { id } }"],
    ["a map of keys", { company: new Map([["id", "c"]]) }, '{ id: "…" }'],
  ])("%s is reported with the form that was meant", async (_, context, hint) => {
    const { server, client, logger } = await setUp();
    expect(
      await client.checkFlagWithEntitlement(context as never, "f", { defaultValue: true }),
    ).toMatchObject({
      value: true,
      source: "call-default",
      err: "invalid_context",
    });
    expect(client.checkFlagSync(context as never, "f")).toBe(false);
    expect(await client.checkFlags(context as never, ["f"])).toMatchObject([{ error: "invalid_context" }]);
    expect(server.seen).toEqual([]);
    expect(logger.lines.some((line) => line.includes("invalid_context") && line.includes(hint))).toBe(true);
  });

  test("an unknown member beside a company is reported, and the check goes on", async () => {
    const { server, client, logger } = await setUp();
    expect(await client.checkFlag({ company: { id: "c1" }, userId: "u" } as never, "f")).toBe(true);
    expect(server.seen[0]?.body).toEqual({ company: { id: "c1" } });
    expect(logger.lines.some((line) => line.includes('"userId"') && line.includes("{ user: { id } }"))).toBe(
      true,
    );
  });

  test.each([{}, { company: undefined }, { user: {} }, Object.create(null), { other: undefined }])(
    "%j is a check without company and user",
    async (context) => {
      const { server, client, logger } = await setUp();
      expect(await client.checkFlag(context, "f")).toBe(true);
      expect(server.seen[0]?.body).toEqual({});
      expect(logger.lines).toEqual([]);
    },
  );

  test("the context of an object of a class is read", async () => {
    class Request {
      company = { id: "c1" };
    }
    const { server, client } = await setUp();
    expect(await client.checkFlag(new Request(), "f")).toBe(true);
    expect(server.seen[0]?.body).toEqual({ company: { id: "c1" } });
  });
});

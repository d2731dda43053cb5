import { expect, test } from "vitest";
import { camelCase, snakeCase } from "../src";

test.each([
  ["companyId", "company_id"],
  ["creditLeaseBalance", "credit_lease_balance"],
  ["name", "name"],
  ["x1Count", "x1_count"],
])("converts %s and %s into each other", (camel, snake) => {
  expect(snakeCase(camel)).toBe(snake);
  expect(camelCase(snake)).toBe(camel);
});

test("leaves names alone that are in the wanted form", () => {
  expect(snakeCase("company_id")).toBe("company_id");
  expect(camelCase("companyId")).toBe("companyId");
});

test("converts an underscore before a digit, and keeps leading and trailing ones", () => {
  expect(camelCase("line_1")).toBe("line1");
  expect(camelCase("_private_")).toBe("_private_");
});

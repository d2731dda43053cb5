import { expect, test } from "vitest";
import { nearestName } from "../src";

const KNOWN = ["apiKey", "baseUrl", "timeoutInSeconds", "maxRetries"];

test.each([
  ["apikey", "apiKey"],
  ["api_key", "apiKey"],
  ["base_url", "baseUrl"],
  ["timeoutSeconds", "timeoutInSeconds"],
  ["maxRetry", "maxRetries"],
  ["nonsense", undefined],
  ["", undefined],
])("%j was meant to be %j", (name, meant) => {
  expect(nearestName(name, KNOWN)).toBe(meant);
});

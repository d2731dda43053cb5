import { expect, it } from "vitest";
import { streamUrl } from "../../src/connection/url";

it.each([
  ["https://api.schematichq.com", "wss://datastream.schematichq.com/datastream"],
  ["http://localhost:8080", "ws://localhost:8080/datastream"],
  ["https://api.staging.example.com:8443", "wss://datastream.staging.example.com:8443/datastream"],
  ["http://api:3000", "ws://api:3000/datastream"],
  ["https://apis.example.com", "wss://apis.example.com/datastream"],
  ["wss://stream.example.com/other?x=1", "wss://stream.example.com/other?x=1"],
  ["http://[::1]:9000", "ws://[::1]:9000/datastream"],
])("%s becomes %s", (base, url) => {
  expect(streamUrl(base)).toBe(url);
});

it("does not take text for a URL", () => {
  expect(() => streamUrl("not a url")).toThrow(TypeError);
});

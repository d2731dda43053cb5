import { SchematicClient } from "@schematichq/schematic-typescript-node";

type Method = (...args: unknown[]) => Promise<unknown>;
type Client = Record<string, Record<string, Method>>;

/**
 * The published SDK's generated client over a given `fetch`. Its own export adds timers and a fetcher of
 * its own around it; the class that it extends is the plain REST client.
 */
export function peerClient(options: {
  fetch?: typeof fetch;
  apiKey?: string;
  baseUrl?: string;
  maxRetries?: number;
}): Client {
  const Base = Object.getPrototypeOf(SchematicClient) as new (options: object) => Client;
  return new Base({
    apiKey: "sch_dev_peer",
    baseUrl: "https://api.schematichq.com",
    maxRetries: 0,
    ...options,
  });
}

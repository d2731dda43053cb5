import type { CheckContext, SchematicClient } from "@schematic/core";
import { GateError } from "../gate-error";

type Client = Pick<SchematicClient, "checkFlags" | "checkFlagWithEntitlement">;

interface DecideParams {
  key: string;
  entities?: CheckContext;
  defaultValue?: unknown;
}

interface BulkDecideParams {
  flags: { key: string; defaultValue?: unknown }[];
  entities?: CheckContext;
}

/** An adapter of Vercel's Flags SDK 4.3 for boolean flags. */
export interface SchematicAdapter<I> {
  readonly adapterId: symbol;
  readonly identify: I;
  readonly origin: string;
  decide(params: DecideParams): Promise<boolean>;
  bulkDecide(params: BulkDecideParams): Promise<Record<string, boolean>>;
}

export interface SchematicAdapterOptions<I> {
  /**
   * Returns the company and user of a request, from its headers and cookies. Use one function for all flags: the Flags
   * SDK asks for several flags at once only if they share it. What it throws is left to Next.
   */
  identify: I;
}

/** One identity for each client: the Flags SDK batches flags whose adapters have the same one. */
const ids = new WeakMap<Client, symbol>();

function idOf(client: Client): symbol {
  const id = ids.get(client) ?? Symbol("schematic");
  ids.set(client, id);
  return id;
}

/** Returns the value of a check, or the flag's own default if no source could evaluate it. */
const decided = (value: boolean, error: string | undefined, defaultValue: unknown): boolean =>
  error !== undefined && typeof defaultValue === "boolean" ? defaultValue : value;

/**
 * Returns an adapter for `flag({ key, adapter })` of Vercel's Flags SDK.
 *
 * @throws GateError `invalid_options`
 */
export function schematicAdapter<I extends (params: never) => unknown>(
  client: Client,
  { identify }: SchematicAdapterOptions<I>,
): SchematicAdapter<I> {
  if (typeof identify !== "function")
    throw new GateError(
      "invalid_options",
      "identify is missing: give a function that returns { company?, user? }",
    );
  return {
    adapterId: idOf(client),
    identify,
    origin: "https://app.schematichq.com",
    async decide({ key, entities = {}, defaultValue }) {
      const { value, err } = await client.checkFlagWithEntitlement(entities, key);
      return decided(value, err, defaultValue);
    },
    async bulkDecide({ flags, entities = {} }) {
      const keys = flags.map(({ key }) => key);
      const results = await client.checkFlags(entities, keys);
      const defaults = new Map(flags.map(({ key, defaultValue }) => [key, defaultValue]));
      return Object.fromEntries(
        results.map(({ flag, value, error }) => [flag, decided(value, error, defaults.get(flag))]),
      );
    },
  };
}

import type { SchematicClient } from "@schematic/core";

/** The methods of a `SchematicClient` that the provider calls. Clients of `@schematic/sdk` and `@schematic/core` have them. */
export type SchematicLike = Pick<
  SchematicClient,
  "checkFlagWithEntitlement" | "close" | "flush" | "initialize" | "on" | "track"
>;

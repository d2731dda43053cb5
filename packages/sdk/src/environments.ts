/** Base URLs of the Schematic API. */
export const SchematicEnvironment: { readonly Default: "https://api.schematichq.com" } = {
  Default: "https://api.schematichq.com",
};

/** A base URL of the Schematic API. */
export type SchematicEnvironment = typeof SchematicEnvironment.Default;

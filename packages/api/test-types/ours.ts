export { SchematicApi as SchematicClient, SchematicError, SchematicTimeoutError } from "@schematic/api";
export * as Schematic from "@schematic/api/types";

export type { TargetingKey } from "./context";
export { SchematicProvider, type SchematicProviderOptions } from "./provider";
export type { SchematicLike } from "./schematic-like";

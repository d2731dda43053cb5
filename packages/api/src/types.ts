export * from "./errors";
export * from "./generated/enums";
export type * from "./generated/types";
export type * from "./namespaces";

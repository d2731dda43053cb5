export * from "./errors";
export * from "./generated/enums";
export type * from "./generated/namespaces";
export type * from "./generated/types";

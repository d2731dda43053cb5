export { EventError, type EventErrorCode } from "./errors";
export type { EventQueueOptions } from "./options";
export { EventQueue } from "./queue";

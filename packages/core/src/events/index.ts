export { EventError, type EventErrorCode } from "./errors";
export { EventQueue } from "./event-queue";
export type { EventQueueOptions } from "./options";

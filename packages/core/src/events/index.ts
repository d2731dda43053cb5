export { EventError, type EventErrorCode } from "./errors";
export { EventQueue, type EventQueueOptions } from "./queue";

export { type BackoffOptions, backoffMs } from "./backoff";
export { camelCase, snakeCase } from "./case";
export { type Admission, CircuitBreaker, type CircuitBreakerOptions } from "./circuit-breaker";
export { type DeadlineOptions, type DeadlineTimer, nextTurn, systemTimer, withDeadline } from "./deadline";
export { describeError, messageOf } from "./describe-error";
export { discardBody } from "./discard-body";
export { Emitter, type Listener } from "./emitter";
export { brandError, hasBrand, SCHEMATIC_ERROR } from "./errors";
export {
  type CheckedFlag,
  type EvaluationErrorCode,
  type EvaluationReason,
  evaluationReason,
} from "./evaluation-reason";
export {
  isDate,
  isMap,
  isObject,
  isPlainObject,
  isPromiseLike,
  isText,
  ownEntries,
} from "./guards";
export { randomId } from "./id";
export { nearestName } from "./nearest";
export { noStore } from "./no-store";
export { type ResponseLike, readBody } from "./response-body";
export {
  connectsByItself,
  detectRuntime,
  type HostProcess,
  hasPerRequestIo,
  nodeProcess,
  type Runtime,
} from "./runtime";
export { MAX_SERVER_DELAY_MS, retryDelayMs, serverDelayMs } from "./server-delay";
export { decodeText, encodeText } from "./text";

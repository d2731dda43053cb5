import { brandError, serverDelayMs } from "@schematic-internal/kit";
import { describe, type RawResponse, SchematicError } from "./schematic-error";

/** Body of an error response. */
export interface ErrorBody {
  error: string;
}

/** Members that the error classes of HTTP statuses share. */
export interface StatusError extends SchematicError {
  readonly statusCode: number;
  readonly body: ErrorBody;
  /** How long the server asked the client to wait before another attempt, in ms; absent if it did not. */
  readonly retryAfterMs?: number;
}

/** Error class of one HTTP status. */
export interface StatusErrorClass {
  new (body: ErrorBody, rawResponse?: RawResponse, message?: string): StatusError;
  readonly prototype: StatusError;
}

/** Returns the error class of a status. `name` comes without "Error"; `code` is the same in snake_case. */
function defineStatus(statusCode: number, name: string): StatusErrorClass {
  const code = name.replace(/\B[A-Z]/g, "_$&").toLowerCase();
  const className = `${name}Error`;
  const Class = {
    [className]: class extends SchematicError {
      declare retryAfterMs?: number;

      constructor(body: ErrorBody, rawResponse?: RawResponse, message?: string) {
        super({ message: message ?? describe(statusCode, body), code, statusCode, body, rawResponse });
        const delay = rawResponse && serverDelayMs(rawResponse.headers, Date.now());
        // The API sends `X-RateLimit-Reset` with every response; it means a wait only after some.
        if (delay !== undefined && (statusCode === 429 || statusCode >= 500)) this.retryAfterMs = delay;
      }
    },
  }[className] as StatusErrorClass;
  brandError(Class, className);
  return Class;
}

/** 400: the request was malformed. `code` is `bad_request`. */
export const BadRequestError: StatusErrorClass = /* @__PURE__ */ defineStatus(400, "BadRequest");
export type BadRequestError = StatusError;

/** 401: the API key is missing or wrong. `code` is `unauthorized`. */
export const UnauthorizedError: StatusErrorClass = /* @__PURE__ */ defineStatus(401, "Unauthorized");
export type UnauthorizedError = StatusError;

/** 402: too few credits. `code` is `payment_required`. */
export const PaymentRequiredError: StatusErrorClass = /* @__PURE__ */ defineStatus(402, "PaymentRequired");
export type PaymentRequiredError = StatusError;

/** 403: the API key lacks the permission. `code` is `forbidden`. */
export const ForbiddenError: StatusErrorClass = /* @__PURE__ */ defineStatus(403, "Forbidden");
export type ForbiddenError = StatusError;

/** 404: the resource does not exist. `code` is `not_found`. */
export const NotFoundError: StatusErrorClass = /* @__PURE__ */ defineStatus(404, "NotFound");
export type NotFoundError = StatusError;

/** 409: the request conflicts with the stored state. `code` is `conflict`. */
export const ConflictError: StatusErrorClass = /* @__PURE__ */ defineStatus(409, "Conflict");
export type ConflictError = StatusError;

/** 422: the request is well-formed but not acceptable. `code` is `unprocessable_entity`. */
export const UnprocessableEntityError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  422,
  "UnprocessableEntity",
);
export type UnprocessableEntityError = StatusError;

/** 429: too many requests; `retryAfterMs` is the wait that the server asks for. `code` is `too_many_requests`. */
export const TooManyRequestsError: StatusErrorClass = /* @__PURE__ */ defineStatus(429, "TooManyRequests");
export type TooManyRequestsError = StatusError;

/** 500: the server failed. `code` is `internal_server`. */
export const InternalServerError: StatusErrorClass = /* @__PURE__ */ defineStatus(500, "InternalServer");
export type InternalServerError = StatusError;

/** 503: the server is overloaded or down. `code` is `service_unavailable`. */
export const ServiceUnavailableError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  503,
  "ServiceUnavailable",
);
export type ServiceUnavailableError = StatusError;

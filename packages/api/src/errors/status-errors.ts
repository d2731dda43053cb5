import { brandError } from "./brand";
import { describe, type RawResponse, SchematicError } from "./schematic-error";
import { serverDelay } from "./server-delay";

/** Body of an error answer. */
export interface ErrorBody {
  error: string;
}

/** What the error classes of HTTP statuses share. */
export interface StatusError extends SchematicError {
  readonly statusCode: number;
  readonly body: ErrorBody;
  /** How long the server asked to wait before another try, ms; absent where it did not say. */
  readonly retryAfterMs?: number;
}

/** Class of the errors of one HTTP status. */
export interface StatusErrorClass {
  new (body: ErrorBody, rawResponse?: RawResponse, message?: string): StatusError;
  readonly prototype: StatusError;
}

/** `name` without its ending; `code` is the same in snake_case. */
function defineStatus(statusCode: number, name: string): StatusErrorClass {
  const code = name.replace(/\B[A-Z]/g, "_$&").toLowerCase();
  const className = `${name}Error`;
  const Class = {
    [className]: class extends SchematicError {
      declare retryAfterMs?: number;

      constructor(body: ErrorBody, rawResponse?: RawResponse, message?: string) {
        super({ message: message ?? describe(statusCode, body), code, statusCode, body, rawResponse });
        const delay = rawResponse && serverDelay(rawResponse.headers, Date.now());
        if (delay !== undefined) this.retryAfterMs = delay;
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

/** 403: the API key may not do this. `code` is `forbidden`. */
export const ForbiddenError: StatusErrorClass = /* @__PURE__ */ defineStatus(403, "Forbidden");
export type ForbiddenError = StatusError;

/** 404: there is no such thing. `code` is `not_found`. */
export const NotFoundError: StatusErrorClass = /* @__PURE__ */ defineStatus(404, "NotFound");
export type NotFoundError = StatusError;

/** 409: it contradicts what is stored. `code` is `conflict`. */
export const ConflictError: StatusErrorClass = /* @__PURE__ */ defineStatus(409, "Conflict");
export type ConflictError = StatusError;

/** 422: understood, but not acceptable. `code` is `unprocessable_entity`. */
export const UnprocessableEntityError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  422,
  "UnprocessableEntity",
);
export type UnprocessableEntityError = StatusError;

/** 429: too many requests; `retryAfterMs` says when to come back. `code` is `too_many_requests`. */
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

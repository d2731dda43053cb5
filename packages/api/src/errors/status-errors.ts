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

function defineStatus(name: string, statusCode: number, code: string): StatusErrorClass {
  const { [name]: Class } = {
    [name]: class extends SchematicError {
      declare readonly statusCode: number;
      declare readonly body: ErrorBody;
      declare retryAfterMs?: number;

      constructor(body: ErrorBody, rawResponse?: RawResponse, message?: string) {
        super({ message: message ?? describe(statusCode, body), code, statusCode, body, rawResponse });
        const delay = rawResponse && serverDelay(rawResponse.headers, Date.now());
        if (delay !== undefined) this.retryAfterMs = delay;
      }
    },
  };
  const Named = Class as StatusErrorClass;
  brandError(Named, name);
  return Named;
}

/** 400: the request was malformed. `code` is `bad_request`. */
export const BadRequestError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "BadRequestError",
  400,
  "bad_request",
);
export type BadRequestError = StatusError;

/** 401: the API key is missing or wrong. `code` is `unauthorized`. */
export const UnauthorizedError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "UnauthorizedError",
  401,
  "unauthorized",
);
export type UnauthorizedError = StatusError;

/** 402: too few credits. `code` is `payment_required`. */
export const PaymentRequiredError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "PaymentRequiredError",
  402,
  "payment_required",
);
export type PaymentRequiredError = StatusError;

/** 403: the API key may not do this. `code` is `forbidden`. */
export const ForbiddenError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "ForbiddenError",
  403,
  "forbidden",
);
export type ForbiddenError = StatusError;

/** 404: there is no such thing. `code` is `not_found`. */
export const NotFoundError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "NotFoundError",
  404,
  "not_found",
);
export type NotFoundError = StatusError;

/** 409: it contradicts what is stored. `code` is `conflict`. */
export const ConflictError: StatusErrorClass = /* @__PURE__ */ defineStatus("ConflictError", 409, "conflict");
export type ConflictError = StatusError;

/** 422: understood, but not acceptable. `code` is `unprocessable_entity`. */
export const UnprocessableEntityError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "UnprocessableEntityError",
  422,
  "unprocessable_entity",
);
export type UnprocessableEntityError = StatusError;

/** 429: too many requests; `retryAfterMs` says when to come back. `code` is `too_many_requests`. */
export const TooManyRequestsError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "TooManyRequestsError",
  429,
  "too_many_requests",
);
export type TooManyRequestsError = StatusError;

/** 500: the server failed. `code` is `internal_server_error`. */
export const InternalServerError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "InternalServerError",
  500,
  "internal_server_error",
);
export type InternalServerError = StatusError;

/** 503: the server is overloaded or down. `code` is `service_unavailable`. */
export const ServiceUnavailableError: StatusErrorClass = /* @__PURE__ */ defineStatus(
  "ServiceUnavailableError",
  503,
  "service_unavailable",
);
export type ServiceUnavailableError = StatusError;

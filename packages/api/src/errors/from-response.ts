import { parseJson } from "../codec/json";
import { describe, type RawResponse, SchematicError } from "./schematic-error";
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  InternalServerError,
  NotFoundError,
  PaymentRequiredError,
  ServiceUnavailableError,
  type StatusErrorClass,
  TooManyRequestsError,
  UnauthorizedError,
  UnprocessableEntityError,
} from "./status-errors";

/**
 * Returns the error for a response that is not a success: the one place where a status becomes a class. `text` is its
 * body, which may be something else than JSON: proxies respond with HTML.
 */
export function errorFromResponse(call: string, text: string, rawResponse: RawResponse): SchematicError {
  const { status } = rawResponse;
  const body = parseJson(text).value ?? text;
  const message = `${call}: ${describe(status, body)}`;
  const classes: Record<number, StatusErrorClass> = {
    400: BadRequestError,
    401: UnauthorizedError,
    402: PaymentRequiredError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: TooManyRequestsError,
    500: InternalServerError,
    503: ServiceUnavailableError,
  };
  const Class = classes[status];
  return Class
    ? new Class(body as { error: string }, rawResponse, message)
    : new SchematicError({ message, code: "http_error", statusCode: status, body, rawResponse });
}

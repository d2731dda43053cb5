export { type BrandableError, brandError, hasBrand } from "./brand";
export {
  type RawResponse,
  SchematicError,
  type SchematicErrorOptions,
  SchematicTimeoutError,
} from "./schematic-error";
export {
  BadRequestError,
  ConflictError,
  type ErrorBody,
  ForbiddenError,
  InternalServerError,
  NotFoundError,
  PaymentRequiredError,
  ServiceUnavailableError,
  type StatusError,
  type StatusErrorClass,
  TooManyRequestsError,
  UnauthorizedError,
  UnprocessableEntityError,
} from "./status-errors";

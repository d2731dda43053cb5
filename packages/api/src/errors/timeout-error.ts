import { brandError } from "./brand";
import { SchematicError } from "./schematic-error";

/** No answer within the time-out of an attempt. `code` is `timeout`. */
export class SchematicTimeoutError extends SchematicError {
  static {
    brandError(SchematicTimeoutError, "SchematicTimeoutError");
  }

  constructor(message: string, options?: { cause?: unknown }) {
    super({ message, code: "timeout", cause: options?.cause });
  }
}

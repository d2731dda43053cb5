/**
 * Code of a `RulesEngineError`:
 *
 * - `invalid_json`: text that is not JSON;
 * - `invalid_entity`: a missing member, a member of a wrong type, or one given twice; the message names its path;
 * - `invalid_options`: evaluation options of a wrong type;
 * - `invalid_patch`: a change of a wrong type, or of amounts that the entity does not have;
 * - `freed_handle`, `foreign_handle`: a handle after `free()`, or anything that is not a handle of this engine and kind;
 * - `memory_limit`: the entity does not fit within `maxMemoryBytes`;
 * - `reentrant`: the `take` of `evaluateAll` called the engine;
 * - `not_initialized`: a `RulesEngineClient` used before `initialize()`;
 * - `unsupported_runtime`: WebAssembly could not be started; `cause` has the reason.
 */
export type RulesEngineErrorCode =
  | "invalid_json"
  | "invalid_entity"
  | "invalid_options"
  | "invalid_patch"
  | "freed_handle"
  | "foreign_handle"
  | "memory_limit"
  | "reentrant"
  | "not_initialized"
  | "unsupported_runtime";

const BRAND = Symbol.for("@schematic/error/RulesEngineError");

/** Thrown for input that the rules engine refuses. The engine stays usable. */
export class RulesEngineError extends Error {
  override readonly name: string = "RulesEngineError";
  readonly code: RulesEngineErrorCode;

  constructor(code: RulesEngineErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }

  /** True for the errors of this package, from any of its copies. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass without a brand of its own is recognised by its prototype.
    if (this !== RulesEngineError) return inherits(this.prototype, value);
    return typeof value === "object" && value !== null && Reflect.get(value, BRAND) === true;
  }
}

// Bundlers rename classes; inspect() and structured loggers print this name.
Object.defineProperty(RulesEngineError, "name", { value: "RulesEngineError" });
for (const brand of [BRAND, Symbol.for("@schematic/error/SchematicError")]) {
  Object.defineProperty(RulesEngineError.prototype, brand, { value: true });
}

function inherits(prototype: object, value: unknown): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, value as object);
}

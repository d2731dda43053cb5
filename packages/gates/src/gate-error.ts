import { brandError, hasBrand, SCHEMATIC_ERROR } from "@schematic-internal/kit";
import type { GateProblem } from "./problem";

/** The reason for which a gate failed: wrong options, or a denial where there is no response to send. */
export type GateErrorCode = "invalid_options" | GateProblem["code"];

/** Thrown for wrong options, and by actions that are denied. It is also `instanceof SchematicError`. */
export class GateError extends Error {
  readonly code: GateErrorCode;
  /** Problem details of the denial. Absent for wrong options. */
  readonly problem?: GateProblem;

  static {
    brandError(GateError, "GateError", SCHEMATIC_ERROR);
  }

  constructor(code: GateErrorCode, message: string, problem?: GateProblem) {
    super(message);
    this.code = code;
    if (problem !== undefined) this.problem = problem;
  }

  /** Holds for errors of every copy of this package. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a subclass is recognized by its own prototype.
    return hasBrand(this, value);
  }
}

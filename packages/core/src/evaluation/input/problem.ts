import { SchematicError } from "@schematic/api";

/** Why a check cannot use its arguments: a code for programs, and a message that says what to do. */
export type InputError = SchematicError;

/** Receives a problem that a check can go on with. */
export type ReportProblem = (problem: InputError) => void;

/** Longest name of the caller's that is quoted in a message. */
const MAX_QUOTED = 64;

export function inputError(code: string, message: string, cause?: unknown): InputError {
  return new SchematicError({ code, message, ...(cause !== undefined && { cause }) });
}

/** Returns a name of the caller's for a message, as JSON and cut to 64 characters. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > MAX_QUOTED ? `${name.slice(0, MAX_QUOTED)}…` : name);
}

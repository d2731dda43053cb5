import { SchematicError, SchematicTimeoutError } from "@schematic/api";

export function timeoutError(url: string): SchematicTimeoutError {
  return new SchematicTimeoutError(`${url} did not respond within the check's timeoutMs`);
}

export function noPlaceError({ url, maxWaitMs }: { url: string; maxWaitMs: number }): SchematicTimeoutError {
  const message = `no request to ${url} could begin within ${maxWaitMs} ms, because too many checks were under way`;
  return new SchematicTimeoutError(`${message}; raise maxConcurrentChecks, or use the datastream`);
}

export function overloadError(waiting: number, maxConcurrent: number): SchematicError {
  const message = `${waiting} checks wait for a REST request (maxConcurrentChecks is ${maxConcurrent}); use the datastream`;
  return new SchematicError({ code: "too_many_checks", message });
}

export function closedError(): SchematicError {
  return new SchematicError({
    code: "closed",
    message: "the client was closed while the check was under way",
  });
}

import { type FlagSourceHost, type Logger, SchematicError } from "@schematic/core";

/** Says in the handshake who connects, and to what. */
export function handshakeHeaders({
  headers,
  apiKey,
  environmentId,
  client,
}: FlagSourceHost): Record<string, string> {
  return {
    ...headers,
    "X-Schematic-Api-Key": apiKey,
    ...(environmentId !== undefined && { "X-Schematic-Environment-Id": environmentId }),
    "X-Schematic-Client": client.name,
    "X-Schematic-Client-Version": client.version,
    "X-Schematic-Datastream-Mode": "datastream",
  };
}

/** What is said where nothing can be opened. */
export const NO_SOCKETS: string =
  "This runtime has no WebSocket that carries headers: checks go to the REST API. Give the datastream a webSocket factory, or leave it out";

/** Returns the error for a runtime where nothing can be opened. */
export function noSocketError(): SchematicError {
  return new SchematicError({ code: "datastream_unavailable", message: NO_SOCKETS });
}

/** One failure to connect. */
export interface ConnectFailure {
  readonly reason: string;
  /** HTTP status of the handshake, if the server answered it. */
  readonly status: number | undefined;
  readonly url: string;
}

/** True if the server refused the API key. */
export const isRefusal = ({ status }: ConnectFailure): boolean => status === 401 || status === 403;

/** Returns the error for a failure: `datastream_refused` for 401 and 403, else `datastream_unavailable`. */
export function connectError(failure: ConnectFailure): SchematicError {
  const { reason, status, url } = failure;
  const statusCode = status === undefined ? {} : { statusCode: status };
  if (!isRefusal(failure)) {
    // Without user name, password and query, which may hold secrets.
    const { origin, pathname } = new URL(url);
    const message = `no connection to ${origin}${pathname}: ${reason}`;
    return new SchematicError({ code: "datastream_unavailable", message, ...statusCode });
  }
  const message = `the datastream refused the API key (HTTP ${status}); check the key and its environment`;
  return new SchematicError({ code: "datastream_refused", message, ...statusCode });
}

/** Logs why the connection failed and when the next attempt starts. */
export function logFailure(
  logger: Logger,
  failure: ConnectFailure,
  { error, retryMs }: { error: SchematicError; retryMs: number },
): void {
  const next = `next try in ${Math.round(retryMs)} ms`;
  if (isRefusal(failure)) logger.error(`Checks go to the REST API: ${error.message}`, next);
  else logger.warn("The datastream is not connected", failure.reason, next);
}

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

/** Logs that there is no connection; answers the error where the key was refused (401, 403). */
export function logFailure(
  logger: Logger,
  reason: string,
  { status, retryMs }: { status: number | undefined; retryMs: number },
): SchematicError | undefined {
  const next = `next try in ${Math.round(retryMs)} ms`;
  if (status !== 401 && status !== 403) {
    logger.warn("The datastream is not connected", reason, next);
    return undefined;
  }
  const message = `the datastream refused the API key (HTTP ${status}); check the key and its environment`;
  logger.error(`Checks go to the REST API: ${message}`, next);
  return new SchematicError({ code: "datastream_refused", statusCode: status, message });
}

import {
  ConsoleLogger,
  type Logger,
  LogLevel,
  SchematicClient,
} from "@schematichq/schematic-typescript-node";
import type { Host } from "../host";

class Recorder implements Logger {
  readonly errors: string[] = [];
  error(message: string, ..._args: unknown[]): void {
    this.errors.push(message);
  }
  warn(_message: string, ..._args: unknown[]): void {}
  info(_message: string, ..._args: unknown[]): void {}
  debug(_message: string, ..._args: unknown[]): void {}
}

export async function run({ apiKey, basePath, eventCaptureBaseURL }: Host): Promise<unknown> {
  const logger = new Recorder();
  const client = new SchematicClient({ apiKey, basePath, eventCaptureBaseURL, logger });
  await client.checkFlag({ company: { id: "acme" } }, "nowhere");
  const quiet = new SchematicClient({
    apiKey,
    basePath,
    eventCaptureBaseURL,
    logger: new ConsoleLogger(LogLevel.Error),
  });
  await quiet.checkFlag({ company: { id: "acme" } }, "sso");
  await Promise.all([client.close(), quiet.close()]);
  return logger.errors.length > 0;
}

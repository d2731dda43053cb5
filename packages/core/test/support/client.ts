import { afterEach } from "vitest";
import { type ClientOptions, type Logger, SchematicClient } from "../../src/index";
import { checkAnswer, type Respond, TestServer } from "./server";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Runs `close` after the test. */
export function later(close: () => Promise<unknown>): void {
  closers.push(close);
}

/** The flag key of `/flags/{key}/check`. */
export function flagOf(path: string): string {
  return decodeURIComponent(path.split("/")[2] ?? "");
}

/** Answers every check with true, and takes every batch of events. */
export const allTrue: Respond = (seen) => (seen.path === "/batch" ? {} : checkAnswer(flagOf(seen.path)));

/** A logger that keeps lines, as `level: message args`. */
export function collectingLogger(): Logger & { lines: string[] } {
  const lines: string[] = [];
  const at =
    (level: string) =>
    (message: string, ...args: unknown[]): void => {
      lines.push(`${level}: ${[message, ...args].map(String).join(" ")}`);
    };
  return { lines, error: at("error"), warn: at("warn"), info: at("info"), debug: at("debug") };
}

export interface SetUp {
  server: TestServer;
  client: SchematicClient;
  logger: ReturnType<typeof collectingLogger>;
}

/** A server and a client of it, both closed after the test. */
export async function setUp(options: ClientOptions = {}, respond: Respond = allTrue): Promise<SetUp> {
  const server = await TestServer.start(respond);
  later(() => server.close());
  const logger = collectingLogger();
  const client = new SchematicClient({
    apiKey: "sch_dev_test_key",
    basePath: server.url,
    eventCaptureBaseURL: server.url,
    maxRetries: 0,
    logger,
    ...options,
  });
  later(() => client.close());
  return { server, client, logger };
}

/** A promise and the function that resolves it. */
export function gate<T = void>(): { promise: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

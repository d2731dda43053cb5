import { parseArgs } from "node:util";
import { startEmulator } from "../emulator";
import { EmulatorError } from "../errors";
import { isLoopback } from "../http/address";
import { execCommand } from "./exec";
import { HELP } from "./help";
import { persist, seedOrSaved } from "./persist";
import { startCommand } from "./start";
import { triggerCommand } from "./trigger";

export interface Output {
  out(line: string): unknown;
  err(line: string): unknown;
}

/** Wrong arguments: exit code 2, with what is right. */
export class UsageError extends Error {}

/** Runs the program; answers the exit code: 0, 1 for a failure, 2 for wrong arguments, else the command's own. */
export async function runCli(args: string[], output: Output): Promise<number> {
  try {
    return await dispatch(args, output);
  } catch (error) {
    if (error instanceof UsageError || (error instanceof TypeError && "code" in error)) {
      output.err(`${error.message}\nRun "schematic-emulator --help" for what it takes.`);
      return 2;
    }
    if (error instanceof EmulatorError) {
      output.err(error.message);
      return error.code === "invalid_seed" ||
        error.code === "seed_not_found" ||
        error.code === "unknown_reference"
        ? 2
        : 1;
    }
    throw error;
  }
}

function dispatch(args: string[], output: Output): Promise<number> {
  const [command, ...rest] = args;
  if (command === undefined || command === "help" || args.includes("--help") || args.includes("-h")) {
    // A command that is run by `exec` has its own --help.
    const own = args.indexOf("--");
    if (own === -1 || args.slice(0, own).some((arg) => arg === "--help" || arg === "-h")) {
      output.out(HELP);
      return Promise.resolve(command === undefined ? 2 : 0);
    }
  }
  switch (command) {
    case "start":
      return start(rest, output);
    case "exec":
      return exec(rest, output);
    case "trigger":
      return trigger(rest, output);
    default:
      throw new UsageError(`unknown command "${command}"; there are start, exec and trigger`);
  }
}

function readPort(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`--port ${text}: give 0 to 65535`);
  return port;
}

const DEFAULT_PORT = 8787;

const START_OPTIONS = {
  port: { type: "string" },
  host: { type: "string" },
  persist: { type: "string" },
  "allow-host": { type: "string", multiple: true },
  "allow-origin": { type: "string", multiple: true },
  "webhook-host": { type: "string", multiple: true },
} as const;

async function start(args: string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: START_OPTIONS, allowPositionals: true });
  if (positionals.length > 1) throw new UsageError("start takes one seed");
  for (const name of ["host", "persist"] as const)
    if (values[name] === "") throw new UsageError(`--${name} needs a value`);
  const folder = values.persist;
  const [given] = positionals;
  const seed = folder === undefined ? given : seedOrSaved(folder, given);
  const emulator = await startEmulator({
    port: readPort(values.port, DEFAULT_PORT),
    ...(seed === undefined ? {} : { seed }),
    ...(values.host === undefined ? {} : { host: values.host }),
    allowedHosts: values["allow-host"] ?? [],
    allowedOrigins: values["allow-origin"] ?? [],
    webhookHosts: values["webhook-host"] ?? [],
  });
  if (values.host !== undefined && !isLoopback(values.host)) {
    output.err(
      `Warning: other machines can reach this emulator on ${values.host}. The key protects it; do not publish it.`,
    );
  }
  const stop = folder === undefined ? undefined : persist(emulator, folder);
  try {
    return await startCommand(emulator, output, values.host !== undefined && !isLoopback(values.host));
  } finally {
    stop?.();
  }
}

async function exec(args: string[], output: Output): Promise<number> {
  const split = args.indexOf("--");
  const command = split === -1 ? [] : args.slice(split + 1);
  if (command.length === 0)
    throw new UsageError("exec needs a command: schematic-emulator exec [seed] -- <command>");
  const own = args.slice(0, split);
  const { values, positionals } = parseArgs({
    args: own,
    options: { port: { type: "string" } },
    allowPositionals: true,
  });
  if (positionals.length > 1) throw new UsageError("exec takes one seed");
  const [seed] = positionals;
  const emulator = await startEmulator({
    port: readPort(values.port, 0),
    ...(seed === undefined ? {} : { seed }),
  });
  return execCommand(emulator, command, output);
}

async function trigger(args: string[], output: Output): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { to: { type: "string" }, secret: { type: "string" } },
    allowPositionals: true,
  });
  const [action, ...more] = positionals;
  if (action === undefined || more.length > 0) throw new UsageError("trigger takes one action");
  if (values.to === undefined || !URL.canParse(values.to))
    throw new UsageError("--to needs the URL of your webhook handler");
  if (values.secret === undefined || values.secret === "")
    throw new UsageError("--secret needs the webhook's secret");
  return triggerCommand({ action, url: values.to, secret: values.secret }, output);
}

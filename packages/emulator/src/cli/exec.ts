import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Emulator } from "../contract";
import type { Output } from "./run";

/** Runs a command beside the emulator; answers its exit code (128 + n when signal n ended it). */
export async function execCommand(emulator: Emulator, command: string[], output: Output): Promise<number> {
  const [program = "", ...args] = command;
  // Not on standard output, which is the command's.
  output.err(`Schematic emulator at ${emulator.url}/`);
  const child = spawn(program, args, {
    stdio: "inherit",
    env: {
      ...process.env,
      SCHEMATIC_API_URL: emulator.url,
      SCHEMATIC_EVENT_CAPTURE_URL: emulator.captureUrl,
      SCHEMATIC_API_KEY: emulator.apiKey,
    },
  });
  const pass = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  process.on("SIGINT", pass);
  process.on("SIGTERM", pass);
  try {
    return await new Promise<number>((resolve) => {
      child.once("error", (error) => {
        output.err(`cannot run ${program}: ${error.message}`);
        resolve(127);
      });
      child.once("exit", (code, signal) =>
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
  } finally {
    process.off("SIGINT", pass);
    process.off("SIGTERM", pass);
    await emulator.close();
  }
}

import { messageOf } from "@schematic-internal/kit";
import { SettingsError } from "./errors";
import { startReplicator } from "./replicator";
import { readSettings } from "./settings/settings";

const EXIT_GAVE_UP = 1;
const EXIT_WRONG_SETTINGS = 2;

/** Runs until a signal, or until the replicator gives up. Resolves to the exit code. */
async function main(): Promise<number> {
  const replicator = await startReplicator(readSettings(process.env));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void replicator.close());
  return (await replicator.ended) === undefined ? 0 : EXIT_GAVE_UP;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${messageOf(error)}\n`);
    process.exitCode = error instanceof SettingsError ? EXIT_WRONG_SETTINGS : EXIT_GAVE_UP;
  },
);

import { SettingsError } from "./errors";
import { startReplicator } from "./replicator";
import { readSettings } from "./settings/settings";

/** Runs until a signal or a reason to give up; the exit code is 2 for wrong settings, 1 for the latter. */
async function main(): Promise<number> {
  const replicator = await startReplicator(readSettings(process.env));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void replicator.close());
  return (await replicator.ended) === undefined ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const wrong = error instanceof SettingsError;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = wrong ? 2 : 1;
  },
);

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../contract";

const SAVE_DELAY_MS = 500;

/** Location of the saved state in a folder. */
export function stateFile(folder: string): string {
  return join(folder, "emulator.seed.json");
}

/** Returns the saved state as a seed file, or the seed to start from if there is none. */
export function seedOrSaved(folder: string, seed: string | undefined): string | undefined {
  const file = stateFile(folder);
  return existsSync(file) ? readFileSync(file, "utf8") : seed;
}

/** Saves the state after each change. Returns a function that saves the last change and stops. */
export function persist(emulator: Emulator, folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = stateFile(folder);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = (): void => {
    timer = undefined;
    // Written to another file first: a process that ends halfway must not leave half a state.
    writeFileSync(`${file}.new`, `${JSON.stringify(emulator.exportSeed(), null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const stop = emulator.onChange(() => {
    timer ??= setTimeout(save, SAVE_DELAY_MS);
  });
  save();
  return () => {
    stop();
    clearTimeout(timer);
    save();
  };
}

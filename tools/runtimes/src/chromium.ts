import { spawnSync } from "node:child_process";

/** Path of the system's Chromium; playwright's own download is not used. */
export function findChromium(): string {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    const found = spawnSync("which", [name], { encoding: "utf8" });
    if (found.status === 0) return found.stdout.trim();
  }
  throw new Error(
    "Chromium is needed: install it (Debian: `apt-get install chromium`) so that `chromium` is on PATH.",
  );
}

import { spawnSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";

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

/** A headless Chromium that starts nothing of its own. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: findChromium(),
    // A busy machine takes long to start it.
    timeout: 180_000,
    // The emulator is another origin; what is tested here is the packages, not CORS.
    args: [
      "--no-sandbox",
      "--disable-web-security",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

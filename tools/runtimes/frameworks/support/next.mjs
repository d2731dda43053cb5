import { execFile, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** What a test of Next installs. */
export const packages = { next: "16.4.6", react: "19.2.0", "react-dom": "19.2.0" };

/** Of every app. */
const shell = {
  "app/layout.js":
    "export default function Layout({ children }) { return <html><body>{children}</body></html>; }",
  "app/page.js": "export default function Page() { return <p>up</p>; }",
  "next.config.mjs": "export default {};",
};

/** Below the ports of outgoing connections: none of them gets it before Next does. */
async function freePort() {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000);
    const server = createServer();
    const free = await new Promise((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/**
 * Writes an app of these files into `dir`, builds it and starts it. Resolves with its address, a function that
 * returns what it has printed, and one that stops it.
 */
export async function startNext(dir, files, variables = {}) {
  for (const [name, text] of Object.entries({ ...shell, ...files })) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), text);
  }
  const next = join(dir, "node_modules/next/dist/bin/next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...variables };
  await promisify(execFile)(process.execPath, [next, "build"], { cwd: dir, env, maxBuffer: 1 << 26 }).catch(
    (error) => Promise.reject(new Error(`next build failed: ${error.stdout}\n${error.stderr}`)),
  );
  const port = await freePort();
  const args = [next, "start", "-p", String(port), "-H", "127.0.0.1"];
  const child = spawn(process.execPath, args, { cwd: dir, env });
  let log = "";
  await new Promise((resolve, reject) => {
    const read = (chunk) => {
      log += chunk;
      if (/Ready in/.test(log)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`next start ended: ${log}`)));
  });
  const stop = () => new Promise((resolve) => child.once("exit", resolve).kill());
  return { url: `http://127.0.0.1:${port}`, log: () => log, stop };
}

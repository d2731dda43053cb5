// `npm start`: builds the quickstart with what it depends on, then runs it.
//   npm start              runs the story and ends with exit code 0
//   npm start -- --serve   stays up and prints the URLs
import { spawn, spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const started = Date.now();
console.log("Building the packages that the quickstart uses …");
const args = [
  "run",
  "build",
  "--filter=@schematic-examples/quickstart...",
  "--output-logs=errors-only",
  "--concurrency=2",
];
const build = spawnSync(join(root, "node_modules", ".bin", "turbo"), args, {
  cwd: root,
  stdio: ["ignore", "inherit", "inherit"],
});
if (build.status !== 0) process.exit(build.status ?? 1);
console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);

const child = spawn(
  process.execPath,
  [join(root, "examples/quickstart/dist/main.js"), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

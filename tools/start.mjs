// `npm start`: builds an example with what it depends on, then runs it.
//   npm start                   the quickstart: runs the story and ends with exit code 0
//   npm start -- --serve        stays up and prints the URLs
//   npm start -- express-app    another example, by the name of its folder
import { spawn, spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [first = "", ...others] = process.argv.slice(2);
const named = first !== "" && !first.startsWith("-");
const example = named ? first : "quickstart";
const args = named ? others : process.argv.slice(2);
const examples = readdirSync(join(root, "examples"));
if (!examples.includes(example)) {
  console.error(`There is no example ${example}. There are: ${examples.join(", ")}.`);
  process.exit(2);
}

const started = Date.now();
console.log(`Building ${example} and the packages that it uses …`);
const filter = `--filter=@schematic-examples/${example}...`;
const build = spawnSync(
  join(root, "node_modules", ".bin", "turbo"),
  ["run", "build", filter, "--output-logs=errors-only", "--concurrency=2"],
  { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
);
if (build.status !== 0) process.exit(build.status ?? 1);
console.log(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);

const folder = join(root, "examples", example);
/** The quickstart is run without npm between, so that a signal reaches it once. */
const command =
  example === "quickstart"
    ? [process.execPath, [join(folder, "dist/main.js"), ...args]]
    : ["npm", ["start", "--silent", "--", ...args]];
const shell = process.platform === "win32" && example !== "quickstart";
const child = spawn(...command, { cwd: folder, stdio: "inherit", shell });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

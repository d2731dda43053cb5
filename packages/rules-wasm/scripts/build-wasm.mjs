// Compiles assembly/ to build/engine.wasm and writes it as base64 for the host, as it is and deflated.
// The output depends only on the sources and the pinned compiler: every run returns the same bytes.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateAsync } from "@gfx/zopfli";
import asc from "assemblyscript/asc";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** `ascii("ab")` becomes `97, 98`: AssemblyScript's own strings have two bytes for each letter. */
const asciiToBytes = (source) =>
  source.replace(/\bascii\(\s*"([^"]*)",?\s*\)/g, (_, text) => Buffer.from(text).join(", "));

/** Compiles and returns the module's bytes. */
export async function compileEngine() {
  let bytes;
  const { error, stderr } = await asc.main(
    [
      "index.ts",
      "--outFile=engine.wasm",
      "--runtime=stub",
      "--optimizeLevel=3",
      "--shrinkLevel=1",
      "--converge",
      "--noAssert",
      "--zeroFilledMemory",
      "--initialMemory=2",
    ],
    {
      readFile: (name, base) => {
        try {
          return asciiToBytes(readFileSync(join(root, "assembly", base === "." ? "" : base, name), "utf8"));
        } catch {
          return null;
        }
      },
      writeFile: (name, data) => {
        if (name === "engine.wasm") bytes = data;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`asc failed\n${stderr.toString()}`, { cause: error });
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  if (imports.length > 0) throw new Error(`the engine must import nothing, got ${JSON.stringify(imports)}`);
  return bytes;
}

function fingerprint() {
  const hash = createHash("sha256").update(asc.version);
  const all = readdirSync(join(root, "assembly"), { recursive: true });
  const sources = all.filter((name) => name.endsWith(".ts")).map((name) => name.replaceAll("\\", "/"));
  for (const name of sources.sort()) hash.update(name).update(readFileSync(join(root, "assembly", name)));
  return hash.update(readFileSync(fileURLToPath(import.meta.url))).digest("hex");
}

/** Writes by renaming, so that builds that run at the same time never see half a file. */
function write(path, content) {
  const part = `${path}.${process.pid}`;
  writeFileSync(part, content);
  renameSync(part, path);
}

/** Builds unless the last build had the same sources; returns the bytes of the module. */
export async function buildEngine() {
  const wasm = join(root, "build/engine.wasm");
  const script = join(root, "src/generated/engine.js");
  const stamp = join(root, "build/stamp");
  const now = fingerprint();
  if (existsSync(wasm) && existsSync(script) && existsSync(stamp) && readFileSync(stamp, "utf8") === now) {
    return readFileSync(wasm);
  }
  const bytes = await compileEngine();
  mkdirSync(join(root, "build"), { recursive: true });
  write(wasm, bytes);
  const constant = (name, content) =>
    `export const ${name} = "${Buffer.from(content).toString("base64")}";\n`;
  // The same format as zlib's, 6 % smaller.
  const deflated = await deflateAsync(bytes, { numiterations: 5 });
  write(script, constant("ENGINE_BASE64", bytes) + constant("DEFLATED_BASE64", deflated));
  write(stamp, now);
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = await buildEngine();
  console.log(`engine.wasm: ${bytes.length} bytes`);
}

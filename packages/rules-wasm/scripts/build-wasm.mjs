// Compiles assembly/ to build/engine.wasm and writes it as base64 for the host.
// The output depends on the sources and the pinned compiler alone: every run gives the same bytes.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

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
          return readFileSync(join(root, "assembly", base === "." ? "" : base, name), "utf8");
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

export async function buildEngine() {
  const bytes = await compileEngine();
  mkdirSync(join(root, "build"), { recursive: true });
  writeFileSync(join(root, "build/engine.wasm"), bytes);
  const base64 = Buffer.from(bytes).toString("base64");
  writeFileSync(join(root, "src/generated/engine.js"), `export const ENGINE_BASE64 = "${base64}";\n`);
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = await buildEngine();
  console.log(`engine.wasm: ${bytes.length} bytes`);
}

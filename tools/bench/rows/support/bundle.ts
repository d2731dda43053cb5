import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const resolveDir: string = fileURLToPath(new URL("../..", import.meta.url));

export const gzipped = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;

/** Size of a program, bundled with all that it imports, minified and gzipped, in bytes. */
export async function bundleSize(
  contents: string,
  options: { platform?: "node" | "browser"; external?: string[] } = {},
): Promise<number> {
  const result = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: "esm",
    platform: options.platform ?? "node",
    external: options.external ?? [],
    target: "es2022",
    legalComments: "none",
    write: false,
    logLevel: "error",
  });
  return gzipped(result.outputFiles[0]?.contents ?? new Uint8Array());
}

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));

async function bundle(source: string): Promise<{ text: string; gzipped: number }> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: here },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  const text = outputFiles[0]?.text ?? "";
  return { text, gzipped: gzipSync(text, { level: 9 }).length };
}

describe("bundle sizes, min + gzip", () => {
  it.each([
    ["only the verification", 'export { verifyDelivery } from "@schematic/webhooks"', 1_331],
    [
      "with the typed event of one action",
      `export { decodeWebhook, verifyDelivery } from "@schematic/webhooks";
       export { entitlementLimitReached } from "@schematic/api/webhooks"`,
      3_328,
    ],
    ["verifyWebhook with every action", 'export { verifyWebhook } from "@schematic/webhooks"', 7_680],
  ])("%s", async (_title, source, limit) => {
    const { text, gzipped } = await bundle(source);
    expect(gzipped).toBeLessThanOrEqual(limit);
    expect(text).not.toMatch(/from\s*["']node:|require\(/);
  });
});

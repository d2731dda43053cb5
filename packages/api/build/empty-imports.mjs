// Takes `import "./chunk.js";` out of dist: esbuild leaves them where it split code, and bundlers warn of
// them because the package has no side effects.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function dropEmptyImports(target = "dist") {
  for (const name of readdirSync(target, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".js")) continue;
    const file = join(target, name);
    const text = readFileSync(file, "utf8");
    const shorter = text.replace(/^import "\.[^"]*\/chunk-\w+\.js";\n/gm, "");
    if (shorter !== text) writeFileSync(file, shorter);
  }
}

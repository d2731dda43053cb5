// Writes dist/**/*.d.ts and .d.cts, one for each source file: with isolated declarations none needs another.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  isolatedDeclarations: true,
  strict: true,
  exactOptionalPropertyTypes: true,
};

/** Relative specifiers with the extension that Node's resolution asks for. */
function withExtensions(text, file, extension) {
  return text.replace(/(from\s+|import\()"(\.[^"]*)"/g, (_, before, specifier) => {
    const target = join(dirname(file), specifier);
    return `${before}"${specifier}${existsSync(`${target}.ts`) ? "" : "/index"}${extension}"`;
  });
}

export async function emitDeclarations(source = "src", target = "dist") {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".ts"),
  );
  for (const name of files) {
    const file = join(source, name);
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(file, "utf8"), {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions,
    });
    const [problem] = diagnostics;
    if (problem) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(problem.messageText, "\n")}`);
    // TypeScript writes a static method with a computed name twice, and then refuses to read it.
    const declared = outputText.replace(/^ *static \[Symbol\.hasInstance\]: .*\n/gm, "");
    const out = join(target, name.replace(/\.ts$/, ""));
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(`${out}.d.ts`, withExtensions(declared, file, ".js"));
    writeFileSync(`${out}.d.cts`, withExtensions(declared, file, ".cjs"));
  }
}

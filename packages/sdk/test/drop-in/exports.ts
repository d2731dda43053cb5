// Reads which names a package's declarations export, types and namespaces of namespaces included.
import ts from "typescript";

/** Names by the path of their namespace; the root's path is empty. */
export type Names = Map<string, string[]>;

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

/** What each of these modules exports, asked for as the file `from` would. */
export function exportedNames(from: string, modules: readonly string[]): Names[] {
  const host = ts.createCompilerHost(options);
  const files = modules.map((name) => {
    const found = ts.resolveModuleName(name, from, options, host, undefined, undefined, ts.ModuleKind.ESNext);
    if (found.resolvedModule === undefined) throw new Error(`${name} has no declarations`);
    return found.resolvedModule.resolvedFileName;
  });
  const program = ts.createProgram(files, options, host);
  const checker = program.getTypeChecker();
  return files.map((file) => {
    const names: Names = new Map();
    const visit = (symbol: ts.Symbol, path: string): void => {
      const own: string[] = [];
      for (const one of checker.getExportsOfModule(symbol)) {
        own.push(one.name);
        const target = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
        const isNamespace = target.flags & (ts.SymbolFlags.ValueModule | ts.SymbolFlags.NamespaceModule);
        if (isNamespace && !(target.flags & ts.SymbolFlags.Class)) visit(target, `${path}${one.name}.`);
      }
      names.set(path, own.sort());
    };
    const source = program.getSourceFile(file);
    const symbol = source && checker.getSymbolAtLocation(source);
    if (symbol === undefined) throw new Error(`${file} is no module`);
    visit(symbol, "");
    return names;
  });
}

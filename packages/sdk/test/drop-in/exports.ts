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

const isHidden = (symbol: ts.Symbol): boolean =>
  (symbol.declarations ?? []).some(
    (one) => ts.getCombinedModifierFlags(one) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
  );

/** The methods of a package's `SchematicClient`, and every option that it and they take, by name. */
export function clientSurface(from: string, module: string): { methods: string[]; options: string[] } {
  const host = ts.createCompilerHost(options);
  const found = ts.resolveModuleName(module, from, options, host, undefined, undefined, ts.ModuleKind.ESNext);
  const file = found.resolvedModule?.resolvedFileName ?? module;
  const program = ts.createProgram([file], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const root = source && checker.getSymbolAtLocation(source);
  const exported = root && checker.getExportsOfModule(root).find((one) => one.name === "SchematicClient");
  if (exported === undefined) throw new Error(`${module} has no SchematicClient`);
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const methods = checker
    .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
    .filter((one) => one.flags & ts.SymbolFlags.Method && !isHidden(one));
  const names = new Set<string>();
  const read = (type: ts.Type): void => {
    for (const one of checker.getPropertiesOfType(checker.getNonNullableType(type))) {
      names.add(one.name);
      const inner = checker.getNonNullableType(checker.getTypeOfSymbol(one));
      // Literals alone: an interface such as `Logger` is a type of its own.
      if (inner.symbol?.flags & ts.SymbolFlags.TypeLiteral && !inner.getStringIndexType()) read(inner);
    }
  };
  const made = checker.getTypeOfSymbol(symbol).getConstructSignatures()[0];
  const taken = methods.flatMap(
    (one) => checker.getTypeOfSymbol(one).getCallSignatures()[0]?.parameters ?? [],
  );
  for (const one of [...(made?.parameters ?? []), ...taken])
    if (/^(opts|options)$/.test(one.name)) read(checker.getTypeOfSymbol(one));
  return { methods: methods.map((one) => one.name), options: [...names] };
}

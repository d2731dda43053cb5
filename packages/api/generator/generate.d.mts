/** Reads a surface file; by default, the one that this package is generated from. */
export function readSurface(path?: string): unknown;

/** Returns the text of every generated file by its path in the package. Throws on a surface it does not understand. */
export function generate(surface: unknown): Record<string, string>;

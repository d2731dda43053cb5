/** The generated files by their path under `src/generated`. */
export function generate(surface: unknown): Record<string, string>;

/** An error class that carries a brand. */
interface BrandableClass {
  readonly name: string;
  readonly prototype: Error;
}

/** The name whose brand every error of every Schematic package carries. */
export const SCHEMATIC_ERROR = "SchematicError";

const brandOf = (name: string): symbol => Symbol.for(`@schematic/error/${name}`);

/**
 * Names an error class and marks its prototype with the brands of `name` and of `parents`. A `static
 * [Symbol.hasInstance]` that returns `hasBrand(this, value)` then holds across packages, bundles and the ESM and CJS
 * copies of one package. Call it in a static block of the class. The name survives bundlers that rename classes.
 */
export function brandError(target: BrandableClass, name: string, ...parents: readonly string[]): void {
  Object.defineProperty(target, "name", { value: name });
  Object.assign(target.prototype, { name });
  for (const each of [name, ...parents]) Object.assign(target.prototype, { [brandOf(each)]: true });
}

/** Decides `value instanceof target`: by brand for branded classes, by prototype for classes that extend them. */
export function hasBrand(target: BrandableClass, value: unknown): boolean {
  const brand = brandOf(target.name);
  try {
    return Object.hasOwn(target.prototype, brand)
      ? (value as Record<symbol, unknown>)[brand] === true
      : Object.prototype.isPrototypeOf.call(target.prototype, value as object);
  } catch {
    // Null, undefined, or a revoked proxy, which throws at every access.
    return false;
  }
}

/** An error class that carries a brand. */
interface BrandableClass {
  readonly prototype: Error;
}

/** The name whose brand every error of every Schematic package carries. */
export const SCHEMATIC_ERROR = "SchematicError";

const brandOf = (name: string): symbol => Symbol.for(`@schematic/error/${name}`);

/**
 * Key under which a branded class keeps its own brand. Subclasses inherit it, so only an own member counts. The symbol
 * is registered: a class may be branded by one package's copy of this file and tested by another's.
 */
const OWN_BRAND: unique symbol = Symbol.for("@schematic/error");

/**
 * Names an error class and marks its prototype with the brands of `name` and of `parents`. A `static
 * [Symbol.hasInstance]` that returns `hasBrand(this, value)` then holds across packages, bundles and the ESM and CJS
 * copies of one package. Call it in a static block of the class. The name survives bundlers that rename classes.
 */
export function brandError(target: BrandableClass, name: string, ...parents: readonly string[]): void {
  Object.defineProperty(target, "name", { value: name });
  Object.defineProperty(target, OWN_BRAND, { value: brandOf(name) });
  Object.defineProperty(target.prototype, "name", { value: name, configurable: true, writable: true });
  for (const each of [name, ...parents])
    Object.defineProperty(target.prototype, brandOf(each), { value: true });
}

/** Decides `value instanceof target`: by brand for branded classes, by prototype for classes that extend them. */
export function hasBrand(target: BrandableClass, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  try {
    if (!Object.hasOwn(target, OWN_BRAND))
      return Object.prototype.isPrototypeOf.call(target.prototype, value);
    return Reflect.get(value, Reflect.get(target, OWN_BRAND) as symbol) === true;
  } catch {
    // A revoked proxy throws at every access; it is no error of ours.
    return false;
  }
}

/** A class of errors that carries a brand; what `brandError` accepts. */
export interface BrandableError {
  readonly prototype: Error;
}

const brands: WeakMap<object, symbol> = new WeakMap();

/**
 * Names an error class and puts its brand on the prototype, so that `instanceof` holds across packages,
 * bundles and the ESM and CJS copies of one package. Call it in a static block of the class.
 */
export function brandError(target: BrandableError, name: string): void {
  const brand = Symbol.for(`@schematic/error/${name}`);
  brands.set(target, brand);
  // Bundlers rename classes; inspect() and structured loggers print this name.
  Object.defineProperty(target, "name", { value: name });
  Object.assign(target.prototype, { [brand]: true, name });
}

/** The `instanceof` of branded classes: by brand for them, by prototype for classes that extend them. */
export function hasBrand(target: BrandableError, value: unknown): boolean {
  const brand = brands.get(target);
  return brand === undefined
    ? Object.prototype.isPrototypeOf.call(target.prototype, value as object)
    : (value as Record<symbol, unknown> | null | undefined)?.[brand] === true;
}

import * as kit from "@schematic-internal/kit";

/** A class of errors that can carry a brand. */
export interface BrandableError {
  readonly name: string;
  readonly prototype: Error;
}

/**
 * Names an error class and marks its prototype with a brand, so that `instanceof` holds across packages, bundles and
 * the ESM and CJS copies of one package. Call it in a static block of a class that extends `SchematicError`.
 */
export const brandError: (target: BrandableError, name: string) => void = kit.brandError;

/** Decides `value instanceof target`: by brand for branded classes, by prototype for classes that extend them. */
export const hasBrand: (target: BrandableError, value: unknown) => boolean = kit.hasBrand;

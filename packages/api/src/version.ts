declare const __API_VERSION__: string | undefined;

/** Name and version of this package, as they go out in headers. */
export const PACKAGE_NAME = "@schematic/api";
export const PACKAGE_VERSION: string = typeof __API_VERSION__ === "string" ? __API_VERSION__ : "0.0.0-source";

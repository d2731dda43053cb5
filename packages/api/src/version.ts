declare const __API_VERSION__: string;

/** Name and version of this package, as they go out in headers. */
export const PACKAGE_NAME = "@schematic/api";
export const PACKAGE_VERSION: string = __API_VERSION__;

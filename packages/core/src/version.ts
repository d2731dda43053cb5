declare const __CORE_VERSION__: string;

/** Name and version of this package, as they go out in handshakes and headers. */
export const CLIENT_NAME = "@schematic/core";
export const CLIENT_VERSION: string = __CORE_VERSION__;

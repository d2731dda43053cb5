declare const __CORE_VERSION__: string | undefined;

/** Name and version of this package, as they go out in handshakes and headers. */
export const CLIENT_NAME = "@schematic/core";
/** The build puts the version in; code that runs from its sources has none. */
export const CLIENT_VERSION: string =
  typeof __CORE_VERSION__ === "string" ? __CORE_VERSION__ : "0.0.0-source";

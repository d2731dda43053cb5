/** Where the SDK's messages go. An implementation that throws is ignored. */
export interface Logger {
  // biome-ignore lint/suspicious/noExplicitAny: the published SDK's signature, kept for drop-in use.
  error(message: string, ...args: any[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  warn(message: string, ...args: any[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  info(message: string, ...args: any[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  debug(message: string, ...args: any[]): void;
}

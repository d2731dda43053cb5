/** Where failures go when no `onError` is given. */
export function logFailure(message: string, error: unknown): void {
  // biome-ignore lint/suspicious/noConsole: the one place that writes to the console
  console.error(`[schematic] ${message}`, error);
}

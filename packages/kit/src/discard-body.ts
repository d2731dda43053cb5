/** Releases the connection of a response that is not read. Never throws and never waits. */
export function discardBody(response: { readonly body?: unknown }): void {
  const body = response.body as { cancel?(): Promise<unknown>; destroy?(): unknown } | null | undefined;
  try {
    if (body?.cancel) body.cancel().then(undefined, () => undefined);
    else body?.destroy?.();
  } catch {
    // The body is locked, which means that it is being read.
  }
}

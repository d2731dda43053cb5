let isSupported: boolean | undefined;

/**
 * Returns the fetch option that keeps frameworks from caching a response: Next 14 stores every response of `fetch` on
 * disk unless the request asks for `no-store`. Returns no option where the runtime's `Request` does not know it:
 * workerd throws for it unless a compatibility flag is set. Found out at the first call.
 */
export function noStore(): { cache?: "no-store" } {
  isSupported ??= probe();
  return isSupported ? { cache: "no-store" } : {};
}

function probe(): boolean {
  try {
    return new Request("https://probe.invalid", { cache: "no-store" }).cache === "no-store";
  } catch {
    return false;
  }
}

/** The address of this machine that no other machine can reach. */
export const LOOPBACK = "127.0.0.1";

/** True if only programs of this machine can connect to an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Returns the host of a URL that leads to a server which listens on `host`. */
export function urlHost(host: string): string {
  if (host === "0.0.0.0" || host === "::") return LOOPBACK;
  return host.includes(":") ? `[${host}]` : host;
}

/** A Redis server to connect to. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username?: string;
  readonly password?: string;
  readonly db?: number;
  readonly tls: boolean;
}

const REDIS_PORT = 6379;
const MAX_PORT = 65_535;
const REDIS_URL = /^rediss?:\/\//i;
const HOST_AND_PORT = /^([^\s:@/]+|\[[0-9a-f:.]+\]):(\d{1,5})$/i;

/** Parses `host:port`, or a `redis://` or `rediss://` URL. Returns undefined for anything else. */
export function parseAddress(text: string): RedisAddress | undefined {
  if (REDIS_URL.test(text)) return parseUrl(text);
  const [, host, port] = HOST_AND_PORT.exec(text) ?? [];
  if (host === undefined || !isPort(Number(port))) return undefined;
  return { host: withoutBrackets(host), port: Number(port), tls: false };
}

function parseUrl(text: string): RedisAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, pathname } = new URL(text);
  const db = pathname.replace(/^\//, "");
  if (hostname === "" || !/^\d*$/.test(db) || port === "0") return undefined;
  try {
    return {
      host: withoutBrackets(hostname),
      port: Number(port) || REDIS_PORT,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(db !== "" && { db: Number(db) }),
      tls: protocol === "rediss:",
    };
  } catch {
    // The user or the password contains a % that is not escaped.
    return undefined;
  }
}

/** Returns an address for messages, without its password. */
export function hidePassword(text: string): string {
  return text.replace(/\/\/[^/]*@/, "//***@").replace(/^[^/]*@/, "***@");
}

function isPort(port: number): boolean {
  return port > 0 && port <= MAX_PORT;
}

function withoutBrackets(host: string): string {
  return host.replace(/^\[|\]$/g, "");
}

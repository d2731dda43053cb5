/** Whom the emulator lets in, in addition to this machine. */
export interface AccessRules {
  /** Host names that requests may be addressed to. */
  hosts: readonly string[];
  /** Origins of web pages, such as `https://app.example`. */
  origins: readonly string[];
  /** True if other machines can connect: names within a private network are accepted as host. */
  isExposed: boolean;
}

/** The headers that tell where a request comes from. */
export interface Visitor {
  method: string;
  path: string;
  host: string | undefined;
  origin: string | undefined;
  fetchSite: string | undefined;
  fetchMode: string | undefined;
}

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];

/** Returns why a request is refused, or undefined. Guards against other web pages and rebound host names. */
export function refusalOf(visitor: Visitor, rules: AccessRules): string | undefined {
  const { host, origin, fetchSite } = visitor;
  const name = hostName(host);
  if (!isKnownHost(name, rules)) {
    return `the host "${name}" is not this machine; allow it with the option allowedHosts`;
  }
  if (origin !== undefined && !isAllowedOrigin(origin, host, rules)) {
    return `web pages of ${origin} have no access; allow them with the option allowedOrigins`;
  }
  if (fetchSite === "cross-site" && origin === undefined && !isVisit(visitor)) {
    return "requests of other web pages are refused";
  }
  // The control path is for the emulator's own page and for programs.
  if (origin !== undefined && visitor.path.startsWith("/_emulator") && !isOwnOrigin(origin, host)) {
    return "the control path is open to the emulator's own page and to programs only";
  }
  return undefined;
}

/** True if a web page of this origin may call the API. */
export function isAllowedOrigin(origin: string, host: string | undefined, rules: AccessRules): boolean {
  if (isOwnOrigin(origin, host) || rules.origins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  const { hostname, protocol } = new URL(origin);
  return (protocol === "http:" || protocol === "https:") && LOCAL_HOSTS.includes(hostname);
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

/** A person who follows a link to the page: it shows nothing to the site that holds the link. */
function isVisit({ method, path, fetchMode }: Visitor): boolean {
  return method === "GET" && path === "/" && fetchMode === "navigate";
}

function hostName(host: string | undefined): string {
  return (host ?? "").toLowerCase().replace(/:\d+$/, "");
}

function isKnownHost(name: string, { hosts, isExposed }: AccessRules): boolean {
  if (LOCAL_HOSTS.includes(name) || hosts.includes(name)) return true;
  // A page of the internet cannot have an address or a name without a dot as its own host name.
  return (
    isExposed &&
    (/^\d{1,3}(\.\d{1,3}){3}$/.test(name) || /^\[[\da-f:.]+\]$/.test(name) || /^[\w-]+$/.test(name))
  );
}

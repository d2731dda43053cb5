/** Returns why webhooks may not be sent to a URL, or undefined. Only this machine is allowed without an option. */
export function targetProblem(url: string, allowedHosts: readonly string[]): string | undefined {
  if (!URL.canParse(url)) return "not a URL";
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") return "webhooks need an http or https URL";
  if (username !== "" || password !== "") return "webhook URLs must not contain credentials";
  if (isThisMachine(hostname) || allowedHosts.includes("*") || allowedHosts.includes(hostname))
    return undefined;
  return `webhooks go to this machine only; allow "${hostname}" with the option webhookHosts`;
}

function isThisMachine(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    /^127(\.\d{1,3}){3}$/.test(hostname) ||
    hostname === "[::1]"
  );
}

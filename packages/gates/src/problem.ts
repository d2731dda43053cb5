import type { CheckAnswer, GateResponse } from "./options";

/** Problem details (RFC 9457) of a denied request. They contain no ids and no keys. */
export interface GateProblem {
  type: "about:blank";
  title: string;
  status: 401 | 402 | 403 | 503;
  flag: string;
  code: "unauthenticated" | "limit_reached" | "not_entitled" | "unavailable";
  usage?: number;
  allocation?: number;
  /** When the usage starts again at 0, as ISO 8601. */
  resetsAt?: string;
}

const TITLES = { 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 503: "Service Unavailable" };

/** Returns the problem details of a denial. Usage is part of them only where a limit caused it. */
export function problemOf(
  denial: Pick<GateProblem, "status" | "code" | "flag">,
  answer?: CheckAnswer,
): GateProblem {
  const { status, code, flag } = denial;
  const problem: GateProblem = { type: "about:blank", title: TITLES[status], status, flag, code };
  if (code !== "limit_reached" || answer === undefined) return problem;
  const { entitlement } = answer;
  const usage = answer.featureUsage ?? entitlement?.usage ?? entitlement?.creditUsed;
  const allocation = answer.featureAllocation ?? entitlement?.allocation ?? entitlement?.creditTotal;
  const resetsAt = answer.featureUsageResetAt ?? entitlement?.metricResetAt;
  if (typeof usage === "number") problem.usage = usage;
  if (typeof allocation === "number") problem.allocation = allocation;
  if (resetsAt !== undefined) problem.resetsAt = resetsAt.toISOString();
  return problem;
}

/** Returns the problem as a response that no cache keeps. */
export function problemResponse(problem: GateProblem): Required<GateResponse> {
  const headers: Record<string, string> = {
    "cache-control": "no-store",
    "content-type": "application/problem+json",
  };
  if (problem.status === 503) headers["retry-after"] = "1";
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}

/** Completes a response of the application: no cache keeps it, and an object becomes JSON. */
export function completed({ status, headers = {}, body = "" }: GateResponse): CompleteResponse {
  const isText = typeof body === "string";
  return {
    status,
    headers: {
      "cache-control": "no-store",
      ...(!isText && { "content-type": "application/json" }),
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
    body: isText ? body : JSON.stringify(body),
  };
}

/** A response in the form in which adapters send it. */
export interface CompleteResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

import { SchematicError } from "@schematic/api";
import { isDate, isObject } from "@schematic-internal/kit";
import type { AnswerSource, FlagResolution, Resolution } from "../contracts/evaluation";

/** The result of a check inside the client: value, reason, source and age. */
export interface CheckedResolution extends Resolution {
  source: AnswerSource;
}

const TEXTS = [
  "flagId",
  "companyId",
  "userId",
  "ruleId",
  "ruleType",
  "featureUsageEvent",
  "featureUsagePeriod",
] as const;
const NUMBERS = ["featureAllocation", "featureUsage"] as const;

const ENTITLEMENT_TEXTS: readonly string[] = [
  "featureId",
  "featureKey",
  "valueType",
  "eventName",
  "eventSubtype",
  "metricPeriod",
  "monthReset",
  "creditId",
];
const ENTITLEMENT_NUMBERS: readonly string[] = [
  "allocation",
  "softLimit",
  "usage",
  "creditTotal",
  "creditUsed",
  "creditRemaining",
  "creditReserved",
  "creditSettled",
  "consumptionRate",
];

type Fields = Record<string, unknown>;

function invalid(what: string, value: unknown): SchematicError {
  const found = value === null ? "null" : Array.isArray(value) ? "an array" : `a ${typeof value}`;
  const message = `the result of a flag check is invalid: ${what}, found ${found}`;
  return new SchematicError({ code: "invalid_response", message });
}

/** Copies a member if it has the type. Null counts as absent. */
function copyMember(from: Fields, to: Fields, name: string, type: "string" | "number"): void {
  const value = from[name];
  if (value === undefined || value === null) return;
  if (typeof value !== type) throw invalid(`${name} must be a ${type}`, value);
  to[name] = value;
}

/** Copies a time. In caches that store JSON a time is text. */
function copyTime(from: Fields, to: Fields, name: string): void {
  const value = from[name];
  if (value === undefined || value === null) return;
  const time = isDate(value) ? value : typeof value === "string" ? new Date(value) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) throw invalid(`${name} must be a time`, value);
  to[name] = time;
}

function readEntitlement(value: unknown): FlagResolution["entitlement"] {
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw invalid("entitlement must be an object", value);
  // Members that are newer than this version are kept as they are.
  const read: Fields = { ...value };
  for (const name of ENTITLEMENT_TEXTS) copyMember(value, read, name, "string");
  for (const name of ENTITLEMENT_NUMBERS) copyMember(value, read, name, "number");
  copyTime(value, read, "metricResetAt");
  for (const name of Object.keys(read)) if (read[name] === null) delete read[name];
  return read as unknown as FlagResolution["entitlement"];
}

/**
 * Returns the resolution that a value from outside describes: a result of the REST API or an entry of a cache. Throws
 * a `SchematicError` (`invalid_response`) unless every member has its type, so that no other shape becomes a result.
 */
export function readResolution(value: unknown, flagKey: string): Resolution {
  if (!isObject(value)) throw invalid("it must be an object", value);
  if (typeof value.value !== "boolean") throw invalid("value must be a boolean", value.value);
  if (typeof value.reason !== "string") throw invalid("reason must be a string", value.reason);
  const read: Fields = { value: value.value, reason: value.reason, flagKey };
  for (const name of TEXTS) copyMember(value, read, name, "string");
  for (const name of NUMBERS) copyMember(value, read, name, "number");
  copyTime(value, read, "featureUsageResetAt");
  // The REST API calls it `error`.
  copyMember(value.err === undefined ? { err: value.error } : value, read, "err", "string");
  const entitlement = readEntitlement(value.entitlement);
  if (entitlement !== undefined) read.entitlement = entitlement;
  return read as unknown as Resolution;
}

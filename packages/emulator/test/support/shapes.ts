import { readFileSync } from "node:fs";

interface Shapes {
  /** The schema and status of each answer, by method and path pattern. */
  answers: Record<string, { status: number; schema: string }>;
  /** The schema of each webhook's body. */
  webhooks: Record<string, string>;
  /** Members by wire name (`?`: may be left out) with their types. */
  schemas: Record<string, Record<string, string>>;
  enums: Record<string, string[]>;
}

/** An extract of the REST API's published surface: what the emulator answers and sends. */
export const shapes: Shapes = JSON.parse(
  readFileSync(new URL("../fixtures/api-shapes.json", import.meta.url), "utf8"),
);

const SCALARS: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  Date: (value) =>
    typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
  unknown: () => true,
};

/** Everything in which a value differs from a schema: members that lack, are of another type, or are unknown. */
export function problemsOf(type: string, value: unknown, path = "$"): string[] {
  if (type.endsWith("[]")) {
    if (!Array.isArray(value)) return [`${path}: no list`];
    return value.flatMap((item, i) => problemsOf(type.slice(0, -2), item, `${path}[${i}]`));
  }
  const scalar = SCALARS[type];
  if (scalar !== undefined) return scalar(value) ? [] : [`${path}: no ${type}: ${JSON.stringify(value)}`];
  const values = shapes.enums[type];
  if (values !== undefined)
    return values.includes(value as string) ? [] : [`${path}: not of ${type}: ${JSON.stringify(value)}`];
  if (typeof value !== "object" || value === null) return [`${path}: no object: ${JSON.stringify(value)}`];
  const map = /^Record<(.*)>$/.exec(type)?.[1];
  if (map !== undefined) {
    return Object.entries(value).flatMap(([key, item]) => problemsOf(map, item, `${path}.${key}`));
  }
  return problemsOfMembers(type, value as Record<string, unknown>, path);
}

function problemsOfMembers(type: string, value: Record<string, unknown>, path: string): string[] {
  const schema = shapes.schemas[type];
  // Aliases and unions (an event's body) are opaque here.
  if (schema === undefined) return [];
  const names = new Set(Object.keys(schema).map((name) => name.replace("?", "")));
  const unknown = Object.keys(value).filter((name) => !names.has(name));
  const problems = unknown.map((name) => `${path}.${name}: unknown to ${type}`);
  for (const [member, memberType] of Object.entries(schema)) {
    const name = member.replace("?", "");
    const item = value[name];
    if (item !== undefined) problems.push(...problemsOf(memberType, item, `${path}.${name}`));
    else if (!member.endsWith("?")) problems.push(`${path}.${name}: lacks, ${type} requires it`);
  }
  return problems;
}

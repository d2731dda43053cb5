import type { WireEntity } from "@schematic/datastream/protocol";
import type { Emulator } from "@schematic/emulator";
import { companyFromRest, userFromRest } from "../src/load/convert";
import { Layout } from "../src/store/layout";

/** Reads Redis: all keys that match, and the text of a key. */
export interface Reader {
  keys(pattern: string): Promise<string[]>;
  get(key: string): Promise<string | null>;
}

const LISTS = { company: "companies", user: "users" } as const;
const CONVERT = { company: companyFromRest, user: userFromRest };

/** Fields that REST does not have, or that are computed at each request. */
const IGNORED = new Set(["account_id", "created_at", "valid_until", "month_reset"]);

function comparable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (name, member) => (IGNORED.has(name) ? undefined : member)));
}

async function request(emulator: Emulator, path: string): Promise<Record<string, unknown>[]> {
  const headers = { "x-schematic-api-key": emulator.apiKey };
  const response = await fetch(`${emulator.url}${path}`, { headers });
  return ((await response.json()) as { data: Record<string, unknown>[] }).data;
}

async function everything(emulator: Emulator, path: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (;;) {
    const page = await request(emulator, `${path}?limit=250&offset=${all.length}`);
    all.push(...page);
    if (page.length < 250) return all;
  }
}

/** Returns what Redis lacks, holds too much, or holds in another form than the server. Empty if they are equal. */
export async function differences(emulator: Emulator, redis: Reader, version: string): Promise<string[]> {
  const layout = new Layout(version);
  const found: string[] = [];
  for (const kind of ["company", "user"] as const) {
    const rows = await everything(emulator, `/${LISTS[kind]}`);
    const entities = rows
      .map((row) => CONVERT[kind](row))
      .filter((one): one is WireEntity => one !== undefined);
    const expected = new Map<string, unknown>();
    for (const entity of entities) {
      expected.set(layout.entity(kind, entity.id), comparable(entity));
      for (const lookup of layout.lookups(kind, entity.keys)) expected.set(lookup, entity.id);
    }
    const keys = new Set(await redis.keys(layout.all(kind)));
    for (const key of keys) if (!expected.has(key)) found.push(`too much: ${key}`);
    for (const [key, value] of expected) {
      const text = keys.has(key) ? await redis.get(key) : null;
      const held = text === null ? undefined : comparable(JSON.parse(text));
      if (JSON.stringify(sorted(held)) !== JSON.stringify(sorted(value)))
        found.push(`${key}: ${JSON.stringify(held)} instead of ${JSON.stringify(value)}`);
    }
  }
  const flags = (await everything(emulator, "/flags")).map(({ key }) => layout.flag(String(key)));
  const held = await redis.keys(layout.all("flags"));
  if (flags.sort().join() !== held.sort().join()) found.push(`flags: ${held} instead of ${flags}`);
  return found;
}

/** Returns a value whose members, and whose metrics, traits and rules, have one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (text(a) < text(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted((value as Record<string, unknown>)[name])]));
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

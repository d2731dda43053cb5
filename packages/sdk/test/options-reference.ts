// Generates the option reference: names and bounds from the schemas that check them, defaults from the tables in code,
// descriptions from the doc comments of the types.
import { readFileSync } from "node:fs";
import ts from "typescript";
import { getDescription } from "valibot";
import { DEFAULTS, HOSTS } from "../../core/src/defaults";
import { groupIn, type OptionGroup, required } from "../../core/src/options/fields";
import { CREDIT_DEFAULTS } from "../../credits/src/option-schemas";
import { DATASTREAM_DEFAULTS } from "../../datastream/src/option-schemas";
import { SDK_OPTIONS } from "../src/option-schemas";

const { reconnect, replicator } = DATASTREAM_DEFAULTS;

const count = (value: number): string => value.toLocaleString("en");
const text = (value: string): string => `\`${JSON.stringify(value)}\``;
const none = "none";

/** Defaults by path; of numbers without their unit. */
const DEFAULT_OF: Readonly<Record<string, string>> = {
  apiKey: "none: the client is offline, with a warning",
  basePath: `\`${HOSTS.api}\``,
  "cacheProviders.flagChecks": `one \`LocalCache\` of ${count(DEFAULTS.flagCheckCacheSize)} entries and ${count(DEFAULTS.flagCheckCacheTtlMs)} ms`,
  useDataStream: "`false`",
  "dataStream.cacheTTL": count(DATASTREAM_DEFAULTS.cacheTTL),
  "dataStream.redisClient": none,
  "dataStream.redisKeyPrefix": text("schematic:"),
  "dataStream.replicatorMode": "`false`",
  "dataStream.replicatorHealthURL": `\`${replicator.healthUrl}\``,
  "dataStream.replicatorHealthCheck": count(replicator.healthInterval),
  "dataStream.companyCache": "memory, or Redis with `redisClient`",
  "dataStream.companyLookupCache": "as `companyCache`",
  "dataStream.userCache": "as `companyCache`",
  "dataStream.userLookupCache": "as `companyCache`",
  "dataStream.flagCache": "as `companyCache`",
  "dataStream.url": "from `basePath`",
  "dataStream.agent": none,
  "dataStream.pingInterval": count(DATASTREAM_DEFAULTS.pingInterval),
  "dataStream.pongTimeout": count(DATASTREAM_DEFAULTS.pongTimeout),
  "dataStream.handshakeTimeout": count(DATASTREAM_DEFAULTS.handshakeTimeout),
  "dataStream.writeTimeout": count(DATASTREAM_DEFAULTS.writeTimeout),
  "dataStream.primeTimeout": count(DATASTREAM_DEFAULTS.primeTimeout),
  "dataStream.entityWait": count(DATASTREAM_DEFAULTS.entityWait),
  "dataStream.notFoundTTL": count(DATASTREAM_DEFAULTS.notFoundTTL),
  "dataStream.maxEntities": count(DATASTREAM_DEFAULTS.maxEntities),
  "dataStream.untrackedTtl": count(replicator.untrackedTtl),
  "dataStream.loadEngine": "`loadRulesEngine` of `@schematic/rules-wasm`",
  environmentId: none,
  eventCaptureBaseURL: `\`${HOSTS.capture}\``,
  eventBufferInterval: count(DEFAULTS.eventBufferIntervalMs),
  "events.maxQueueSize": count(DEFAULTS.maxQueueSize),
  "events.maxQueueBytes": count(DEFAULTS.maxQueueBytes),
  "events.maxBatchSize": count(DEFAULTS.maxBatchSize),
  "events.concurrency": count(DEFAULTS.eventConcurrency),
  "events.onFull": text(DEFAULTS.onFull),
  "events.flagChecks": text(DEFAULTS.flagChecks),
  "events.journal": none,
  "events.waitUntil": "the platform's own, where it has one",
  flagDefaults: "`{}`",
  headers: "`{}`",
  logger: "the console",
  logLevel: text("warn"),
  offline: "`false`",
  timeoutMs: count(DEFAULTS.timeoutMs),
  maxRetries: count(DEFAULTS.maxRetries),
  maxConcurrentChecks: count(DEFAULTS.maxConcurrentChecks),
  fetch: "the global one",
  webSocket: "`ws` on Node, bun and deno, `fetch` with `Upgrade` on workerd",
  "reconnect.spread": count(reconnect.spread),
  "reconnect.min": count(reconnect.min),
  "reconnect.max": count(reconnect.max),
  "reconnect.minUptime": count(reconnect.minUptime),
  maxStaleness: `any age; replicator mode: ${count(replicator.maxStaleness)}`,
  hooks: "`[]`",
  flagSource: none,
  clock: "the machine's",
  creditGate: none,
  "creditLeases.mode": text("auto"),
  "creditLeases.defaultLeaseDuration": count(CREDIT_DEFAULTS.defaultLeaseDuration),
  "creditLeases.defaultReservationTTL": count(CREDIT_DEFAULTS.defaultReservationTTL),
  "creditLeases.defaultLeaseSize": count(CREDIT_DEFAULTS.defaultLeaseSize),
  "creditLeases.lowWaterMark": String(CREDIT_DEFAULTS.lowWaterMark),
  "creditLeases.sweepIntervalMs": count(CREDIT_DEFAULTS.sweepIntervalMs),
  "creditLeases.prewarmResolveTimeoutMs": count(CREDIT_DEFAULTS.prewarmResolveTimeoutMs),
  "creditLeases.overrides": none,
  "creditLeases.redisClient": "`dataStream.redisClient`",
  "creditLeases.redisKeyPrefix": "`dataStream.redisKeyPrefix`, else `schematic:`",
};

/** What whole numbers count. */
const UNIT_OF: Readonly<Record<string, string>> = {
  "events.maxQueueSize": "events",
  "events.maxQueueBytes": "bytes",
  "events.maxBatchSize": "events",
  "events.concurrency": "requests",
  maxRetries: "retries",
  maxConcurrentChecks: "requests",
  "dataStream.maxEntities": "of each kind",
};

/** Where the types of each group are declared: file and interface. */
const TYPES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "": [
    ["core/src/options/types.ts", "ClientOptions"],
    ["sdk/src/options.ts", "SchematicOptions"],
  ],
  "events.": [["core/src/options/types.ts", "EventOptions"]],
  "cacheProviders.": [["core/src/options/types.ts", "CacheProvidersOptions"]],
  "dataStream.": [
    ["datastream/src/options.ts", "DataStreamOptions"],
    ["core/src/contracts/source.ts", "FlagSourceCaches"],
    ["sdk/src/options.ts", "DataStreamConfig"],
  ],
  "creditLeases.": [
    ["credits/src/options.ts", "CreditLeaseOverride"],
    ["credits/src/options.ts", "CreditLeaseOptions"],
    ["sdk/src/options.ts", "CreditLeaseConfig"],
  ],
  "reconnect.": [["datastream/src/options.ts", "ReconnectOptions"]],
};

/** First comments of an interface's members, on one line. */
function comments(file: string, name: string): Map<string, string> {
  const path = new URL(`../../${file}`, import.meta.url);
  const source = ts.createSourceFile(file, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const found = new Map<string, string>();
  for (const node of source.statements) {
    if (!ts.isInterfaceDeclaration(node) || node.name.text !== name) continue;
    for (const member of node.members) {
      const said = ts
        .getJSDocCommentsAndTags(member)
        .map(({ comment }) => ts.getTextOfJSDocComment(comment))
        .join(" ");
      const line = said.replace(/\s+/g, " ").trim();
      if (member.name !== undefined && line !== "") found.set(member.name.getText(), line);
    }
  }
  return found;
}

/** One option of the reference; what could not be found is empty. */
export interface Row {
  path: string;
  accepts: string;
  unit: string;
  byDefault: string;
  meaning: string;
}

function unitOf(path: string, accepts: string): string {
  if (accepts.includes("milliseconds")) return "ms";
  if (accepts.includes("whole number")) return UNIT_OF[path] ?? "";
  return "–";
}

/** Returns the row of every option of `SchematicClient`, in the order of the schema. */
export function optionRows(schema: OptionGroup = SDK_OPTIONS, prefix = ""): Row[] {
  const said = new Map((TYPES[prefix] ?? []).flatMap(([file, name]) => [...comments(file, name)]));
  return Object.entries(schema.entries).flatMap(([name, entry]) => {
    const path = prefix + name;
    const inner = groupIn(entry);
    if (inner !== undefined) return optionRows(inner, `${path}.`);
    const accepts = getDescription(required(entry)) ?? "";
    const meaning = said.get(name) ?? "";
    return [{ path, accepts, unit: unitOf(path, accepts), byDefault: DEFAULT_OF[path] ?? "", meaning }];
  });
}

/** The reference as Markdown. */
export function reference(rows: readonly Row[]): string {
  const cell = (value: string): string => value.replaceAll("|", "\\|");
  const lines = rows.map(({ path, accepts, unit, byDefault, meaning }) =>
    [`\`${path}\``, accepts, unit, byDefault, meaning].map(cell).join(" | "),
  );
  return [
    "# Options of `SchematicClient`",
    "",
    "This page is generated from the schemas that check the options, the tables of defaults and the comments of the types;",
    "a test compares it with them (`npx vitest run test/options-reference.test.ts -u` in `packages/sdk` updates it).",
    "`useDataStream`, `dataStream`, `webSocket`, `reconnect` and `creditLeases` belong to `@schematic/sdk`; the client of",
    "`@schematic/core` rejects them. Unknown and wrong options throw one `invalid_options` error that lists every problem.",
    "",
    "| option | accepts | unit | default | meaning |",
    "| --- | --- | --- | --- | --- |",
    ...lines.map((line) => `| ${line} |`),
    "",
  ].join("\n");
}

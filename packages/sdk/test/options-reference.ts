// Makes the option reference: names and bounds from the schema that checks them, defaults from the table in
// code, descriptions from the doc comments of the types.
import { readFileSync } from "node:fs";
import ts from "typescript";
import { DEFAULTS, HOSTS } from "../../core/src/defaults";
import { type Check, isGroup, type OptionGroup } from "../../core/src/options/checks";
import { sdkOptionTable } from "../../core/src/options/stream";

const count = (value: number): string => value.toLocaleString("en");
const text = (value: string): string => `\`${JSON.stringify(value)}\``;
const none = "none";

/** Defaults by path; of numbers without their unit. */
const DEFAULT_OF: Readonly<Record<string, string>> = {
  apiKey: "none: the client is offline, with a warning",
  basePath: `\`${HOSTS.api}\``,
  "cacheProviders.flagChecks": `one \`LocalCache\` of ${count(DEFAULTS.flagCheckCacheSize)} entries and ${count(DEFAULTS.flagCheckCacheTtlMs)} ms`,
  useDataStream: "`false`",
  "dataStream.cacheTTL": count(DEFAULTS.entityTtlMs),
  "dataStream.redisClient": none,
  "dataStream.redisKeyPrefix": text("schematic:"),
  "dataStream.replicatorMode": "`false`",
  "dataStream.replicatorHealthURL": `\`${DEFAULTS.replicatorHealthUrl}\``,
  "dataStream.replicatorHealthCheck": count(DEFAULTS.replicatorHealthIntervalMs),
  "dataStream.companyCache": "memory, or Redis with `redisClient`",
  "dataStream.companyLookupCache": "as `companyCache`",
  "dataStream.userCache": "as `companyCache`",
  "dataStream.userLookupCache": "as `companyCache`",
  "dataStream.flagCache": "as `companyCache`",
  "dataStream.url": "from `basePath`",
  "dataStream.agent": none,
  "dataStream.pingInterval": count(DEFAULTS.pingIntervalMs),
  "dataStream.pongTimeout": count(DEFAULTS.pongTimeoutMs),
  "dataStream.handshakeTimeout": "10,000",
  "dataStream.writeTimeout": "10,000",
  "dataStream.primeTimeout": "30,000",
  "dataStream.entityWait": count(DEFAULTS.entityWaitMs),
  "dataStream.notFoundTTL": count(DEFAULTS.notFoundTtlMs),
  "dataStream.maxEntities": "100,000",
  "dataStream.untrackedTtl": "0",
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
  fetch: "the global one",
  webSocket: "`ws` on Node, bun and deno, `fetch` with `Upgrade` on workerd",
  "reconnect.spread": count(DEFAULTS.reconnectSpreadMs),
  "reconnect.min": count(DEFAULTS.reconnectMinMs),
  "reconnect.max": count(DEFAULTS.reconnectMaxMs),
  "reconnect.minUptime": "10,000",
  maxStaleness: `any age; replicator mode: ${count(DEFAULTS.replicatorMaxStalenessMs)}`,
  hooks: "`[]`",
  flagSource: none,
  clock: "the machine's",
};

/** What whole numbers count. */
const UNIT_OF: Readonly<Record<string, string>> = {
  "events.maxQueueSize": "events",
  "events.maxQueueBytes": "bytes",
  "events.maxBatchSize": "events",
  "events.concurrency": "requests",
  maxRetries: "retries",
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

function unitOf(path: string, entry: Check): string {
  if (entry.message.includes("milliseconds")) return "ms";
  if (entry.message.includes("whole number")) return UNIT_OF[path] ?? "";
  return "–";
}

/** Every option of `SchematicClient`, in the order of the schema. */
export function optionRows(group: OptionGroup = sdkOptionTable(), prefix = ""): Row[] {
  const said = new Map((TYPES[prefix] ?? []).flatMap(([file, name]) => [...comments(file, name)]));
  return Object.entries(group).flatMap(([name, entry]) => {
    const path = prefix + name;
    if (isGroup(entry)) return optionRows(entry, `${path}.`);
    const accepts = entry.message
      .replace(/^must hold/, "a string of")
      .replace(/^must be /, "")
      .replace(/; is something.*/, "");
    const meaning = said.get(name) ?? "";
    return [{ path, accepts, unit: unitOf(path, entry), byDefault: DEFAULT_OF[path] ?? "", meaning }];
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
    "Made from the schema that checks them, the table of defaults and the types' comments; a test holds this page to",
    "them (`npx vitest run test/options-reference.test.ts -u` in `packages/sdk` writes it anew). `useDataStream`,",
    "`dataStream`, `webSocket` and `reconnect` are for the client of `@schematic/sdk` alone. `creditLeases` is not there",
    "yet: giving it throws `not_implemented`. An unknown or wrong option throws `invalid_options`, with every problem.",
    "",
    "| option | accepts | unit | default | meaning |",
    "| --- | --- | --- | --- | --- |",
    ...lines.map((line) => `| ${line} |`),
    "",
  ].join("\n");
}

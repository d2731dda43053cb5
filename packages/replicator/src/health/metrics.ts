const COUNTERS = {
  messages_received: "Messages of the datastream",
  messages_applied: "Messages written to Redis",
  messages_skipped: "Messages that could not be read, or that change an entity that is not in Redis",
  changes_failed: "Changes that could not be written even on their own and were skipped",
  batches_written: "Batches written to Redis",
  redis_errors: "Batches that Redis did not accept at once; each is tried again",
  stream_connects: "Connections of the datastream that became ready",
  stream_pauses: "Times that the socket was not read because too many messages waited",
  full_loads: "Complete loads of companies and users through REST",
  entities_loaded: "Companies and users loaded through REST",
  entries_repaired: "Companies and users that were missing in Redis and were written again",
  rest_failures: "REST requests that failed after their retries; each is tried again",
  keys_cleaned: "Keys of other versions that were deleted",
} as const;

const GAUGES = {
  messages_waiting: "Messages that wait to be written",
  companies: "Companies in Redis at the last count",
  users: "Users in Redis at the last count",
  lag_ms: "Time from the arrival of a message until it is in Redis, for the last batch",
  ready: "1 if /ready responds with 200",
} as const;

type CounterName = keyof typeof COUNTERS;
type GaugeName = keyof typeof GAUGES;

/** Counts since the start and the present values, as `/metrics` and `/debug` show them. */
export class Metrics {
  readonly counts: Record<CounterName, number> = zeros<CounterName>(COUNTERS);
  readonly values: Record<GaugeName, number> = zeros<GaugeName>(GAUGES);

  /** Returns the text format of Prometheus. */
  text(): string {
    const lines: string[] = [];
    const add = (name: string, type: string, [about, value]: readonly [string, number]) =>
      lines.push(`# HELP ${name} ${about}`, `# TYPE ${name} ${type}`, `${name} ${value}`);
    for (const [name, about] of Object.entries(COUNTERS)) {
      add(`schematic_replicator_${name}_total`, "counter", [about, this.counts[name as CounterName]]);
    }
    for (const [name, about] of Object.entries(GAUGES)) {
      add(`schematic_replicator_${name}`, "gauge", [about, this.values[name as GaugeName]]);
    }
    // The name is the one that Prometheus' own client libraries use.
    const memory = process.memoryUsage.rss();
    add("process_resident_memory_bytes", "gauge", ["Resident memory of this process", memory]);
    return `${lines.join("\n")}\n`;
  }
}

function zeros<Name extends string>(names: Readonly<Record<Name, string>>): Record<Name, number> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, 0])) as Record<Name, number>;
}

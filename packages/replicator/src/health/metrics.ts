const help = {
  messages_received: "Messages of the datastream",
  messages_applied: "Messages written to Redis",
  messages_skipped: "Messages that are none, or that change an entity that is not cached",
  changes_failed: "Changes that could not be written on their own and were skipped",
  batches_written: "Batches written to Redis",
  redis_errors: "Batches that Redis did not take at once; each is tried again",
  stream_connects: "Connections of the datastream that became ready",
  stream_pauses: "Times that the socket was not read because too many messages waited",
  full_loads: "Complete loads of companies and users through REST",
  entities_loaded: "Companies and users loaded through REST",
  rest_failures: "REST pages that failed after their retries; each is tried again",
  keys_cleaned: "Keys of other versions that were deleted",
} as const;

const gauges = {
  messages_waiting: "Messages that wait to be written",
  companies: "Companies in Redis at the last count",
  users: "Users in Redis at the last count",
  lag_ms: "Time from a message's arrival to its being in Redis, for the last batch",
  ready: "1 when loaded and connected",
} as const;

/** Counts since the start, and the present figures, as `/metrics` and `/debug` show them. */
export class Metrics {
  readonly counts: Record<keyof typeof help, number>;
  readonly values: Record<keyof typeof gauges, number>;

  constructor() {
    const zeros = (names: object) => Object.fromEntries(Object.keys(names).map((name) => [name, 0]));
    this.counts = zeros(help) as Record<keyof typeof help, number>;
    this.values = zeros(gauges) as Record<keyof typeof gauges, number>;
  }

  /** Prometheus' text format. */
  text(): string {
    const lines: string[] = [];
    const add = (name: string, type: string, about: string, value: number) =>
      lines.push(`# HELP ${name} ${about}`, `# TYPE ${name} ${type}`, `${name} ${value}`);
    for (const [name, about] of Object.entries(help)) {
      add(`schematic_replicator_${name}_total`, "counter", about, this.counts[name as keyof typeof help]);
    }
    for (const [name, about] of Object.entries(gauges)) {
      add(`schematic_replicator_${name}`, "gauge", about, this.values[name as keyof typeof gauges]);
    }
    // Under the name that Prometheus' own client libraries give it.
    add(
      "process_resident_memory_bytes",
      "gauge",
      "Resident memory of this process",
      process.memoryUsage.rss(),
    );
    return `${lines.join("\n")}\n`;
  }
}

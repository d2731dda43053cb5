import WebSocket from "ws";

interface Frame {
  entity_type: string;
  message_type: string;
  entity_id?: string;
  data: unknown;
}
interface Metric {
  event_subtype: string;
  period: string;
  month_reset: string;
  value: number;
}
interface Kept {
  keys: Record<string, string>;
  metrics: Map<string, Metric>;
}

const metricKey = (metric: Metric): string =>
  `${metric.event_subtype}|${metric.period}|${metric.month_reset}`;

/**
 * The least that any client of the datastream does: `ws`, `JSON.parse` and a keyed upsert. It answers no
 * checks; only whether a flag is on by default, by which the end of a burst is seen.
 */
export class RawSocket {
  readonly flags: Map<string, boolean> = new Map();
  readonly companies: Map<string, Kept> = new Map();
  readonly #socket: WebSocket;

  constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.#socket.on("message", (data) => this.#take(JSON.parse(String(data)) as Frame));
    this.#socket.on("open", () => this.ask("rulesengine.Flags"));
  }

  ask(entity_type: string, keys?: Record<string, string>): void {
    this.#socket.send(JSON.stringify({ data: { action: "start", entity_type, ...(keys && { keys }) } }));
  }

  check(key: string): Promise<boolean> {
    return Promise.resolve(this.flags.get(key) ?? false);
  }

  close(): void {
    this.#socket.close();
  }

  #take({ entity_type, message_type, entity_id = "", data }: Frame): void {
    if (entity_type === "rulesengine.Company" && message_type === "partial") {
      const company = this.companies.get(entity_id);
      for (const metric of (data as { metrics: Metric[] }).metrics) {
        company?.metrics.set(metricKey(metric), metric);
      }
    } else if (entity_type === "rulesengine.Company") {
      const { id, keys, metrics } = data as { id: string; keys: Kept["keys"]; metrics: Metric[] };
      this.companies.set(id, { keys, metrics: new Map(metrics.map((one) => [metricKey(one), one])) });
    } else {
      for (const flag of [data].flat() as { key: string; default_value: boolean }[]) {
        this.flags.set(flag.key, flag.default_value);
      }
    }
  }
}

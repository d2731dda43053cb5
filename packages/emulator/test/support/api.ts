import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import WebSocket from "ws";
import { type Emulator, type EmulatorOptions, type Seed, startEmulator } from "../../src/index";

/** The story that most tests tell: a starter plan with ten calls a month, a pro plan, one company, one user. */
export const seed: Seed = {
  features: [
    { key: "api-calls", name: "API calls", event: "api-call" },
    { key: "sso", name: "Single sign-on" },
  ],
  flags: [
    {
      key: "beta",
      rules: [{ value: true, when: [{ type: "trait", of: "user", trait: "role", value: "admin" }] }],
    },
    { key: "always-on", default: true },
  ],
  plans: [
    { key: "starter", entitlements: [{ feature: "api-calls", limit: 10 }] },
    { key: "pro", entitlements: [{ feature: "api-calls", limit: 1000 }, { feature: "sso" }] },
  ],
  companies: [
    { keys: { id: "acme", domain: "acme.test" }, name: "Acme", plan: "starter" },
    { keys: { id: "globex" }, name: "Globex" },
  ],
  users: [{ keys: { id: "wile" }, companies: [{ id: "acme" }], traits: { role: "admin" } }],
};

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: { data: T; params: Record<string, unknown>; error: string };
}

/** A plain HTTP client of an emulator: no SDK, so that both cannot share one mistake. */
export class Api {
  readonly emulator: Emulator;

  constructor(emulator: Emulator) {
    this.emulator = emulator;
  }

  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.emulator.url}${path}`, {
      method,
      headers: {
        "X-Schematic-Api-Key": key ?? this.emulator.apiKey,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer<T>["body"] };
  }

  async check(flag: string, body: unknown): Promise<Record<string, unknown>> {
    return (await this.call("POST", `/flags/${flag}/check`, body)).body.data;
  }

  async track(
    event: string,
    company: Record<string, string>,
    rest: Record<string, unknown> = {},
  ): Promise<void> {
    const { quantity, ...envelope } = rest;
    const body = { event, company, ...(quantity === undefined ? {} : { quantity }) };
    await this.call("POST", "/batch", {
      events: [
        {
          api_key: this.emulator.apiKey,
          type: "track",
          body,
          sent_at: new Date().toISOString(),
          ...envelope,
        },
      ],
    });
  }
}

export async function started(options: EmulatorOptions = {}): Promise<Api> {
  return new Api(await startEmulator({ seed, ...options }));
}

export interface Frame {
  entity_type: string;
  message_type: string;
  entity_id?: string;
  stream_id?: string;
  data: Record<string, unknown> & unknown[];
  pagination?: { has_more: boolean; page: number; total: number };
}

/** A plain WebSocket client of the stream. */
export class Stream {
  readonly socket: WebSocket;
  readonly frames: Frame[] = [];
  readonly raw: string[] = [];
  #waiters: (() => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data) => {
      const text = String(data);
      this.raw.push(text);
      try {
        this.frames.push(JSON.parse(text) as Frame);
      } catch {
        // Malformed on purpose: only `raw` has it.
      }
      for (const wake of this.#waiters.splice(0)) wake();
    });
    socket.on("error", () => {});
  }

  static async open(emulator: Emulator, key: string = emulator.apiKey): Promise<Stream> {
    const socket = new WebSocket(emulator.datastreamUrl, { headers: { "X-Schematic-Api-Key": key } });
    const stream = new Stream(socket);
    await once(socket, "open");
    return stream;
  }

  ask(entityType: string, rest: Record<string, unknown> = {}): void {
    this.socket.send(JSON.stringify({ data: { entity_type: `rulesengine.${entityType}`, ...rest } }));
  }

  /** The first frame, from `from` on, that `test` likes. */
  async next(test: (frame: Frame) => boolean, from = 0): Promise<Frame> {
    const deadline = AbortSignal.timeout(60_000);
    for (;;) {
      const found = this.frames.slice(from).find(test);
      if (found !== undefined) return found;
      await new Promise<void>((resolve, reject) => {
        deadline.onabort = () =>
          reject(new Error(`no such frame among ${JSON.stringify(this.frames).slice(0, 2000)}`));
        this.#waiters.push(resolve);
      });
    }
  }

  async closed(): Promise<number> {
    if (this.socket.readyState === WebSocket.CLOSED) return 0;
    const [code] = (await once(this.socket, "close")) as [number];
    return code;
  }
}

export interface Received {
  headers: Record<string, string>;
  body: string;
}

/** A webhook handler on a real server; `answer` says with which status. */
export async function receiver(answer: (n: number) => number = () => 200): Promise<{
  url: string;
  received: Received[];
  close(): Promise<void>;
}> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(answer(received.length)).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

import { type ClockOptions, type EmulatorClock, VirtualClock } from "./clock";
import { createCredits, type EmulatorCredits } from "./credits/control";
import { CreditSweeper } from "./credits/sweeper";
import { EmulatorError } from "./errors";
import { Evaluator } from "./evaluator";
import { createFaults, type Faults, FaultTable } from "./faults/faults";
import { createApp } from "./http/app";
import type { Services } from "./http/context";
import { controlRoutes } from "./http/control";
import { EmulatorServer } from "./http/server";
import { loadSeed, type SeedSource } from "./seed/load";
import type { Keys, Seed } from "./seed/types";
import { applySeed } from "./state/apply";
import { changePlan, deleteCompany, deleteUser } from "./state/companies";
import { FlagTable } from "./state/flag-table";
import { Intake } from "./state/intake";
import type { CapturedEvent, Change } from "./state/model";
import { type Snapshot, takeSnapshot } from "./state/snapshot";
import { Sweeper } from "./state/sweeper";
import { World } from "./state/world";
import { StreamServer } from "./stream/server";
import { type Delivery, WebhookQueue } from "./webhooks/queue";

/** The API key that an emulator accepts whose seed names none. */
export const DEFAULT_API_KEY = "sch_dev_emulator";

export interface EmulatorOptions {
  /** What to start from: a path to a YAML or JSON file, such a text, or an object. Default: nothing. */
  seed?: SeedSource;
  /** Port on the loopback interface. Default 0: a free one. */
  port?: number;
  /** Where time starts. Default: now, running. */
  clock?: ClockOptions;
  /** Delay before a webhook's first redelivery, ms; doubles with each of 5. Default 250. */
  webhookRetryMs?: number;
  /** Captured events that `events()` holds, the newest. Default 100,000. */
  maxEvents?: number;
}

/** A running emulator. */
export interface Emulator extends AsyncDisposable {
  /** REST base URL (`basePath`). */
  readonly url: string;
  /** Event capture base URL (`eventCaptureBaseURL`). */
  readonly captureUrl: string;
  /** WebSocket URL of the datastream. */
  readonly datastreamUrl: string;
  readonly port: number;
  /** The first key that it accepts. */
  readonly apiKey: string;
  readonly clock: EmulatorClock;
  readonly faults: Faults;
  readonly credits: EmulatorCredits;
  /** Captured events without the repeated ones, oldest first. */
  events(): CapturedEvent[];
  /** Requests so far by method and path, such as `POST /batch`; handshakes as `WS /datastream`. */
  requests(): Record<string, number>;
  /** Webhook deliveries, oldest first, at most the last 1,000. */
  deliveries(): Delivery[];
  /** The state as plain data. */
  snapshot(): Snapshot;
  /** Back to the seed: state, events, deliveries, request counts, faults. Sockets stay and are told. */
  reset(): void;
  /** Adds to the state or changes it, as a piece of a seed; clients and webhooks hear of it. */
  apply(seed: Seed): void;
  /** Puts a company on a plan (key or id; null for none). */
  setPlan(company: Keys, plan: string | null): void;
  /** Deletes what the keys (for a flag: its key) lead to. */
  remove(kind: "company" | "user", keys: Keys): void;
  remove(kind: "flag", key: string): void;
  /** Resolves once `test` holds; it is asked again after every change. Rejects after `timeoutMs` (10,000). */
  waitFor(test: (emulator: Emulator) => boolean, timeoutMs?: number): Promise<void>;
  /** Closes every socket and stops; idempotent. */
  close(): Promise<void>;
}

/** Starts an emulator. Throws `EmulatorError`: `invalid_seed`, `seed_not_found`, `unknown_reference`, `port_in_use`. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const seed = loadSeed(options.seed);
  const emulator = new RunningEmulator(seed, options);
  await emulator.start(options.port ?? 0);
  return emulator;
}

class RunningEmulator implements Emulator {
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly credits: EmulatorCredits;
  url = "";
  captureUrl = "";
  datastreamUrl = "";
  port = 0;
  readonly #seed: Seed;
  readonly #world: World;
  readonly #flags: FlagTable;
  readonly #intake: Intake;
  readonly #webhooks: WebhookQueue;
  readonly #stream: StreamServer;
  readonly #sweeper: Sweeper;
  readonly #creditSweeper: CreditSweeper;
  readonly #table = new FaultTable();
  readonly #watchers = new Set<() => void>();
  #server: EmulatorServer | undefined;
  #closing: Promise<void> | undefined;
  #muted = false;

  constructor(seed: Seed, options: EmulatorOptions) {
    this.#seed = seed;
    this.clock = new VirtualClock(options.clock);
    this.#world = new World(() => this.clock.now(), options.maxEvents);
    this.#flags = new FlagTable(this.#world);
    this.#intake = new Intake(this.#world, this.clock);
    const retryDelayMs = options.webhookRetryMs ?? 250;
    this.#webhooks = new WebhookQueue(this.#world, { retryDelayMs, redeliveries: 5, timeoutMs: 10_000 });
    this.#stream = new StreamServer(this.#world, this.#flags, () => this.#notify());
    this.#sweeper = new Sweeper(this.#world, this.clock, () => this.#refresh());
    this.#creditSweeper = new CreditSweeper(this.#world.credits, this.clock);
    this.credits = createCredits({ world: this.#world, intake: this.#intake, stream: this.#stream });
    this.faults = createFaults(this.#table, this.#stream);
    this.#world.onChange((change) => this.#handle(change));
    this.#webhooks.onDelivery(() => this.#notify());
    this.#plant();
  }

  async start(port: number): Promise<void> {
    const evaluator = await Evaluator.create(this.#world, this.#flags);
    const services: Services = {
      world: this.#world,
      flags: this.#flags,
      evaluator,
      intake: this.#intake,
      webhooks: this.#webhooks,
      refresh: () => this.#refresh(),
      watchHolds: () => this.#creditSweeper.schedule(),
    };
    const control = controlRoutes({ emulator: this, services, stream: this.#stream });
    const app = createApp(services, control);
    this.#server = new EmulatorServer({ app, faults: this.#table, stream: this.#stream, world: this.#world });
    this.port = await this.#server.listen(port);
    this.url = `http://127.0.0.1:${this.port}`;
    this.captureUrl = this.url;
    this.datastreamUrl = `ws://127.0.0.1:${this.port}/datastream`;
  }

  get apiKey(): string {
    const [key = DEFAULT_API_KEY] = this.#world.apiKeys;
    return key;
  }

  events(): CapturedEvent[] {
    return [...this.#world.events];
  }

  requests(): Record<string, number> {
    return Object.fromEntries(this.#server?.requests ?? []);
  }

  deliveries(): Delivery[] {
    return this.#webhooks.deliveries.map((delivery) => ({ ...delivery }));
  }

  snapshot(): Snapshot {
    return takeSnapshot({
      world: this.#world,
      flags: this.#flags,
      stream: this.#stream,
      webhooks: this.#webhooks,
      clock: this.clock,
    });
  }

  reset(): void {
    this.#webhooks.clear();
    this.#intake.clear();
    this.faults.clear();
    this.#server?.requests.clear();
    this.#plant();
    this.#world.emit({ type: "reset" });
  }

  apply(seed: Seed): void {
    const checked = loadSeed(seed);
    try {
      applySeed(this.#world, checked);
    } finally {
      this.#refresh();
    }
  }

  setPlan(company: Keys, plan: string | null): void {
    const [found] = this.#world.companies.find(company);
    if (found === undefined) throw notFound("company", company);
    changePlan(this.#world, found, { plan }, "manage_plan");
  }

  remove(kind: "company" | "user" | "flag", which: Keys | string): void {
    if (typeof which === "string") {
      const flag = this.#world.flagByKey(which);
      if (flag === undefined) throw notFound(kind, which);
      this.#world.removeFlag(flag);
      this.#world.emit({ type: "flag", op: "deleted", flag });
      this.#refresh();
    } else if (kind === "company") {
      const [company] = this.#world.companies.find(which);
      if (company === undefined) throw notFound(kind, which);
      deleteCompany(this.#world, company);
      this.#refresh();
    } else {
      const [user] = this.#world.users.find(which);
      if (user === undefined) throw notFound(kind, which);
      deleteUser(this.#world, user);
    }
  }

  waitFor(test: (emulator: Emulator) => boolean, timeoutMs = 10_000): Promise<void> {
    if (test(this)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(watcher);
      };
      const watcher = (): void => {
        try {
          if (!test(this)) return;
          done();
          resolve();
        } catch (error) {
          done();
          reject(error);
        }
      };
      const timer = setTimeout(() => {
        done();
        reject(new EmulatorError("timeout", `waitFor: not so within ${timeoutMs} ms`));
      }, timeoutMs);
      this.#watchers.add(watcher);
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #close(): Promise<void> {
    this.#webhooks.clear();
    this.#stream.close();
    this.clock.close();
    await this.#server?.close();
  }

  /** Fills the world from the seed, in silence. */
  #plant(): void {
    this.#muted = true;
    try {
      this.#world.clear();
      this.#flags.clear();
      applySeed(this.#world, this.#seed);
      if (this.#world.apiKeys.size === 0) this.#world.apiKeys.add(DEFAULT_API_KEY);
      this.#world.flush();
      this.#refresh();
    } finally {
      this.#muted = false;
    }
  }

  #refresh(): void {
    this.#flags.refresh();
    this.#sweeper.schedule();
  }

  #handle(change: Change): void {
    if (this.#muted) return;
    if (change.type === "flag") this.#flags.forget(change.flag.id);
    this.#stream.handle(change);
    this.#webhooks.handle(change);
    this.#notify();
  }

  #notify(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

function notFound(kind: string, which: Keys | string): EmulatorError {
  return new EmulatorError("unknown_reference", `there is no ${kind} ${JSON.stringify(which)}`);
}

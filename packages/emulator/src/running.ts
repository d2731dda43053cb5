import { randomBytes } from "node:crypto";
import { Activity, recordChange, recordDelivery } from "./activity";
import { VirtualClock } from "./clock";
import { DEFAULT_API_KEY, type Emulator, type EmulatorOptions } from "./contract";
import { createCredits, type EmulatorCredits } from "./credits/control";
import { CreditSweeper } from "./credits/sweeper";
import { EmulatorError } from "./errors";
import { Evaluator } from "./evaluator";
import { createFaults, type Faults, FaultTable } from "./faults/faults";
import type { AccessRules } from "./http/access";
import { isLoopback, LOOPBACK, urlHost } from "./http/address";
import { createApp } from "./http/app";
import type { Services } from "./http/context";
import { controlRoutes } from "./http/control/control";
import { EmulatorServer } from "./http/server";
import { exportSeed } from "./seed/export";
import { loadSeed } from "./seed/load";
import type { Keys, Seed } from "./seed/types";
import { type Snapshot, takeSnapshot } from "./snapshot";
import { applySeed } from "./state/apply";
import { changePlan, deleteCompany, deleteUser } from "./state/companies";
import { Intake } from "./state/intake";
import type { CapturedEvent, Change } from "./state/model";
import { Sweeper } from "./state/sweeper";
import { World } from "./state/world";
import { StreamServer } from "./stream/server";
import { type Delivery, WebhookQueue } from "./webhooks/queue";
import { targetProblem } from "./webhooks/target";
import { FlagTable } from "./wire/flag-table";
/** An emulator and the parts that it consists of. */
export class RunningEmulator implements Emulator {
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
  readonly #access: AccessRules;
  readonly #host: string;
  readonly #webhookHosts: readonly string[];
  /** The key that is accepted if the seed names none. */
  readonly #ownKey: string;
  readonly #activity: Activity;
  #server: EmulatorServer | undefined;
  #closing: Promise<void> | undefined;
  #muted = false;

  constructor(seed: Seed, options: EmulatorOptions) {
    this.#seed = seed;
    this.#host = options.host ?? LOOPBACK;
    this.#access = {
      hosts: (options.allowedHosts ?? []).map((host) => host.toLowerCase()),
      origins: options.allowedOrigins ?? [],
      isExposed: !isLoopback(this.#host),
    };
    this.#ownKey = this.#access.isExposed
      ? `sch_dev_${randomBytes(24).toString("base64url")}`
      : DEFAULT_API_KEY;
    this.#webhookHosts = options.webhookHosts ?? [];
    checkWebhooks(seed, this.#webhookHosts);
    this.clock = new VirtualClock(options.clock);
    this.#activity = new Activity(() => this.clock.now());
    this.#world = new World(() => this.clock.now(), options.maxEvents);
    this.#flags = new FlagTable(this.#world);
    this.#intake = new Intake(this.#world, this.clock);
    const retryDelayMs = options.webhookRetryMs ?? 250;
    this.#webhooks = new WebhookQueue(this.#world, {
      retryDelayMs,
      redeliveries: 5,
      timeoutMs: 10_000,
      allowedHosts: this.#webhookHosts,
    });
    this.#stream = new StreamServer(this.#world, this.#flags, {
      sockets: () => this.#notify(),
      frame: (title) => this.#activity.add({ kind: "frame", title }),
    });
    this.#sweeper = new Sweeper(this.#world, this.clock, () => this.#refresh());
    this.#creditSweeper = new CreditSweeper(this.#world.credits, this.clock);
    this.credits = createCredits({ world: this.#world, intake: this.#intake, stream: this.#stream });
    this.faults = createFaults(this.#table, this.#stream);
    this.#world.onChange((change) => this.#handle(change));
    this.#webhooks.onDelivery((delivery) => {
      recordDelivery(this.#activity, delivery);
      this.#notify();
    });
    this.#plant(seed);
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
    const activity = this.#activity;
    const restart = (seed: Seed): void => this.#restart(seed);
    const control = controlRoutes({ emulator: this, services, stream: this.#stream, activity, restart });
    const access = this.#access;
    const app = createApp({ services, control, access, activity });
    this.#server = new EmulatorServer({
      app,
      faults: this.#table,
      stream: this.#stream,
      world: this.#world,
      access,
    });
    this.port = await this.#server.listen(port, this.#host);
    const address = `${urlHost(this.#host)}:${this.port}`;
    this.url = `http://${address}`;
    this.captureUrl = this.url;
    this.datastreamUrl = `ws://${address}/datastream`;
  }

  get apiKey(): string {
    const [key = this.#ownKey] = this.#world.apiKeys;
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
    this.#restart(this.#seed);
  }

  /** Replaces the state by a seed and goes back to the start in everything else. */
  #restart(seed: Seed): void {
    checkWebhooks(seed, this.#webhookHosts);
    this.clock.reset();
    this.#activity.clear();
    this.#webhooks.clear();
    this.#intake.clear();
    this.faults.clear();
    this.#server?.requests.clear();
    this.#plant(seed);
    this.#world.emit({ type: "reset" });
  }

  apply(seed: Seed): void {
    const checked = loadSeed(seed);
    checkWebhooks(checked, this.#webhookHosts);
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

  exportSeed(): Seed {
    return exportSeed(this.#world);
  }

  onChange(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
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
  #plant(seed: Seed): void {
    this.#muted = true;
    try {
      this.#world.clear();
      this.#flags.clear();
      applySeed(this.#world, seed);
      if (this.#world.apiKeys.size === 0) this.#world.apiKeys.add(this.#ownKey);
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
    recordChange(this.#activity, change);
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

/** Throws `invalid_seed` for a webhook that the options do not allow. */
function checkWebhooks(seed: Seed, allowedHosts: readonly string[]): void {
  for (const [i, { url }] of (seed.webhooks ?? []).entries()) {
    const problem = targetProblem(url, allowedHosts);
    if (problem !== undefined) throw new EmulatorError("invalid_seed", `webhooks.${i}.url: ${problem}`);
  }
}

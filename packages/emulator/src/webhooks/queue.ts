import { signWebhook } from "@schematic/webhooks";
import type { Change, Webhook } from "../state/model";
import type { World } from "../state/world";
import { type Notice, noticeOf } from "./bodies";
import { exampleNotice } from "./examples";
import { targetProblem } from "./target";

/** One webhook on its way, or delivered. */
export interface Delivery {
  id: string;
  webhookId: string;
  action: string;
  url: string;
  /** The exact text that is signed and sent, at every attempt. */
  payload: string;
  attempts: number;
  status: "pending" | "success" | "failure";
  responseCode?: number;
  /** Why the last attempt failed, where there was no answer. */
  error?: string;
  /** Headers of the last attempt: signature, timestamp and version. */
  headers?: Record<string, string>;
  createdAt: number;
  sentAt?: number;
}

export interface WebhookQueueOptions {
  /** Delay before the first redelivery, ms; doubles each time. */
  retryDelayMs: number;
  /** Redeliveries after the first attempt (Schematic: 5). */
  redeliveries: number;
  /** ms to wait for an answer. */
  timeoutMs: number;
  /** Hosts that deliveries may go to, in addition to this machine; `*` allows all. */
  allowedHosts: readonly string[];
}

const MAX_PENDING = 1_000;
const MAX_LOG = 1_000;

/**
 * Sends what happens to the webhooks that want it: signed, in order for each webhook, again on failure.
 * Holds at most 1,000 deliveries that are under way; more are dropped and counted.
 */
export class WebhookQueue {
  readonly #world: World;
  readonly #options: WebhookQueueOptions;
  readonly #log: Delivery[] = [];
  readonly #chains = new Map<string, Promise<void>>();
  readonly #watchers = new Set<(delivery: Delivery) => void>();
  readonly #timers = new Set<() => void>();
  #abort = new AbortController();
  #pending = 0;
  dropped = 0;

  constructor(world: World, options: WebhookQueueOptions) {
    this.#world = world;
    this.#options = options;
  }

  /** Returns why webhooks may not be sent to a URL, or undefined. */
  targetProblem(url: string): string | undefined {
    return targetProblem(url, this.#options.allowedHosts);
  }

  /** The last 1,000 deliveries, oldest first. */
  get deliveries(): readonly Delivery[] {
    return this.#log;
  }

  get pending(): number {
    return this.#pending;
  }

  /** Calls `fn` whenever a delivery is made or its state changes. */
  onDelivery(fn: (delivery: Delivery) => void): () => void {
    this.#watchers.add(fn);
    return () => this.#watchers.delete(fn);
  }

  handle(change: Change): void {
    if (this.#world.webhooks.size === 0) return;
    const notice = noticeOf(this.#world, change);
    if (notice === undefined) return;
    for (const webhook of this.#world.webhooks.values()) {
      const wanted = webhook.actions.length === 0 || webhook.actions.includes(notice.action);
      if (webhook.active && wanted) this.#enqueue(webhook, notice);
    }
  }

  /** Sends an example once, past the queue, and answers when it was answered. */
  async sendTest(webhook: Webhook, action: string): Promise<Delivery> {
    const delivery = this.#make(webhook, exampleNotice(action, this.#world.now()));
    await this.#attempt(delivery, webhook.secret);
    if (delivery.status === "pending") delivery.status = "failure";
    this.#tell(delivery);
    return delivery;
  }

  /** Sends a delivery once more with the same payload, past the queue. */
  async redeliver(id: string, secret: string): Promise<Delivery | undefined> {
    const delivery = this.#log.find((known) => known.id === id);
    if (delivery === undefined) return undefined;
    await this.#attempt(delivery, secret);
    if (delivery.status === "pending") delivery.status = "failure";
    this.#tell(delivery);
    return delivery;
  }

  /** Forgets the log and stops what is under way. */
  clear(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    for (const cancel of [...this.#timers]) cancel();
    this.#timers.clear();
    this.#chains.clear();
    this.#log.length = 0;
    this.dropped = 0;
  }

  #make(webhook: Webhook, notice: Notice): Delivery {
    const payload = JSON.stringify({
      action: notice.action,
      account_id: this.#world.accountId,
      environment_id: this.#world.environmentId,
      object_type: notice.objectType,
      body: notice.body,
      ...(notice.companyId === undefined ? {} : { company_id: notice.companyId }),
      ...(notice.featureId === undefined ? {} : { feature_id: notice.featureId }),
    });
    const delivery: Delivery = {
      id: this.#world.ids.make("whev"),
      webhookId: webhook.id,
      action: notice.action,
      url: webhook.url,
      payload,
      attempts: 0,
      status: "pending",
      createdAt: this.#world.now(),
    };
    this.#log.push(delivery);
    if (this.#log.length > MAX_LOG) this.#log.shift();
    this.#tell(delivery);
    return delivery;
  }

  #enqueue(webhook: Webhook, notice: Notice): void {
    if (this.#pending >= MAX_PENDING) {
      this.dropped++;
      return;
    }
    this.#pending++;
    const delivery = this.#make(webhook, notice);
    const { signal } = this.#abort;
    const before = this.#chains.get(webhook.id) ?? Promise.resolve();
    const first = before.then(() => (signal.aborted ? undefined : this.#attempt(delivery, webhook.secret)));
    this.#chains.set(webhook.id, first);
    void first.then(() => this.#redeliver(delivery, webhook.secret, signal)).finally(() => this.#pending--);
  }

  /** A redelivery does not hold up the webhook's next first attempts. */
  async #redeliver(delivery: Delivery, secret: string, signal: AbortSignal): Promise<void> {
    for (let n = 0; n < this.#options.redeliveries && delivery.status === "pending" && !signal.aborted; n++) {
      await this.#sleep(this.#options.retryDelayMs * 2 ** n);
      if (!signal.aborted) await this.#attempt(delivery, secret);
    }
    if (delivery.status === "pending") {
      delivery.status = "failure";
      this.#tell(delivery);
    }
  }

  async #attempt(delivery: Delivery, secret: string): Promise<void> {
    delivery.attempts++;
    delivery.sentAt = this.#world.now();
    try {
      const problem = this.targetProblem(delivery.url);
      if (problem !== undefined) throw new Error(problem);
      // Real time, whatever the emulator's clock says: the receiver checks its age by its own clock.
      const headers = { ...signWebhook(delivery.payload, secret, Date.now()) };
      delivery.headers = headers;
      delete delivery.error;
      const response = await fetch(delivery.url, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
        body: delivery.payload,
        redirect: "manual",
        signal: AbortSignal.any([this.#abort.signal, AbortSignal.timeout(this.#options.timeoutMs)]),
      });
      await response.body?.cancel();
      delivery.responseCode = response.status;
      if (response.status >= 200 && response.status < 300) delivery.status = "success";
    } catch (error) {
      delete delivery.responseCode;
      delivery.error = error instanceof Error ? error.message : String(error);
    }
    this.#tell(delivery);
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#timers.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      timer.unref();
      this.#timers.add(done);
    });
  }

  #tell(delivery: Delivery): void {
    for (const watcher of this.#watchers) watcher(delivery);
  }
}

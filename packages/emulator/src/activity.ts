import type { Change } from "./state/model";
import type { Delivery } from "./webhooks/queue";

/** One thing that happened, for the timeline. */
export interface ActivityEntry {
  id: number;
  kind: "request" | "event" | "frame" | "webhook" | "clock" | "change";
  /** ms since the epoch, the emulator's clock. */
  at: number;
  title: string;
  /** Id of the event or the delivery that it is about. */
  reference?: string;
  request?: RequestRecord;
}

/** A request to the API with what was answered. Bodies are cut after 16 KiB. */
export interface RequestRecord {
  method: string;
  path: string;
  status: number;
  durationMs: number;
  requestBody: string;
  responseBody: string;
}

/** Adds a change of the state. */
export function recordChange(activity: Activity, change: Change): void {
  switch (change.type) {
    case "event": {
      const { id, type, subtype, error } = change.event;
      const title = `${type}${subtype === undefined ? "" : ` ${subtype}`}${error === undefined ? "" : `: ${error}`}`;
      activity.add({ kind: "event", title, reference: id });
      return;
    }
    case "company":
      activity.add({ kind: "change", title: `company ${change.company.name} ${change.op}` });
      return;
    case "user":
      activity.add({ kind: "change", title: `user ${change.user.name || change.user.id} ${change.op}` });
      return;
    case "flag":
      activity.add({ kind: "change", title: `flag ${change.flag.key} ${change.op}` });
      return;
    case "override":
      activity.add({ kind: "change", title: `override ${change.override.id} ${change.op}` });
      return;
    case "limit":
      activity.add({ kind: "change", title: `${change.company.name}: ${change.level} at ${change.usage}` });
      return;
    default:
      return;
  }
}

/** Adds a webhook delivery whose state has changed. */
export function recordDelivery(activity: Activity, delivery: Delivery): void {
  const { action, status, attempts, id, responseCode } = delivery;
  if (attempts === 0) return;
  const outcome = responseCode === undefined ? status : `${responseCode}`;
  activity.add({ kind: "webhook", title: `${action} ${outcome}, attempt ${attempts}`, reference: id });
}

const MAX_ENTRIES = 1_000;
const MAX_BODY = 16 * 1024;

/** The newest 1,000 things that happened. */
export class Activity {
  readonly #now: () => number;
  #entries: ActivityEntry[] = [];
  #next = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Oldest first. */
  get entries(): readonly ActivityEntry[] {
    return this.#entries;
  }

  /** Number of entries ever added; it changes whenever the list does. */
  get version(): number {
    return this.#next;
  }

  add(entry: Omit<ActivityEntry, "id" | "at">): void {
    this.#entries.push({ ...entry, id: this.#next++, at: this.#now() });
    if (this.#entries.length > MAX_ENTRIES * 1.25) this.#entries = this.#entries.slice(-MAX_ENTRIES);
  }

  clear(): void {
    this.#entries = [];
    this.#next++;
  }
}

/** Cuts a body to what the timeline keeps. */
export function cutBody(text: string): string {
  return text.length <= MAX_BODY ? text : `${text.slice(0, MAX_BODY)}… (${text.length} characters)`;
}

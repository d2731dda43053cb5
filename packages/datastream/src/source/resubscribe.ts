import { type EntityRecord, FRESH } from "../data/entity-store";
import type { LocalCopy } from "../data/local-copy";
import type { EntityRequests } from "../data/requests";

/** Requests under way at most: the server's answers set the pace. */
const IN_FLIGHT = 128;
/** How often an entity that gets no answer is asked for before it is given up. */
const TRIES = 3;

interface Job {
  readonly kind: "company" | "user";
  readonly record: EntityRecord;
  tries: number;
}

/**
 * After a reconnect, asks for everything that is cached again, the most recently used first: what
 * changed in between is not replayed, so a copy that is not asked for would stay wrong until its next
 * change.
 */
export class Resubscriber {
  readonly #copy: LocalCopy;
  readonly #requests: EntityRequests;
  readonly #gone: (record: EntityRecord, kind: "company" | "user") => void;
  /** Told apart by number: a new connection makes the run of the last one stop. */
  #run = 0;

  constructor(
    copy: LocalCopy,
    requests: EntityRequests,
    gone: (record: EntityRecord, kind: "company" | "user") => void,
  ) {
    this.#copy = copy;
    this.#requests = requests;
    this.#gone = gone;
  }

  start(): void {
    const run = ++this.#run;
    const jobs: Job[] = [];
    for (const kind of ["company", "user"] as const) {
      for (const record of this.#copy.store(kind).staleByUse()) jobs.push({ kind, record, tries: 0 });
    }
    // Uses are counted per store: by rank, so that neither kind waits for the whole of the other.
    const companies = jobs.findIndex((job) => job.kind === "user");
    const queue = companies <= 0 ? jobs : interleave(jobs.slice(0, companies), jobs.slice(companies));
    let next = 0;
    const worker = async (): Promise<void> => {
      while (run === this.#run && next < queue.length) {
        const job = queue[next++];
        if (job !== undefined && (await this.#ask(job, run)) === "again") queue.push(job);
      }
    };
    for (let i = 0; i < Math.min(IN_FLIGHT, queue.length); i++) void worker();
  }

  stop(): void {
    this.#run++;
  }

  async #ask(job: Job, run: number): Promise<"done" | "again"> {
    const { kind, record } = job;
    const store = this.#copy.store(kind);
    if (record.staleSince === FRESH || store.byId(record.id) !== record) return "done";
    const outcome = await this.#requests.ask(kind, record.rough.keys);
    if (run !== this.#run || store.byId(record.id) !== record || record.staleSince === FRESH) return "done";
    if (outcome === "unanswered" && ++job.tries < TRIES) return "again";
    // Refused, answered by another entity, or never answered: nothing keeps this copy true any more.
    store.remove(record);
    this.#gone(record, kind);
    return "done";
  }
}

function interleave<T>(left: T[], right: T[]): T[] {
  const all: T[] = [];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const a = left[i];
    const b = right[i];
    if (a !== undefined) all.push(a);
    if (b !== undefined) all.push(b);
  }
  return all;
}

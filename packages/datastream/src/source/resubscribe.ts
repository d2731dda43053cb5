import type { Item } from "../data/item";
import type { LocalCopy } from "../data/local-copy";
import type { EntityRequests } from "../data/requests";
import type { EntityKind, WireEntity } from "../wire/messages";

/** Requests under way at most: the server's answers set the pace. */
const IN_FLIGHT = 128;
/** How often an entity that gets no answer is asked for before it is given up. */
const TRIES = 3;

/**
 * After a reconnect, asks for everything that is cached again, the most recently used first: what
 * changed in between is not replayed, so a copy that is not asked for would stay wrong until its next
 * change. Returns the function that stops it.
 */
export function resubscribe(copy: LocalCopy, requests: EntityRequests): () => void {
  let stopped = false;
  const jobs = (kind: EntityKind) =>
    copy[kind].staleByUse().map((item, rank) => ({ kind, item: item as Item<WireEntity>, rank, tries: 0 }));
  // Uses are counted per store: by rank, so that neither kind waits for the whole of the other.
  const queue = [...jobs("company"), ...jobs("user")].sort((a, b) => a.rank - b.rank);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let job = queue[next++]; job && !stopped; job = queue[next++]) {
      const { kind, item } = job;
      const store = copy[kind];
      const settled = (): boolean => item.staleSince === undefined || store.byId(item.id) !== item;
      if (settled()) continue;
      const outcome = await requests.ask(kind, item.rough.keys, true);
      if (stopped || settled()) continue;
      if (outcome === "unanswered" && ++job.tries < TRIES) queue.push(job);
      else {
        // Refused, answered by another entity, or never answered: nothing keeps this copy true any more.
        store.remove(item);
        item.tell();
      }
    }
  };
  for (let i = Math.min(IN_FLIGHT, queue.length); i > 0; i--) void work();
  return () => {
    stopped = true;
  };
}

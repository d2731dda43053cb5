import type { Logger } from "@schematic/core";
import { describeError } from "@schematic-internal/kit";
import type { LocalCopy } from "../data/local-copy";
import type { EntityRequests } from "../data/requests";
import { asFailure, type EntityKind, type Frame, parseFrame, type WireEntity } from "../wire/messages";
import { PageCollector } from "../wire/pages";

/** Applies the server's messages to the local copy, strictly in the order in which they came. */
export class FrameHandler {
  readonly #copy: LocalCopy;
  readonly #requests: EntityRequests;
  readonly #logger: Logger;
  readonly #primed: () => void;
  readonly #pages = new PageCollector();
  /** Single flags that came between the pages of a list, which may be older than they are. */
  #between: Frame[] = [];

  /** `primed` is called when a full list of flags was taken. */
  constructor(copy: LocalCopy, requests: EntityRequests, logger: Logger, primed: () => void) {
    this.#copy = copy;
    this.#requests = requests;
    this.#logger = logger;
    this.#primed = primed;
  }

  /** A new connection: pages of the old one will not be continued. */
  reset(): void {
    this.#pages.reset();
    this.#between = [];
  }

  /** Never throws: a message that cannot be applied is logged, and the next one is handled as usual. */
  handle(raw: unknown): void {
    try {
      const frame = parseFrame(raw);
      if (frame?.type === "error") this.#failure(frame);
      else if (frame === undefined || !this.#apply(frame))
        this.#logger.warn("The datastream sent a message of an unknown form; it was ignored", frame?.type);
    } catch (error) {
      this.#logger.error(
        "A message of the datastream could not be applied; it was ignored",
        describeError(error),
      );
    }
  }

  /** False for a message of no known type. */
  #apply(frame: Frame): boolean {
    const { kind, bulk, type, id, data } = frame;
    if (kind === undefined) return false;
    if (kind === "flag" && !(bulk && type === "full") && this.#pages.open) this.#between.push(frame);
    if (type === "delete") this.#copy.delete(kind, id, data);
    else if (type === "partial" && kind !== "flag") this.#copy.patch(kind, id, data);
    else if (type === "full" && bulk) {
      // Of companies and users it confirms a subscription.
      if (kind === "flag") this.#list(frame);
    } else if (type === "full" || type === "partial") this.#put(frame, kind);
    else return false;
    return true;
  }

  #put({ data }: Frame, kind: EntityKind | "flag"): void {
    const item = this.#copy.put(kind, data);
    if (item === undefined || kind === "flag") return;
    item.staleSince = undefined;
    for (const keys of this.#requests.arrived(kind, item.value as WireEntity))
      this.#copy.store(kind).alias(item, keys);
  }

  #list(frame: Frame): void {
    if (!Array.isArray(frame.data)) {
      this.#logger.warn("The datastream sent a list of flags that is not a list; the last one stays");
      return;
    }
    const list = this.#pages.add(frame);
    if (list === undefined) return;
    this.#copy.replaceFlags(list);
    for (const single of this.#between.splice(0)) this.#apply(single);
    this.#primed();
  }

  #failure(frame: Frame): void {
    const { message, keys, kind } = asFailure(frame);
    this.#logger.debug("The datastream answered with an error", message);
    if (kind !== "flag") this.#requests.refuse(keys, kind);
  }
}

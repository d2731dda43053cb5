import type { Logger } from "@schematic/core";
import { FRESH } from "../data/entity-store";
import type { LocalCopy } from "../data/local-copy";
import type { EntityRequests } from "../data/requests";
import { asFailure, type Frame, parseFrame } from "../wire/messages";
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

  /** Never throws. */
  handle(raw: unknown): void {
    const frame = parseFrame(raw);
    if (frame === undefined) {
      this.#logger.warn(
        "The datastream sent something that is not a message of its protocol; it was left out",
      );
      return;
    }
    if (frame.type === "error") {
      this.#failure(frame);
      return;
    }
    switch (frame.subject) {
      case "flags":
        this.#flags(frame);
        break;
      case "flag":
        if (this.#pages.open) this.#between.push(frame);
        this.#flag(frame);
        break;
      case "company":
      case "companies":
        this.#entity("company", frame);
        break;
      case "user":
      case "users":
        this.#entity("user", frame);
        break;
      default:
        this.#logger.warn(
          "The datastream sent entities of a type that this version does not know",
          frame.entityType,
        );
    }
  }

  #flags(frame: Frame): void {
    if (frame.type === "delete") {
      this.#flag(frame);
      return;
    }
    if (frame.type !== "full") {
      this.#unknownType(frame);
      return;
    }
    if (!Array.isArray(frame.data)) {
      this.#logger.warn("The datastream sent a list of flags that is not a list; the last one stays");
      return;
    }
    const list = this.#pages.add(frame);
    if (list === undefined) return;
    this.#copy.replaceFlags(list);
    for (const single of this.#between.splice(0)) this.#flag(single);
    this.#primed();
  }

  #flag(frame: Frame): void {
    if (frame.type === "delete") this.#copy.deleteFlag(frame.data, frame.entityId);
    else if (frame.type === "full" || frame.type === "partial") this.#copy.putFlag(frame.data);
    else this.#unknownType(frame);
  }

  #entity(kind: "company" | "user", frame: Frame): void {
    const bulk = frame.subject === "companies" || frame.subject === "users";
    switch (frame.type) {
      case "partial":
        this.#copy.patchEntity(kind, frame.entityId, frame.data);
        break;
      case "delete":
        this.#copy.deleteEntity(kind, frame.entityId, frame.data);
        break;
      case "full":
        // In the bulk form it confirms a subscription.
        if (!bulk) this.#full(kind, frame.data);
        break;
      default:
        this.#unknownType(frame);
    }
  }

  #full(kind: "company" | "user", data: unknown): void {
    const record = this.#copy.putEntity(kind, data);
    if (record === undefined) return;
    record.staleSince = FRESH;
    for (const keys of this.#requests.arrived(kind, record.entity))
      this.#copy.store(kind).alias(record, keys);
  }

  #failure(frame: Frame): void {
    const failure = asFailure(frame.data);
    const subject = failure.subject ?? frame.subject;
    const kind =
      subject === "company" || subject === "companies"
        ? "company"
        : subject === "user" || subject === "users"
          ? "user"
          : undefined;
    this.#logger.debug("The datastream answered with an error", failure.message);
    if (subject === "flag" || subject === "flags") return;
    this.#requests.failed(failure, kind);
  }

  #unknownType(frame: Frame): void {
    this.#logger.warn("The datastream sent a message of a type that this version does not know", frame.type);
  }
}

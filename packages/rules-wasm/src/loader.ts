import { type Arena, memoryLimit } from "./arena";
import { COMPANY, FLAG, USER } from "./codes";
import { Refusal } from "./encode/check";
import { type Encoded, encodeCompany, encodeFlag, encodeUser } from "./encode/entities";
import { RulesEngineError } from "./errors";
import type { EntityInput, EntityKind } from "./types";

const ENCODERS = { flag: encodeFlag, company: encodeCompany, user: encodeUser } as const;
const CODES = { flag: FLAG, company: COMPANY, user: USER } as const;

const FAULT_SYNTAX = 1;
const FAULT_ENTITY = 2;

/** Words of an entity's block. */
const K_ID = 1;
const K_KEY = 10;
const K_DEFAULT = 11;

/** An entity in the engine: its block's address, and what the host keeps beside it. */
export interface Loaded {
  address: number;
  encoded: Encoded;
}

/** Brings entities into the engine: objects through the host's encoder, JSON through the engine's parser. */
export class Loader {
  readonly #arena: Arena;
  #busy = false;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** Loads an entity; throws as `RulesEngine.load`. */
  load(kind: EntityKind, entity: EntityInput): Loaded {
    if (this.#busy) {
      throw new RulesEngineError("reentrant", "An entity's getter called the engine that is reading it.");
    }
    if (ENCODERS[kind] === undefined) {
      throw new RulesEngineError(
        "invalid_entity",
        `kind must be "flag", "company" or "user", got ${String(kind)}.`,
      );
    }
    this.#busy = true;
    try {
      return this.#load(kind, entity);
    } catch (error) {
      if (!(error instanceof RulesEngineError && error.code === "memory_limit")) throw error;
      // Once more without the texts that are kept for later loads.
      this.#arena.settle();
      this.#arena.sweep();
      return this.#load(kind, entity);
    } finally {
      this.#busy = false;
      this.#arena.settle();
    }
  }

  #load(kind: EntityKind, entity: EntityInput): Loaded {
    const { exports } = this.#arena;
    if (typeof entity === "string" || entity instanceof Uint8Array) {
      const address = exports.parse(CODES[kind], this.#arena.write(entity)) >>> 0;
      this.#arena.refresh();
      if (address === 0) throw this.#parseError(kind, entity);
      return { address, encoded: this.#describe(kind, address) };
    }
    const encoded = this.#encode(kind, entity);
    const address = exports.load(CODES[kind], this.#arena.size) >>> 0;
    this.#arena.refresh();
    if (address === 0) throw memoryLimit();
    return { address, encoded };
  }

  #encode(kind: EntityKind, entity: object): Encoded {
    try {
      return ENCODERS[kind](this.#arena, entity);
    } catch (error) {
      if (error instanceof Refusal) throw refused(kind, error);
      throw error;
    }
  }

  /** What the host keeps of an entity that was parsed inside; its rules and entitlements are read when asked for. */
  #describe(kind: EntityKind, address: number): Encoded {
    const arena = this.#arena;
    const at = address >>> 2;
    return {
      id: arena.read((arena.words[at + K_ID] as number) >>> 0),
      key: kind === "flag" ? arena.read((arena.words[at + K_KEY] as number) >>> 0) : "",
      defaultValue: kind === "flag" && ((arena.words[at + K_DEFAULT] as number) & 1) === 1,
      rules: [],
      entitlements: undefined,
    };
  }

  /** Why text was refused. For the path of a wrong member it is read once more, as an object. */
  #parseError(kind: EntityKind, text: string | Uint8Array): RulesEngineError {
    const fault = this.#arena.exports.parseFault();
    const at = this.#arena.exports.parseFaultAt() >>> 0;
    this.#arena.settle();
    if (fault === FAULT_SYNTAX) {
      return new RulesEngineError("invalid_json", `The ${kind} is no JSON at byte ${at}.`);
    }
    if (fault !== FAULT_ENTITY) return memoryLimit();
    try {
      this.#encode(kind, JSON.parse(typeof text === "string" ? text : new TextDecoder().decode(text)));
    } catch (error) {
      if (error instanceof RulesEngineError && error.code === "invalid_entity") return error;
    }
    return new RulesEngineError(
      "invalid_entity",
      `The ${kind} has a member that is given twice or is of a wrong type at byte ${at}.`,
    );
  }
}

const NULL_BYTES = [110, 117, 108, 108];

/** Absent is also what the published engine takes for it: empty text and the text `null`. */
export function isAbsent(entity: EntityInput | null | undefined): entity is null | undefined {
  if (entity === undefined || entity === null || entity === "" || entity === "null") return true;
  if (!(entity instanceof Uint8Array)) return false;
  return entity.length === 0 || (entity.length === 4 && NULL_BYTES.every((byte, i) => entity[i] === byte));
}

function refused(kind: EntityKind, refusal: Refusal): RulesEngineError {
  const path =
    refusal.path === "" ? kind : `${kind}${refusal.path.startsWith("[") ? "" : "."}${refusal.path}`;
  return new RulesEngineError("invalid_entity", `${path} ${refusal.message}.`);
}

import { type Arena, memoryLimit } from "./arena";
import { locate, Refusal } from "./check";
import { type Encoded, encodeEntity } from "./encode";
import { RulesEngineError } from "./errors";
import type { Schema } from "./schema";
import type { EntityInput, EntityKind } from "./types";

/** The engine's numbers of the kinds are their places, from 1. */
const KINDS: readonly unknown[] = ["", "flag", "company", "user"];

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
  readonly #schema: Schema;
  #busy = false;

  constructor(arena: Arena, schema: Schema) {
    this.#arena = arena;
    this.#schema = schema;
  }

  /** Loads an entity; throws as `RulesEngine.load`. */
  load(kind: EntityKind, entity: EntityInput): Loaded {
    if (this.#busy) {
      throw new RulesEngineError("reentrant", "An entity's getter called the engine that is reading it.");
    }
    if (KINDS.indexOf(kind) < 1) {
      throw invalid(`kind must be "flag", "company" or "user", got ${String(kind)}.`);
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
    const arena = this.#arena;
    const code = KINDS.indexOf(kind);
    const isText = typeof entity === "string" || entity instanceof Uint8Array;
    const encoded = isText ? undefined : this.#encode(kind, entity);
    const address =
      (isText ? arena.exports.parse(code, arena.write(entity)) : arena.exports.load(code, arena.size)) >>> 0;
    arena.refresh();
    if (address === 0) throw isText ? this.#parseError(kind, entity) : memoryLimit();
    return { address, encoded: encoded ?? this.#describe(kind, address) };
  }

  #encode(kind: EntityKind, entity: unknown): Encoded {
    const encode = (value: unknown): Encoded =>
      encodeEntity(this.#arena, this.#schema, KINDS.indexOf(kind), value);
    try {
      return encode(entity);
    } catch (error) {
      if (error instanceof Refusal) throw invalid(`${locate(kind, entity, encode)} ${error.message}.`);
      throw error;
    }
  }

  /** What the host keeps of an entity that was parsed inside; its rules and entitlements are read when asked for. */
  #describe(kind: EntityKind, address: number): Encoded {
    const arena = this.#arena;
    const word = (place: number): number => arena.words[(address >>> 2) + place] as number;
    const isFlag = kind === "flag";
    return {
      id: arena.read(word(K_ID)),
      key: isFlag ? arena.read(word(K_KEY)) : "",
      defaultValue: isFlag && (word(K_DEFAULT) & 1) === 1,
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
    return invalid(`The ${kind} has a member that is given twice or is of a wrong type at byte ${at}.`);
  }
}

/** Absent is also what the published engine takes for it: empty text and the text `null`. */
export function isAbsent(entity: EntityInput | null | undefined): entity is null | undefined {
  const text = entity instanceof Uint8Array && entity.length < 5 ? String.fromCharCode(...entity) : entity;
  return (text ?? "") === "" || text === "null";
}

function invalid(message: string): RulesEngineError {
  return new RulesEngineError("invalid_entity", message);
}

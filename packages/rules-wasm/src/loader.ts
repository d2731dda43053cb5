import * as L from "../assembly/layout";
import { type Arena, memoryLimit } from "./arena";
import { RulesEngineError } from "./errors";
import { LoadedEntity } from "./handles";
import type { EntityInput, EntityKind, LoadOptions } from "./types";
import { Refusal } from "./wire/check";
import type { Draft } from "./wire/draft";
import { readEntity } from "./wire/entity";
import { type ExactJson, readJson } from "./wire/json";
import { locate } from "./wire/locate";
import { isPrototypeClean } from "./wire/prototype";
import type { Origin } from "./wire/structs";

export const KIND_CODES: Readonly<Record<EntityKind, number>> = {
  flag: L.FLAG,
  company: L.COMPANY,
  user: L.USER,
};

const NULL_TEXT = "null";
/** Created at first use: Jest's jsdom has no decoder, and an import must work there. */
let decoder: TextDecoder | undefined;

/** Reads an entity of any form into the draft. Nothing in the engine changes. */
export function draftEntity(
  draft: Draft,
  kind: EntityKind,
  entity: EntityInput,
  options?: LoadOptions,
): void {
  if (!Object.hasOwn(KIND_CODES, kind)) {
    throw invalid(`kind must be "flag", "company" or "user", got ${String(kind)}.`);
  }
  const json = jsonOf(kind, entity);
  const value = json ? json.value : entity;
  draft.isPlain = options?.isPlainData === true || json !== undefined;
  const isClean = isPrototypeClean();
  const origin: Origin = {
    isPrototypeClean: isClean,
    hasOwnOnly: isClean && draft.isPlain && json?.hasLiterals !== true,
    duplicates: json?.duplicates,
  };
  try {
    readEntity(draft, KIND_CODES[kind], value, origin);
  } catch (error) {
    throw error instanceof Refusal ? refusal(draft, kind, value, { origin, error }) : error;
  }
}

/** The error of an entity that was refused; it is read once more for the path of the member. */
function refusal(
  draft: Draft,
  kind: EntityKind,
  value: unknown,
  { origin, error }: { origin: Origin; error: Refusal },
): RulesEngineError {
  const read = (given: unknown): void => readEntity(draft, KIND_CODES[kind], given, origin);
  const path = error.isComplete ? `The ${kind}` : locate(kind, value, read);
  return invalid(`${path} ${error.message}.`);
}

function jsonOf(kind: EntityKind, entity: EntityInput): ExactJson | undefined {
  if (typeof entity !== "string" && !ArrayBuffer.isView(entity)) return undefined;
  const text = typeof entity === "string" ? entity : decoded(kind, entity);
  try {
    return readJson(text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    throw new RulesEngineError("invalid_json", `The ${kind} ${cause.message}.`, { cause });
  }
}

function decoded(kind: EntityKind, bytes: ArrayBufferView): string {
  try {
    decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes);
  } catch (cause) {
    throw new RulesEngineError("invalid_json", `The ${kind} is not valid UTF-8.`, { cause });
  }
}

function loadOnce(arena: Arena, draft: Draft, kind: EntityKind): LoadedEntity {
  arena.receive(draft);
  const address = arena.exports.load(KIND_CODES[kind], draft.size) >>> 0;
  arena.refresh();
  if (address === 0) throw memoryLimit();
  return new LoadedEntity(kind, address, draft);
}

/** Loads a draft. When memory is short it tries again without the texts that are kept for later loads. */
export function loadDraft(arena: Arena, draft: Draft, kind: EntityKind): LoadedEntity {
  try {
    return loadOnce(arena, draft, kind);
  } catch (error) {
    if (!(error instanceof RulesEngineError && error.code === "memory_limit")) throw error;
    arena.settle();
    arena.sweep();
    return loadOnce(arena, draft, kind);
  } finally {
    arena.settle();
  }
}

/** True for what the published engine takes as absent: nothing, empty text and the text `null`. */
export function isAbsent(entity: EntityInput | null | undefined): entity is null | undefined {
  if (!ArrayBuffer.isView(entity)) return (entity ?? "") === "" || entity === NULL_TEXT;
  const { buffer, byteOffset, byteLength } = entity;
  const start = new Uint8Array(buffer, byteOffset, Math.min(byteLength, NULL_TEXT.length));
  return byteLength === 0 || (byteLength === NULL_TEXT.length && String.fromCharCode(...start) === NULL_TEXT);
}

function invalid(message: string): RulesEngineError {
  return new RulesEngineError("invalid_entity", message);
}

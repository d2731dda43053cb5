// The buffers between host and engine: the arena of records, and the input text.

import { alloc, capacity, free } from "./heap";

/** Start of the arena. */
export let arena: usize = 0;
/** Start of the input buffer. */
export let input: usize = 0;

const SMALL: u32 = 16384;
const LARGE_ARENA: u32 = 1 << 20;
const LARGE_INPUT: u32 = 1 << 18;

function resize(block: usize, keep: u32, bytes: u32): usize {
  if (block && capacity(block) >= bytes) return block;
  const bigger = alloc(bytes);
  if (!bigger) return 0;
  if (block) {
    memory.copy(bigger, block, keep);
    free(block);
  }
  return bigger;
}

/** Makes room for `bytes` in the arena and keeps the first `keep`; returns false when memory is short. */
export function needArena(keep: u32, bytes: u32): bool {
  if (arena && capacity(arena) >= bytes) return true;
  const grown = resize(arena, keep, bytes + (bytes >> 1));
  const enough = grown ? grown : resize(arena, keep, bytes);
  if (!enough) return false;
  arena = enough;
  return true;
}

export function needInput(bytes: u32): bool {
  if (input && capacity(input) >= bytes + 16) return true;
  if (input) free(input);
  input = alloc(bytes + 16);
  return input != 0;
}

/** Frees large buffers after a load. */
export function trimBuffers(): void {
  if (capacity(arena) > LARGE_ARENA) {
    free(arena);
    arena = 0;
    needArena(0, SMALL);
  }
  if (input && capacity(input) > LARGE_INPUT) {
    free(input);
    input = 0;
  }
}

export function initArena(): bool {
  return needArena(0, SMALL);
}

/** Address of a record by its offset, 0 for none. */
@inline export function each(offset: u32): usize {
  return offset ? arena + offset : 0;
}

/** Number of elements of a list. */
export function lengthOf(list: u32): u32 {
  let count: u32 = 0;
  for (let at = each(list); at; at = each(load<u32>(at))) count++;
  return count;
}

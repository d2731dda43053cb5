// Blocks of raw memory: first fit in size classes, neighbours merged when freed. A block's header is the
// four bytes before it, so blocks start at multiples of 16 and their sizes are 12 modulo 16.

const FREE: u32 = 1;
const LEFT_FREE: u32 = 2;
const FLAGS: u32 = 3;
const WORDS: u32 = 7;
const bins: usize = memory.data(WORDS * 32 * 4, 16);
const bitmap: usize = memory.data(WORDS * 4, 16);
let sentinel: usize = 0;
let maxPages: i32 = 0;
/** Readers may take eight bytes at a time and so reach beyond a block, even the last one. */
const OVERREAD: u32 = 16;
/** Bytes in blocks that are in use, headers included. */
export let usedBytes: usize = 0;

@inline function header(block: usize): u32 {
  return load<u32>(block - 4);
}

/** Size classes: sixteenths of bytes exactly below 256, then eight for each power of two. */
@inline function binOf(units: u32): u32 {
  if (units < 16) return units;
  const log = 31 - clz(units);
  return 16 + ((log - 4) << 3) + ((units >> (log - 3)) & 7);
}

function insertFree(block: usize, size: u32): void {
  store<u32>(block - 4, size | FREE);
  store<u32>(block + size - 4, block as u32);
  const right = block + size;
  store<u32>(right, load<u32>(right) | LEFT_FREE);
  const bin = binOf((size + 4) >> 4);
  const head = load<u32>(bins + (bin << 2));
  store<u32>(block, 0);
  store<u32>(block, head, 4);
  if (head) store<u32>(head, block as u32);
  store<u32>(bins + (bin << 2), block as u32);
  const word = bitmap + ((bin >> 5) << 2);
  store<u32>(word, load<u32>(word) | (1 << (bin & 31)));
}

function removeFree(block: usize): void {
  const previous = load<u32>(block);
  const next = load<u32>(block, 4);
  if (next) store<u32>(next, previous);
  if (previous) {
    store<u32>(previous, next, 4);
    return;
  }
  const bin = binOf(((header(block) & ~FLAGS) + 4) >> 4);
  store<u32>(bins + (bin << 2), next);
  if (!next) {
    const word = bitmap + ((bin >> 5) << 2);
    store<u32>(word, load<u32>(word) & ~(1 << (bin & 31)));
  }
}

export function initMemory(limitPages: i32): void {
  maxPages = limitPages;
  const first = (__heap_base + 19) & ~15;
  sentinel = (<usize>memory.size() << 16) - 4 - OVERREAD;
  store<u32>(sentinel, 0);
  insertFree(first, (sentinel - first) as u32);
}

function grow(size: u32): bool {
  const pages = memory.size();
  const needed = ((size + 64) >>> 16) as i32 + 1;
  const room = maxPages - pages;
  if (needed > room) return false;
  const step = max(needed, min(pages >> 3, room));
  if (memory.grow(step) < 0) return false;
  const block = sentinel + 4;
  const flags = load<u32>(sentinel) & LEFT_FREE;
  sentinel = (<usize>memory.size() << 16) - 4 - OVERREAD;
  const added = (sentinel - block) as u32;
  store<u32>(sentinel, 0);
  store<u32>(block - 4, added | flags);
  usedBytes += added + 4;
  free(block);
  return true;
}

/** A block of at least `bytes`, its content undefined; 0 when the limit is reached. */
export function alloc(bytes: u32): usize {
  if (bytes > 0x3fff0000) return 0;
  const size = max<u32>(12, ((bytes + 19) & ~15) - 4);
  const units = (size + 4) >> 4;
  const bin = binOf(units < 16 ? units : units + (1 << (28 - clz(units))) - 1);
  let word = bin >> 5;
  let candidates = load<u32>(bitmap + (word << 2)) & (<u32>0xffffffff << (bin & 31));
  while (!candidates) {
    if (++word == WORDS) {
      // One eighth more, because a search rounds up to the next size class.
      return grow(size + (size >> 3) + 64) ? alloc(bytes) : 0;
    }
    candidates = load<u32>(bitmap + (word << 2));
  }
  const block = load<u32>(bins + (((word << 5) + ctz(candidates)) << 2)) as usize;
  removeFree(block);
  const has = header(block) & ~FLAGS;
  if (has - size >= 16) {
    store<u32>(block - 4, size);
    insertFree(block + size + 4, has - size - 4);
    usedBytes += size + 4;
  } else {
    store<u32>(block - 4, has);
    const right = block + has;
    store<u32>(right, load<u32>(right) & ~LEFT_FREE);
    usedBytes += has + 4;
  }
  return block;
}

export function free(block: usize): void {
  const flags = header(block);
  let size = flags & ~FLAGS;
  usedBytes -= size + 4;
  const right = block + size + 4;
  if (header(right) & FREE) {
    removeFree(right);
    size += (header(right) & ~FLAGS) + 4;
  }
  if (flags & LEFT_FREE) {
    block = load<u32>(block - 8);
    removeFree(block);
    size += (header(block) & ~FLAGS) + 4;
  }
  insertFree(block, size);
}

/** Bytes that a block can hold. */
export function capacity(block: usize): u32 {
  return header(block) & ~FLAGS;
}

// The texts that the block being built refers to: each is retained once and listed, so that it can be released.

import * as L from "../layout";
import { release, retain } from "../memory/strings";

let texts: usize = 0;
let count: u32 = 0;

/** Starts the list of a block. */
export function beginReferences(block: usize, at: usize): void {
  texts = at;
  count = 0;
  store<u32>(block, at as u32, L.K_TEXTS);
}

/** Counts a reference; 0 is no text. */
export function refer(text: u32): void {
  if (!text) return;
  retain(text);
  store<u32>(texts + (count++ << 2), text);
}

export function endReferences(block: usize): void {
  store<u32>(block, count, L.K_TEXT_COUNT);
}

/** Releases all texts of a block. */
export function releaseReferences(block: usize): void {
  const list = load<u32>(block, L.K_TEXTS) as usize;
  for (let i: u32 = 0; i < load<u32>(block, L.K_TEXT_COUNT); i++) release(load<u32>(list + (i << 2)));
}

const TABLE: Uint32Array = new Uint32Array(256).map((_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** Returns the CRC-32 (IEEE) of a part of `bytes`. `node:zlib` has this function from Node 22 on only. */
export function crc32(bytes: Uint8Array, from: number, to: number): number {
  return finishCrc(updateCrc(CRC_START, bytes, { from, to }));
}

/** State of a CRC-32 before its first byte. */
export const CRC_START = 0xffffffff;

/** Returns the state after a further part of `bytes`. */
export function updateCrc(
  state: number,
  bytes: Uint8Array,
  { from, to }: { from: number; to: number },
): number {
  let crc = state;
  for (let i = from; i < to; i++) {
    crc = (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  }
  return crc;
}

/** Returns the checksum of a state. */
export function finishCrc(state: number): number {
  return (state ^ 0xffffffff) >>> 0;
}

const table: Uint16Array = /* @__PURE__ */ makeTable();

function makeTable(): Uint16Array {
  const entries = new Uint16Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    entries[byte] = crc;
  }
  return entries;
}

const encoder: TextEncoder = /* @__PURE__ */ new TextEncoder();

/** The hash slot of a key, 0 to 16,383 (Redis cluster specification, CRC16 of the hash tag or the key). */
export function slotOf(key: string): number {
  const open = key.indexOf("{");
  const close = open < 0 ? -1 : key.indexOf("}", open + 1);
  const hashed = close > open + 1 ? key.slice(open + 1, close) : key;
  let crc = 0;
  for (const byte of encoder.encode(hashed)) {
    crc = ((crc << 8) & 0xffff) ^ (table[((crc >> 8) ^ byte) & 0xff] ?? 0);
  }
  return crc & 0x3fff;
}

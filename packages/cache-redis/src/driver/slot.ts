import { encodeText } from "@schematic-internal/kit";

/** Returns the hash slot of a key, 0 to 16,383 (Redis cluster specification, CRC16 of the hash tag or the key). */
export function slotOf(key: string): number {
  const hashed = /^[^{]*\{([^}]+)\}/.exec(key)?.[1] ?? key;
  let crc = 0;
  for (const byte of encodeText(hashed)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
  }
  return crc & 0x3fff;
}

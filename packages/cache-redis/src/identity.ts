import { isObject } from "@schematic-internal/kit";

const FLAG_KEY = /^flags:[^:]+:(.*)$/s;
const ENTITY_KEY = /^(?:company|user):[^:]+:(.*)$/s;
const CHECK_KEY = /^check:(\d+):/;

/**
 * Returns false if an entry names another flag, company or user than its key. Such an entry was stored by mistake or
 * by another program, and using it would apply the rules or entitlements of another. Keys of other layouts and
 * entries without a name pass.
 */
export function belongsTo(key: string, value: unknown): boolean {
  if (!isObject(value)) return true;
  const { key: flag, id, flagKey } = value as Record<string, unknown>;
  const ofFlag = FLAG_KEY.exec(key);
  if (ofFlag) return flag === undefined || isSame(flag, ofFlag[1]);
  const ofEntity = ENTITY_KEY.exec(key);
  if (ofEntity) return id === undefined || id === ofEntity[1];
  const ofCheck = CHECK_KEY.exec(key);
  if (ofCheck === null || flagKey === undefined) return true;
  return typeof flagKey === "string" && key.startsWith(`${flagKey}|`, ofCheck[0].length);
}

/** Keys of flags in the cache are in lower case. */
function isSame(name: unknown, keyPart: string | undefined): boolean {
  return typeof name === "string" && name.toLowerCase() === keyPart?.toLowerCase();
}

import { type WireEntity, wireForm } from "@schematic/datastream/protocol";
import { isObject, isText } from "@schematic-internal/kit";

/**
 * Parses a stored company or user. Returns undefined for a missing entry and for one that cannot be used: it is not
 * JSON, or it names another entity than its key. Such an entry is written over by the next whole message.
 */
export function parseEntity(text: string | null, id: string): WireEntity | undefined {
  if (text === null) return undefined;
  try {
    const entity = wireForm(JSON.parse(text));
    if (!isObject(entity) || entity.id !== id) return undefined;
    const pairs = isObject(entity.keys) ? Object.entries(entity.keys) : [];
    return { ...entity, id, keys: Object.fromEntries(pairs.filter(hasText)) };
  } catch {
    return undefined;
  }
}

function hasText(pair: [string, unknown]): pair is [string, string] {
  return isText(pair[1]);
}

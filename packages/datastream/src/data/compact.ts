import { isObject, isText, type WireEntity } from "../wire/messages";
import { sameJson } from "./same-json";

/** Texts beyond this length are seldom the same twice. */
const LONGEST = 64;
/** Texts, and definitions, that are remembered; then it begins anew. */
const MOST = 20_000;

/**
 * Lets entities share what they have in common. Reading JSON makes every text and object anew, and two
 * thirds of a company are the same few ids, names and trait definitions over and over.
 */
export class Compactor {
  readonly #texts = new Map<string, string>();
  readonly #definitions = new Map<string, object>();

  /** Replaces, in place, texts and definitions by equal ones that are there already. */
  compact({
    metrics,
    entitlements,
    traits,
    plan_ids,
    plan_version_ids,
    billing_product_ids,
  }: WireEntity): void {
    for (const list of [metrics, entitlements, plan_ids, plan_version_ids, billing_product_ids]) {
      if (!Array.isArray(list)) continue;
      for (let i = 0; i < list.length; i++) {
        const one: unknown = list[i];
        if (isText(one)) list[i] = this.#share(one);
        else if (isObject(one)) this.#shareTexts(one);
      }
    }
    if (Array.isArray(traits)) for (const one of traits) this.#shareDefinition(one);
  }

  #shareTexts(item: Record<string, unknown>): void {
    for (const name of Object.keys(item)) {
      const text = item[name];
      if (isText(text) && name !== "__proto__") item[name] = this.#share(text);
    }
  }

  #share(text: string): string {
    return text.length > LONGEST ? text : (this.#texts.get(text) ?? keep(this.#texts, text, text));
  }

  #shareDefinition(trait: { trait_definition?: unknown } | null): void {
    const definition = trait?.trait_definition;
    if (!trait || !isObject(definition) || !isText(definition.id)) return;
    const known = this.#definitions.get(definition.id);
    if (known && sameJson(known, definition)) trait.trait_definition = known;
    else keep(this.#definitions, definition.id, definition);
  }
}

function keep<T>(known: Map<string, T>, name: string, value: T): T {
  if (known.size >= MOST) known.clear();
  known.set(name, value);
  return value;
}

import type { WireEntity } from "../wire/messages";
import { isObject } from "../wire/shapes";
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
  compact(entity: WireEntity): void {
    for (const list of [entity.metrics, entity.entitlements]) {
      if (Array.isArray(list)) for (const one of list) if (isObject(one)) this.#shareTexts(one);
    }
    if (Array.isArray(entity.traits)) for (const one of entity.traits) this.#shareDefinition(one);
    for (const list of [entity.plan_ids, entity.plan_version_ids, entity.billing_product_ids]) {
      if (!Array.isArray(list)) continue;
      list.forEach((text, at) => {
        if (typeof text === "string") list[at] = this.#share(text);
      });
    }
  }

  #shareTexts(item: Record<string, unknown>): void {
    for (const name in item) {
      const text = item[name];
      if (typeof text === "string" && name !== "__proto__") item[name] = this.#share(text);
    }
  }

  #share(text: string): string {
    if (text.length > LONGEST) return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= MOST) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }

  #shareDefinition(trait: unknown): void {
    const definition = isObject(trait) ? trait.trait_definition : undefined;
    if (!isObject(trait) || !isObject(definition) || typeof definition.id !== "string") return;
    const known = this.#definitions.get(definition.id);
    if (known !== undefined && sameJson(known, definition)) {
      trait.trait_definition = known;
      return;
    }
    if (this.#definitions.size >= MOST) this.#definitions.clear();
    this.#definitions.set(definition.id, definition);
  }
}

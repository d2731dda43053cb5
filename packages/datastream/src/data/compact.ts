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
  readonly #known = new Map<string, unknown>();

  /** Replaces, in place, texts and definitions by equal ones that are there already. */
  compact({
    metrics,
    entitlements,
    traits,
    plan_ids,
    plan_version_ids,
    billing_product_ids,
  }: WireEntity): void {
    for (const list of [metrics, entitlements, traits, plan_ids, plan_version_ids, billing_product_ids]) {
      if (!Array.isArray(list)) continue;
      for (let i = 0; i < list.length; i++) {
        const one: unknown = list[i];
        if (isText(one)) list[i] = this.#share(one, one);
        else if (!isObject(one)) continue;
        else if (list !== traits) this.#shareTexts(one);
        else {
          const { trait_definition } = one;
          if (isObject(trait_definition) && isText(trait_definition.id))
            one.trait_definition = this.#share(`definition ${trait_definition.id}`, trait_definition);
        }
      }
    }
  }

  #shareTexts(item: Record<string, unknown>): void {
    for (const name in item) {
      const text = item[name];
      if (isText(text) && name !== "__proto__") item[name] = this.#share(text, text);
    }
  }

  #share(name: string, value: unknown): unknown {
    if (name.length > LONGEST) return value;
    const known = this.#known.get(name);
    if (known !== undefined && sameJson(known, value)) return known;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(name, value);
    return value;
  }
}

import type { Frame } from "./messages";

/**
 * Puts a list together that comes in several messages. Until the last page is there the list is not
 * whole, and taking a part for the whole would delete what is on the other pages.
 */
export class PageCollector {
  #items: unknown[] | undefined;
  #lastPage: number | undefined;

  /** The whole list once it is complete, `undefined` while pages are missing or when there is no list. */
  add(frame: Frame): unknown[] | undefined {
    if (!Array.isArray(frame.data)) return undefined;
    if (frame.hasMore === undefined) {
      this.reset();
      return frame.data;
    }
    // A page number that does not rise: the server began anew, whatever number it counts from.
    const again = frame.page !== undefined && this.#lastPage !== undefined && frame.page <= this.#lastPage;
    const items = this.#items === undefined || again ? [] : this.#items;
    for (const item of frame.data) items.push(item);
    if (frame.hasMore) {
      this.#items = items;
      this.#lastPage = frame.page;
      return undefined;
    }
    this.reset();
    return items;
  }

  /** Whether pages of a list are still to come. */
  get open(): boolean {
    return this.#items !== undefined;
  }

  reset(): void {
    this.#items = undefined;
    this.#lastPage = undefined;
  }
}

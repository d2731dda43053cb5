/** Splits a list into pages of `size` items; an empty list is one empty page. */
export function pagesBySize<T>(items: readonly T[], size: number): T[][] {
  const pages: T[][] = [];
  for (let start = 0; start < items.length; start += size) pages.push(items.slice(start, start + size));
  return pages.length === 0 ? [[]] : pages;
}

/** Splits a list into pages of at most `maxBytes` of JSON; a larger item gets a page of its own. */
export function pagesByBytes<T>(items: readonly T[], maxBytes: number): T[][] {
  const pages: T[][] = [[]];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes + size > maxBytes && bytes > 0) {
      pages.push([]);
      bytes = 0;
    }
    pages.at(-1)?.push(item);
    bytes += size;
  }
  return pages;
}

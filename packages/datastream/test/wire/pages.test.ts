import { describe, expect, it } from "vitest";
import { parseFrame } from "../../src/wire/messages";
import { PageCollector } from "../../src/wire/pages";

function page(data: unknown, pagination?: { has_more: boolean; page?: number }) {
  const frame = parseFrame(
    JSON.stringify({ entity_type: "rulesengine.Flags", message_type: "full", data, pagination }),
  );
  if (frame === undefined) throw new Error("not a frame");
  return frame;
}

describe("PageCollector", () => {
  it("hands out a list without pages at once", () => {
    expect(new PageCollector().add(page([1, 2]))).toEqual([1, 2]);
  });

  it("hands out a paged list after its last page alone", () => {
    const pages = new PageCollector();
    expect(pages.add(page([1], { has_more: true, page: 1 }))).toBeUndefined();
    expect(pages.open).toBe(true);
    expect(pages.add(page([2], { has_more: true, page: 2 }))).toBeUndefined();
    expect(pages.add(page([3], { has_more: false, page: 3 }))).toEqual([1, 2, 3]);
    expect(pages.open).toBe(false);
  });

  it.each([0, 1])("begins anew when page numbers start again at %i", (first) => {
    const pages = new PageCollector();
    pages.add(page([1], { has_more: true, page: first }));
    pages.add(page([2], { has_more: true, page: first + 1 }));
    pages.add(page([8], { has_more: true, page: first }));
    expect(pages.add(page([9], { has_more: false, page: first + 1 }))).toEqual([8, 9]);
  });

  it("forgets an unfinished list when it is reset", () => {
    const pages = new PageCollector();
    pages.add(page([1], { has_more: true, page: 1 }));
    pages.reset();
    expect(pages.add(page([2], { has_more: false, page: 1 }))).toEqual([2]);
  });

  it("does not take what is no list", () => {
    expect(new PageCollector().add(page({ a: 1 }))).toBeUndefined();
  });
});

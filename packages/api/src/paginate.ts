/** What the pages of a list operation have in common. */
export interface Page<T> {
  data: T[];
  /** The query as the server took it. */
  params?: unknown;
}

/**
 * Every item of a list, page by page, as an async iterator: `for await (const company of
 * paginate(api.companies.listCompanies, { limit: 100 }))`. Ends at the first page that is shorter than
 * its limit. Items that are added or removed meanwhile can make others appear twice or not at all.
 *
 * @param list a list operation, bound to its transport
 * @param params its query; `limit` is the size of a page (default 100), `offset` where to begin
 */
export async function* paginate<P extends { limit?: number | undefined; offset?: number | undefined }, T>(
  list: (params: P) => PromiseLike<Page<T>>,
  params: P = {} as P,
): AsyncGenerator<T, void, undefined> {
  let offset = params.offset ?? 0;
  for (;;) {
    const page = await list({ ...params, limit: params.limit ?? 100, offset });
    yield* page.data;
    offset += page.data.length;
    // A server may cap the limit, and says in its echo which one it took.
    const echoed = (page.params as { limit?: unknown } | undefined)?.limit;
    const limit = typeof echoed === "number" && echoed > 0 ? echoed : (params.limit ?? 100);
    if (page.data.length === 0 || page.data.length < limit) return;
  }
}

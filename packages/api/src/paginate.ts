import { SchematicError } from "./errors/schematic-error";

/** Answer of a list operation whose `data` is an array. */
export interface Page<T> {
  data: T[];
  /** The query as the server took it. */
  params?: unknown;
}

/** Query members that `paginate` sets. */
interface PageQuery {
  limit?: number | undefined;
  offset?: number | undefined;
}

/** Type of the items of a page, or a type that explains why there are none. */
type Listed<A> = A extends { data: (infer T)[] }
  ? PromiseLike<Page<T>>
  : "paginate() takes lists whose `data` is an array. Call this operation with `limit` and `offset` instead.";

type ItemOf<A> = A extends { data: (infer T)[] } ? T : never;

const DEFAULT_LIMIT = 100;

/**
 * Returns every item of a list, page by page: `for await (const company of paginate(api.companies.listCompanies))`.
 * Ends with the first page that is shorter than its limit. Items that are added or removed in the meantime can make
 * others appear twice or not at all.
 *
 * @param list a list operation, bound to its transport
 * @param params its query; `limit` is the size of a page (default 100), `offset` the first item
 * @throws SchematicError (`invalid_response`) if the answer holds no list
 */
export async function* paginate<P extends PageQuery, A>(
  list: (params: P) => PromiseLike<A> & Listed<A>,
  params: P = {} as P,
): AsyncGenerator<ItemOf<A>, void, undefined> {
  let offset = params.offset ?? 0;
  for (;;) {
    const limit = params.limit ?? DEFAULT_LIMIT;
    const { data, params: echo } = (await list({ ...params, limit, offset })) as Page<ItemOf<A>>;
    if (!Array.isArray(data)) throw noList();
    yield* data;
    offset += data.length;
    if (data.length === 0 || data.length < effectiveLimit(echo, limit)) return;
  }
}

/** Returns the limit that the server applied: it may cap the requested one, and echoes what it used. */
function effectiveLimit(echo: unknown, requested: number): number {
  const limit = (echo as PageQuery | undefined)?.limit;
  return typeof limit === "number" && limit > 0 ? limit : requested;
}

function noList(): SchematicError {
  return new SchematicError({
    message:
      "paginate(): `data` of the answer is not an array. Call this operation with `limit` and `offset` instead.",
    code: "invalid_response",
  });
}

/**
 * Returns the path of the member that `read` read last before it refused the value. The value is read again
 * through proxies that record each access, so that reading needs no path while everything is valid.
 */
export function locate(root: string, value: unknown, read: (value: unknown) => unknown): string {
  let path = root;
  const watch = (watched: unknown, prefix: string): unknown => {
    if (typeof watched !== "object" || watched === null) return watched;
    return new Proxy(watched, {
      get(target, key) {
        const found: unknown = Reflect.get(target, key);
        const here = Array.isArray(target) ? `${prefix}[${String(key)}]` : `${prefix}.${String(key)}`;
        const isIndex = /^\d+$/.test(String(key));
        // An absent member is named in snake_case, which is read first.
        if (Array.isArray(target) ? isIndex : found !== undefined || !/[A-Z]/.test(here)) path = here;
        return watch(found, here);
      },
    });
  };
  try {
    read(watch(value, root));
  } catch {}
  return path;
}

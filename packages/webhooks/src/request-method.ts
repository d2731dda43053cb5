import { isObject, isText } from "@schematic-internal/kit";

/** Returns the HTTP method of a Fetch, Node or Lambda request in upper case, or undefined if it has none. */
export function methodOf(input: unknown): string | undefined {
  if (!isObject(input)) return undefined;
  const { method, httpMethod, requestContext } = input;
  const { http } = isObject(requestContext) ? requestContext : {};
  const found = [method, httpMethod, isObject(http) ? http.method : undefined].find(isText);
  return found?.toUpperCase();
}

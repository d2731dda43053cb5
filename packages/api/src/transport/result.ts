import { parseJson } from "../codec/json";
import { errorFromResponse } from "../errors/from-response";
import { type RawResponse, SchematicError } from "../errors/schematic-error";
import type { WithRawResponse } from "./api-promise";
import type { Answer } from "./attempts";
import { redact } from "./failure";
import type { Call } from "./send";
import { webStream } from "./streams";

/** Returns the result of a response, or throws the error that it is. `key` appears in no error. */
export async function resultOf<T>(call: Call<T>, answer: Answer, key: string): Promise<WithRawResponse<T>> {
  const { method, path, expects = "json", decode } = call;
  const { response } = answer;
  const { ok, headers, status, statusText, type, redirected, url } = response;
  const rawResponse: RawResponse = { headers, status, statusText, url, type, redirected };
  const name = `${method} ${path}`;
  const text = redact(key, answer.text);
  if (expects !== "response" && !ok) throw errorOf(name, text, rawResponse);
  const invalidResponse = (problem: string, cause?: unknown): SchematicError =>
    new SchematicError({
      message: `${name}: ${problem}`,
      code: "invalid_response",
      statusCode: status,
      body: text,
      rawResponse,
      cause,
    });
  let content: unknown = response;
  if (expects === "stream") content = webStream(response.body);
  if (expects === "json") {
    const parsed = parseJson(answer.text);
    if (!("value" in parsed)) throw invalidResponse("the response is not JSON");
    content = parsed.value;
  }
  try {
    return { data: decode ? await decode(content) : (content as T), rawResponse };
  } catch (error) {
    throw error instanceof SchematicError ? error : invalidResponse("the response cannot be decoded", error);
  }
}

/** Returns the error for a response that is not a success. */
function errorOf(name: string, text: string, rawResponse: RawResponse): SchematicError {
  if (rawResponse.type !== "opaqueredirect") return errorFromResponse(name, text, rawResponse);
  const message = `${name}: the server redirects, and this browser hides where to: set baseUrl to the final URL`;
  return new SchematicError({ message, code: "invalid_redirect", rawResponse });
}

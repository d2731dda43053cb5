// For browsers and whatever else downloads its code: the bytes are deflated.
import { DEFLATED_BASE64 } from "./generated/engine";

function decode(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as { fromBase64?(text: string): Uint8Array<ArrayBuffer> };
  return fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The engine's module, compiled from the bytes inside of this package. */
export async function compileEngine(): Promise<WebAssembly.Module> {
  const inflated = new Blob([decode(DEFLATED_BASE64)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return WebAssembly.compile(await new Response(inflated).arrayBuffer());
}

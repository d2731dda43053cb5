// Node, bun and deno read a file faster than they inflate it: loading zlib takes longer than compiling the engine.
import { ENGINE_BASE64 } from "./generated/engine";

function decode(text: string): Uint8Array<ArrayBuffer> {
  // A loop over each byte that nothing has compiled yet takes longer than all the rest of the start.
  const { Buffer } = globalThis as {
    Buffer?: { from?(text: string, encoding: string): Uint8Array<ArrayBuffer> };
  };
  if (typeof Buffer?.from === "function") return Buffer.from(text, "base64");
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** The engine's module, compiled from the bytes inside of this package. */
export async function compileEngine(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(decode(ENGINE_BASE64));
}

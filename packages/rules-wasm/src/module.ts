import { ENGINE_BASE64 } from "./generated/engine";

let compiled: Promise<WebAssembly.Module> | undefined;

function decode(text: string): Uint8Array<ArrayBuffer> {
  // A loop over each byte that nothing has compiled yet takes longer than all the rest of the start.
  const { Buffer } = globalThis as {
    Buffer?: { from?(text: string, encoding: string): Uint8Array<ArrayBuffer> };
  };
  if (typeof Buffer?.from === "function") return Buffer.from(text, "base64");
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** The engine's module, compiled once from the bytes inside of this package. */
export function engineModule(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(decode(ENGINE_BASE64)).catch((error: unknown) => {
    compiled = undefined;
    throw error;
  });
  return compiled;
}

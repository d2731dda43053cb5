import { ENGINE_BASE64 } from "./generated/engine";

let compiled: Promise<WebAssembly.Module> | undefined;

function decode(text: string): Uint8Array<ArrayBuffer> {
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

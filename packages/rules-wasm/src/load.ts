import { RulesEngine } from "./engine";
import { RulesEngineError } from "./errors";
import { ENGINE_BASE64 } from "./generated/engine";
import type { RulesEngineOptions } from "./types";

let compiled: Promise<WebAssembly.Module> | undefined;

function decode(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/**
 * Starts a rules engine. The module is compiled once per process; each engine has its own memory.
 *
 * @throws RulesEngineError `invalid_options`, `memory_limit`, `unsupported_runtime`
 */
export async function loadRulesEngine(options?: RulesEngineOptions): Promise<RulesEngine> {
  let module: WebAssembly.Module;
  try {
    compiled ??= WebAssembly.compile(decode(ENGINE_BASE64));
    module = await compiled;
  } catch (cause) {
    compiled = undefined;
    throw new RulesEngineError(
      "unsupported_runtime",
      "WebAssembly cannot be compiled from bytes here; use a runtime condition (`workerd`, `edge-light`) when bundling.",
      { cause },
    );
  }
  return new RulesEngine(module, options);
}

import { compileEngine } from "./compile";
import { RulesEngine } from "./engine";
import { RulesEngineError } from "./errors";
import type { RulesEngineOptions } from "./types";

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * Starts a rules engine. The module is compiled once per process; each engine has its own memory.
 *
 * @throws RulesEngineError `invalid_options`, `memory_limit`, `unsupported_runtime`
 */
export async function loadRulesEngine(options?: RulesEngineOptions): Promise<RulesEngine> {
  compiled ??= compileEngine();
  let module: WebAssembly.Module;
  try {
    module = await compiled;
  } catch (cause) {
    compiled = undefined;
    throw new RulesEngineError(
      "unsupported_runtime",
      "WebAssembly cannot be compiled from bytes here; bundle with the `workerd` or `edge-light` condition.",
      { cause },
    );
  }
  return new RulesEngine(module, options);
}

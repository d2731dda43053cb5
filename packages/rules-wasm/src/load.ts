import { RulesEngine } from "./engine";
import { RulesEngineError } from "./errors";
import { engineModule } from "./module";
import type { RulesEngineOptions } from "./types";

/**
 * Starts a rules engine. The module is compiled once per process; each engine has its own memory.
 *
 * @throws RulesEngineError `invalid_options`, `memory_limit`, `unsupported_runtime`
 */
export async function loadRulesEngine(options?: RulesEngineOptions): Promise<RulesEngine> {
  let module: WebAssembly.Module;
  try {
    module = await engineModule();
  } catch (cause) {
    throw new RulesEngineError(
      "unsupported_runtime",
      "WebAssembly cannot be compiled from bytes here; bundle with the `workerd` or `edge-light` condition.",
      { cause },
    );
  }
  return new RulesEngine(module, options);
}

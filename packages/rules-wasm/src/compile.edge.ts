// workerd and edge runtimes do not compile bytes: their bundlers turn this import into a module.
import engine from "./engine.wasm?module";

export async function compileEngine(): Promise<WebAssembly.Module> {
  return engine;
}

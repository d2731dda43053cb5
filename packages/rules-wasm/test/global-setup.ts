import { buildEngine } from "../scripts/build-wasm.mjs";

/** Tests run the sources, so they need the module that is compiled from them. */
export default async function setup(): Promise<void> {
  await buildEngine();
}

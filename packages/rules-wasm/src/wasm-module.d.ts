declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  // biome-ignore lint/style/noDefaultExport: the form that bundlers give it.
  export default module;
}

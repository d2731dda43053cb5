/** `engine.wasm` as base64; written by `scripts/build-wasm.mjs`. */
export declare const ENGINE_BASE64: string;

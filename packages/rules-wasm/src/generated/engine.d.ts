/** `engine.wasm` as base64; written by `scripts/build-wasm.mjs`. */
export declare const ENGINE_BASE64: string;
/** The same, deflated without a header before. */
export declare const DEFLATED_BASE64: string;

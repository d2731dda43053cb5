let decoder: TextDecoder | undefined;

/** Encodes text as UTF-8. No encoder is created at import: Jest's jsdom has none, and an import must work there. */
export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Decodes UTF-8. Invalid sequences become U+FFFD. The coder is created at first use. */
export function decodeText(bytes: ArrayBufferView | ArrayBuffer): string {
  decoder ??= new TextDecoder();
  return decoder.decode(bytes as Uint8Array);
}

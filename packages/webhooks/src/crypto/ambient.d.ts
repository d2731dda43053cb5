/**
 * `#crypto` is `./node.ts` where Node's crypto can be imported and `./web.ts` elsewhere. The conditions of `imports`
 * in package.json decide.
 */
declare module "#crypto" {
  type RawBody = string | Uint8Array;

  /** Returns the SHA-256 of `<prefix>+<body>`, or undefined without any crypto; a promise where only Web Crypto exists. */
  export function sha256(
    prefix: string,
    body: RawBody,
  ): Uint8Array | undefined | Promise<Uint8Array | undefined>;

  /** Returns the HMAC-SHA256 of `<body>+<timestamp>`, or undefined where the runtime has no synchronous crypto. */
  export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array | undefined;
  /**
   * True if `signature` is 64 hex digits and the signature made with `secret`. Compares in constant time. Undefined
   * where the runtime has no synchronous crypto.
   */
  export function matchesSync(
    secret: string,
    body: RawBody,
    timestamp: string,
    signature: string,
  ): boolean | undefined;
  /** As `matchesSync`, on every runtime; a promise where only Web Crypto exists. */
  export function matches(
    secret: string,
    body: RawBody,
    timestamp: string,
    signature: string,
  ): boolean | Promise<boolean>;
}

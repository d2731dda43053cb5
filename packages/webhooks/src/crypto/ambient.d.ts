/**
 * `#crypto` is `./node.ts` where Node's crypto can be imported and `./web.ts` elsewhere, chosen by the
 * conditions of `imports` in package.json.
 */
declare module "#crypto" {
  type RawBody = string | Uint8Array;

  /** HMAC-SHA256 of `<body>+<timestamp>`. */
  export function hmac(secret: string, body: RawBody, timestamp: string): Uint8Array;
  /** Whether `signature` is 64 hex digits and the one of `secret`; in constant time. */
  export function matchesSync(secret: string, body: RawBody, timestamp: string, signature: string): boolean;
  /** As `matchesSync`; a promise where there is Web Crypto alone. */
  export function matches(
    secret: string,
    body: RawBody,
    timestamp: string,
    signature: string,
  ): boolean | Promise<boolean>;
}

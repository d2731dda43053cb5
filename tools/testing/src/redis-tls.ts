import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "./certificate";
import { freePort, type RedisServer, startRedis } from "./redis";

/** A server that also speaks TLS, under a certificate of its own. */
export interface TlsRedis {
  /** Steered without TLS. */
  readonly server: RedisServer;
  readonly tlsPort: number;
  /** `rediss://127.0.0.1:<port>` */
  readonly url: string;
  /** What clients must trust, PEM. */
  readonly ca: string;
  /** The same as a file, as `NODE_EXTRA_CA_CERTS` wants it. */
  readonly caFile: string;
  stop(): Promise<void>;
}

/** Starts a Redis with TLS beside its plain port. */
export async function startTlsRedis(): Promise<TlsRedis> {
  const folder = await mkdtemp(join(tmpdir(), "schematic-tls-"));
  const { key, cert } = makeCertificate();
  const [keyFile, caFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  await Promise.all([writeFile(keyFile, key), writeFile(caFile, cert)]);
  const tlsPort = await freePort();
  const files = ["--tls-key-file", keyFile, "--tls-cert-file", caFile, "--tls-ca-cert-file", caFile];
  const args = ["--tls-port", String(tlsPort), "--tls-auth-clients", "no", ...files];
  const server = await startRedis({ args });
  return {
    server,
    tlsPort,
    url: `rediss://127.0.0.1:${tlsPort}`,
    ca: cert,
    caFile,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CertificateOptions, makeCertificate } from "./certificate";
import { freePort, type RedisServer, startRedis } from "./redis";
import { type RedisCluster, startRedisCluster } from "./redis-groups";

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

/** Starts a Redis with TLS in addition to its plain port. */
export async function startTlsRedis(): Promise<TlsRedis> {
  const certificate = await certificateFiles({});
  const tlsPort = await freePort();
  const server = await startRedis({ args: ["--tls-port", String(tlsPort), ...certificate.args] });
  return {
    server,
    tlsPort,
    url: `rediss://127.0.0.1:${tlsPort}`,
    ca: certificate.ca,
    caFile: certificate.caFile,
    async stop() {
      await server.stop();
      await certificate.remove();
    },
  };
}

/** A cluster whose clients must use TLS. Its certificate names the host `localhost` and no address. */
export interface TlsRedisCluster {
  readonly cluster: RedisCluster;
  /** TLS ports of the nodes. */
  readonly tlsPorts: readonly number[];
  /** The certificate that clients must trust, as a file for `NODE_EXTRA_CA_CERTS`. */
  readonly caFile: string;
  stop(): Promise<void>;
}

/**
 * Starts a cluster of six nodes with TLS. `announce` is what nodes name each other by: their host name, as managed
 * clusters do, or their address, for which the certificate is not valid.
 */
export async function startTlsRedisCluster(announce: "hostname" | "ip"): Promise<TlsRedisCluster> {
  const certificate = await certificateFiles({ loopbackAddress: false });
  const tlsPorts: number[] = [];
  const args = [...certificate.args, "--tls-cluster", "yes", "--tls-replication", "yes"];
  if (announce === "hostname")
    args.push("--cluster-announce-hostname", "localhost", "--cluster-preferred-endpoint-type", "hostname");
  try {
    const cluster = await startRedisCluster(async () => {
      const port = await freePort();
      tlsPorts.push(port);
      return ["--tls-port", String(port), ...args];
    });
    return {
      cluster,
      tlsPorts,
      caFile: certificate.caFile,
      async stop() {
        await cluster.stop();
        await certificate.remove();
      },
    };
  } catch (error) {
    await certificate.remove();
    throw error;
  }
}

/** Writes a new certificate to a temporary folder, and returns the arguments with which Redis uses it. */
async function certificateFiles(options: CertificateOptions) {
  const folder = await mkdtemp(join(tmpdir(), "schematic-tls-"));
  const { key, cert } = makeCertificate(options);
  const [keyFile, caFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  await Promise.all([writeFile(keyFile, key), writeFile(caFile, cert)]);
  const files = ["--tls-key-file", keyFile, "--tls-cert-file", caFile, "--tls-ca-cert-file", caFile];
  return {
    ca: cert,
    caFile,
    args: ["--tls-auth-clients", "no", ...files],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

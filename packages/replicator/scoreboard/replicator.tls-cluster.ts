import { startEmulator } from "@schematic/emulator";
import {
  freePort,
  type ScoreboardResult,
  type ScoreboardRow,
  startTlsRedisCluster,
} from "@schematic-internal/testing";
import { eventually, seed } from "../test/support";
import { endProcess, spawnReplicator } from "./support";

/** Characters that have to be escaped in a URL. */
const PASSWORD = "p@ss/word";
const USER = "writer";

interface Outcome {
  filled: boolean;
  followed: boolean;
}

/** Runs the installed program against a cluster that names its nodes in the given way. */
async function fill(announce: "hostname" | "ip"): Promise<Outcome> {
  const [emulator, tls] = await Promise.all([startEmulator({ seed }), startTlsRedisCluster(announce)]);
  const { nodes } = tls.cluster;
  const everyNode = (...command: string[]) =>
    Promise.all(nodes.map((node) => node.command(...(command as [string]))));
  /** Keys of masters and replicas, each once. */
  const keys = async (pattern: string) =>
    new Set((await everyNode("KEYS", pattern)).flatMap((found) => (Array.isArray(found) ? found : [])));
  await everyNode("ACL", "SETUSER", USER, "on", `>${PASSWORD}`, "~*", "&*", "+@all");
  const port = await freePort();
  const url = (tlsPort: number) => `rediss://${USER}:${encodeURIComponent(PASSWORD)}@localhost:${tlsPort}`;
  const child = spawnReplicator({
    SCHEMATIC_API_KEY: emulator.apiKey,
    SCHEMATIC_API_URL: emulator.url,
    REDIS_CLUSTER_ADDRS: tls.tlsPorts.slice(0, 2).map(url).join(","),
    ASYNC_LOADER_RATE_LIMIT_RPS: "1000",
    HEALTH_PORT: String(port),
    NODE_EXTRA_CA_CERTS: tls.caFile,
  });
  const status = () =>
    fetch(`http://127.0.0.1:${port}/ready`).then(
      (response) => response.status,
      () => 0,
    );
  try {
    await eventually(status, (found) => found === 200);
    const filled = (await keys("schematic:company:*")).size === 750;
    emulator.remove("company", { id: "company-3" });
    const left = await eventually(
      () => keys("schematic:company:*"),
      ({ size }) => size === 747,
    );
    return { filled, followed: left.size === 747 };
  } finally {
    await endProcess(child, () => void child.kill("SIGTERM"));
    await Promise.all([emulator.close(), tls.stop()]);
  }
}

export const row: ScoreboardRow = {
  name: "replicator/tls-cluster",
  target:
    "6 nodes, certificate with host names only, rediss:// URLs with user and password; nodes announced by host and by address: filled, and follows changes",
  async run(): Promise<ScoreboardResult> {
    const outcomes = [await fill("hostname"), await fill("ip")];
    const filled = outcomes.filter((one) => one.filled).length;
    const followed = outcomes.filter((one) => one.followed).length;
    return {
      figure: `${filled} of 2 clusters filled, ${followed} of 2 follow changes`,
      holds: filled === 2 && followed === 2,
      counts: { unfilled: 2 - filled, stale: 2 - followed },
    };
  },
};

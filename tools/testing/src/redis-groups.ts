import { freePort, host, launch, onFreePort, type RedisServer, startRedis } from "./redis";

export interface RedisCluster {
  /** Three masters, then their three replicas. */
  readonly nodes: RedisServer[];
  /** For `new Redis.Cluster(…)` and `createCluster({ rootNodes })`. */
  readonly addresses: { host: string; port: number }[];
  stop(): Promise<void>;
}

/**
 * Starts a cluster of six nodes, three masters with a replica each. A replica takes over about three seconds after
 * its master died. `argsOfNode` returns further arguments of one node.
 */
export async function startRedisCluster(
  argsOfNode: () => Promise<string[]> = async () => [],
): Promise<RedisCluster> {
  const start = () =>
    onFreePort(async (port) => launch(port, [...clusterArgs(await freePort()), ...(await argsOfNode())]));
  const started = await Promise.allSettled(Array.from({ length: 6 }, start));
  const nodes = started.flatMap((s) => (s.status === "fulfilled" ? [s.value] : []));
  const stop = async () => void (await Promise.all(nodes.map((node) => node.stop())));
  try {
    for (const s of started) if (s.status === "rejected") throw s.reason;
    await formCluster(nodes);
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes, addresses: nodes.map(({ port }) => ({ host, port })), stop };
}

const clusterArgs = (bus: number): string[] => [
  ...["--cluster-enabled", "yes", "--cluster-port", String(bus), "--cluster-config-file", "nodes.conf"],
  // On a busy machine less would let living masters be taken for dead ones, and lose what was written.
  ...["--cluster-node-timeout", "2000", "--cluster-announce-ip", host],
  ...["--cluster-replica-validity-factor", "0"],
  // A node lists a replica only once the replica has received something.
  ...["--repl-ping-replica-period", "1"],
];

async function formCluster(nodes: RedisServer[]): Promise<void> {
  const ranges = [0, 5_461, 10_923, 16_384];
  for (let i = 0; i < 3; i++) {
    await nodes[i]?.command("CLUSTER", "ADDSLOTSRANGE", ranges[i] ?? 0, (ranges[i + 1] ?? 0) - 1);
    await nodes[i]?.command("CLUSTER", "SET-CONFIG-EPOCH", i + 1);
  }
  // Every pair meets at once: waiting for gossip to introduce them takes seconds.
  const buses = await Promise.all(
    nodes.map(
      async (node) => String(await node.command("CONFIG", "GET", "cluster-port")).split(",")[1] ?? "",
    ),
  );
  const meets = nodes.flatMap((node, i) =>
    nodes
      .slice(i + 1)
      .map((other, j) => node.command("CLUSTER", "MEET", host, other.port, buses[i + 1 + j] ?? "")),
  );
  await Promise.all(meets);
  await until(() => everyNode(nodes, "cluster_known_nodes:6"));
  const ids = await Promise.all(nodes.slice(0, 3).map((node) => node.command("CLUSTER", "MYID")));
  await until(async () => {
    const replicating = nodes.slice(3).map((node, i) => node.command("CLUSTER", "REPLICATE", String(ids[i])));
    return (await Promise.allSettled(replicating)).every((r) => r.status === "fulfilled");
  });
  await until(() => everyNode(nodes, "cluster_state:ok"));
  await until(async () => {
    const roles = await Promise.all(nodes.slice(3).map((node) => node.command("INFO", "replication")));
    return roles.every((role) => String(role).includes("master_link_status:up"));
  });
  // A replica that a node does not list yet would be missing from a client's first slot table.
  await until(async () => {
    const slots = await Promise.all(nodes.map((node) => node.command("CLUSTER", "SLOTS")));
    return slots.every(
      (s) => Array.isArray(s) && s.every((range) => Array.isArray(range) && range.length === 4),
    );
  });
}

async function everyNode(nodes: RedisServer[], line: string): Promise<boolean> {
  const infos = await Promise.all(nodes.map((node) => node.command("CLUSTER", "INFO")));
  return infos.every((info) => String(info).includes(line));
}

export interface RedisSentinel {
  /** The master's name, as in `new Redis({ sentinels, name })`. */
  readonly name: string;
  readonly master: RedisServer;
  readonly replica: RedisServer;
  readonly sentinels: { host: string; port: number }[];
  /** Kills the master and resolves once the Sentinels name the other as master. */
  failover(): Promise<void>;
  stop(): Promise<void>;
}

/** A master, its replica and three Sentinels that fail over after two seconds: a busy machine is no reason to. */
export async function startSentinel(): Promise<RedisSentinel> {
  const name = "schematic";
  const servers: RedisServer[] = [];
  const stop = async () => void (await Promise.all(servers.map((server) => server.stop())));
  const add = async (server: Promise<RedisServer>) => {
    const running = await server;
    servers.push(running);
    return running;
  };
  try {
    const master = await add(startRedis());
    const replica = await add(startRedis({ args: ["--replicaof", host, String(master.port)] }));
    await until(async () =>
      String(await replica.command("INFO", "replication")).includes("master_link_status:up"),
    );
    const config = [
      `sentinel monitor ${name} ${host} ${master.port} 2`,
      `sentinel down-after-milliseconds ${name} 2000`,
      `sentinel failover-timeout ${name} 2000`,
      "",
    ].join("\n");
    const launched = Array.from({ length: 3 }, () => add(onFreePort((port) => launch(port, [], config))));
    const sentinels = await Promise.all(launched);
    await until(async () => {
      const found = await Promise.all(
        sentinels.map((s) => s.command("SENTINEL", "CKQUORUM", name).catch(String)),
      );
      const replicas = await Promise.all(sentinels.map((s) => s.command("SENTINEL", "REPLICAS", name)));
      return (
        found.every((f) => String(f).startsWith("OK 3")) &&
        replicas.every((r) => Array.isArray(r) && r.length === 1)
      );
    });
    const failover = async () => {
      await master.kill();
      const wanted = String(replica.port);
      await until(async () => {
        const named = await Promise.all(
          sentinels.map((s) => s.command("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name)),
        );
        const role = String(await replica.command("ROLE"));
        return role.startsWith("master") && named.every((n) => Array.isArray(n) && n[1] === wanted);
      });
    };
    return {
      name,
      master,
      replica,
      sentinels: sentinels.map(({ port }) => ({ host, port })),
      failover,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Redis tells of its own state only when it is asked, so these start-ups are polled. */
async function until(holds: () => Promise<boolean>, timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds().catch(() => false))) {
    if (performance.now() > deadline) throw new Error(`Redis did not get ready: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

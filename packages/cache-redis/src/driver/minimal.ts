import { type RedisDriver, single } from "./driver";

/** A wrapper of the application around some client: the methods of node-redis that the published SDK names. */
export interface MinimalRedisLike {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<unknown>;
  setEx(key: string, seconds: number, value: string): Promise<unknown>;
  del(key: string | string[]): Promise<unknown>;
  scanIterator(options: { MATCH: string; COUNT: number }): AsyncIterable<string | string[]>;
  eval?(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

export function isMinimal(client: object): client is MinimalRedisLike {
  const has = (name: string) => typeof (client as Record<string, unknown>)[name] === "function";
  return ["get", "set", "setEx", "del", "scanIterator"].every(has);
}

/** Knows nothing of readiness; a TTL is rounded up to whole seconds. */
export function minimalDriver(client: MinimalRedisLike): RedisDriver {
  return {
    ...single,
    clustered: true,
    async send(key, command) {
      const [name, ...args] = command;
      switch (name) {
        case "GET":
        case "EXISTS":
          return client.get(key);
        case "SET":
          return args[2] === "PX"
            ? client.setEx(key, Math.ceil(Number(args[3]) / 1_000), args[1] ?? "")
            : client.set(key, args[1] ?? "");
        case "DEL":
          return client.del(key);
        case "EVALSHA":
          throw new Error("NOSCRIPT this client sends scripts in full");
        case "EVAL":
          return client.eval?.(args[0] ?? "", { keys: [key], arguments: args.slice(3) });
        default:
          throw new Error(`this client has no ${name}`);
      }
    },
    async scan(match, visit) {
      for await (const found of client.scanIterator({ MATCH: match, COUNT: 500 })) {
        await visit(Array.isArray(found) ? found : [found]);
      }
    },
  };
}

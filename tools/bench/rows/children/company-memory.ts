/** Sends what one more cached company costs, in KB: the heap after collecting garbage, and the engine's memory. */
import { setImmediate as turn } from "node:timers/promises";
import { loadRulesEngine } from "@schematic/rules-wasm";
import {
  type AnyClient,
  all,
  companyNumber,
  ours,
  published,
  ServerProcess,
  settle,
} from "../support/clients";

const MANY = 1_000;
const { medium } = all;
const key = medium.flag.key;
let engine: Awaited<ReturnType<typeof loadRulesEngine>> | undefined;

async function used(): Promise<number> {
  for (let i = 0; i < 5; i++) {
    globalThis.gc?.();
    await turn();
  }
  return (
    process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers + (engine?.stats().usedBytes ?? 0)
  );
}

async function measured(server: ServerProcess, client: AnyClient): Promise<number> {
  const contexts = Array.from({ length: MANY }, (_, i) => ({ company: { company_id: `company-${i}` } }));
  await settle(() => client.checkFlag({}, key), false);
  const load = async (which: typeof contexts): Promise<void> => {
    for (const context of which) {
      await settle(() => client.checkFlag({ ...medium.evalCtx, ...context }, key), true);
    }
  };
  // What is made once, at the first checks, is no company's.
  await load(contexts.slice(0, 100));
  const before = await used();
  await load(contexts.slice(100));
  const after = await used();
  await client.close();
  await server.stop();
  return (after - before) / (MANY - 100) / 1_024;
}

const server = await ServerProcess.start();
const companies = Array.from({ length: MANY }, (_, i) => companyNumber(medium, i));
await server.run({ do: "put", companies, users: [medium.user], flags: [medium.flag] });
companies.length = 0;
const loadEngine = async () => {
  engine = await loadRulesEngine();
  return engine;
};
const client = process.argv[2] === "ours" ? ours(server, "off", loadEngine) : published(server);
process.send?.(await measured(server, client));

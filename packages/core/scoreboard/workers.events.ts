import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { CaptureServer } from "../test/events/support/capture-server";
import { WorkerHost } from "./worker-host";

/**
 * One client for all invocations. `/leave` returns while its send is unanswered and has no `waitUntil`, so that the
 * send ends with its invocation. The gate responds when the capture server has received that send.
 */
const WORKER = `
import { SchematicClient } from "@schematic/core";
let client;
let n = 0;
export default {
  async fetch(request, { CAPTURE_URL, GATE_URL, WAIT_UNTIL }) {
    client ??= new SchematicClient({
      apiKey: "sch_dev_worker",
      eventCaptureBaseURL: CAPTURE_URL,
      eventBufferInterval: 3_600_000,
      logger: { error() {}, warn() {}, info() {}, debug() {} },
      events: WAIT_UNTIL === "none" ? { waitUntil: () => undefined } : {},
    });
    const { pathname, searchParams } = new URL(request.url);
    const company = { id: searchParams.get("company") };
    for (let i = 0; i < 3; i++) client.track({ event: "call", company, traits: { n: n++ } });
    if (pathname === "/flush") return Response.json(await client.flush(Number(searchParams.get("ms"))));
    if (pathname === "/leave") {
      void client.flush();
      await fetch(GATE_URL);
    }
    return Response.json(0);
  },
};`;

/** Events that one invocation tracks. */
const EVENTS = 3;
const PLACES = 4;
/** An invocation without a response for so long hangs, in ms. */
const LIMIT_MS = 60_000;

interface Counts extends Record<string, number> {
  /** Events that never arrived. */
  lost: number;
  /** Invocations without a response in time. */
  hung: number;
}

class Rig {
  readonly server: CaptureServer;
  readonly worker: WorkerHost;
  readonly #gate: Server;
  lost = 0;
  hung = 0;
  tracked = 0;

  private constructor(server: CaptureServer, worker: WorkerHost, gate: Server) {
    this.server = server;
    this.worker = worker;
    this.#gate = gate;
  }

  static async start(waitUntil: "platform" | "none"): Promise<Rig> {
    const server = await CaptureServer.start();
    const gate = createServer((_, response) => {
      const { requestCount } = server;
      void server
        .when(() => server.openRequests > 0 || server.requestCount > requestCount)
        .then(() => response.end());
    });
    gate.listen(0, "127.0.0.1");
    await once(gate, "listening");
    const worker = await WorkerHost.start(WORKER, {
      CAPTURE_URL: server.url,
      GATE_URL: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`,
      WAIT_UNTIL: waitUntil,
    });
    return new Rig(server, worker, gate);
  }

  /** Resolves with the number of events that the invocation reports as left. */
  async invoke(path: string, company: string, flushMs = 10_000): Promise<number> {
    this.tracked += EVENTS;
    const response = await inTime(this.worker.get(`${path}?company=${company}&ms=${flushMs}`), LIMIT_MS);
    if (response === undefined) this.hung++;
    return Number(response ?? 0);
  }

  /** Waits for all events. */
  async settle(): Promise<void> {
    await inTime(
      this.server.when(() => this.server.counted >= this.tracked),
      LIMIT_MS,
    );
    this.lost += this.tracked - this.server.counted;
  }

  async close(): Promise<Counts> {
    await this.worker.close();
    this.#gate.closeAllConnections();
    this.#gate.close();
    await this.server.close();
    return { lost: this.lost, hung: this.hung };
  }
}

/** Invocations that run at the same time, kept alive by the platform for their events. */
async function concurrently(invocations: number): Promise<Counts> {
  const rig = await Rig.start("platform");
  rig.server.fault = (_, index) => (index % 5 === 4 ? { kind: "status", status: 503 } : undefined);
  const companies = [...Array(invocations).keys()];
  await Promise.all(companies.map((n) => rig.invoke("/", `c${n % 20}`)));
  await rig.settle();
  return await rig.close();
}

/** Sends whose invocations ended take all places. A later call sends their events again, under the same keys. */
async function ended(): Promise<Counts & { twice: number; recoveryMs: number }> {
  const rig = await Rig.start("none");
  const { server } = rig;
  const sent = new Set<unknown>();
  server.fault = ({ events }) => {
    for (const { idempotency_key } of events) sent.add(idempotency_key);
    return { kind: "hang" };
  };
  for (let i = 0; i < PLACES; i++) await rig.invoke("/leave", `c${i}`);
  // The runtime has closed the connections of the ended invocations.
  await server.when(() => server.openRequests === 0);
  server.fault = undefined;
  const since = performance.now();
  await rig.invoke("/flush", "later");
  await rig.settle();
  const recoveryMs = performance.now() - since;
  // Each of these events was sent before, under a key that arrived again.
  const twice = [...sent].filter((key) => !server.keys.has(`track ${key}`)).length;
  return { ...(await rig.close()), twice, recoveryMs };
}

/** The capture server does not respond for a while: `flush()` returns at its limit, and delivery recovers. */
async function hungServer(flushMs: number): Promise<Counts & { recoveryMs: number }> {
  const rig = await Rig.start("none");
  const { server } = rig;
  let isHung = true;
  server.fault = () => (isHung ? { kind: "hang" } : undefined);
  const first = Array.from({ length: 2 * PLACES }, (_, n) => rig.invoke("/flush", `c${n}`, flushMs));
  const left = await Promise.all(first);
  if (left.some((count) => count === 0)) rig.lost++;
  isHung = false;
  const since = performance.now();
  await rig.invoke("/flush", "later");
  await rig.settle();
  const recoveryMs = performance.now() - since;
  return { ...(await rig.close()), recoveryMs };
}

/** Resolves with undefined if the promise takes longer. */
async function inTime<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const row: ScoreboardRow = {
  name: "workers/events",
  target:
    "workerd: concurrent invocations, sends that ended with their invocation, a hung capture server: 0 events lost, 0 invocations hang, delivery within 2 s of recovery",
  async run(size, progress): Promise<ScoreboardResult> {
    const invocations = size === "full" ? 500 : 20;
    const parallel = await concurrently(invocations);
    progress(1, 3);
    const gone = await ended();
    progress(2, 3);
    const hung = await hungServer(size === "full" ? 10_000 : 1_500);
    const lost = parallel.lost + gone.lost + hung.lost;
    const without = parallel.hung + gone.hung + hung.hung;
    const recovery = [gone.recoveryMs, hung.recoveryMs].map((ms) => `${(ms / 1000).toFixed(1)} s`);
    return {
      figure: `${lost} events lost, ${without} invocations hung, ${gone.twice} sent again under other keys; all delivered ${recovery[0]} after ended invocations, ${recovery[1]} after a hung server`,
      holds: lost + without + gone.twice === 0 && Math.max(gone.recoveryMs, hung.recoveryMs) <= 2_000,
      counts: { lost, hung: without, otherKeys: gone.twice },
    };
  },
};

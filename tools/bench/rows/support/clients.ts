import { setImmediate as turn } from "node:timers/promises";
import { SchematicClient } from "@schematic/core";
import { dataStream } from "@schematic/datastream";
import { loadRulesEngine } from "@schematic/rules-wasm";
import type { Contender } from "@schematic-internal/testing";
import { SchematicClient as PublishedClient } from "@schematichq/schematic-typescript-node";
import {
  type Fixture,
  type FixtureSize,
  fixtures,
} from "../../../../packages/datastream/test/support/fixtures";
import { ServerProcess } from "../../../../packages/datastream/test/support/server-process";

export { companyNumber, flagNumber } from "../../../../packages/datastream/test/support/fixtures";
export type { Fixture, FixtureSize };
export { ServerProcess };

export const PUBLISHED = "published SDK";
export const all: Record<FixtureSize, Fixture> = fixtures();
export const quiet: Record<"error" | "warn" | "info" | "debug", () => void> = {
  error() {},
  warn() {},
  info() {},
  debug() {},
};

export type Context = Fixture["evalCtx"];
export type AnyClient = SchematicClient | PublishedClient;

export function ours(
  server: ServerProcess,
  flagChecks: "all" | "off",
  loadEngine: typeof loadRulesEngine = loadRulesEngine,
): SchematicClient {
  return new SchematicClient({
    apiKey: "sch_bench",
    basePath: server.httpUrl,
    eventCaptureBaseURL: server.httpUrl,
    logger: quiet,
    events: { flagChecks },
    flagSource: dataStream({ url: server.url, loadEngine }),
  });
}

export function published(server: ServerProcess): PublishedClient {
  return new PublishedClient({
    apiKey: "sch_bench",
    basePath: server.httpUrl,
    eventCaptureBaseURL: server.httpUrl,
    logger: quiet,
    useDataStream: true,
  });
}

/** Checks until the answer is local and right: both clients connect in their own time. */
export async function settle(check: () => Promise<boolean>, wanted: boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while ((await check()) !== wanted) {
    if (Date.now() > end) throw new Error("the answer did not become the expected one");
    await turn();
  }
}

/** What the server knows before anybody connects. */
export interface Data {
  flags: Record<string, unknown>[];
  companies: Fixture["company"][];
  users: Fixture["user"][];
}

/** A server and the clients of one row; made when the row begins, so that no row runs beside another's. */
export class Setup {
  server!: ServerProcess;
  checks!: SchematicClient;
  events!: SchematicClient;
  peer!: PublishedClient;
  readonly #data: Data;
  #opening: Promise<void> | undefined;

  constructor(data: Data) {
    this.#data = data;
  }

  open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    this.server = await ServerProcess.start();
    await this.server.run({ do: "put", ...this.#data });
    this.checks = ours(this.server, "off");
    this.events = ours(this.server, "all");
    await Promise.all([this.checks.initialize(), this.events.initialize()]);
    this.peer = published(this.server);
  }

  close = async (): Promise<void> => {
    if (!this.#opening) return;
    await this.#opening;
    await Promise.all([this.checks.close(), this.events.close(), this.peer.close()]);
    await this.server.stop();
  };
}

/** The ways of one check; `next` gives the context and flag of each call. */
export function contenders(
  setup: Setup,
  next: () => { context: Context; key: string },
  value: boolean,
): Contender[] {
  const verify = (which: "checks" | "events" | "peer") => async () => {
    await setup.open();
    const { context, key } = next();
    await settle(() => setup[which].checkFlag(context, key), value);
  };
  const sync = (name: string, which: "checks" | "events"): Contender => ({
    name,
    verify: verify(which),
    sync: () => {
      const { context, key } = next();
      return setup[which].checkFlagSync(context, key);
    },
  });
  const async = (name: string, which: "checks" | "events" | "peer"): Contender => ({
    name,
    verify: verify(which),
    async: () => {
      const { context, key } = next();
      return setup[which].checkFlag(context, key);
    },
  });
  return [
    sync("checkFlagSync", "checks"),
    async("checkFlag", "checks"),
    sync("checkFlagSync, flagChecks: all", "events"),
    async("checkFlag, flagChecks: all", "events"),
    async(PUBLISHED, "peer"),
  ];
}

/** The kept clients' look-ups and their answer, put together for one fixture. */
export function setupOf(size: FixtureSize): { setup: Setup; asked: { context: Context; key: string } } {
  const { flag, company, user, evalCtx } = all[size];
  const setup = new Setup({ flags: [flag], companies: [company], users: [user] });
  return { setup, asked: { context: evalCtx, key: flag.key } };
}

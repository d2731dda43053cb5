import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ScoreboardRow } from "@schematic-internal/testing";
import { SchematicClient } from "@schematichq/schematic-typescript-node";
import { SchematicApi } from "../src/index";

type Fault = (response: ServerResponse) => void;

/** How the response of a request is lost after the server carried the request out. */
const LOST: Record<string, Fault> = {
  reset: (response) => void response.destroy(),
  cut: (response) => {
    response.writeHead(200, { "content-length": "500" });
    response.write('{"data":', () => response.destroy());
  },
  "500": (response) => void response.writeHead(500).end("{}"),
  "502": (response) => void response.writeHead(502).end("<html>bad gateway</html>"),
  "504": (response) => void response.writeHead(504, { "x-ratelimit-reset": "1" }).end("{}"),
};

/** How a request is refused before the server carries it out. */
const REFUSED: Record<string, Fault> = {
  "429": (response) => void response.writeHead(429, { "retry-after": "1" }).end("{}"),
  "503": (response) => void response.writeHead(503, { "retry-after": "1" }).end("{}"),
};

/** A server that carries each request out as the API does, and then loses the first response of each call. */
async function startLossyServer() {
  const seen = new Set<string>();
  const keys = new Set<string>();
  const executed = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const url = new URL(request.url ?? "", "http://localhost");
      const sent = body ? JSON.parse(body) : {};
      const call = String(sent.company_id ?? url.searchParams.get("q") ?? url.pathname.split("/")[2]);
      const [kind = ""] = call.split("-");
      const isFirst = !seen.has(call);
      seen.add(call);
      if (isFirst && REFUSED[kind]) return REFUSED[kind](response);
      // As on the server: a key that was seen before is not carried out again.
      const isRepeated = sent.idempotency_key !== undefined && keys.has(sent.idempotency_key);
      if (sent.idempotency_key !== undefined) keys.add(sent.idempotency_key);
      if (!isRepeated) executed.set(call, (executed.get(call) ?? 0) + 1);
      if (isFirst && LOST[kind]) return LOST[kind](response);
      response
        .writeHead(200, { "content-type": "application/json" })
        .end('{"data":{"value":true},"params":{}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    twice: () => [...executed.values()].filter((times) => times > 1).length,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A grant to a company, whose id identifies the call. */
const grantOf = (companyId: string) =>
  ({ companyId, creditId: "cred", quantity: 1, reason: "purchased" }) as const;
const settled = (calls: Promise<unknown>[]) => Promise.allSettled(calls);
const failed = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "rejected").length;

export const row: ScoreboardRow = {
  name: "rest/idempotent",
  target: "answers lost after they were carried out: grants once; reads tried again",
  async run(size, progress) {
    const each = size === "full" ? 100 : 3;
    const server = await startLossyServer();
    const reads = await startLossyServer();
    try {
      const { credits } = new SchematicApi({ apiKey: "sch_dev_row", baseUrl: server.url });
      const { companies, features } = new SchematicApi({ apiKey: "sch_dev_row", baseUrl: reads.url });
      const names = (kinds: object) =>
        Object.keys(kinds).flatMap((kind) => Array.from({ length: each }, (_, i) => `${kind}-${i}`));
      const lost = names(LOST);
      const refused = names(REFUSED);
      const outcomes = await Promise.all([
        settled(lost.map((name) => credits.grantBillingCreditsToCompany(grantOf(`${name}-grant`)))),
        settled(refused.map((name) => credits.grantBillingCreditsToCompany(grantOf(`${name}-grant`)))),
        settled(lost.map((name) => credits.reserveCredits({ companyId: `${name}-reserve` } as never))),
        settled(lost.map((q) => companies.listCompanies({ q: `${q}-get` }))),
        settled(lost.map((name) => features.checkFlag(`${name}-check`, {}))),
      ]);
      const [, late, reserved, gets, checks] = outcomes.map(failed);
      const total = outcomes.flat().length;
      progress(total, total);
      const counts = {
        calls: total,
        twice: server.twice(),
        refusedForGood: late ?? -1,
        keysWithoutAnswer: reserved ?? -1,
        readsWithoutAnswer: (gets ?? -1) + (checks ?? -1),
      };
      const { calls, ...faults } = counts;
      return {
        figure: `${calls} calls whose first response was lost or refused: ${counts.twice} carried out twice; without a result in the end: ${counts.refusedForGood} refused grants, ${counts.keysWithoutAnswer} calls with a key, ${counts.readsWithoutAnswer} reads`,
        holds: Object.values(faults).every((count) => count === 0),
        counts,
      };
    } finally {
      await Promise.all([server.close(), reads.close()]);
    }
  },
  async runPeer() {
    const server = await startLossyServer();
    const peer = new SchematicClient({ apiKey: "sch_dev_row", basePath: server.url });
    try {
      const statuses = ["500", "502", "504"];
      await settled(
        statuses.map((name) => peer.credits.grantBillingCreditsToCompany(grantOf(`${name}-grant`))),
      );
      return `${server.twice()} of ${statuses.length} grants carried out twice`;
    } finally {
      await peer.close();
      await server.close();
    }
  },
};

import { createServer } from "node:http";

/** Other implementations of fetch: their bodies are Node streams, and some have no `redirect: "manual"` body. */
export const packages = { "node-fetch": "2.7.0", "cross-fetch": "4.1.0", undici: "7.30.2" };

/** A server that answers with what `answer` returns for each request, and keeps what it received. */
async function serve(answer) {
  const requests = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    requests.push({ url: request.url, body, at: performance.now(), headers: request.headers });
    const { status = 200, json = {}, headers = {} } = answer({ request, body, count: requests.length });
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof json === "string" ? json : JSON.stringify(json));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { url: `http://127.0.0.1:${server.address().port}`, requests, close };
}

const company = { id: "acme" };
const eventsIn = (body) => JSON.parse(body).events.map((event) => event.body.event ?? event.event_type);

/** Runs `use` with a client on a server that answers like this, and closes both. */
async function withClient(fetch, answer, use) {
  const { SchematicClient } = await import("@schematic/sdk");
  const server = await serve(answer);
  const lines = [];
  const log = (line, ...rest) => lines.push([line, ...rest].join(" "));
  const logger = { error: log, warn: log, info: () => {}, debug: () => {} };
  const client = new SchematicClient({
    apiKey: "sch_dev_fetch",
    basePath: server.url,
    eventCaptureBaseURL: server.url,
    eventBufferInterval: 20,
    maxRetries: 1,
    cacheProviders: { flagChecks: [] },
    fetch,
    logger,
  });
  try {
    return await use({ client, server, lines });
  } finally {
    await client.close();
    await server.close();
  }
}

const list = { data: [], params: {} };
const FLAG = { data: { company_id: "c", error: null, flag: "f", reason: "matched", value: true } };

async function until(condition) {
  const end = performance.now() + 20_000;
  while (!condition() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 5));
  return condition();
}

async function checkRest(check, name, fetch) {
  const answered = await withClient(
    fetch,
    () => ({ json: FLAG }),
    ({ client }) => client.checkFlag({ company }, "f"),
  );
  check(`${name}: a flag check is answered`, answered === true);
  const moved = await withClient(
    fetch,
    ({ request }) =>
      request.url.startsWith("/companies")
        ? { status: 307, json: "moved", headers: { location: "/new" } }
        : { json: list },
    ({ client }) => client.companies.listCompanies({}).then(() => "followed", String),
  );
  check(`${name}: a redirect is followed: ${moved}`, moved === "followed");
  for (const status of [400, 401, 404]) {
    const error = await withClient(
      fetch,
      () => ({ status, json: { error: "not this way" } }),
      ({ client }) =>
        client.companies.listCompanies({}).then(
          () => undefined,
          (thrown) => thrown,
        ),
    );
    check(
      `${name}: ${status} is an error with the server's words`,
      error?.statusCode === status && /not this way/.test(error.message),
    );
  }
  const limited = await withClient(
    fetch,
    ({ count }) => (count === 1 ? { status: 429, headers: { "retry-after": "2" } } : { json: list }),
    async ({ client, server }) => {
      await client.companies.listCompanies({});
      return server.requests[1].at - server.requests[0].at;
    },
  );
  check(`${name}: Retry-After is kept, ${Math.round(limited)} ms`, limited >= 1_900);
}

async function checkEvents(check, name, fetch) {
  const counts = await withClient(
    fetch,
    ({ body }) => (eventsIn(body).includes("bad") ? { status: 400, json: { error: "bad event" } } : {}),
    async ({ client }) => {
      for (const event of ["good-1", "bad", "good-2"]) await client.track({ event, company });
      await until(() => client.status().events.delivered === 2 && client.status().events.dropped === 1);
      return client.status().events;
    },
  );
  check(`${name}: a refused event leaves the others alone`, counts.delivered === 2 && counts.dropped === 1);
  const said = await withClient(
    fetch,
    () => ({ status: 401, json: { error: "unauthorized" } }),
    async ({ client, lines }) => {
      await client.track({ event: "e", company });
      await until(() => lines.length > 0);
      return lines.join("; ");
    },
  );
  check(`${name}: a refused API key is logged: ${said}`, /unauthorized|401|API key/i.test(said));
}

export async function run({ check }) {
  const implementations = {
    "node-fetch 2": (await import("node-fetch")).default,
    "cross-fetch": (await import("cross-fetch")).default,
    undici: (await import("undici")).fetch,
  };
  for (const [name, fetch] of Object.entries(implementations)) {
    await checkRest(check, name, fetch);
    await checkEvents(check, name, fetch);
  }
}

import { loadPackages } from "./load-packages.mjs";

const SEED = {
  features: [{ key: "exports", event: "export" }],
  plans: [{ key: "starter", entitlements: [{ feature: "exports", limit: 1 }] }],
  companies: [{ keys: { id: "acme" }, plan: "starter" }, { keys: { id: "none" } }],
};

/** Returns a module with a route behind a flag, decorated by hand, as this is JavaScript. */
function application({ Controller, Get, Module }, { RequireFlag, FlagGuard }, UseGuards) {
  class Exports {
    create() {
      return "created";
    }
    open() {
      return "open";
    }
  }
  const decorate = (name, ...decorators) => {
    const descriptor = Object.getOwnPropertyDescriptor(Exports.prototype, name);
    for (const decorator of decorators) decorator(Exports.prototype, name, descriptor);
  };
  decorate("create", Get("exports"), RequireFlag("exports", { track: "export" }));
  decorate("open", Get("open"));
  UseGuards(FlagGuard)(Exports);
  Controller()(Exports);
  class AppModule {}
  Module({ controllers: [Exports] })(AppModule);
  return AppModule;
}

async function checkRoutes(check, url, { name, emulator }) {
  const get = (path, company) =>
    fetch(`${url}/${path}`, { headers: company ? { "x-company": company } : {} });
  check(`${name}: a route without a flag is open`, (await get("open")).status === 200);
  const anonymous = await get("exports");
  const problem = await anonymous.json();
  check(
    `${name}: 401 with problem details: ${anonymous.headers.get("content-type")} ${JSON.stringify(problem)}`,
    anonymous.status === 401 &&
      // Nest replaces the header on Express.
      anonymous.headers.get("content-type")?.includes(name.endsWith("Express") ? "json" : "problem+json") &&
      anonymous.headers.get("cache-control") === "no-store" &&
      problem.code === "unauthenticated",
  );
  check(`${name}: 403 without the entitlement`, (await get("exports", "none")).status === 403);
  const first = await get("exports", "acme");
  check(`${name}: passes below the limit`, first.status === 200 && (await first.text()) === "created");
  const end = Date.now() + 10_000;
  let last = first;
  // The event of the first response may be counted after that response has arrived.
  while (last.status !== 402 && Date.now() < end) last = await get("exports", "acme");
  check(`${name}: 402 at the limit, ${JSON.stringify(await last.json())}`, last.status === 402);
  const isTracked = () => emulator.events().some(({ type }) => type === "track");
  while (!isTracked() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  check(`${name}: responses of success were tracked`, isTracked());
}

/** Runs gates in Nest on Express and on Fastify. */
export async function runNest(version, { check }) {
  const { common, core, fastify } = await loadPackages();
  const { startEmulator } = await import("@schematic/emulator");
  const { SchematicClient } = await import("@schematic/sdk");
  const { nestGates } = await import("@schematic/gates/nest");
  const quiet = { logger: false };
  const starts = {
    [`Nest ${version} on Express`]: (module) => core.NestFactory.create(module, quiet),
    [`Nest ${version} on Fastify`]: (module) =>
      core.NestFactory.create(module, new fastify.FastifyAdapter(), quiet),
  };
  for (const [name, start] of Object.entries(starts)) {
    const emulator = await startEmulator({ seed: SEED });
    const client = new SchematicClient({
      apiKey: emulator.apiKey,
      basePath: emulator.url,
      eventCaptureBaseURL: emulator.captureUrl,
      eventBufferInterval: 10,
      useDataStream: true,
    });
    await client.initialize();
    const gates = nestGates(
      { SetMetadata: common.SetMetadata, HttpException: common.HttpException },
      client,
      {
        context: ({ headers }) => headers["x-company"] && { company: { id: headers["x-company"] } },
      },
    );
    const app = await start(application(common, gates, common.UseGuards));
    await app.listen(0, "127.0.0.1");
    await checkRoutes(check, await app.getUrl(), { name, emulator });
    await app.close();
    await client.close();
    await emulator.close();
  }
}

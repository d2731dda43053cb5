import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { Contender } from "@schematic-internal/testing";
import type { Fixture, WireCondition } from "./types";

const require = createRequire(import.meta.url);
const quiet = { error() {}, warn() {}, info() {}, debug() {} };

type Value = string | number | boolean;
export type Attributes = Record<string, Value>;

function attribute(condition: WireCondition): string {
  const { id, entity_type } = condition.trait_definition as { id: string; entity_type: string };
  return `${entity_type}_${id}`;
}

/** The entities as one flat context, numbers and booleans as such. */
export function attributesOf({ flag, company, user }: Fixture): Attributes {
  const context: Attributes = {};
  for (const condition of flag.rules.flatMap((rule) => rule.conditions)) {
    const { id, comparable_type, entity_type } = condition.trait_definition as NonNullable<
      WireCondition["trait_definition"]
    >;
    const entity = entity_type === "company" ? company : user;
    const value = entity.traits.find((trait) => trait.trait_definition.id === id)?.value;
    if (value !== undefined) context[attribute(condition)] = typed(comparable_type, value);
  }
  return context;
}

function typed(type: string | undefined, value: string): Value {
  if (type === "int") return Number(value);
  return type === "bool" ? value === "true" : value;
}

const literal = (condition: WireCondition): Value =>
  typed(condition.trait_definition?.comparable_type, condition.trait_value);
const isEqual = (condition: WireCondition): boolean => condition.operator === "eq";

/** Both answers of a contender are checked: that of the rule that matches, and that of no rule. */
function contender(
  name: string,
  attributes: Attributes,
  ask: (attributes: Attributes) => unknown,
): Contender {
  const none = Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, otherThan(value)]));
  const expect = async (asked: Attributes, wanted: boolean): Promise<void> => {
    const answer = await ask(asked);
    const value =
      typeof answer === "object" && answer !== null ? (answer as { value: unknown }).value : answer;
    if (value !== wanted) throw new Error(`${name} answers ${JSON.stringify(answer)} instead of ${wanted}`);
  };
  const verify = async (): Promise<void> => {
    await expect(none, false);
    await expect(attributes, true);
  };
  const first = ask(attributes);
  if (first instanceof Promise) return { name, verify, async: () => ask(attributes) as Promise<unknown> };
  return { name, verify, sync: () => ask(attributes) };
}

function otherThan(value: Value): Value {
  if (typeof value === "number") return 0;
  return typeof value === "boolean" ? value : "none";
}

/** The flag's rules as JSON logic. */
export async function flagdCore(fixture: Fixture): Promise<Contender> {
  const { FlagdCore } = require("@openfeature/flagd-core") as typeof import("@openfeature/flagd-core");
  const targeting = fixture.flag.rules.reduceRight<unknown>((otherwise, rule) => {
    const tests = rule.conditions.map((condition) => ({
      [isEqual(condition) ? "==" : ">="]: [{ var: attribute(condition) }, literal(condition)],
    }));
    return { if: [tests.length === 1 ? tests[0] : { and: tests }, "on", otherwise] };
  }, "off");
  const bench = { state: "ENABLED", variants: { on: true, off: false }, defaultVariant: "off", targeting };
  const core = new FlagdCore();
  core.setConfigurations(JSON.stringify({ flags: { bench } }));
  return contender("flagd-core", attributesOf(fixture), (context) =>
    core.resolveBooleanEvaluation("bench", false, context),
  );
}

/** LaunchDarkly's server SDK without events, on local data, with detail. */
export async function launchDarkly(fixture: Fixture): Promise<Contender> {
  const { init } = await import("@launchdarkly/node-server-sdk");
  const { TestData } = await import("@launchdarkly/node-server-sdk/integrations");
  const data = new TestData();
  data.usePreconfiguredFlag({
    key: "bench",
    version: 1,
    on: true,
    variations: [true, false],
    offVariation: 1,
    fallthrough: { variation: 1 },
    rules: fixture.flag.rules.map((rule) => ({
      id: rule.id,
      variation: 0,
      clauses: rule.conditions.map((condition) => ({
        attribute: attribute(condition),
        op: isEqual(condition) ? "in" : "greaterThanOrEqual",
        values: [literal(condition)],
        contextKind: "user",
      })),
    })),
    trackEvents: false,
    salt: "",
    prerequisites: [],
    targets: [],
  });
  const client = init("sdk-key", { updateProcessor: data.getFactory(), sendEvents: false, logger: quiet });
  await client.waitForInitialization({ timeout: 10 });
  const contexts = memo((attributes) => ({ kind: "user", key: "u", ...attributes }));
  return contender("LaunchDarkly", attributesOf(fixture), (attributes) =>
    client.variationDetail("bench", contexts(attributes), false),
  );
}

/** Statsig's server SDK in local mode, from bootstrapped rules, without exposure events. */
export async function statsig(fixture: Fixture): Promise<Contender> {
  const { default: Statsig } = (await import("statsig-node")) as typeof import("statsig-node");
  const rules = fixture.flag.rules.map((rule) => ({
    name: rule.name,
    id: rule.id,
    salt: "",
    passPercentage: 100,
    returnValue: true,
    idType: "userID",
    isDeviceBased: false,
    conditions: rule.conditions.map((condition) => ({
      type: "user_field",
      field: attribute(condition),
      operator: isEqual(condition) ? "any_case_sensitive" : "gte",
      targetValue: isEqual(condition) ? [literal(condition)] : literal(condition),
      additionalValues: {},
      idType: "userID",
      isDeviceBased: false,
    })),
  }));
  const gate = { name: "bench", type: "feature_gate", entity: "feature_gate", salt: "", enabled: true };
  const feature_gates = [{ ...gate, defaultValue: false, idType: "userID", isDeviceBased: false, rules }];
  const specs = { feature_gates, dynamic_configs: [], layer_configs: [], has_updates: true, time: 1 };
  await Statsig.initialize("secret-bench", { localMode: true, bootstrapValues: JSON.stringify(specs) });
  const users = memo((custom) => ({ userID: "u", custom }));
  return contender("Statsig", attributesOf(fixture), (attributes) =>
    Statsig.checkGateWithExposureLoggingDisabledSync(users(attributes), "bench"),
  );
}

/** Unleash's server SDK on bootstrapped features, without metrics. */
export async function unleash(fixture: Fixture): Promise<Contender> {
  const { Unleash } = require("unleash-client") as typeof import("unleash-client");
  const strategies = fixture.flag.rules.map((rule) => ({
    name: "default",
    parameters: {},
    constraints: rule.conditions.map((condition) => ({
      contextName: attribute(condition),
      operator: isEqual(condition) ? "IN" : "NUM_GTE",
      inverted: false,
      ...(isEqual(condition)
        ? { values: [condition.trait_value] }
        : { value: condition.trait_value, values: [] }),
    })),
  }));
  const feature = {
    name: "bench",
    enabled: true,
    type: "release",
    project: "",
    stale: false,
    impressionData: false,
  };
  const client = new Unleash({
    appName: "bench",
    url: "http://127.0.0.1:9/",
    refreshInterval: 0,
    disableMetrics: true,
    skipInstanceCountWarning: true,
    bootstrap: { data: [{ ...feature, strategies, variants: [] }] } as never,
    storageProvider: { get: async () => undefined, set: async () => {} },
  });
  client.on("error", () => {});
  client.on("warn", () => {});
  await new Promise((resolve) => client.once("ready", resolve));
  const contexts = memo((attributes) => ({ userId: "u", properties: attributes }) as never);
  return contender("Unleash", attributesOf(fixture), (attributes) =>
    client.isEnabled("bench", contexts(attributes)),
  );
}

export async function growthBook(fixture: Fixture): Promise<Contender> {
  const { GrowthBookClient } = await import("@growthbook/growthbook");
  const rules = fixture.flag.rules.map((rule) => ({
    force: true,
    condition: Object.fromEntries(
      rule.conditions.map((condition) => [
        attribute(condition),
        isEqual(condition) ? literal(condition) : { $gte: literal(condition) },
      ]),
    ),
  }));
  const client = new GrowthBookClient();
  client.initSync({ payload: { features: { bench: { defaultValue: false, rules } } } });
  const contexts = memo((attributes) => ({ attributes }));
  return contender("GrowthBook", attributesOf(fixture), (attributes) =>
    client.isOn("bench", contexts(attributes)),
  );
}

/** DevCycle's server SDK: its WebAssembly bucketing on a configuration from a server on loopback, without events. */
export async function devCycle(fixture: Fixture): Promise<Contender> {
  const text = JSON.stringify(devCycleConfig(fixture));
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { "content-type": "application/json", etag: "1" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { initializeDevCycle } =
    require("@devcycle/nodejs-server-sdk") as typeof import("@devcycle/nodejs-server-sdk");
  const client = initializeDevCycle("dvc_server_bench", {
    configCDNURI: url,
    eventsAPIURI: url,
    disableAutomaticEventLogging: true,
    disableCustomEventLogging: true,
    disableRealTimeUpdates: true,
    configPollingIntervalMS: 3_600_000,
    logger: quiet,
  } as never);
  await client.onClientInitialized();
  server.close();
  const users = memo((customData) => ({ user_id: "u", customData }));
  return contender("DevCycle", attributesOf(fixture), (attributes) =>
    client.variableValue(users(attributes), "bench", false),
  );
}

function devCycleConfig({ flag }: Fixture): object {
  const targets = flag.rules.map((rule) => ({
    _id: rule.id,
    distribution: [{ _variation: "on", percentage: 1 }],
    _audience: {
      _id: `audience_${rule.id}`,
      filters: {
        operator: "and",
        filters: rule.conditions.map((condition) => ({
          type: "user",
          subType: "customData",
          dataKey: attribute(condition),
          dataKeyType: { number: "Number", boolean: "Boolean", string: "String" }[
            typeof literal(condition) as "number"
          ],
          comparator: isEqual(condition) ? "=" : ">=",
          values: [literal(condition)],
        })),
      },
    },
  }));
  const variation = { _id: "on", key: "on", name: "on", variables: [{ _var: "variable", value: true }] };
  return {
    project: {
      _id: "project",
      key: "bench",
      a0_organization: "org",
      settings: { edgeDB: { enabled: false } },
    },
    environment: { _id: "environment", key: "production" },
    features: [
      {
        _id: "feature",
        key: "bench",
        type: "release",
        variations: [variation],
        configuration: { _id: "configuration", targets, forcedUsers: {} },
      },
    ],
    variables: [{ _id: "variable", key: "bench", type: "Boolean" }],
    variableHashes: { bench: 1 },
  };
}

/** A product's context for given attributes, made once: contexts are ready before the clock runs, as ours is. */
function memo<T>(make: (attributes: Attributes) => T): (attributes: Attributes) => T {
  const made = new Map<Attributes, T>();
  let last: Attributes | undefined;
  let value: T;
  return (attributes) => {
    if (attributes === last) return value;
    last = attributes;
    value = made.get(attributes) ?? make(attributes);
    made.set(attributes, value);
    return value;
  };
}

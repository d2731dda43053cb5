import { schematicOtel } from "@schematic/otel";

/** A check becomes a log event, without values of keys. */
export async function run({ check }) {
  const records = [];
  const { hook } = schematicOtel({ logger: { emit: (record) => records.push(record) } });
  const observed = { flagKey: "sso", context: { company: { id: "acme" } }, data: new Map() };
  hook.before(observed);
  hook.finally(observed, { flagKey: "sso", value: true, reason: "test", source: "api", durationMs: 1 });
  check("a check is one event", records.length === 1 && records[0].eventName === "feature_flag.evaluation");
  check("it names the keys only", !JSON.stringify(records).includes("acme"));
}

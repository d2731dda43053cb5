import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SchematicError } from "@schematic/api/errors";
import { afterEach, describe, expect, it } from "vitest";
import { type Emulator, EmulatorError, type Seed, startEmulator } from "../src/index";
import { Api } from "./support/api";

const open: Emulator[] = [];
afterEach(async () => {
  for (const emulator of open.splice(0)) await emulator.close();
});
async function start(seed: string | Seed): Promise<Api> {
  const emulator = await startEmulator({ seed });
  open.push(emulator);
  return new Api(emulator);
}

const QUICKSTART = fileURLToPath(new URL("../seeds/quickstart.yaml", import.meta.url));

describe("sources", () => {
  it("reads a path, YAML text, JSON text, an object, or nothing", async () => {
    const quickstart = await start(QUICKSTART);
    expect(quickstart.emulator.apiKey).toBe("sch_dev_quickstart");
    expect(await quickstart.check("api-calls", { company: { id: "acme" } })).toMatchObject({ value: true });
    const folder = mkdtempSync(join(tmpdir(), "seed-"));
    writeFileSync(join(folder, "seed.json"), JSON.stringify({ flags: [{ key: "a", default: true }] }));
    for (const seed of [
      join(folder, "seed.json"),
      "flags:\n  - { key: a, default: true }",
      '{"flags":[{"key":"a","default":true}]}',
    ]) {
      expect(await (await start(seed)).check("a", {})).toMatchObject({ value: true });
    }
    rmSync(folder, { recursive: true });
    const empty = await startEmulator();
    open.push(empty);
    expect(empty.apiKey).toBe("sch_dev_emulator");
    expect(empty.snapshot().flags).toEqual([]);
  });

  it("names every wrong member by its path", async () => {
    const wrong = {
      features: [{ key: "" }],
      plans: [
        {
          key: "p",
          entitlements: [
            { feature: "f", limit: -1 },
            { feature: "f", limit: 1, unlimited: true },
          ],
        },
      ],
      companies: [{ keys: {}, plam: "p" }],
      flags: [{ key: "f", rules: [{ value: "yes" }] }],
      webhooks: [{ url: "nowhere", actions: ["no.such"] }],
    };
    const error = await startEmulator({ seed: wrong as never }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(EmulatorError);
    expect(error).toMatchObject({ code: "invalid_seed" });
    for (const path of [
      "features.0.key:",
      "plans.0.entitlements.0.limit:",
      "plans.0.entitlements.1: give only one of",
      "companies.0.keys: needs at least one key",
      "companies.0.plam: is not a member",
      "flags.0.rules.0.value:",
      "webhooks.0.url: must be a URL",
      "webhooks.0.actions.0: is no webhook action",
    ]) {
      expect((error as Error).message).toContain(path);
    }
  });

  it.each([
    [{ plans: [{ key: "p", entitlements: [{ feature: "nope" }] }] }, "plans.0.entitlements.0.feature"],
    [{ companies: [{ keys: { id: "a" }, plan: "nope" }] }, "companies.0.plan"],
    [{ overrides: [{ company: { id: "a" }, feature: "f" }] }, "overrides.0.company"],
    [
      { flags: [{ key: "f", rules: [{ value: true, when: [{ type: "plan", plans: ["nope"] }] }] }] },
      "flags.0.rules.0.when.0.plans.0",
    ],
  ] as [Seed, string][])("says where a reference leads nowhere (%#)", async (seed, path) => {
    await expect(startEmulator({ seed })).rejects.toMatchObject({
      code: "unknown_reference",
      message: expect.stringContaining(path),
    });
  });

  it("reports a missing file, broken YAML and a taken port apart", async () => {
    await expect(startEmulator({ seed: "./no-such.yaml" })).rejects.toMatchObject({ code: "seed_not_found" });
    await expect(startEmulator({ seed: "flags:\n - [" })).rejects.toMatchObject({ code: "invalid_seed" });
    const { emulator } = await start("{}");
    await expect(startEmulator({ port: emulator.port })).rejects.toMatchObject({ code: "port_in_use" });
  });

  it("throws errors that are SchematicErrors, across copies", () => {
    expect(new EmulatorError("timeout", "x")).toBeInstanceOf(SchematicError);
    expect(Object.create(EmulatorError.prototype)).toBeInstanceOf(EmulatorError);
  });
});

describe("what a seed can say", () => {
  it("grants booleans, units, unlimited use, trait limits and credits", async () => {
    const api = await start({
      features: [
        { key: "sso" },
        { key: "calls", event: "call" },
        { key: "seats", trait: "seats" },
        { key: "tokens", event: "token" },
      ],
      plans: [
        {
          key: "p",
          entitlements: [
            { feature: "sso" },
            { feature: "calls", unlimited: true },
            { feature: "seats", limit: 3 },
            { feature: "tokens", credit: "cred_ai", rate: 2 },
          ],
        },
        { key: "extra", type: "add_on", entitlements: [{ feature: "seats", limit: 5 }] },
      ],
      companies: [{ keys: { id: "a" }, plan: "p", traits: { seats: 2 }, credit_balances: { cred_ai: 5 } }],
    });
    const company = { id: "a" };
    const value = async (flag: string) => (await api.check(flag, { company })).value;
    expect(await Promise.all(["sso", "calls", "seats", "tokens"].map(value))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    await api.call("POST", "/company-traits", { keys: company, trait: "seats", incr: 1 });
    expect(await api.check("seats", { company })).toMatchObject({
      value: false,
      feature_usage: 3,
      feature_allocation: 3,
    });
    api.emulator.apply({ companies: [{ keys: company, add_ons: ["extra"] }] });
    expect(await api.check("seats", { company })).toMatchObject({
      value: true,
      entitlement: { allocation: 5, usage: 3 },
    });
    await api.track("token", company, { quantity: 2 });
    expect(await api.check("tokens", { company })).toMatchObject({
      value: false,
      entitlement: { credit_remaining: 1, consumption_rate: 2 },
    });
    expect(
      (
        await api.call(
          "GET",
          `/billing/credits/balance?company_id=${api.emulator.snapshot().companies[0]?.id}`,
        )
      ).body.data,
    ).toEqual([{ credit_id: "cred_ai", remaining: 1, reserved: 0, settled: 1, source: "schematic" }]);
  });

  it("has rules with every kind of condition", async () => {
    const api = await start({
      features: [{ key: "f", event: "e", flag: false }],
      plans: [{ key: "p" }],
      companies: [
        {
          keys: { id: "a" },
          plan: "p",
          billing_product_ids: ["prod_1"],
          traits: { size: 7, cap: 9 },
          usage: { e: 4 },
        },
      ],
      users: [{ keys: { id: "u" } }],
      flags: (
        [
          ["company", { type: "company", companies: [{ id: "a" }] }],
          ["user", { type: "user", users: [{ id: "u" }] }],
          ["plan", { type: "plan", plans: ["p"] }],
          ["base", { type: "base_plan", op: "not_empty" }],
          ["product", { type: "billing_product", ids: ["prod_1"] }],
          ["metric", { type: "metric", event: "e", op: "gte", value: 4 }],
          ["trait", { type: "trait", trait: "size", op: "lt", as: "int", than: "cap" }],
          ["other", { type: "plan_version", ids: ["nope"] }],
        ] as const
      ).map(([key, condition]) => ({
        key,
        rules: [{ value: true, when: [{ ...condition }] }],
      })) as unknown as NonNullable<Seed["flags"]>,
    });
    const flags = await api.call<{ flags: { flag: string; value: boolean }[] }>("POST", "/flags/check", {
      company: { id: "a" },
      user: { id: "u" },
    });
    expect(flags.body.data.flags.filter((flag) => !flag.value).map((flag) => flag.flag)).toEqual(["other"]);
  });

  it("comes back with the same ids after a reset", async () => {
    const { emulator } = await start(QUICKSTART);
    const { now: _, ...before } = emulator.snapshot();
    emulator.apply({
      companies: [{ keys: { id: "new" } }],
      flags: [{ key: "x" }],
      environment: { api_keys: ["other"] },
    });
    emulator.setPlan({ id: "acme" }, "pro");
    emulator.faults.add({ action: { type: "reset" } });
    emulator.reset();
    const { now: __, ...after } = emulator.snapshot();
    expect(after).toEqual(before);
    expect(emulator.faults.list()).toEqual([]);
  });

  it("shows no secret in a snapshot", async () => {
    const { emulator } = await start({ webhooks: [{ url: "http://127.0.0.1:1/", secret: "whsec_hidden" }] });
    expect(JSON.stringify(emulator.snapshot())).not.toContain("whsec_hidden");
  });
});

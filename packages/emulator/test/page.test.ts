// The page in Chromium, used as a person would.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type Seed, startEmulator } from "../src/index";
import { receiver } from "./support/api";
import { accessibilityProblems, findBrowser, launch } from "./support/browser";

const SEED: Seed = {
  features: [
    { key: "api-calls", name: "API calls", event: "api-call" },
    { key: "tokens", name: "AI tokens", event: "token" },
    { key: "sso", name: "Single sign-on" },
  ],
  flags: [
    {
      key: "dashboard",
      rules: [
        { name: "Admins", value: true, when: [{ type: "trait", of: "user", trait: "role", value: "admin" }] },
      ],
    },
  ],
  plans: [
    {
      key: "starter",
      name: "Starter",
      entitlements: [
        { feature: "api-calls", limit: 10 },
        { feature: "tokens", credit: "ai", rate: 2 },
      ],
    },
    {
      key: "pro",
      name: "Pro",
      entitlements: [{ feature: "api-calls", unlimited: true }, { feature: "sso" }],
    },
  ],
  companies: [
    {
      keys: { id: "acme" },
      id: "comp_acme",
      name: "Acme Inc.",
      plan: "starter",
      credit_balances: { ai: 100 },
    },
  ],
  users: [
    { keys: { id: "wile" }, name: "Wile E. Coyote", companies: [{ id: "acme" }], traits: { role: "admin" } },
  ],
};

const VIEWS = ["overview", "flags", "companies", "credits", "webhooks", "faults", "timeline", "seed"];
const executable = findBrowser();
if (executable === undefined) console.warn("skipped: the page is not tested without Chromium on PATH");

describe.skipIf(executable === undefined)("the page", () => {
  let browser: Browser;
  let page: Page;
  let emulator: Emulator;
  const errors: string[] = [];

  beforeAll(async () => {
    browser = await launch(executable ?? "");
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    emulator = await startEmulator({ seed: SEED });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(100_000);
    errors.length = 0;
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(emulator.url);
    await page.getByText("live", { exact: true }).waitFor();
  });
  afterEach(async () => {
    await page.close();
    await emulator.close();
  });

  const open = (view: string) => page.goto(`${emulator.url}/#${view}`);
  const answers = (start: string) =>
    page.waitForFunction((text) => document.querySelector("#answer")?.textContent?.startsWith(text), start);

  test("tracks to the limit, moves the clock, changes the plan and resets", async () => {
    await answers("on");
    await page.locator("input[type=number]").fill("10");
    await page.getByRole("button", { name: "Track" }).click();
    await answers("off");
    expect(emulator.events()).toHaveLength(1);
    await page.getByRole("button", { name: "Next month" }).click();
    await answers("on");
    expect(new Date(emulator.clock.now()).getUTCDate()).toBe(1);
    await page.getByRole("button", { name: "Freeze" }).click();
    await page.getByText("frozen").waitFor();
    await page.getByRole("button", { name: "Back to now" }).click();
    await page.getByRole("button", { name: "Freeze" }).waitFor();
    expect(Math.abs(emulator.clock.now() - Date.now())).toBeLessThan(60_000);
    await page.getByLabel("Plan of Acme Inc.").selectOption("pro");
    await emulator.waitFor((e) => e.snapshot().companies[0]?.plan === "pro");
    await page.getByLabel("Flag", { exact: true }).selectOption("dashboard");
    await answers("off");
    await page.getByLabel("User", { exact: true }).selectOption({ label: "Wile E. Coyote" });
    await answers("on");
    await page.getByText("Explain: rule, conditions and data").click();
    await page.getByText('"name": "Admins"').first().waitFor();
    await page.getByRole("button", { name: "Reset" }).click();
    await emulator.waitFor((e) => e.snapshot().companies[0]?.plan === "starter");
    expect(emulator.requests()).toEqual({});
    expect(errors).toEqual([]);
  });

  test("switches a flag for everybody, for one company, and back to its rules", async () => {
    const value = () => emulator.snapshot().flags.find(({ key }) => key === "sso")?.rules.length ?? 0;
    const rules = value();
    await open("flags");
    const all = page.getByRole("group", { name: "sso for everybody" });
    await all.getByRole("button", { name: "on" }).click();
    await emulator.waitFor(() => value() === rules + 1);
    await all.getByRole("button", { name: "rules" }).click();
    await emulator.waitFor(() => value() === rules);
    const one = page.getByRole("form", { name: "Switch sso for one" });
    await one.getByLabel("Company or user").selectOption({ label: "Acme Inc." });
    await one.getByRole("button", { name: "Switch" }).click();
    await emulator.waitFor(() => value() === rules + 1);
    const headers = { "X-Schematic-Api-Key": emulator.apiKey };
    const body = JSON.stringify({ company: { id: "acme" } });
    const check = await fetch(`${emulator.url}/flags/sso/check`, { method: "POST", headers, body });
    expect(await check.json()).toMatchObject({ data: { value: true, rule_type: "global_override" } });
    await page.getByRole("button", { name: "Back to rules" }).click();
    await emulator.waitFor(() => value() === rules);
    expect(errors).toEqual([]);
  });

  test("creates and edits companies, users, plans and overrides, and reports what is wrong", async () => {
    await open("companies");
    const created = page.getByRole("form", { name: "New company" });
    await created.getByLabel("Keys (JSON)").fill('{"id":"globex"}');
    await created.getByLabel("Name").fill("Globex");
    await created.getByLabel("Plan").selectOption("pro");
    await created.getByRole("button", { name: "Create" }).click();
    await emulator.waitFor((e) => e.snapshot().companies[1]?.plan === "pro");
    await page.getByText("id=globex").click();
    const edit = page.getByRole("form", { name: "Edit Globex" });
    await edit.getByLabel("Traits (JSON)").fill('{"seats":4}');
    await edit.getByRole("button", { name: "Save" }).click();
    await emulator.waitFor((e) => e.snapshot().companies[1]?.traits.seats === 4);
    const override = page.getByRole("form", { name: "Override for Globex" });
    await override.getByLabel("Feature").selectOption("api-calls");
    await override.getByLabel("on, off, unlimited or a limit").fill("7");
    await override.getByRole("button", { name: "Override" }).click();
    await emulator.waitFor((e) => e.snapshot().overrides[0]?.limit === 7);
    await page.getByRole("button", { name: "Remove" }).click();
    await emulator.waitFor((e) => e.snapshot().overrides.length === 0);
    const user = page.getByRole("form", { name: "New user" });
    await user.getByLabel("Keys (JSON)").fill("nonsense");
    await user.getByRole("button", { name: "Create" }).click();
    await page.getByRole("alert").getByText("Not a JSON object: nonsense").waitFor();
    await user.getByLabel("Keys (JSON)").fill('{"id":"milton"}');
    await user.getByRole("button", { name: "Create" }).click();
    await emulator.waitFor((e) => e.snapshot().users.length === 2);
    await page.getByRole("button", { name: "Delete Globex" }).click();
    await emulator.waitFor((e) => e.snapshot().companies.length === 1);
    expect(errors).toEqual([]);
  });

  test("shows balances, leases and reservations, and tops up", async () => {
    const headers = { "X-Schematic-Api-Key": emulator.apiKey };
    const body = JSON.stringify({ company_id: "comp_acme", credit_type_id: "ai", requested_amount: 60 });
    await fetch(`${emulator.url}/billing/credits/lease`, { method: "POST", headers, body });
    await open("credits");
    await page.getByText("adds up").waitFor();
    await page.getByRole("cell", { name: "60" }).first().waitFor();
    const form = page.getByRole("form", { name: "Top up" });
    await form.getByLabel("Amount").fill("25");
    await form.getByRole("button", { name: "Top up" }).click();
    await emulator.waitFor((e) => e.credits.accounts()[0]?.remaining === 65);
    expect(errors).toEqual([]);
  });

  test("adds a webhook, sends a test, shows the signature and delivers again", async () => {
    const hook = await receiver();
    await open("webhooks");
    const form = page.getByRole("form", { name: "New webhook" });
    await form.getByLabel("URL on this machine").fill("http://evil.example/");
    await form.getByRole("button", { name: "Create" }).click();
    await page.getByRole("alert").getByText("this machine only").waitFor();
    await form.getByLabel("URL on this machine").fill(hook.url);
    await form.getByRole("button", { name: "Create" }).click();
    await page.getByRole("button", { name: "Send test" }).click();
    await emulator.waitFor((e) => e.deliveries()[0]?.status === "success");
    await page.locator("summary").filter({ hasText: "test.send" }).click();
    await page.getByText('X-Schematic-Webhook-Signature"').waitFor();
    await page.getByRole("button", { name: "Deliver again" }).click();
    await emulator.waitFor((e) => e.deliveries()[0]?.attempts === 2);
    expect(hook.received.map((received) => received.body)).toEqual([
      hook.received[0]?.body,
      hook.received[0]?.body,
    ]);
    await hook.close();
  });

  test("adds a fault, and lists requests with their bodies and a curl command", async () => {
    await open("faults");
    const form = page.getByRole("form", { name: "New fault" });
    await form.getByLabel("Route").fill("GET /plans");
    await form.getByLabel("Status, ms or bytes").fill("503");
    await form.getByRole("button", { name: "Add" }).click();
    await emulator.waitFor((e) => e.faults.list().length === 1);
    await page.getByRole("button", { name: "Remove" }).click();
    await emulator.waitFor((e) => e.faults.list().length === 0);
    const headers = { "X-Schematic-Api-Key": emulator.apiKey };
    const body = JSON.stringify({ keys: { id: "<img src=x onerror=alert(1)>" }, name: "<b>bold</b>" });
    await fetch(`${emulator.url}/companies`, { method: "POST", headers, body });
    await open("timeline");
    await page.getByLabel("Search the timeline").fill("post /companies");
    await page.getByLabel("Kind").selectOption("request");
    await page.locator("summary").filter({ hasText: "POST /companies 200" }).click();
    await page.getByRole("button", { name: "Copy as curl" }).waitFor();
    expect(await page.locator("pre").first().textContent()).toContain("<img src=x onerror=alert(1)>");
    await open("overview");
    await page.getByText("<b>bold</b>").first().waitFor();
    expect(await page.locator("main img, main b").count()).toBe(0);
    expect(errors).toEqual([]);
  });

  test("exports the state as a seed, and starts again from an edited one", async () => {
    emulator.setPlan({ id: "acme" }, "pro");
    await open("seed");
    await page.getByRole("button", { name: "Export the state" }).click();
    const text = page.getByLabel("Seed, YAML or JSON");
    await page.waitForFunction(() => (document.querySelector("textarea")?.value ?? "").length > 100);
    const seed = JSON.parse(await text.inputValue()) as Seed;
    expect(seed.companies?.[0]).toMatchObject({ plan: "pro", credit_balances: { ai: 100 } });
    await text.fill(JSON.stringify({ companies: [{ keys: { id: "only" } }] }));
    await page.getByRole("button", { name: "Start again from this seed" }).click();
    await emulator.waitFor((e) => e.snapshot().companies[0]?.keys.id === "only");
    expect(errors).toEqual([]);
  });

  test("says so when the emulator has stopped, and when an action fails", async () => {
    await emulator.close();
    await page.getByText("The emulator does not answer. What you see may be outdated.").waitFor();
    await page.getByText("not connected").waitFor();
    await page.getByRole("button", { name: "Freeze" }).click();
    await page.getByRole("alert").getByText("It was stopped").waitFor();
  });

  test.each(["light", "dark"] as const)(
    "is accessible and fits wide and narrow windows in %s",
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      for (const [size, width] of [
        ["wide", 1280],
        ["narrow", 375],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        for (const view of VIEWS) {
          await open(view);
          await page.locator(`nav a[href="#${view}"][aria-current]`).waitFor();
          const problems = await accessibilityProblems(page);
          expect([view, size, problems]).toEqual([view, size, []]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect([view, size, overflow <= 0]).toEqual([view, size, true]);
          const small = await page.evaluate(() =>
            [...document.querySelectorAll("button, select, input:not([type=checkbox]), a, summary")]
              .map((target) => ({ box: target.getBoundingClientRect(), text: target.textContent }))
              .filter(({ box }) => box.width > 0 && (box.height < 24 || box.width < 24))
              .map(({ text }) => text),
          );
          expect([view, size, small]).toEqual([view, size, []]);
          if (process.env.SCREENSHOTS !== undefined)
            await page.screenshot({ path: `${process.env.SCREENSHOTS}/${view}-${colorScheme}-${size}.png` });
        }
      }
    },
  );
});

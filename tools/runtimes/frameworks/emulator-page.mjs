import { spawnSync } from "node:child_process";

/** The emulator's page in Chromium, used as its users would. */
export const packages = { "playwright-core": "1.65.1" };

const seed = {
  features: [{ key: "api-calls", name: "API calls", event: "api-call" }],
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
      entitlements: [{ feature: "api-calls", limit: 10, period: "current_month" }],
    },
    { key: "pro", name: "Pro", entitlements: [{ feature: "api-calls", unlimited: true }] },
  ],
  companies: [{ keys: { id: "acme" }, name: "Acme Inc.", plan: "starter" }],
  users: [{ keys: { id: "wile" }, name: "Wile", traits: { role: "admin" } }],
};

export async function run({ check }) {
  const { startEmulator } = await import("@schematic/emulator");
  const { chromium } = await import("playwright-core");
  const { stdout } = spawnSync("which", ["chromium"], { encoding: "utf8" });
  const emulator = await startEmulator({ seed });
  // A busy machine takes its time, for the start above all.
  const browser = await chromium.launch({
    executablePath: stdout.trim(),
    args: ["--no-sandbox"],
    timeout: 180_000,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 400, height: 900 } });
    page.setDefaultTimeout(120_000);
    const errors = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(emulator.url);
    const answers = (start) =>
      page.waitForFunction((text) => document.querySelector("#answer").innerText.startsWith(text), start);
    await answers("on");
    check(
      "fits a phone's width",
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    );

    await page.locator("input[type=number]").fill("10");
    await page.getByRole("button", { name: "Track" }).click();
    await answers("off");
    check("usage up to the limit turns the answer off", true);
    check("the event has arrived", emulator.events().length === 1);
    await page.getByRole("button", { name: "Next month" }).click();
    await answers("on");
    check("the next month turns it on again", new Date(emulator.clock.now()).getUTCDate() === 1);
    await page.locator("input[type=number]").fill("10");
    await page.getByRole("button", { name: "Track" }).click();
    await answers("off");
    await page.getByLabel("Plan of Acme Inc.").selectOption("pro");
    await answers("on");
    check("another plan does too", emulator.snapshot().companies[0].plan === "pro");

    await page.getByLabel("Flag", { exact: true }).selectOption("dashboard");
    await answers("off");
    await page.getByLabel("User", { exact: true }).selectOption("Wile");
    await answers("on");
    check("a check for a user", (await page.locator("#answer").innerText()).includes("Admins"));
    check("checks of the page count as nothing", Object.keys(emulator.requests()).length === 0);

    await page.getByRole("button", { name: "Reset" }).click();
    await page.waitForFunction(() => document.querySelector("#n-events").innerText.startsWith("0"));
    check("reset goes back to the seed", emulator.snapshot().companies[0].plan === "starter");
    check(`no errors in the console ${errors.join(" ")}`, errors.length === 0);
  } finally {
    await browser.close();
    await emulator.close();
  }
}

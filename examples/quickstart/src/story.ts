import type { Emulator } from "@schematic/emulator";
import type { SchematicClient } from "@schematic/sdk";
import type { Narrator } from "./narrate";
import type { ReceivedWebhook, WebhookReceiver } from "./receiver";
import { ACME, API_CALLS, untilFlag, WILE } from "./saas";

/** What the story needs: two servers of the SaaS, the local Schematic, who listens for its webhooks. */
export interface Cast {
  narrator: Narrator;
  emulator: Emulator;
  receiver: WebhookReceiver;
  /** Serves the API calls. */
  first: SchematicClient;
  /** Another server, which learns of usage only from Schematic. */
  second: SchematicClient;
}

/** Figures of the story, for its last table and its test. */
export interface Outcome {
  checks: { moment: string; flag: string; value: boolean; reason: string; usage: string }[];
  servedBeforeLimit: number;
  offAfterPushMs: number;
  onAfterUpgradeMs: number;
  webhooks: string[];
}

async function check(cast: Cast, outcome: Outcome, moment: string, flag = API_CALLS): Promise<boolean> {
  const answer = await cast.first.checkFlagWithEntitlement({ company: ACME, user: WILE }, flag);
  const { usage, allocation } = answer.entitlement ?? {};
  const used = allocation === undefined ? "–" : `${usage ?? 0} of ${allocation}`;
  // The rule's id at the end helps in a log, not in a story.
  const reason = answer.reason.replace(/ \([^)]*\)$/, "");
  outcome.checks.push({ moment, flag, value: answer.value, reason, usage: used });
  cast.narrator.flag(flag, answer.value, `${used === "–" ? "" : `used ${used}: `}${reason}`);
  return answer.value;
}

async function meetTheCompany(cast: Cast, outcome: Outcome): Promise<void> {
  const { narrator, first } = cast;
  narrator.chapter("Acme signs in");
  await first.identify({ keys: WILE, name: "Wile E. Coyote", company: { keys: ACME, name: "Acme Inc." } });
  narrator.say("identified the user wile of the company acme");
  const { data } = await first.companies.upsertCompany({ keys: ACME, traits: { industry: "roller skates" } });
  narrator.say(`upserted the company ${data.name} over REST (${data.id})`);
  await check(cast, outcome, "at sign-in");
  await check(cast, outcome, "at sign-in", "sso");
  await check(cast, outcome, "at sign-in", "new-dashboard");
}

async function useItUp(cast: Cast, outcome: Outcome): Promise<void> {
  const { narrator, first, second, emulator } = cast;
  narrator.chapter("Acme calls the API, ten calls a month are in the plan");
  await second.checkFlag({ company: ACME }, API_CALLS);
  const counted = emulator
    .waitFor((schematic) => tracked(schematic) >= 10, 10_000)
    .then(() => performance.now());
  for (let call = 1; await first.checkFlag({ company: ACME, user: WILE }, API_CALLS); call++) {
    await first.track({ event: "api-call", company: ACME, user: WILE });
    outcome.servedBeforeLimit = call;
    narrator.say(`call ${String(call).padStart(2)} served and tracked`);
  }
  await check(cast, outcome, "after ten calls");
  const [countedAt, offAt] = await Promise.all([counted, untilFlag(second, false)]);
  outcome.offAfterPushMs = Math.max(0, offAt - countedAt);
  narrator.say(`the other server saw it ${outcome.offAfterPushMs.toFixed(1)} ms after Schematic pushed it`);
  await announce(cast, await cast.receiver.waitFor("entitlement.limit.reached"));
}

function tracked(schematic: Emulator): number {
  return schematic.events().filter((event) => event.type === "track").length;
}

async function upgrade(cast: Cast, outcome: Outcome): Promise<void> {
  const { narrator, first, second } = cast;
  narrator.chapter("Acme upgrades to the pro plan");
  const { data: company } = await first.companies.lookupCompany({ keys: ACME });
  const { data: plans } = await first.plans.listPlans();
  const pro = plans.find((plan) => plan.name === "Pro");
  if (!pro) throw new Error("the seed has no plan Pro");
  const started = performance.now();
  await first.checkout.managePlan({
    companyId: company.id,
    basePlanId: pro.id,
    addOnSelections: [],
    creditBundles: [],
    customFieldValues: [],
    payInAdvanceEntitlements: [],
  });
  const onAt = await untilFlag(second, true);
  outcome.onAfterUpgradeMs = onAt - started;
  narrator.say(`the other server saw it ${outcome.onAfterUpgradeMs.toFixed(1)} ms after the order was sent`);
  await untilFlag(first, true);
  await check(cast, outcome, "after the upgrade");
  await check(cast, outcome, "after the upgrade", "sso");
  await announce(cast, await cast.receiver.waitFor("company.plan_changed"));
}

async function announce(cast: Cast, event: ReceivedWebhook): Promise<void> {
  cast.narrator.webhook(event.action, `for ${event.companyId ?? "the account"}`);
}

/** Tells the story and gives back its figures. */
export async function tell(cast: Cast): Promise<Outcome> {
  const outcome: Outcome = {
    checks: [],
    servedBeforeLimit: 0,
    offAfterPushMs: Number.NaN,
    onAfterUpgradeMs: Number.NaN,
    webhooks: [],
  };
  await meetTheCompany(cast, outcome);
  await useItUp(cast, outcome);
  await upgrade(cast, outcome);
  outcome.webhooks = cast.receiver.received.map((event) => event.action);
  return outcome;
}

import { HEADER } from "./names.mjs";

const COMPANY = "CompanyDetailResponseData";
const crud = (object, schema, verbs = ["created", "updated", "deleted"]) =>
  Object.fromEntries(verbs.map((verb) => [`${object}.${verb}`, schema]));

/** The body of each action; `undefined` where it has none or where it is not documented. */
const BODIES = {
  ...crud("company", COMPANY),
  "company.plan_changed": "PlanChangeResponseData",
  ...crud("company.override", "CompanyOverrideResponseData", ["created", "updated", "deleted", "expired"]),
  "company.scheduled_downgrade": "WebScheduledDowngradeWebhookOutput",
  ...crud("user", "UserDetailResponseData"),
  ...crud("feature", "FeatureDetailResponseData"),
  ...crud("flag", "FlagDetailResponseData"),
  "flag_rules.updated": "RuleDetailResponseData",
  "rule.deleted": "RuleDetailResponseData",
  ...crud("plan", "PlanDetailResponseData"),
  "plan_version.deleted": "PlanVersionResponseData",
  ...crud("plan.entitlement", "PlanEntitlementResponseData"),
  "subscription.trial.ended": "BillingSubscriptionView",
  ...Object.fromEntries(
    ["limit", "soft_limit", "tier_limit"].flatMap((kind) =>
      Object.entries(crud(`entitlement.${kind}`, "WebFeatureUsageWebhookOutput", ["reached", "warning"])),
    ),
  ),
  "credit.limit.reached": undefined,
  "credit.limit.warning": undefined,
  "credit.purchase.success": "CreditsCreditPurchaseSuccess",
  "auto.topup.success": "CreditsAutoTopupSuccess",
  "auto.topup.hard.failure": "CreditsAutoTopupHardFailure",
  "auto.topup.retry.exceeded": "CreditsAutoTopupRetryFailure",
  "test.send": undefined,
};

const exportOf = (action) => action.replace(/[._](.)/g, (_, letter) => letter.toUpperCase());

export function emitWebhooks(schemas, tables) {
  const known = Object.values(schemas.WebhookRequestType.values);
  for (const action of known)
    if (!(action in BODIES)) throw new Error(`no body is given for the webhook action ${action}`);
  const actions = Object.keys(BODIES)
    .filter((action) => known.includes(action) || BODIES[action])
    .sort();
  const types = [...new Set(actions.map((action) => BODIES[action]).filter(Boolean))].sort();
  const tableOf = (action) => (BODIES[action] ? tables.table(BODIES[action]) : undefined);
  const names = [...new Set(actions.map(tableOf).filter(Boolean))].sort();
  const declarations = actions.map((action) => {
    const table = tableOf(action);
    return `/** Body of \`${action}\`. */\nexport const ${exportOf(action)}: WebhookBody<"${action}"> = /* @__PURE__ */ webhookBody("${action}"${table ? `, ${table}` : ""});\n`;
  });
  return (
    `${HEADER}\nimport { type WebhookBody, webhookBody } from "../webhook-body";\n` +
    `import {\n${names.map((name) => `  ${name},\n`).join("")}} from "./tables";\n` +
    `import type {\n${types.map((name) => `  ${name},\n`).join("")}} from "./types";\n\n` +
    `/** The decoded body of each action that is known today. */\nexport interface WebhookBodies {\n${actions
      .map((action) => `  "${action}": ${BODIES[action] ?? "unknown"};\n`)
      .join("")}}\n\n${declarations.join("\n")}`
  );
}

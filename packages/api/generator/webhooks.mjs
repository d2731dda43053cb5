import { HEADER, nameBlock } from "./names.mjs";

const COMPANY = "CompanyDetailResponseData";
const crud = (object, schema, verbs = ["created", "updated", "deleted"]) =>
  Object.fromEntries(verbs.map((verb) => [`${object}.${verb}`, schema]));

/** Type of the body of each action; undefined for actions without a body or with an undocumented one. */
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
  "credit.usage_warning_reached": undefined,
  "credit.purchase.success": "CreditsCreditPurchaseSuccess",
  "auto.topup.success": "CreditsAutoTopupSuccess",
  "auto.topup.hard.failure": "CreditsAutoTopupHardFailure",
  "auto.topup.retry.exceeded": "CreditsAutoTopupRetryFailure",
  "test.send": undefined,
};

const exportOf = (action) => action.replace(/[._](.)/g, (_, letter) => letter.toUpperCase());

/** Returns the module with a decoder for the body of each webhook action. */
export function emitWebhooks(schemas, tables) {
  const known = Object.values(schemas.WebhookRequestType.values);
  for (const action of known)
    if (!(action in BODIES)) throw new Error(`generator/webhooks.mjs lists no body for the action ${action}`);
  const actions = Object.keys(BODIES)
    .filter((action) => known.includes(action) || BODIES[action])
    .sort();
  const types = [...new Set(actions.map((action) => BODIES[action]).filter(Boolean))].sort();
  const tableOf = (action) => (BODIES[action] ? tables.table(BODIES[action]) : undefined);
  const names = [...new Set(actions.map(tableOf).filter(Boolean))].sort();
  const declarations = actions.map((action) => {
    const table = tableOf(action);
    return `/** Decodes bodies of \`${action}\`. */\nexport const ${exportOf(action)}: WebhookBody<"${action}"> = /* @__PURE__ */ webhookBody("${action}"${table ? `, ${table}` : ""});\n`;
  });
  return (
    `${HEADER}\nimport { type WebhookBody, webhookBody } from "../webhook-body";\n` +
    `import ${nameBlock(names)} from "./tables";\nimport type ${nameBlock(types)} from "./types";\n\n` +
    `/** Decoded bodies by action. Actions without a documented body have \`unknown\`. */\nexport interface WebhookBodies {\n${actions
      .map((action) => `  "${action}": ${BODIES[action] ?? "unknown"};\n`)
      .join("")}}\n\n${declarations.join("\n")}\n` +
    "/** The decoder of each action. */\n" +
    `export const webhookBodies: { readonly [Action in keyof WebhookBodies]: WebhookBody<Action> } = {\n${actions
      .map((action) => `  "${action}": ${exportOf(action)},\n`)
      .join("")}};\n`
  );
}

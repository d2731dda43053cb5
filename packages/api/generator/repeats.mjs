// Says of every POST, and of the PUTs that are no plain assignments, how often the server may carry it out.
// The transport repeats a failed request by this classification; RETRIES.md is written from it.

/** POSTs that change nothing. */
const READS = [
  "checkout.getCheckoutData",
  "checkout.previewCheckoutInternal",
  "checkout.previewManagePlan",
  "features.checkFlag",
  "features.checkFlags",
  "features.checkFlagsBulk",
  "planmigrations.previewMigration",
  "plans.previewPublishPlanVersion",
];

/**
 * Operations that create or move credits, grants, invoices, subscriptions or payments and have no idempotency
 * field: carrying one out twice can charge or grant twice.
 */
const ONCE = [
  "billing.finalizeNativeInvoice",
  "billing.upsertBillingSubscription",
  "billing.upsertInvoice",
  "billing.voidNativeInvoice",
  "checkout.cancelSubscription",
  "checkout.internal",
  "checkout.managePlan",
  "credits.acquireCreditLease",
  "credits.createBillingCredit",
  "credits.createBillingPlanCreditGrant",
  "credits.createCreditBundle",
  "credits.grantBillingCreditsToCompany",
  "planbundle.createCustomPlanBundle",
  "planbundle.createPlanBundle",
  "planmigrations.completeMigrationNow",
  "planmigrations.createMigration",
  "planmigrations.retryCompanyMigration",
  "planmigrations.retryMigration",
  "plans.createCustomPlan",
  "plans.markCustomPlanBillingPaid",
  "plans.publishPlanVersion",
  "plans.retryCustomPlanBilling",
  "plans.updateCompanyPlans",
  "scheduledcheckout.createScheduledCheckout",
];

/** POSTs that neither charge nor grant anything: at worst, a repetition fails or leaves a duplicate to delete. */
const REPEATABLE = [
  "accesstokens.issueTemporaryAccessToken",
  "accounts.createApiKey",
  "accounts.createEnvironment",
  "accounts.quickstart",
  "accounts.updateOnboardingState",
  "billing.updateBillingSettings",
  "billing.upsertBillingCoupon",
  "billing.upsertBillingCustomer",
  "billing.upsertBillingMeter",
  "billing.upsertBillingPrice",
  "billing.upsertBillingProduct",
  "billing.upsertPaymentMethod",
  "catalogs.addCreditBundle",
  "catalogs.addPlan",
  "catalogs.createCatalog",
  "companies.createCompany",
  "companies.createUser",
  "companies.deleteCompanyByKeys",
  "companies.deleteUserByKeys",
  "companies.getOrCreateCompanyMembership",
  "companies.getOrCreateEntityTraitDefinition",
  "companies.updatePlanTraitsBulk",
  "companies.upsertCompany",
  "companies.upsertCompanyTrait",
  "companies.upsertUser",
  "companies.upsertUserTrait",
  "components.createComponent",
  "credits.createCreditSpendPolicy",
  "dataexports.createDataExport",
  "entitlements.createCompanyOverride",
  "entitlements.createPlanEntitlement",
  "entitlements.duplicatePlanEntitlements",
  "entitlements.upsertPlanEntitlementForBillingProduct",
  "events.upsertOtlpEnvironmentSettings",
  "features.createFeature",
  "features.createFlag",
  "features.upsertFeatureForBillingProduct",
  "integrationsapi.assumeStripeInstalled",
  "integrationsapi.claimStripeSandboxKeys",
  "integrationsapi.installIntegration",
  "integrationsapi.installStripe",
  "integrationsapi.installStripeClaimableSandbox",
  "integrationsapi.startDataImport",
  "plangroups.createPlanGroup",
  "planmigrations.cancelMigration",
  "plans.createPlan",
  "plans.upsertPlanForBillingProduct",
  "webhooks.createWebhook",
  "webhooks.sendTestWebhookAction",
];

const KEY = "idempotencyKey";
const nameOf = (operation) => `${operation.resource}.${operation.method}`;

/** Returns where a request body holds its idempotency key: `key`, `events[].key`, or undefined for nowhere. */
function idempotencyField(operation, schemas) {
  const fields = schemas[operation.body]?.fields ?? [];
  const own = fields.find((field) => field.name === KEY);
  if (own) return own.wire;
  for (const list of fields) {
    const item = list.type.endsWith("[]") ? schemas[list.type.slice(0, -2)] : undefined;
    const inner = item?.fields?.find((field) => field.name === KEY);
    if (inner) return `${list.wire}[].${inner.wire}`;
  }
  return undefined;
}

/** Returns the marks of an operation: `idempotencyField`, `readOnly` or `repeat`; nothing for most. */
export function repeatMarks(operation, schemas) {
  const field = idempotencyField(operation, schemas);
  if (field) return { idempotencyField: field };
  if (READS.includes(nameOf(operation))) return { readOnly: true };
  if (ONCE.includes(nameOf(operation))) return { repeat: "only-if-not-executed" };
  return {};
}

/** Throws if a POST of the surface is not classified, or if a list names an operation that does not exist. */
export function assertClassified(operations, schemas) {
  const names = new Map(operations.map((operation) => [nameOf(operation), operation]));
  const listed = [...READS, ...ONCE, ...REPEATABLE];
  for (const name of listed) {
    if (!names.has(name))
      throw new Error(`generator/repeats.mjs lists ${name}, which the surface does not have`);
    if (listed.indexOf(name) !== listed.lastIndexOf(name))
      throw new Error(`generator/repeats.mjs lists ${name} twice`);
  }
  for (const [name, operation] of names) {
    const isListed = listed.includes(name);
    const hasKey = idempotencyField(operation, schemas) !== undefined;
    if (isListed && hasKey)
      throw new Error(`generator/repeats.mjs lists ${name}, which has an idempotency field`);
    if (operation.http === "POST" && !isListed && !hasKey)
      throw new Error(`generator/repeats.mjs must say how often POST ${name} may be carried out`);
  }
}

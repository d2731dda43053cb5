// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

import { DATE, type Table } from "../codec/table";

export const PLAIN: Table = {};

export const $CreatedAtAndExpiredAtAndUpdatedAt: Table = {
  createdAt: DATE,
  expiredAt: DATE,
  updatedAt: DATE,
};

export const $CreatedAtAndUpdatedAt: Table = {
  createdAt: DATE,
  updatedAt: DATE,
};

export const $ApiKeyResponseData: Table = {
  createdAt: DATE,
  environment: $CreatedAtAndUpdatedAt,
  integration: PLAIN,
  lastUsedAt: DATE,
  updatedAt: DATE,
};

export const $AuditLogListResponseData: Table = {
  apiKey: $ApiKeyResponseData,
  endedAt: DATE,
  environment: $CreatedAtAndUpdatedAt,
  startedAt: DATE,
};

export const $EndTimeAndStartTime: Table = {
  endTime: DATE,
  startTime: DATE,
};

export const $EnvironmentDetailResponseData: Table = {
  apiKeys: $ApiKeyResponseData,
  createdAt: DATE,
  updatedAt: DATE,
};

export const $ReachedAt: Table = {
  reachedAt: DATE,
};

export const $PublishedAt: Table = {
  publishedAt: DATE,
};

export const $CanResendAtAndSentAt: Table = {
  canResendAt: DATE,
  sentAt: DATE,
};

export const $GetOnboardingStateResp: Table = {
  agentConnectedAt: DATE,
  dismissedAt: DATE,
  milestones: $ReachedAt,
  requirements: $ReachedAt,
  roadmap: $PublishedAt,
  slackConnect: $CanResendAtAndSentAt,
};

export const $WhoAmIResponseData: Table = {
  environments: $CreatedAtAndUpdatedAt,
};

export const $ValidFromAndValidUntil: Table = {
  validFrom: DATE,
  validUntil: DATE,
};

export const $DeletedAtAndUpdatedAt: Table = {
  deletedAt: DATE,
  updatedAt: DATE,
};

export const $ExpiredAt: Table = {
  expiredAt: DATE,
};

export const $BillingCustomerWithSubscriptionsResponseData: Table = {
  deletedAt: DATE,
  subscriptions: $ExpiredAt,
  updatedAt: DATE,
};

export const $CreatedAtAndDueDateAndUpdatedAt: Table = {
  createdAt: DATE,
  dueDate: DATE,
  updatedAt: DATE,
};

export const $DueDate: Table = {
  dueDate: DATE,
};

export const $PaymentMethodBillingDetailsRequestBody: Table = {
  address: PLAIN,
};

export const $CreatePaymentMethodRequestBody: Table = {
  customerBillingDetails: $PaymentMethodBillingDetailsRequestBody,
};

export const $BillingPriceView: Table = {
  createdAt: DATE,
  priceTier: PLAIN,
  updatedAt: DATE,
};

export const $CreateBillingPriceRequestBody: Table = {
  priceTiers: PLAIN,
};

export const $BillingProductDetailResponseData: Table = {
  createdAt: DATE,
  prices: PLAIN,
  updatedAt: DATE,
};

export const $EndedAtAndStartedAt: Table = {
  endedAt: DATE,
  startedAt: DATE,
};

export const $CreateBillingSubscriptionRequestBody: Table = {
  discounts: $EndedAtAndStartedAt,
  expiredAt: DATE,
  productExternalIds: PLAIN,
  startedAt: DATE,
};

export const $CreatedAtAndExpiredAt: Table = {
  createdAt: DATE,
  expiredAt: DATE,
};

export const $BillingNativeSubscriptionLineResponseData: Table = {
  anchor: DATE,
  currentPeriodEnd: DATE,
  currentPeriodStart: DATE,
  effectiveFrom: DATE,
  effectiveTo: DATE,
};

export const $BillingNativeSubscriptionChangeResponseData: Table = {
  effectiveAt: DATE,
  line: $BillingNativeSubscriptionLineResponseData,
  replaces: $BillingNativeSubscriptionLineResponseData,
};

export const $PeriodEndAndPeriodStart: Table = {
  periodEnd: DATE,
  periodStart: DATE,
};

export const $BillingStatementResponseData: Table = {
  lines: $PeriodEndAndPeriodStart,
  periodEnd: DATE,
  periodStart: DATE,
};

export const $BillingInvoiceBillingDetailsResponseData: Table = {
  address: PLAIN,
  taxIds: PLAIN,
};

export const $BillingInvoiceTermsResponseData: Table = {
  billingDetails: $BillingInvoiceBillingDetailsResponseData,
};

export const $BillingNativeSubscriptionResponseData: Table = {
  cancelAt: DATE,
  lines: $BillingNativeSubscriptionLineResponseData,
  periodEnd: DATE,
  periodStart: DATE,
  scheduledChanges: $BillingNativeSubscriptionChangeResponseData,
  startedAt: DATE,
  statement: $BillingStatementResponseData,
  terms: $BillingInvoiceTermsResponseData,
};

export const $BillingInvoiceResponseData: Table = {
  createdAt: DATE,
  dueAt: DATE,
  finalizedAt: DATE,
  periodEnd: DATE,
  periodStart: DATE,
};

export const $SettledAt: Table = {
  settledAt: DATE,
};

export const $BillingInvoiceDetailResponseData: Table = {
  createdAt: DATE,
  dueAt: DATE,
  finalizedAt: DATE,
  lines: $PeriodEndAndPeriodStart,
  periodEnd: DATE,
  periodStart: DATE,
  settlements: $SettledAt,
  terms: $BillingInvoiceTermsResponseData,
};

export const $CreditCurrencyPriceResponseData: Table = {
  price: PLAIN,
};

export const $BillingCreditResponseData: Table = {
  createdAt: DATE,
  currencyPrices: $CreditCurrencyPriceResponseData,
  price: PLAIN,
  product: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $PlanCurrencyPricesResponseData: Table = {
  monthlyPrice: PLAIN,
  oneTimePrice: PLAIN,
  quarterlyPrice: PLAIN,
  yearlyPrice: PLAIN,
};

export const $EntitlementCurrencyPricesResponseData: Table = {
  monthlyPrice: $BillingPriceView,
  quarterlyPrice: $BillingPriceView,
  yearlyPrice: $BillingPriceView,
};

export const $PlanEntitlementResponseData: Table = {
  billingLinkedResource: PLAIN,
  createdAt: DATE,
  currencyPrices: $EntitlementCurrencyPricesResponseData,
  feature: $CreatedAtAndUpdatedAt,
  meteredMonthlyPrice: $BillingPriceView,
  meteredQuarterlyPrice: $BillingPriceView,
  meteredYearlyPrice: $BillingPriceView,
  plan: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
  usageBasedProduct: $CreatedAtAndUpdatedAt,
  valueCredit: $BillingCreditResponseData,
  valueTrait: $CreatedAtAndUpdatedAt,
  warningTiers: PLAIN,
};

export const $LastSeenAt: Table = {
  lastSeenAt: DATE,
};

export const $RuleConditionDetailResponseData: Table = {
  comparisonTrait: $CreatedAtAndUpdatedAt,
  createdAt: DATE,
  planVersions: PLAIN,
  resources: PLAIN,
  trait: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $RuleConditionGroupDetailResponseData: Table = {
  conditions: $RuleConditionDetailResponseData,
  createdAt: DATE,
  updatedAt: DATE,
};

export const $RuleDetailResponseData: Table = {
  conditionGroups: $RuleConditionGroupDetailResponseData,
  conditions: $RuleConditionDetailResponseData,
  createdAt: DATE,
  updatedAt: DATE,
};

export const $FlagInPlanResponseData: Table = {
  createdAt: DATE,
  feature: $CreatedAtAndUpdatedAt,
  lastCheckedAt: DATE,
  rules: $RuleDetailResponseData,
  updatedAt: DATE,
};

export const $FeatureInPlanResponseData: Table = {
  billingLinkedResource: PLAIN,
  createdAt: DATE,
  eventSummary: $LastSeenAt,
  flags: $FlagInPlanResponseData,
  plans: PLAIN,
  trait: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $BillingPlanCreditGrantResponseData: Table = {
  createdAt: DATE,
  credit: $BillingCreditResponseData,
  plan: PLAIN,
  price: PLAIN,
  priceTiers: PLAIN,
  updatedAt: DATE,
  warningTiers: PLAIN,
};

export const $PlanGroupPlanDetailResponseData: Table = {
  activeVersion: $CreatedAtAndUpdatedAt,
  billingLinkedResource: PLAIN,
  billingProduct: $BillingProductDetailResponseData,
  catalogs: PLAIN,
  createdAt: DATE,
  credits: $BillingCreditResponseData,
  currencyPrices: $PlanCurrencyPricesResponseData,
  customPlanConfig: PLAIN,
  draftVersion: $CreatedAtAndUpdatedAt,
  entitlements: $PlanEntitlementResponseData,
  features: $FeatureInPlanResponseData,
  includedCreditGrants: $BillingPlanCreditGrantResponseData,
  monthlyPrice: PLAIN,
  oneTimePrice: PLAIN,
  quarterlyPrice: PLAIN,
  updatedAt: DATE,
  versions: $CreatedAtAndUpdatedAt,
  yearlyPrice: PLAIN,
};

export const $CatalogConfigOrderedPlanResponseData: Table = {
  credits: PLAIN,
  entitlements: PLAIN,
};

export const $CatalogConfigurationResponseData: Table = {
  addOns: $PlanGroupPlanDetailResponseData,
  orderedAddOns: $CatalogConfigOrderedPlanResponseData,
  orderedBundles: PLAIN,
  orderedPlans: $CatalogConfigOrderedPlanResponseData,
  plans: $PlanGroupPlanDetailResponseData,
};

export const $UpdateCatalogConfigurationRequestBody: Table = {
  orderedAddOns: $CatalogConfigOrderedPlanResponseData,
  orderedBundles: PLAIN,
  orderedPlans: $CatalogConfigOrderedPlanResponseData,
};

export const $CatalogDerivedFeaturesResponseData: Table = {
  features: PLAIN,
};

export const $CatalogCurrencyPricesResponseData: Table = {
  monthlyPrice: $CreateBillingPriceRequestBody,
  oneTimePrice: $CreateBillingPriceRequestBody,
  quarterlyPrice: $CreateBillingPriceRequestBody,
  yearlyPrice: $CreateBillingPriceRequestBody,
};

export const $CatalogPlanEntitlementResponseData: Table = {
  currencyPrices: $CatalogCurrencyPricesResponseData,
  meteredMonthlyPrice: $CreateBillingPriceRequestBody,
  meteredQuarterlyPrice: $CreateBillingPriceRequestBody,
  meteredYearlyPrice: $CreateBillingPriceRequestBody,
};

export const $CatalogPlanResponseData: Table = {
  currencyPrices: $CatalogCurrencyPricesResponseData,
  entitlements: $CatalogPlanEntitlementResponseData,
  includedCreditGrants: PLAIN,
  monthlyPrice: $CreateBillingPriceRequestBody,
  oneTimePrice: $CreateBillingPriceRequestBody,
  quarterlyPrice: $CreateBillingPriceRequestBody,
  yearlyPrice: $CreateBillingPriceRequestBody,
};

export const $CatalogBundleCurrencyPriceResponseData: Table = {
  price: $CreateBillingPriceRequestBody,
  unitPrice: $CreateBillingPriceRequestBody,
};

export const $CatalogCreditBundleResponseData: Table = {
  currencyPrices: $CatalogBundleCurrencyPriceResponseData,
  price: $CreateBillingPriceRequestBody,
  unitPrice: $CreateBillingPriceRequestBody,
};

export const $PublicCatalogResponseData: Table = {
  addOns: $CatalogPlanResponseData,
  capabilities: PLAIN,
  creditBundles: $CatalogCreditBundleResponseData,
  customPlanCta: PLAIN,
  plans: $CatalogPlanResponseData,
};

export const $ChangeSubscriptionInternalRequestBody: Table = {
  addOnIds: PLAIN,
  autoTopupOverrides: PLAIN,
  creditBundles: PLAIN,
  customFieldValues: PLAIN,
  payInAdvance: PLAIN,
};

export const $PlanDetailResponseData: Table = {
  activeVersion: $CreatedAtAndUpdatedAt,
  billingLinkedResource: PLAIN,
  billingProduct: $BillingProductDetailResponseData,
  catalogs: PLAIN,
  createdAt: DATE,
  credits: $BillingCreditResponseData,
  currencyPrices: $PlanCurrencyPricesResponseData,
  draftVersion: $CreatedAtAndUpdatedAt,
  entitlements: $PlanEntitlementResponseData,
  features: $FeatureInPlanResponseData,
  includedCreditGrants: $BillingPlanCreditGrantResponseData,
  monthlyPrice: PLAIN,
  oneTimePrice: PLAIN,
  quarterlyPrice: PLAIN,
  updatedAt: DATE,
  versions: $CreatedAtAndUpdatedAt,
  yearlyPrice: PLAIN,
};

export const $UsageBasedEntitlementResponseData: Table = {
  meteredPrice: $BillingPriceView,
  monthlyUsageBasedPrice: $BillingPriceView,
  quarterlyUsageBasedPrice: $BillingPriceView,
  yearlyUsageBasedPrice: $BillingPriceView,
};

export const $BillingCreditBundleResponseData: Table = {
  createdAt: DATE,
  currencyPrices: $CreditCurrencyPriceResponseData,
  price: PLAIN,
  unitPrice: PLAIN,
  updatedAt: DATE,
};

export const $CreditCurrencyPrice: Table = {
  price: $BillingPriceView,
};

export const $BillingCreditView: Table = {
  createdAt: DATE,
  currencyPrices: $CreditCurrencyPrice,
  price: $BillingPriceView,
  product: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $CompanyPlanCreditGrantView: Table = {
  createdAt: DATE,
  credit: $BillingCreditView,
  plan: PLAIN,
  price: $BillingPriceView,
  updatedAt: DATE,
};

export const $CompanyPlanWithBillingSubView: Table = {
  addedOn: DATE,
  includedCreditGrants: $CompanyPlanCreditGrantView,
};

export const $BillingSubscriptionView: Table = {
  createdAt: DATE,
  discounts: $EndedAtAndStartedAt,
  expiredAt: DATE,
  latestInvoice: $CreatedAtAndDueDateAndUpdatedAt,
  paymentMethod: $CreatedAtAndUpdatedAt,
  products: $BillingPriceView,
};

export const $CustomPlanBillingResponseData: Table = {
  billingCycleAnchor: DATE,
  billingStartDate: DATE,
  createdAt: DATE,
  endDate: DATE,
  paidAt: DATE,
  problems: PLAIN,
  publishedAt: DATE,
  updatedAt: DATE,
};

export const $FeatureEntitlement: Table = {
  metricResetAt: DATE,
  warningTiers: PLAIN,
};

export const $EntityTraitDetailResponseData: Table = {
  createdAt: DATE,
  definition: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $CompanyEventPeriodMetricsResponseData: Table = {
  capturedAtMax: DATE,
  capturedAtMin: DATE,
  createdAt: DATE,
  validUntil: DATE,
};

export const $EffectiveAtAndScheduledFor: Table = {
  effectiveAt: DATE,
  scheduledFor: DATE,
};

export const $Condition: Table = {
  comparisonTraitDefinition: PLAIN,
  traitDefinition: PLAIN,
};

export const $ConditionGroup: Table = {
  conditions: $Condition,
};

export const $Rule: Table = {
  conditionGroups: $ConditionGroup,
  conditions: $Condition,
};

export const $EffectiveAfter: Table = {
  effectiveAfter: DATE,
};

export const $CompanyDetailResponseData: Table = {
  addOns: $CompanyPlanWithBillingSubView,
  billingProfile: $CreatedAtAndUpdatedAt,
  billingProfiles: $CreatedAtAndUpdatedAt,
  billingSubscription: $BillingSubscriptionView,
  billingSubscriptions: $BillingSubscriptionView,
  createdAt: DATE,
  customPlanBillings: $CustomPlanBillingResponseData,
  defaultPaymentMethod: $CreatedAtAndUpdatedAt,
  entitlements: $FeatureEntitlement,
  entityTraits: $EntityTraitDetailResponseData,
  keys: $EntityTraitDetailResponseData,
  lastSeenAt: DATE,
  metrics: $CompanyEventPeriodMetricsResponseData,
  paymentMethods: $CreatedAtAndUpdatedAt,
  pendingMigration: $EffectiveAtAndScheduledFor,
  plan: $CompanyPlanWithBillingSubView,
  plans: PLAIN,
  rules: $Rule,
  scheduledDowngrade: $EffectiveAfter,
  updatedAt: DATE,
};

export const $CompanyOverrideResponseData: Table = {
  company: $CompanyDetailResponseData,
  createdAt: DATE,
  expirationDate: DATE,
  feature: $CreatedAtAndUpdatedAt,
  notes: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
  valueCredit: $BillingCreditResponseData,
  valueTrait: $CreatedAtAndUpdatedAt,
};

export const $ExpiresAt: Table = {
  expiresAt: DATE,
};

export const $FeatureUsageResponseData: Table = {
  companyOverride: $CompanyOverrideResponseData,
  creditGrantDetails: $ExpiresAt,
  creditUsageAggregation: PLAIN,
  entitlementExpirationDate: DATE,
  feature: $FeatureInPlanResponseData,
  metricResetAt: DATE,
  monthlyUsageBasedPrice: $BillingPriceView,
  plan: $CreatedAtAndUpdatedAt,
  planEntitlement: $PlanEntitlementResponseData,
  quarterlyUsageBasedPrice: $BillingPriceView,
  yearlyUsageBasedPrice: $BillingPriceView,
};

export const $FeatureUsageDetailResponseData: Table = {
  features: $FeatureUsageResponseData,
};

export const $CreditBundlePurchaseResponseData: Table = {
  bundle: $BillingCreditBundleResponseData,
};

export const $CompanySubscriptionResponseData: Table = {
  cancelAt: DATE,
  discounts: $EndedAtAndStartedAt,
  expiredAt: DATE,
  latestInvoice: $CreatedAtAndDueDateAndUpdatedAt,
  paymentMethod: $CreatedAtAndUpdatedAt,
  products: $BillingPriceView,
  trialEnd: DATE,
};

export const $CheckoutDataResponseData: Table = {
  activeAddOns: $PlanDetailResponseData,
  activePlan: $PlanDetailResponseData,
  activeUsageBasedEntitlements: $UsageBasedEntitlementResponseData,
  availableCreditBundles: $BillingCreditBundleResponseData,
  company: $CompanyDetailResponseData,
  customCheckoutFields: PLAIN,
  featureUsage: $FeatureUsageDetailResponseData,
  selectedCreditBundles: $CreditBundlePurchaseResponseData,
  selectedPlan: $PlanDetailResponseData,
  selectedUsageBasedEntitlements: $UsageBasedEntitlementResponseData,
  subscription: $CompanySubscriptionResponseData,
};

export const $PreviewSubscriptionProrationResponseData: Table = {
  billedAt: DATE,
  lines: $PeriodEndAndPeriodStart,
};

export const $PreviewSubscriptionFinanceResponseData: Table = {
  discounts: $EndedAtAndStartedAt,
  periodEnd: DATE,
  periodStart: DATE,
  prorationBilledAt: DATE,
  prorationDetail: $PreviewSubscriptionProrationResponseData,
  trialEnd: DATE,
  upcomingInvoiceLineItems: PLAIN,
};

export const $PreviewSubscriptionChangeResponseData: Table = {
  finance: $PreviewSubscriptionFinanceResponseData,
  periodStart: DATE,
  problems: PLAIN,
  scheduledChangeTime: DATE,
  trialEnd: DATE,
  usageViolations: $FeatureUsageResponseData,
};

export const $CompanyBillingDetailsResponseData: Table = {
  address: PLAIN,
  checkoutSettings: PLAIN,
  customFields: PLAIN,
  taxIds: PLAIN,
};

export const $UpdateCompanyBillingDetailsRequestBody: Table = {
  address: PLAIN,
  taxId: PLAIN,
  values: PLAIN,
};

export const $ManagePlanRequest: Table = {
  addOnSelections: PLAIN,
  billingCycleAnchor: DATE,
  creditBundles: PLAIN,
  customFieldValues: PLAIN,
  payInAdvanceEntitlements: PLAIN,
  trialEnd: DATE,
};

export const $ManagePlanResponseResponseData: Table = {
  company: $CompanyDetailResponseData,
  problems: PLAIN,
};

export const $ManagePlanPreviewResponseResponseData: Table = {
  problems: PLAIN,
  subscriptionChangePreview: $PreviewSubscriptionChangeResponseData,
};

export const $TrialEnd: Table = {
  trialEnd: DATE,
};

export const $CreatedAtAndLastSeenAtAndUpdatedAt: Table = {
  createdAt: DATE,
  lastSeenAt: DATE,
  updatedAt: DATE,
};

export const $CompanyBillingEntityResponseData: Table = {
  billingEntity: $CreatedAtAndLastSeenAtAndUpdatedAt,
};

export const $CompanyBillingEntitySubscriptionResponseData: Table = {
  cancelAt: DATE,
  company: $CreatedAtAndLastSeenAtAndUpdatedAt,
  discounts: $EndedAtAndStartedAt,
  expiredAt: DATE,
  latestInvoice: $CreatedAtAndDueDateAndUpdatedAt,
  paymentMethod: $CreatedAtAndUpdatedAt,
  products: $BillingPriceView,
  trialEnd: DATE,
};

export const $CompanyMembershipDetailResponseData: Table = {
  company: $CreatedAtAndLastSeenAtAndUpdatedAt,
  createdAt: DATE,
  updatedAt: DATE,
};

export const $PlanChangeResponseData: Table = {
  addOnsAdded: PLAIN,
  addOnsRemoved: PLAIN,
  apiKey: $ApiKeyResponseData,
  auditLog: $AuditLogListResponseData,
  basePlan: PLAIN,
  basePlanVersion: PLAIN,
  company: $CreatedAtAndLastSeenAtAndUpdatedAt,
  createdAt: DATE,
  integration: $CreatedAtAndUpdatedAt,
  previousBasePlan: PLAIN,
  previousBasePlanVersion: PLAIN,
  traitsUpdated: PLAIN,
  trialConvertedAt: DATE,
  trialExpiresAt: DATE,
  updatedAt: DATE,
};

export const $UpdatePlanTraitBulkRequestBody: Table = {
  traits: PLAIN,
};

export const $UserDetailResponseData: Table = {
  companyMemberships: $CompanyMembershipDetailResponseData,
  createdAt: DATE,
  entityTraits: $EntityTraitDetailResponseData,
  keys: $EntityTraitDetailResponseData,
  lastSeenAt: DATE,
  updatedAt: DATE,
};

export const $CompanyPlanDetailResponseData: Table = {
  activeVersion: $CreatedAtAndUpdatedAt,
  billingLinkedResource: PLAIN,
  billingProduct: $BillingProductDetailResponseData,
  catalogs: PLAIN,
  createdAt: DATE,
  creditVisibility: PLAIN,
  credits: $BillingCreditResponseData,
  currencyPrices: $PlanCurrencyPricesResponseData,
  customPlanConfig: PLAIN,
  draftVersion: $CreatedAtAndUpdatedAt,
  entitlements: $PlanEntitlementResponseData,
  estimatedTotals: PLAIN,
  features: $FeatureInPlanResponseData,
  includedCreditGrants: $CompanyPlanCreditGrantView,
  monthlyPrice: PLAIN,
  oneTimePrice: PLAIN,
  quarterlyPrice: PLAIN,
  updatedAt: DATE,
  usageViolations: $FeatureUsageResponseData,
  versions: $CreatedAtAndUpdatedAt,
  yearlyPrice: PLAIN,
};

export const $BillingCreditBundleView: Table = {
  createdAt: DATE,
  currencyPrices: $CreditCurrencyPrice,
  price: $CreatedAtAndUpdatedAt,
  unitPrice: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $CreatedAt: Table = {
  createdAt: DATE,
};

export const $CreditCompanyGrantView: Table = {
  createdAt: DATE,
  exhaustedAt: DATE,
  expiresAt: DATE,
  postpaidPeriodEnd: DATE,
  price: $CreatedAtAndUpdatedAt,
  transfers: $CreatedAt,
  updatedAt: DATE,
  validFrom: DATE,
  zeroedOutDate: DATE,
};

export const $ComponentPreviewResponseData: Table = {
  activeAddOns: $CompanyPlanDetailResponseData,
  activePlans: $CompanyPlanDetailResponseData,
  activeUsageBasedEntitlements: $UsageBasedEntitlementResponseData,
  addOnCompatibilities: PLAIN,
  capabilities: PLAIN,
  checkoutSettings: PLAIN,
  company: $CompanyDetailResponseData,
  component: $CreatedAtAndUpdatedAt,
  creditBundles: $BillingCreditBundleView,
  creditGrants: $CreditCompanyGrantView,
  customCheckoutFields: PLAIN,
  defaultPlan: $PlanDetailResponseData,
  displaySettings: PLAIN,
  featureUsage: $FeatureUsageDetailResponseData,
  invoices: $CreatedAtAndDueDateAndUpdatedAt,
  postTrialPlan: $PlanDetailResponseData,
  scheduledDowngrade: $EffectiveAfter,
  stripeEmbed: PLAIN,
  subscription: $CompanySubscriptionResponseData,
  upcomingInvoice: $CreatedAtAndDueDateAndUpdatedAt,
};

export const $PlanViewPublicResponseData: Table = {
  activeVersion: $CreatedAtAndUpdatedAt,
  billingLinkedResource: PLAIN,
  billingProduct: $BillingProductDetailResponseData,
  catalogs: PLAIN,
  createdAt: DATE,
  creditVisibility: PLAIN,
  credits: $BillingCreditResponseData,
  currencyPrices: $PlanCurrencyPricesResponseData,
  customPlanConfig: PLAIN,
  draftVersion: $CreatedAtAndUpdatedAt,
  entitlements: $PlanEntitlementResponseData,
  features: $FeatureInPlanResponseData,
  includedCreditGrants: $CompanyPlanCreditGrantView,
  monthlyPrice: PLAIN,
  oneTimePrice: PLAIN,
  quarterlyPrice: PLAIN,
  updatedAt: DATE,
  versions: $CreatedAtAndUpdatedAt,
  yearlyPrice: PLAIN,
};

export const $PublicPlansResponseData: Table = {
  activeAddOns: $PlanViewPublicResponseData,
  activePlans: $PlanViewPublicResponseData,
  addOnCompatibilities: PLAIN,
  capabilities: PLAIN,
  displaySettings: PLAIN,
};

export const $CreateBillingCreditRequestBody: Table = {
  currencyPrices: PLAIN,
};

export const $BillingCreditGrantResponseData: Table = {
  createdAt: DATE,
  expiresAt: DATE,
  price: PLAIN,
  transfers: $CreatedAt,
  updatedAt: DATE,
  validFrom: DATE,
  zeroedOutDate: DATE,
};

export const $CreditLeaseResponseData: Table = {
  createdAt: DATE,
  expiresAt: DATE,
  releasedAt: DATE,
  updatedAt: DATE,
};

export const $CreateBillingPlanCreditGrantRequestBody: Table = {
  priceTiers: PLAIN,
  warningTiers: PLAIN,
};

export const $CreatedAtAndResetsAtAndUpdatedAt: Table = {
  createdAt: DATE,
  resetsAt: DATE,
  updatedAt: DATE,
};

export const $CreditEventLedgerResponseData: Table = {
  burnBreakdown: PLAIN,
  company: PLAIN,
  credit: PLAIN,
  eventAt: DATE,
  feature: PLAIN,
  grantExpiresAt: DATE,
  grantValidFrom: DATE,
};

export const $CreditBalancePointResponseData: Table = {
  consumedByFeature: PLAIN,
  timestamp: DATE,
};

export const $Timestamp: Table = {
  timestamp: DATE,
};

export const $CreditBalanceTimeSeriesResponseData: Table = {
  balancePoints: $CreditBalancePointResponseData,
  events: $Timestamp,
};

export const $DataExportResponseData: Table = {
  createdAt: DATE,
  metadata: $EndTimeAndStartTime,
  updatedAt: DATE,
};

export const $CreateDataExportRequestBody: Table = {
  metadata: $EndTimeAndStartTime,
};

export const $ExpirationDate: Table = {
  expirationDate: DATE,
};

export const $CreditUsage: Table = {
  creditGrantDetails: $ExpiresAt,
  usageAggregation: PLAIN,
};

export const $FeatureCompanyResponseData: Table = {
  company: $CompanyDetailResponseData,
  companyOverride: $CompanyOverrideResponseData,
  creditGrantDetails: $ExpiresAt,
  creditUsage: $CreditUsage,
  creditUsageAggregation: PLAIN,
  entitlementExpirationDate: DATE,
  feature: $FeatureInPlanResponseData,
  metricResetAt: DATE,
  monthlyUsageBasedPrice: $BillingPriceView,
  plan: $CreatedAtAndUpdatedAt,
  planEntitlement: $PlanEntitlementResponseData,
  quarterlyUsageBasedPrice: $BillingPriceView,
  yearlyUsageBasedPrice: $BillingPriceView,
};

export const $EffectiveAt: Table = {
  effectiveAt: DATE,
};

export const $PeriodEndAndPeriodStartAndTimestamp: Table = {
  periodEnd: DATE,
  periodStart: DATE,
  timestamp: DATE,
};

export const $FeatureUsageTimeSeriesResponseData: Table = {
  limits: $EffectiveAt,
  usagePoints: $PeriodEndAndPeriodStartAndTimestamp,
};

export const $FlagDetailResponseData: Table = {
  createdAt: DATE,
  feature: $CreatedAtAndUpdatedAt,
  lastCheckedAt: DATE,
  maintainer: $CreatedAtAndUpdatedAt,
  rules: $RuleDetailResponseData,
  updatedAt: DATE,
};

export const $FeatureDetailResponseData: Table = {
  billingLinkedResource: PLAIN,
  billingProduct: $CreatedAtAndUpdatedAt,
  createdAt: DATE,
  eventSummary: $LastSeenAt,
  flags: $FlagDetailResponseData,
  maintainer: $CreatedAtAndUpdatedAt,
  plans: PLAIN,
  trait: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $FeatureCompanyUserResponseData: Table = {
  company: $CompanyDetailResponseData,
  feature: $FeatureDetailResponseData,
  metricResetAt: DATE,
  plan: $CreatedAtAndUpdatedAt,
  user: $CreatedAtAndLastSeenAtAndUpdatedAt,
};

export const $CurrencyPriceRequestBody: Table = {
  monthlyPriceTiers: PLAIN,
  quarterlyPriceTiers: PLAIN,
  yearlyPriceTiers: PLAIN,
};

export const $CreatePlanEntitlementRequestBody: Table = {
  currencyPrices: $CurrencyPriceRequestBody,
  monthlyPriceTiers: PLAIN,
  priceTiers: PLAIN,
  quarterlyPriceTiers: PLAIN,
  warningTiers: PLAIN,
  yearlyPriceTiers: PLAIN,
};

export const $SkippedEntitlementResponseData: Table = {
  errors: PLAIN,
};

export const $DuplicatePlanEntitlementsResponseResponseData: Table = {
  data: $PlanEntitlementResponseData,
  issues: PLAIN,
  skipped: $SkippedEntitlementResponseData,
};

export const $UserCreditUsageResponseData: Table = {
  user: $CreatedAtAndLastSeenAtAndUpdatedAt,
};

export const $UserFeatureUsageResponseData: Table = {
  feature: $CreatedAtAndUpdatedAt,
  lastSeen: DATE,
  user: $CreatedAtAndLastSeenAtAndUpdatedAt,
};

export const $UserUsageByCompanyResponseData: Table = {
  credits: $UserCreditUsageResponseData,
  endTime: DATE,
  rows: $UserFeatureUsageResponseData,
  startTime: DATE,
};

export const $Date: Table = {
  date: DATE,
};

export const $UserDailyUsagePointResponseData: Table = {
  date: DATE,
  feature: $CreatedAtAndUpdatedAt,
};

export const $UserUsageDetailResponseData: Table = {
  credits: $UserCreditUsageResponseData,
  dailyCreditPoints: $Date,
  dailyPoints: $UserDailyUsagePointResponseData,
  endTime: DATE,
  featureTotals: $UserFeatureUsageResponseData,
  startTime: DATE,
  user: $CreatedAtAndLastSeenAtAndUpdatedAt,
};

export const $CompanyUserUsageMetricsResponseData: Table = {
  endTime: DATE,
  features: $CreatedAtAndUpdatedAt,
  startTime: DATE,
};

export const $CompanyUserUsageRowResponseData: Table = {
  lastSeen: DATE,
  user: $CreatedAtAndLastSeenAtAndUpdatedAt,
};

export const $CompanyUserUsageResponseData: Table = {
  endTime: DATE,
  rows: $CompanyUserUsageRowResponseData,
  startTime: DATE,
  unattributed: $CompanyUserUsageRowResponseData,
};

export const $EventBodyIdentify: Table = {
  company: PLAIN,
};

export const $CreateEventRequestBody: Table = {
  body: (event) => (event.eventType === "identify" ? $EventBodyIdentify : PLAIN),
  sentAt: DATE,
};

export const $CreateEventBatchRequestBody: Table = {
  events: $CreateEventRequestBody,
};

export const $CapturedAt: Table = {
  capturedAt: DATE,
};

export const $RawEventBatchResponseData: Table = {
  events: $CapturedAt,
};

export const $EventDetailResponseData: Table = {
  apiKeyView: $ApiKeyResponseData,
  capturedAt: DATE,
  company: PLAIN,
  enrichedAt: DATE,
  features: PLAIN,
  loadedAt: DATE,
  processedAt: DATE,
  sentAt: DATE,
  updatedAt: DATE,
  user: PLAIN,
};

export const $LastEventAt: Table = {
  lastEventAt: DATE,
};

export const $CreateFeatureRequestBody: Table = {
  flag: PLAIN,
};

export const $CreateOrUpdateConditionGroupRequestBody: Table = {
  conditions: PLAIN,
};

export const $CreateOrUpdateRuleRequestBody: Table = {
  conditionGroups: $CreateOrUpdateConditionGroupRequestBody,
  conditions: PLAIN,
};

export const $UpdateFlagRulesRequestBody: Table = {
  rules: $CreateOrUpdateRuleRequestBody,
};

export const $RulesDetailResponseData: Table = {
  flag: $CreatedAtAndUpdatedAt,
  rules: $RuleDetailResponseData,
};

export const $PreflightRequestBody: Table = {
  eventQuantities: PLAIN,
  eventUsage: PLAIN,
};

export const $CheckFlagRequestBody: Table = {
  preflight: $PreflightRequestBody,
};

export const $CheckFlagResponseData: Table = {
  entitlement: $FeatureEntitlement,
  featureUsageResetAt: DATE,
};

export const $CheckAndReserveFlagRequestBody: Table = {
  expiresAt: DATE,
  preflight: $PreflightRequestBody,
};

export const $CheckAndReserveFlagResponseData: Table = {
  entitlement: $FeatureEntitlement,
  featureUsageResetAt: DATE,
  reservation: $ExpiresAt,
};

export const $CreditSpendPolicy: Table = {
  resetsAt: DATE,
  window: PLAIN,
};

export const $TrialEndDate: Table = {
  trialEndDate: DATE,
};

export const $CheckFlagsResponseData: Table = {
  creditBalances: [PLAIN],
  creditSpendPolicies: $CreditSpendPolicy,
  flags: $CheckFlagResponseData,
  plan: $TrialEndDate,
};

export const $CheckFlagsBulkRequestBody: Table = {
  contexts: $CheckFlagRequestBody,
};

export const $CheckFlagsBulkResponseData: Table = {
  data: $CheckFlagsResponseData,
};

export const $ActivityResponseResponseData: Table = {
  entries: $Timestamp,
};

export const $EnvironmentFeatureUsageTimeSeriesResponseData: Table = {
  points: $Timestamp,
};

export const $Month: Table = {
  month: DATE,
};

export const $PlanGrowthResponseData: Table = {
  points: $Month,
};

export const $InsightsSummaryResponseData: Table = {
  mrr: PLAIN,
};

export const $ClaimableSandboxExpiresAt: Table = {
  claimableSandboxExpiresAt: DATE,
};

export const $IntegrationsListResponseData: Table = {
  capabilities: PLAIN,
  config: $ClaimableSandboxExpiresAt,
  lastWebhookReceivedAt: DATE,
};

export const $IntegrationInstallConfig: Table = {
  config: $ClaimableSandboxExpiresAt,
  createdAt: DATE,
  updatedAt: DATE,
};

export const $IntegrationInstallResponseData: Table = {
  capabilities: PLAIN,
  config: $IntegrationInstallConfig,
  integration: $CreatedAtAndUpdatedAt,
};

export const $StripeSandboxInstallResponseData: Table = {
  apiKeys: PLAIN,
  claimUrlExpiresAt: DATE,
  expiresAt: DATE,
  install: $IntegrationInstallResponseData,
};

export const $PlanBundleCreditGrantRequestBody: Table = {
  createReq: $CreateBillingPlanCreditGrantRequestBody,
  deleteReq: PLAIN,
  updateReq: $CreateBillingPlanCreditGrantRequestBody,
};

export const $PlanBundleEntitlementRequestBody: Table = {
  req: $CreatePlanEntitlementRequestBody,
};

export const $CreateCustomPlanBundleRequestBody: Table = {
  billingProduct: $CreateBillingCreditRequestBody,
  creditGrants: $PlanBundleCreditGrantRequestBody,
  entitlements: $PlanBundleEntitlementRequestBody,
  plan: PLAIN,
};

export const $PlanBundleResponseData: Table = {
  billingProduct: PLAIN,
  creditGrants: $BillingPlanCreditGrantResponseData,
  entitlements: $PlanEntitlementResponseData,
  plan: $CreatedAtAndUpdatedAt,
  planVersion: $CreatedAtAndUpdatedAt,
};

export const $PlanGroupBundleOrder: Table = {
  bundleId: "bundleId",
};

export const $PlanGroupDetailResponseData: Table = {
  addOns: $PlanGroupPlanDetailResponseData,
  checkoutSettings: PLAIN,
  componentSettings: PLAIN,
  customCheckoutFields: $CreatedAtAndUpdatedAt,
  customPlanConfig: PLAIN,
  defaultPlan: $PlanGroupPlanDetailResponseData,
  fallbackPlan: $PlanGroupPlanDetailResponseData,
  initialPlan: $PlanGroupPlanDetailResponseData,
  initialPlanPrice: $BillingPriceView,
  orderedAddOnList: $CatalogConfigOrderedPlanResponseData,
  orderedBundleList: $PlanGroupBundleOrder,
  orderedPlanList: $CatalogConfigOrderedPlanResponseData,
  plans: $PlanGroupPlanDetailResponseData,
  trialExpiryPlan: $PlanGroupPlanDetailResponseData,
  trialExpiryPlanPrice: $BillingPriceView,
};

export const $CreatePlanGroupRequestBody: Table = {
  addOnCompatibilities: PLAIN,
  customCheckoutFields: PLAIN,
  customPlanConfig: PLAIN,
  orderedAddOns: $CatalogConfigOrderedPlanResponseData,
  orderedBundleList: $PlanGroupBundleOrder,
  orderedPlans: $CatalogConfigOrderedPlanResponseData,
};

export const $PlanGroupResponseData: Table = {
  addOnCompatibilities: PLAIN,
  checkoutSettings: PLAIN,
  componentSettings: PLAIN,
  orderedAddOnIds: $CatalogConfigOrderedPlanResponseData,
  planIds: $CatalogConfigOrderedPlanResponseData,
};

export const $PlanVersionCompanyMigrationResponseData: Table = {
  completedAt: DATE,
  createdAt: DATE,
  scheduledFor: DATE,
  startedAt: DATE,
  updatedAt: DATE,
};

export const $PlanVersionMigrationResponseData: Table = {
  completedAt: DATE,
  createdAt: DATE,
  nextDueAt: DATE,
  scheduledAt: DATE,
  startedAt: DATE,
  updatedAt: DATE,
};

export const $ScheduledAt: Table = {
  scheduledAt: DATE,
};

export const $PlanVersionMigrationPreviewCompanyResponseData: Table = {
  notes: PLAIN,
};

export const $PlanVersionMigrationPreviewResponseData: Table = {
  companies: $PlanVersionMigrationPreviewCompanyResponseData,
};

export const $BillingCycleAnchorAndBillingStartDateAndEndDate: Table = {
  billingCycleAnchor: DATE,
  billingStartDate: DATE,
  endDate: DATE,
};

export const $PublishPlanVersionRequestBody: Table = {
  address: PLAIN,
  billingCycleAnchor: DATE,
  billingStartDate: DATE,
  customFieldValues: PLAIN,
  endDate: DATE,
  scheduledAt: DATE,
  taxId: PLAIN,
};

export const $PlanVersionBillingProductChangeResponseData: Table = {
  new: $BillingProductDetailResponseData,
  old: $BillingProductDetailResponseData,
};

export const $PlanVersionCreditGrantChangeResponseData: Table = {
  new: $BillingPlanCreditGrantResponseData,
  old: $BillingPlanCreditGrantResponseData,
};

export const $PlanVersionEntitlementChangeResponseData: Table = {
  new: $PlanEntitlementResponseData,
  old: $PlanEntitlementResponseData,
};

export const $PlanVersionPriceChangeResponseData: Table = {
  new: PLAIN,
  old: PLAIN,
};

export const $PlanVersionDiffResponseData: Table = {
  billingProduct: $PlanVersionBillingProductChangeResponseData,
  creditGrants: $PlanVersionCreditGrantChangeResponseData,
  entitlements: $PlanVersionEntitlementChangeResponseData,
  from: $CreatedAtAndUpdatedAt,
  planFields: PLAIN,
  prices: $PlanVersionPriceChangeResponseData,
  to: $CreatedAtAndUpdatedAt,
};

export const $PublishPreviewResponseData: Table = {
  currentPeriodEnd: DATE,
  currentPeriodStart: DATE,
  effectiveAt: DATE,
  endsAt: DATE,
  nextInvoiceAt: DATE,
  payInAdvance: PLAIN,
  paymentMethod: PLAIN,
  prorationLines: $PeriodEndAndPeriodStart,
};

export const $ScheduledCheckoutResponseData: Table = {
  completedAt: DATE,
  createdAt: DATE,
  executeAfter: DATE,
  startedAt: DATE,
  updatedAt: DATE,
};

export const $ExecuteAfter: Table = {
  executeAfter: DATE,
};

export const $WebhookResponseData: Table = {
  createdAt: DATE,
  creditTriggerConfigs: PLAIN,
  entitlementTriggerConfigs: PLAIN,
  updatedAt: DATE,
};

export const $WebhookEventDetailResponseData: Table = {
  createdAt: DATE,
  sentAt: DATE,
  updatedAt: DATE,
  webhook: $WebhookResponseData,
};

export const $CreateWebhookRequestBody: Table = {
  creditTriggerConfigs: PLAIN,
  entitlementTriggerConfigs: PLAIN,
};

export const $CreditsAutoTopupHardFailure: Table = {
  company: PLAIN,
  credit: PLAIN,
};

export const $WebScheduledDowngradeWebhookOutput: Table = {
  company: $CreatedAtAndLastSeenAtAndUpdatedAt,
  executeAfter: DATE,
  fromPlan: PLAIN,
  toPlan: PLAIN,
};

export const $ConditionView: Table = {
  billingProducts: PLAIN,
  companies: PLAIN,
  comparisonTrait: $CreatedAtAndUpdatedAt,
  createdAt: DATE,
  planVersions: PLAIN,
  plans: PLAIN,
  trait: $CreatedAtAndUpdatedAt,
  traitValueDate: DATE,
  updatedAt: DATE,
  users: PLAIN,
};

export const $ConditionGroupView: Table = {
  conditions: $ConditionView,
  createdAt: DATE,
  updatedAt: DATE,
};

export const $RuleView: Table = {
  conditionGroups: $ConditionGroupView,
  conditions: $ConditionView,
  createdAt: DATE,
  updatedAt: DATE,
};

export const $FlagView: Table = {
  createdAt: DATE,
  feature: $CreatedAtAndUpdatedAt,
  lastCheckedAt: DATE,
  rules: $RuleView,
  updatedAt: DATE,
};

export const $FeatureView: Table = {
  billingLinkedResource: PLAIN,
  billingProduct: $CreatedAtAndUpdatedAt,
  createdAt: DATE,
  eventSummary: $LastSeenAt,
  flags: $FlagView,
  plans: PLAIN,
  trait: $CreatedAtAndUpdatedAt,
  updatedAt: DATE,
};

export const $WebFeatureUsageWebhookOutput: Table = {
  creditUsage: $CreditUsage,
  feature: $FeatureView,
  metricResetAt: DATE,
  company: $CompanyDetailResponseData,
};

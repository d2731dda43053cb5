// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

/** Values known when this file was generated. A newer server may send others. */
export const AccountMemberPermission = {
  CompaniesEdit: "companies_edit",
  CompanyUsersEdit: "company_users_edit",
  ComponentsEdit: "components_edit",
  CustomPlansEdit: "custom_plans_edit",
  DataExportsEdit: "data_exports_edit",
  FeaturesEdit: "features_edit",
  FlagRulesEdit: "flag_rules_edit",
  FlagsEdit: "flags_edit",
  OverridesEdit: "overrides_edit",
  PlanBillingEdit: "plan_billing_edit",
  PlanEntitlementsEdit: "plan_entitlements_edit",
  PlanVersionsEdit: "plan_versions_edit",
  PlansEdit: "plans_edit",
  WebhooksEdit: "webhooks_edit",
  WebhooksRevealSecret: "webhooks_reveal_secret",
} as const;
export type AccountMemberPermission = (typeof AccountMemberPermission)[keyof typeof AccountMemberPermission];

/** Values known when this file was generated. A newer server may send others. */
export const AccountMemberRole = {
  Admin: "admin",
  Member: "member",
} as const;
export type AccountMemberRole = (typeof AccountMemberRole)[keyof typeof AccountMemberRole];

/** Values known when this file was generated. A newer server may send others. */
export const ActorType = {
  ApiKey: "api_key",
  AppUser: "app_user",
  StripeApp: "stripe_app",
  System: "system",
  TemporaryAccessToken: "temporary_access_token",
} as const;
export type ActorType = (typeof ActorType)[keyof typeof ActorType];

/** Values known when this file was generated. A newer server may send others. */
export const ApiKeyScope = {
  Admin: "admin",
  Capture: "capture",
  Read: "read",
  Write: "write",
} as const;
export type ApiKeyScope = (typeof ApiKeyScope)[keyof typeof ApiKeyScope];

/** Values known when this file was generated. A newer server may send others. */
export const BillingArrearsAnchor = {
  BillingPeriodStart: "billing_period_start",
  MonthEnd: "month_end",
} as const;
export type BillingArrearsAnchor = (typeof BillingArrearsAnchor)[keyof typeof BillingArrearsAnchor];

/** Values known when this file was generated. A newer server may send others. */
export const BillingArrearsCadence = {
  EndOfBillingPeriod: "end_of_billing_period",
  Monthly: "monthly",
  Quarterly: "quarterly",
} as const;
export type BillingArrearsCadence = (typeof BillingArrearsCadence)[keyof typeof BillingArrearsCadence];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCollectionMethod = {
  ChargeAutomatically: "charge_automatically",
  SendInvoice: "send_invoice",
} as const;
export type BillingCollectionMethod = (typeof BillingCollectionMethod)[keyof typeof BillingCollectionMethod];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditAutoTopupAvailability = {
  Off: "off",
  Automatic: "automatic",
  UserControlled: "user_controlled",
} as const;
export type BillingCreditAutoTopupAvailability = (typeof BillingCreditAutoTopupAvailability)[keyof typeof BillingCreditAutoTopupAvailability];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditBundleStatus = {
  Active: "active",
  Inactive: "inactive",
} as const;
export type BillingCreditBundleStatus = (typeof BillingCreditBundleStatus)[keyof typeof BillingCreditBundleStatus];

export type BillingCreditBundleType = "fixed";

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditBurnStrategy = {
  ExpirationPriority: "expiration_priority",
  FirstInFirstOut: "first_in_first_out",
  LastInFirstOut: "last_in_first_out",
  PlanFirstThenCreditBundlesFirstInFirstOut: "plan_first_then_credit_bundles_first_in_first_out",
} as const;
export type BillingCreditBurnStrategy = (typeof BillingCreditBurnStrategy)[keyof typeof BillingCreditBurnStrategy];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditExpiryType = {
  Duration: "duration",
  EndOfBillingPeriod: "end_of_billing_period",
  EndOfNextBillingPeriod: "end_of_next_billing_period",
  EndOfTrial: "end_of_trial",
  NoExpiry: "no_expiry",
} as const;
export type BillingCreditExpiryType = (typeof BillingCreditExpiryType)[keyof typeof BillingCreditExpiryType];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditExpiryUnit = {
  BillingPeriods: "billing_periods",
  Days: "days",
} as const;
export type BillingCreditExpiryUnit = (typeof BillingCreditExpiryUnit)[keyof typeof BillingCreditExpiryUnit];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditGrantReason = {
  Adjustment: "adjustment",
  BillingCreditAutoTopup: "billing_credit_auto_topup",
  Free: "free",
  Plan: "plan",
  PostpaidForgiven: "postpaid_forgiven",
  PostpaidOverdraft: "postpaid_overdraft",
  PostpaidSettlement: "postpaid_settlement",
  Purchased: "purchased",
  Rollover: "rollover",
} as const;
export type BillingCreditGrantReason = (typeof BillingCreditGrantReason)[keyof typeof BillingCreditGrantReason];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditGrantZeroedOutReason = {
  CustomerArchived: "customer_archived",
  Expired: "expired",
  IntegrationUninstalled: "integration_uninstalled",
  LicenseRetired: "license_retired",
  Manual: "manual",
  PlanChange: "plan_change",
  PlanPeriodReset: "plan_period_reset",
  Reconciled: "reconciled",
} as const;
export type BillingCreditGrantZeroedOutReason = (typeof BillingCreditGrantZeroedOutReason)[keyof typeof BillingCreditGrantZeroedOutReason];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditLedgerAuthority = {
  SchematicAuthoritative: "schematic_authoritative",
  ExternalMirror: "external_mirror",
  ExternalRated: "external_rated",
} as const;
export type BillingCreditLedgerAuthority = (typeof BillingCreditLedgerAuthority)[keyof typeof BillingCreditLedgerAuthority];

/** Values known when this file was generated. A newer server may send others. */
export const BillingCreditRolloverPolicy = {
  Expire: "expire",
  None: "none",
  Rollover: "rollover",
} as const;
export type BillingCreditRolloverPolicy = (typeof BillingCreditRolloverPolicy)[keyof typeof BillingCreditRolloverPolicy];

/** Values known when this file was generated. A newer server may send others. */
export const BillingPlanCreditGrantBillingMode = {
  Granted: "granted",
  Billed: "billed",
} as const;
export type BillingPlanCreditGrantBillingMode = (typeof BillingPlanCreditGrantBillingMode)[keyof typeof BillingPlanCreditGrantBillingMode];

/** Values known when this file was generated. A newer server may send others. */
export const BillingPlanCreditGrantResetCadence = {
  Daily: "daily",
  Every6Months: "every_6_months",
  Monthly: "monthly",
  Quarterly: "quarterly",
  Weekly: "weekly",
  Yearly: "yearly",
} as const;
export type BillingPlanCreditGrantResetCadence = (typeof BillingPlanCreditGrantResetCadence)[keyof typeof BillingPlanCreditGrantResetCadence];

/** Values known when this file was generated. A newer server may send others. */
export const BillingPlanCreditGrantResetStart = {
  BillingPeriod: "billing_period",
  FirstOfMonth: "first_of_month",
} as const;
export type BillingPlanCreditGrantResetStart = (typeof BillingPlanCreditGrantResetStart)[keyof typeof BillingPlanCreditGrantResetStart];

/** Values known when this file was generated. A newer server may send others. */
export const BillingPlanCreditGrantResetType = {
  NoReset: "no_reset",
  PlanPeriod: "plan_period",
} as const;
export type BillingPlanCreditGrantResetType = (typeof BillingPlanCreditGrantResetType)[keyof typeof BillingPlanCreditGrantResetType];

/** Values known when this file was generated. A newer server may send others. */
export const BillingPriceScheme = {
  PerUnit: "per_unit",
  Tiered: "tiered",
} as const;
export type BillingPriceScheme = (typeof BillingPriceScheme)[keyof typeof BillingPriceScheme];

/** Values known when this file was generated. A newer server may send others. */
export const BillingPriceUsageType = {
  Licensed: "licensed",
  Metered: "metered",
} as const;
export type BillingPriceUsageType = (typeof BillingPriceUsageType)[keyof typeof BillingPriceUsageType];

/** Values known when this file was generated. A newer server may send others. */
export const BillingProductPriceInterval = {
  Day: "day",
  Month: "month",
  OneTime: "one-time",
  Year: "year",
} as const;
export type BillingProductPriceInterval = (typeof BillingProductPriceInterval)[keyof typeof BillingProductPriceInterval];

/** Values known when this file was generated. A newer server may send others. */
export const BillingProviderType = {
  Metronome: "metronome",
  Orb: "orb",
  Schematic: "schematic",
  Stripe: "stripe",
} as const;
export type BillingProviderType = (typeof BillingProviderType)[keyof typeof BillingProviderType];

/** Values known when this file was generated. A newer server may send others. */
export const BillingStrategy = {
  SchematicManaged: "schematic_managed",
  ProviderManaged: "provider_managed",
  NoBilling: "no_billing",
} as const;
export type BillingStrategy = (typeof BillingStrategy)[keyof typeof BillingStrategy];

/** Values known when this file was generated. A newer server may send others. */
export const BillingSubscriptionTrialEndSetting = {
  Cancel: "cancel",
  Subscribe: "subscribe",
} as const;
export type BillingSubscriptionTrialEndSetting = (typeof BillingSubscriptionTrialEndSetting)[keyof typeof BillingSubscriptionTrialEndSetting];

/** Values known when this file was generated. A newer server may send others. */
export const BillingTiersMode = {
  Graduated: "graduated",
  Volume: "volume",
} as const;
export type BillingTiersMode = (typeof BillingTiersMode)[keyof typeof BillingTiersMode];

/** Values known when this file was generated. A newer server may send others. */
export const ChargeType = {
  Free: "free",
  None: "none",
  OneTime: "one_time",
  Recurring: "recurring",
} as const;
export type ChargeType = (typeof ChargeType)[keyof typeof ChargeType];

/** Values known when this file was generated. A newer server may send others. */
export const CheckoutBundlePurchaseBehavior = {
  Individual: "individual",
  Quantity: "quantity",
} as const;
export type CheckoutBundlePurchaseBehavior = (typeof CheckoutBundlePurchaseBehavior)[keyof typeof CheckoutBundlePurchaseBehavior];

/** Values known when this file was generated. A newer server may send others. */
export const CompanyFeatureUsageExportMetadataSortOrderDirection = {
  Asc: "asc",
  Desc: "desc",
} as const;
export type CompanyFeatureUsageExportMetadataSortOrderDirection = (typeof CompanyFeatureUsageExportMetadataSortOrderDirection)[keyof typeof CompanyFeatureUsageExportMetadataSortOrderDirection];

/** Values known when this file was generated. A newer server may send others. */
export const CompanyFeatureUsageExportMetadataVisibleColumnsItem = {
  Plan: "plan",
  Subscription: "subscription",
  Users: "users",
  LastSeenAt: "last_seen_at",
  CreatedAt: "created_at",
} as const;
export type CompanyFeatureUsageExportMetadataVisibleColumnsItem = (typeof CompanyFeatureUsageExportMetadataVisibleColumnsItem)[keyof typeof CompanyFeatureUsageExportMetadataVisibleColumnsItem];

/** Values known when this file was generated. A newer server may send others. */
export const CompanyMatchingCriteria = {
  BillingMetaObject: "billing_meta_object",
  ManualUpsert: "manual_upsert",
} as const;
export type CompanyMatchingCriteria = (typeof CompanyMatchingCriteria)[keyof typeof CompanyMatchingCriteria];

/** Values known when this file was generated. A newer server may send others. */
export const CompanyPlanInvalidReason = {
  DowngradeNotPermitted: "downgrade_not_permitted",
  FeatureUsageExceeded: "feature_usage_exceeded",
} as const;
export type CompanyPlanInvalidReason = (typeof CompanyPlanInvalidReason)[keyof typeof CompanyPlanInvalidReason];

/** Values known when this file was generated. A newer server may send others. */
export const ComparableOperator = {
  Eq: "eq",
  Gt: "gt",
  Gte: "gte",
  IsEmpty: "is_empty",
  Lt: "lt",
  Lte: "lte",
  NotEmpty: "not_empty",
  Ne: "ne",
} as const;
export type ComparableOperator = (typeof ComparableOperator)[keyof typeof ComparableOperator];

/** Values known when this file was generated. A newer server may send others. */
export const ComponentEntityType = {
  Billing: "billing",
  Entitlement: "entitlement",
} as const;
export type ComponentEntityType = (typeof ComponentEntityType)[keyof typeof ComponentEntityType];

/** Values known when this file was generated. A newer server may send others. */
export const ComponentState = {
  Draft: "draft",
  Live: "live",
} as const;
export type ComponentState = (typeof ComponentState)[keyof typeof ComponentState];

/** Values known when this file was generated. A newer server may send others. */
export const ConditionType = {
  BasePlan: "base_plan",
  BillingProduct: "billing_product",
  Company: "company",
  Credit: "credit",
  Metric: "metric",
  Plan: "plan",
  PlanVersion: "plan_version",
  Trait: "trait",
  User: "user",
} as const;
export type ConditionType = (typeof ConditionType)[keyof typeof ConditionType];

export type CreditAutoTopupAmountType = "credit";

/** Values known when this file was generated. A newer server may send others. */
export const CreditEventType = {
  Grant: "grant",
  Transfer: "transfer",
  Usage: "usage",
  ZeroOut: "zero_out",
  Adjustment: "adjustment",
  Charge: "charge",
  Settlement: "settlement",
} as const;
export type CreditEventType = (typeof CreditEventType)[keyof typeof CreditEventType];

/** Values known when this file was generated. A newer server may send others. */
export const CreditGrantSortOrder = {
  CreatedAt: "created_at",
  ExpiresAt: "expires_at",
  Quantity: "quantity",
  QuantityRemaining: "quantity_remaining",
} as const;
export type CreditGrantSortOrder = (typeof CreditGrantSortOrder)[keyof typeof CreditGrantSortOrder];

/** Values known when this file was generated. A newer server may send others. */
export const CreditSpendPolicyScope = {
  Company: "company",
  User: "user",
  Group: "group",
} as const;
export type CreditSpendPolicyScope = (typeof CreditSpendPolicyScope)[keyof typeof CreditSpendPolicyScope];

/** Values known when this file was generated. A newer server may send others. */
export const CreditTransferReason = {
  OverdraftRecovery: "overdraft_recovery",
  PostpaidDebtMoved: "postpaid_debt_moved",
  PostpaidForgiven: "postpaid_forgiven",
  PostpaidPaid: "postpaid_paid",
} as const;
export type CreditTransferReason = (typeof CreditTransferReason)[keyof typeof CreditTransferReason];

/** Values known when this file was generated. A newer server may send others. */
export const CreditUsageReason = {
  LeaseHold: "lease_hold",
  LeaseRelease: "lease_release",
  ManualAdjustment: "manual_adjustment",
  Reconciliation: "reconciliation",
  ReservationHold: "reservation_hold",
  ReservationRelease: "reservation_release",
  Track: "track",
  Inference: "inference",
} as const;
export type CreditUsageReason = (typeof CreditUsageReason)[keyof typeof CreditUsageReason];

/** Values known when this file was generated. A newer server may send others. */
export const CustomPlanActivationStrategy = {
  OnPayment: "on_payment",
  OnPublish: "on_publish",
} as const;
export type CustomPlanActivationStrategy = (typeof CustomPlanActivationStrategy)[keyof typeof CustomPlanActivationStrategy];

/** Values known when this file was generated. A newer server may send others. */
export const CustomPlanBillingStatus = {
  Active: "active",
  Expired: "expired",
  Paid: "paid",
  Pending: "pending",
} as const;
export type CustomPlanBillingStatus = (typeof CustomPlanBillingStatus)[keyof typeof CustomPlanBillingStatus];

/** Values known when this file was generated. A newer server may send others. */
export const DataExportOutputFileType = {
  Csv: "csv",
  CsvGz: "csv.gz",
} as const;
export type DataExportOutputFileType = (typeof DataExportOutputFileType)[keyof typeof DataExportOutputFileType];

/** Values known when this file was generated. A newer server may send others. */
export const DataExportStatus = {
  Failure: "failure",
  Pending: "pending",
  Success: "success",
} as const;
export type DataExportStatus = (typeof DataExportStatus)[keyof typeof DataExportStatus];

/** Values known when this file was generated. A newer server may send others. */
export const DataExportType = {
  AuditLog: "audit-log",
  CompanyFeatureUsage: "company-feature-usage",
  Event: "event",
} as const;
export type DataExportType = (typeof DataExportType)[keyof typeof DataExportType];

/** Values known when this file was generated. A newer server may send others. */
export const EntitlementPriceBehavior = {
  CreditBurndown: "credit_burndown",
  Overage: "overage",
  PayAsYouGo: "pay_as_you_go",
  PayInAdvance: "pay_in_advance",
  Tier: "tier",
} as const;
export type EntitlementPriceBehavior = (typeof EntitlementPriceBehavior)[keyof typeof EntitlementPriceBehavior];

/** Values known when this file was generated. A newer server may send others. */
export const EntitlementType = {
  CompanyOverride: "company_override",
  PlanEntitlement: "plan_entitlement",
  Unknown: "unknown",
  PlanCreditGrant: "plan_credit_grant",
} as const;
export type EntitlementType = (typeof EntitlementType)[keyof typeof EntitlementType];

/** Values known when this file was generated. A newer server may send others. */
export const EntitlementValueType = {
  Boolean: "boolean",
  Credit: "credit",
  Numeric: "numeric",
  Trait: "trait",
  Unknown: "unknown",
  Unlimited: "unlimited",
} as const;
export type EntitlementValueType = (typeof EntitlementValueType)[keyof typeof EntitlementValueType];

/** Values known when this file was generated. A newer server may send others. */
export const EntityType = {
  Company: "company",
  User: "user",
} as const;
export type EntityType = (typeof EntityType)[keyof typeof EntityType];

/** Values known when this file was generated. A newer server may send others. */
export const EnvironmentType = {
  Development: "development",
  Production: "production",
  Staging: "staging",
} as const;
export type EnvironmentType = (typeof EnvironmentType)[keyof typeof EnvironmentType];

/** Values known when this file was generated. A newer server may send others. */
export const EventExportMetadataEventTypesItem = {
  FlagCheck: "flag_check",
  Identify: "identify",
  Inference: "inference",
  Track: "track",
} as const;
export type EventExportMetadataEventTypesItem = (typeof EventExportMetadataEventTypesItem)[keyof typeof EventExportMetadataEventTypesItem];

/** Values known when this file was generated. A newer server may send others. */
export const EventStatus = {
  Enriched: "enriched",
  Failed: "failed",
  Pending: "pending",
  Processed: "processed",
  Unknown: "unknown",
} as const;
export type EventStatus = (typeof EventStatus)[keyof typeof EventStatus];

/** Values known when this file was generated. A newer server may send others. */
export const EventType = {
  FlagCheck: "flag_check",
  Identify: "identify",
  Inference: "inference",
  Track: "track",
} as const;
export type EventType = (typeof EventType)[keyof typeof EventType];

/** Values known when this file was generated. A newer server may send others. */
export const FeatureLifecyclePhase = {
  AddOn: "add_on",
  Alpha: "alpha",
  Beta: "beta",
  Deprecated: "deprecated",
  Ga: "ga",
  Inactive: "inactive",
  InPlan: "in_plan",
  InternalTesting: "internal_testing",
  Legacy: "legacy",
} as const;
export type FeatureLifecyclePhase = (typeof FeatureLifecyclePhase)[keyof typeof FeatureLifecyclePhase];

/** Values known when this file was generated. A newer server may send others. */
export const FeatureType = {
  Boolean: "boolean",
  Event: "event",
  License: "license",
  Trait: "trait",
} as const;
export type FeatureType = (typeof FeatureType)[keyof typeof FeatureType];

export type FlagType = "boolean";

/** Values known when this file was generated. A newer server may send others. */
export const IntegrationState = {
  Active: "active",
  Created: "created",
  Pending: "pending",
} as const;
export type IntegrationState = (typeof IntegrationState)[keyof typeof IntegrationState];

/** Values known when this file was generated. A newer server may send others. */
export const IntegrationType = {
  Clerk: "clerk",
  Metronome: "metronome",
  Orb: "orb",
  Stripe: "stripe",
  Unknown: "unknown",
  Workos: "workos",
} as const;
export type IntegrationType = (typeof IntegrationType)[keyof typeof IntegrationType];

/** Values known when this file was generated. A newer server may send others. */
export const InvoiceStatus = {
  Draft: "draft",
  Open: "open",
  Paid: "paid",
  Uncollectible: "uncollectible",
  Void: "void",
} as const;
export type InvoiceStatus = (typeof InvoiceStatus)[keyof typeof InvoiceStatus];

/** Values known when this file was generated. A newer server may send others. */
export const MetricPeriod = {
  AllTime: "all_time",
  CurrentDay: "current_day",
  CurrentMonth: "current_month",
  CurrentWeek: "current_week",
} as const;
export type MetricPeriod = (typeof MetricPeriod)[keyof typeof MetricPeriod];

/** Values known when this file was generated. A newer server may send others. */
export const MetricPeriodMonthReset = {
  BillingCycle: "billing_cycle",
  FirstOfMonth: "first_of_month",
} as const;
export type MetricPeriodMonthReset = (typeof MetricPeriodMonthReset)[keyof typeof MetricPeriodMonthReset];

/** Values known when this file was generated. A newer server may send others. */
export const MigrationErrorCode = {
  AmbiguousSubscriptionItem: "ambiguous_subscription_item",
  MultipleSubscriptions: "multiple_subscriptions",
  NoPriceForInterval: "no_price_for_interval",
  NotOnOriginVersion: "not_on_origin_version",
  OperationItemNotFound: "operation_item_not_found",
  PermanentConfig: "permanent_config",
  PermanentDecline: "permanent_decline",
  TransientDecline: "transient_decline",
  TransientInfra: "transient_infra",
  TransientStripe: "transient_stripe",
  Unknown: "unknown",
  WouldLeaveEmptySubscription: "would_leave_empty_subscription",
} as const;
export type MigrationErrorCode = (typeof MigrationErrorCode)[keyof typeof MigrationErrorCode];

/** Values known when this file was generated. A newer server may send others. */
export const MigrationProrationBehavior = {
  AlwaysInvoice: "always_invoice",
  CreateProrations: "create_prorations",
  None: "none",
} as const;
export type MigrationProrationBehavior = (typeof MigrationProrationBehavior)[keyof typeof MigrationProrationBehavior];

/** Values known when this file was generated. A newer server may send others. */
export const OnboardingMilestone = {
  Evaluated: "evaluated",
  Implemented: "implemented",
} as const;
export type OnboardingMilestone = (typeof OnboardingMilestone)[keyof typeof OnboardingMilestone];

/** Values known when this file was generated. A newer server may send others. */
export const OnboardingPath = {
  Agent: "agent",
  App: "app",
} as const;
export type OnboardingPath = (typeof OnboardingPath)[keyof typeof OnboardingPath];

/** Values known when this file was generated. A newer server may send others. */
export const OnboardingRequirement = {
  ConnectAgent: "connect_agent",
  ConnectBilling: "connect_billing",
  CreateApiKey: "create_api_key",
  FirstFlagCheck: "first_flag_check",
  GenerateRoadmap: "generate_roadmap",
  ImportCompanies: "import_companies",
  ModelPackaging: "model_packaging",
  SendEvents: "send_events",
} as const;
export type OnboardingRequirement = (typeof OnboardingRequirement)[keyof typeof OnboardingRequirement];

/** Values known when this file was generated. A newer server may send others. */
export const OnboardingRequirementStatus = {
  Available: "available",
  Blocked: "blocked",
  Complete: "complete",
} as const;
export type OnboardingRequirementStatus = (typeof OnboardingRequirementStatus)[keyof typeof OnboardingRequirementStatus];

/** Values known when this file was generated. A newer server may send others. */
export const OnboardingStripeImport = {
  Complete: "complete",
  NotStarted: "not_started",
  Running: "running",
} as const;
export type OnboardingStripeImport = (typeof OnboardingStripeImport)[keyof typeof OnboardingStripeImport];

/** Values known when this file was generated. A newer server may send others. */
export const OnboardingTrack = {
  Catalog: "catalog",
  SinglePlan: "single_plan",
} as const;
export type OnboardingTrack = (typeof OnboardingTrack)[keyof typeof OnboardingTrack];

/** Values known when this file was generated. A newer server may send others. */
export const PlanBillingSource = {
  CustomPlan: "custom_plan",
  ManagePlan: "manage_plan",
  Amendment: "amendment",
} as const;
export type PlanBillingSource = (typeof PlanBillingSource)[keyof typeof PlanBillingSource];

/** Values known when this file was generated. A newer server may send others. */
export const PlanBundleAction = {
  Create: "create",
  Update: "update",
  Delete: "delete",
} as const;
export type PlanBundleAction = (typeof PlanBundleAction)[keyof typeof PlanBundleAction];

/** Values known when this file was generated. A newer server may send others. */
export const PlanChangeAction = {
  Checkout: "checkout",
  CompanyUpsert: "company_upsert",
  FallbackPlan: "fallback_plan",
  ManagePlan: "manage_plan",
  Migration: "migration",
  PlanBillingProductChanged: "plan_billing_product_changed",
  PlanDeleted: "plan_deleted",
  PlanTraitChange: "plan_trait_change",
  PlanVersionMigration: "plan_version_migration",
  Quickstart: "quickstart",
  SubscriptionChange: "subscription_change",
  Amendment: "amendment",
} as const;
export type PlanChangeAction = (typeof PlanChangeAction)[keyof typeof PlanChangeAction];

/** Values known when this file was generated. A newer server may send others. */
export const PlanChangeBasePlanAction = {
  Fallback: "fallback",
  Initial: "initial",
  Trait: "trait",
  TrialExpiry: "trial_expiry",
} as const;
export type PlanChangeBasePlanAction = (typeof PlanChangeBasePlanAction)[keyof typeof PlanChangeBasePlanAction];

/** Values known when this file was generated. A newer server may send others. */
export const PlanChangeSubscriptionAction = {
  Adjustment: "adjustment",
  Downgrade: "downgrade",
  Invalid: "invalid",
  Subscribe: "subscribe",
  Unsubscribe: "unsubscribe",
  Upgrade: "upgrade",
  UpgradeTrial: "upgrade_trial",
} as const;
export type PlanChangeSubscriptionAction = (typeof PlanChangeSubscriptionAction)[keyof typeof PlanChangeSubscriptionAction];

/** Values known when this file was generated. A newer server may send others. */
export const PlanCreditGrantScaling = {
  Fixed: "fixed",
  PerLicense: "per_license",
} as const;
export type PlanCreditGrantScaling = (typeof PlanCreditGrantScaling)[keyof typeof PlanCreditGrantScaling];

/** Values known when this file was generated. A newer server may send others. */
export const PlanIcon = {
  Amber: "amber",
  Blue: "blue",
  BlueGray: "blueGray",
  BlueGreen: "blueGreen",
  Cyan: "cyan",
  Emerald: "emerald",
  Fuchsia: "fuchsia",
  Gray: "gray",
  Green: "green",
  Indigo: "indigo",
  LightBlue: "lightBlue",
  Lime: "lime",
  Orange: "orange",
  Pink: "pink",
  Purple: "purple",
  Red: "red",
  RedOrange: "redOrange",
  Rose: "rose",
  Sky: "sky",
  Slate: "slate",
  Teal: "teal",
  TrueGray: "trueGray",
  Violet: "violet",
  WarmGray: "warmGray",
  Yellow: "yellow",
} as const;
export type PlanIcon = (typeof PlanIcon)[keyof typeof PlanIcon];

/** Values known when this file was generated. A newer server may send others. */
export const PlanPriceCadence = {
  Monthly: "monthly",
  Quarterly: "quarterly",
  Yearly: "yearly",
} as const;
export type PlanPriceCadence = (typeof PlanPriceCadence)[keyof typeof PlanPriceCadence];

/** Values known when this file was generated. A newer server may send others. */
export const PlanType = {
  Plan: "plan",
  AddOn: "add_on",
} as const;
export type PlanType = (typeof PlanType)[keyof typeof PlanType];

/** Values known when this file was generated. A newer server may send others. */
export const PlanVersionCompanyMigrationStatus = {
  Cancelled: "cancelled",
  Completed: "completed",
  Failed: "failed",
  InProgress: "in_progress",
  Pending: "pending",
  Skipped: "skipped",
} as const;
export type PlanVersionCompanyMigrationStatus = (typeof PlanVersionCompanyMigrationStatus)[keyof typeof PlanVersionCompanyMigrationStatus];

/** Values known when this file was generated. A newer server may send others. */
export const PlanVersionMigrationStatus = {
  Cancelled: "cancelled",
  Completed: "completed",
  Failed: "failed",
  InProgress: "in_progress",
  Pending: "pending",
} as const;
export type PlanVersionMigrationStatus = (typeof PlanVersionMigrationStatus)[keyof typeof PlanVersionMigrationStatus];

/** Values known when this file was generated. A newer server may send others. */
export const PlanVersionMigrationStrategy = {
  EndOfBillingPeriod: "end_of_billing_period",
  Immediate: "immediate",
  Leave: "leave",
  Scheduled: "scheduled",
} as const;
export type PlanVersionMigrationStrategy = (typeof PlanVersionMigrationStrategy)[keyof typeof PlanVersionMigrationStrategy];

/** Values known when this file was generated. A newer server may send others. */
export const PlanVersionStatus = {
  Published: "published",
  Draft: "draft",
  Archived: "archived",
} as const;
export type PlanVersionStatus = (typeof PlanVersionStatus)[keyof typeof PlanVersionStatus];

/** Values known when this file was generated. A newer server may send others. */
export const ProrationBehavior = {
  CreateProrations: "create_prorations",
  InvoiceImmediately: "invoice_immediately",
} as const;
export type ProrationBehavior = (typeof ProrationBehavior)[keyof typeof ProrationBehavior];

/** Values known when this file was generated. A newer server may send others. */
export const RuleType = {
  CompanyOverride: "company_override",
  CompanyOverrideUsageExceeded: "company_override_usage_exceeded",
  Default: "default",
  GlobalOverride: "global_override",
  PlanEntitlement: "plan_entitlement",
  PlanEntitlementUsageExceeded: "plan_entitlement_usage_exceeded",
  Standard: "standard",
} as const;
export type RuleType = (typeof RuleType)[keyof typeof RuleType];

/** Values known when this file was generated. A newer server may send others. */
export const RulesEngineSchemaVersion = {
  V94B8F7A7: "v94b8f7a7",
  PlaceholderForFernCompatibility: "placeholder-for-fern-compatibility",
  Vf4A06160: "vf4a06160",
} as const;
export type RulesEngineSchemaVersion = (typeof RulesEngineSchemaVersion)[keyof typeof RulesEngineSchemaVersion];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineConditionType = {
  BasePlan: "base_plan",
  BillingProduct: "billing_product",
  Company: "company",
  Credit: "credit",
  Metric: "metric",
  Plan: "plan",
  PlanVersion: "plan_version",
  Trait: "trait",
  User: "user",
} as const;
export type RulesengineConditionType = (typeof RulesengineConditionType)[keyof typeof RulesengineConditionType];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineEntitlementValueType = {
  Boolean: "boolean",
  Credit: "credit",
  Numeric: "numeric",
  Trait: "trait",
  Unknown: "unknown",
  Unlimited: "unlimited",
} as const;
export type RulesengineEntitlementValueType = (typeof RulesengineEntitlementValueType)[keyof typeof RulesengineEntitlementValueType];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineEntityType = {
  Company: "company",
  User: "user",
} as const;
export type RulesengineEntityType = (typeof RulesengineEntityType)[keyof typeof RulesengineEntityType];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineMetricPeriod = {
  AllTime: "all_time",
  CurrentDay: "current_day",
  CurrentMonth: "current_month",
  CurrentWeek: "current_week",
} as const;
export type RulesengineMetricPeriod = (typeof RulesengineMetricPeriod)[keyof typeof RulesengineMetricPeriod];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineMetricPeriodMonthReset = {
  BillingCycle: "billing_cycle",
  FirstOfMonth: "first_of_month",
} as const;
export type RulesengineMetricPeriodMonthReset = (typeof RulesengineMetricPeriodMonthReset)[keyof typeof RulesengineMetricPeriodMonthReset];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineRuleType = {
  CompanyOverride: "company_override",
  CompanyOverrideUsageExceeded: "company_override_usage_exceeded",
  Default: "default",
  GlobalOverride: "global_override",
  PlanEntitlement: "plan_entitlement",
  PlanEntitlementUsageExceeded: "plan_entitlement_usage_exceeded",
  Standard: "standard",
} as const;
export type RulesengineRuleType = (typeof RulesengineRuleType)[keyof typeof RulesengineRuleType];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineTraitDefinitionComparableType = {
  Bool: "bool",
  Date: "date",
  Int: "int",
  String: "string",
} as const;
export type RulesengineTraitDefinitionComparableType = (typeof RulesengineTraitDefinitionComparableType)[keyof typeof RulesengineTraitDefinitionComparableType];

/** Values known when this file was generated. A newer server may send others. */
export const ScheduledCheckoutStatus = {
  Cancelled: "cancelled",
  Error: "error",
  Executing: "executing",
  Pending: "pending",
  Success: "success",
} as const;
export type ScheduledCheckoutStatus = (typeof ScheduledCheckoutStatus)[keyof typeof ScheduledCheckoutStatus];

/** Values known when this file was generated. A newer server may send others. */
export const ScheduledDowngradeConfigBehavior = {
  EndOfBillingPeriod: "end_of_billing_period",
  None: "none",
} as const;
export type ScheduledDowngradeConfigBehavior = (typeof ScheduledDowngradeConfigBehavior)[keyof typeof ScheduledDowngradeConfigBehavior];

/** Values known when this file was generated. A newer server may send others. */
export const SlackConnectInviteStatus = {
  Accepted: "accepted",
  Declined: "declined",
  Dismissed: "dismissed",
  Expired: "expired",
  Pending: "pending",
} as const;
export type SlackConnectInviteStatus = (typeof SlackConnectInviteStatus)[keyof typeof SlackConnectInviteStatus];

/** Values known when this file was generated. A newer server may send others. */
export const SortDirection = {
  Asc: "asc",
  Desc: "desc",
} as const;
export type SortDirection = (typeof SortDirection)[keyof typeof SortDirection];

/** Values known when this file was generated. A newer server may send others. */
export const SubscriptionStatus = {
  Active: "active",
  Canceled: "canceled",
  Expired: "expired",
  Incomplete: "incomplete",
  IncompleteExpired: "incomplete_expired",
  PastDue: "past_due",
  Paused: "paused",
  Trialing: "trialing",
  Unpaid: "unpaid",
} as const;
export type SubscriptionStatus = (typeof SubscriptionStatus)[keyof typeof SubscriptionStatus];

/** Values known when this file was generated. A newer server may send others. */
export const SubscriptionType = {
  Free: "free",
  OneTime: "one_time",
  Paid: "paid",
  Trial: "trial",
} as const;
export type SubscriptionType = (typeof SubscriptionType)[keyof typeof SubscriptionType];

/** Values known when this file was generated. A newer server may send others. */
export const TaxIdType = {
  AeTrn: "ae_trn",
  AuAbn: "au_abn",
  AuArn: "au_arn",
  BrCnpj: "br_cnpj",
  BrCpf: "br_cpf",
  CaBn: "ca_bn",
  CaGstHst: "ca_gst_hst",
  CaPstBc: "ca_pst_bc",
  CaPstMb: "ca_pst_mb",
  CaPstSk: "ca_pst_sk",
  CaQst: "ca_qst",
  ChUid: "ch_uid",
  ChVat: "ch_vat",
  EuVat: "eu_vat",
  GbVat: "gb_vat",
  HkBr: "hk_br",
  IdNpwp: "id_npwp",
  IlVat: "il_vat",
  InGst: "in_gst",
  JpCn: "jp_cn",
  JpRn: "jp_rn",
  JpTrn: "jp_trn",
  KrBrn: "kr_brn",
  MxRfc: "mx_rfc",
  MyFrp: "my_frp",
  MyItn: "my_itn",
  MySst: "my_sst",
  NoVat: "no_vat",
  NzGst: "nz_gst",
  PhTin: "ph_tin",
  SaVat: "sa_vat",
  SgGst: "sg_gst",
  SgUen: "sg_uen",
  ThVat: "th_vat",
  TrTin: "tr_tin",
  TwVat: "tw_vat",
  UsEin: "us_ein",
  ZaVat: "za_vat",
} as const;
export type TaxIdType = (typeof TaxIdType)[keyof typeof TaxIdType];

/** Values known when this file was generated. A newer server may send others. */
export const TemporaryAccessTokenIssuerType = {
  ApiKey: "api_key",
  PricingRoadmap: "pricing_roadmap",
} as const;
export type TemporaryAccessTokenIssuerType = (typeof TemporaryAccessTokenIssuerType)[keyof typeof TemporaryAccessTokenIssuerType];

export type TemporaryAccessTokenResourceType = "company";

/** Values known when this file was generated. A newer server may send others. */
export const TimeSeriesGranularity = {
  Daily: "daily",
  Hourly: "hourly",
  Monthly: "monthly",
  Weekly: "weekly",
} as const;
export type TimeSeriesGranularity = (typeof TimeSeriesGranularity)[keyof typeof TimeSeriesGranularity];

/** Values known when this file was generated. A newer server may send others. */
export const TraitDefinitionComparableType = {
  Bool: "bool",
  Date: "date",
  Int: "int",
  String: "string",
} as const;
export type TraitDefinitionComparableType = (typeof TraitDefinitionComparableType)[keyof typeof TraitDefinitionComparableType];

/** Values known when this file was generated. A newer server may send others. */
export const TraitType = {
  Boolean: "boolean",
  Currency: "currency",
  Date: "date",
  Number: "number",
  String: "string",
  Url: "url",
} as const;
export type TraitType = (typeof TraitType)[keyof typeof TraitType];

/** Values known when this file was generated. A newer server may send others. */
export const TrialStatus = {
  Active: "active",
  Converted: "converted",
  Expired: "expired",
} as const;
export type TrialStatus = (typeof TrialStatus)[keyof typeof TrialStatus];

/** Values known when this file was generated. A newer server may send others. */
export const WebhookEventStatus = {
  Failure: "failure",
  Pending: "pending",
  Success: "success",
} as const;
export type WebhookEventStatus = (typeof WebhookEventStatus)[keyof typeof WebhookEventStatus];

/** Values known when this file was generated. A newer server may send others. */
export const WebhookRequestType = {
  SubscriptionTrialEnded: "subscription.trial.ended",
  CompanyCreated: "company.created",
  CompanyDeleted: "company.deleted",
  CompanyOverrideCreated: "company.override.created",
  CompanyOverrideDeleted: "company.override.deleted",
  CompanyOverrideExpired: "company.override.expired",
  CompanyOverrideUpdated: "company.override.updated",
  CompanyPlanChanged: "company.plan_changed",
  CompanyScheduledDowngrade: "company.scheduled_downgrade",
  CompanyUpdated: "company.updated",
  CreditLimitReached: "credit.limit.reached",
  CreditLimitWarning: "credit.limit.warning",
  CreditPurchaseSuccess: "credit.purchase.success",
  EntitlementLimitReached: "entitlement.limit.reached",
  EntitlementLimitWarning: "entitlement.limit.warning",
  EntitlementSoftLimitReached: "entitlement.soft_limit.reached",
  EntitlementSoftLimitWarning: "entitlement.soft_limit.warning",
  EntitlementTierLimitReached: "entitlement.tier_limit.reached",
  EntitlementTierLimitWarning: "entitlement.tier_limit.warning",
  FeatureCreated: "feature.created",
  FeatureDeleted: "feature.deleted",
  FeatureUpdated: "feature.updated",
  FlagCreated: "flag.created",
  FlagDeleted: "flag.deleted",
  FlagRulesUpdated: "flag_rules.updated",
  FlagUpdated: "flag.updated",
  PlanCreated: "plan.created",
  PlanDeleted: "plan.deleted",
  PlanEntitlementCreated: "plan.entitlement.created",
  PlanEntitlementDeleted: "plan.entitlement.deleted",
  PlanEntitlementUpdated: "plan.entitlement.updated",
  PlanUpdated: "plan.updated",
  PlanVersionDeleted: "plan_version.deleted",
  RuleDeleted: "rule.deleted",
  TestSend: "test.send",
  UserCreated: "user.created",
  UserDeleted: "user.deleted",
  UserUpdated: "user.updated",
  AutoTopupHardFailure: "auto.topup.hard.failure",
  AutoTopupRetryExceeded: "auto.topup.retry.exceeded",
  AutoTopupSuccess: "auto.topup.success",
  CreditUsageWarningReached: "credit.usage_warning_reached",
} as const;
export type WebhookRequestType = (typeof WebhookRequestType)[keyof typeof WebhookRequestType];

/** Values known when this file was generated. A newer server may send others. */
export const WebhookStatus = {
  Active: "active",
  Inactive: "inactive",
} as const;
export type WebhookStatus = (typeof WebhookStatus)[keyof typeof WebhookStatus];

/** Values known when this file was generated. A newer server may send others. */
export const AmendmentProrationLandsOn = {
  ImmediateInvoice: "immediate_invoice",
  NextInvoice: "next_invoice",
  None: "none",
} as const;
export type AmendmentProrationLandsOn = (typeof AmendmentProrationLandsOn)[keyof typeof AmendmentProrationLandsOn];

/** Values known when this file was generated. A newer server may send others. */
export const ChargeTiming = {
  InAdvance: "in_advance",
  InArrears: "in_arrears",
} as const;
export type ChargeTiming = (typeof ChargeTiming)[keyof typeof ChargeTiming];

/** Values known when this file was generated. A newer server may send others. */
export const CheckoutChargeTiming = {
  AtRenewal: "at_renewal",
  None: "none",
  Now: "now",
} as const;
export type CheckoutChargeTiming = (typeof CheckoutChargeTiming)[keyof typeof CheckoutChargeTiming];

/** Values known when this file was generated. A newer server may send others. */
export const CheckoutProblemCode = {
  AddOnConflictsWithPlan: "add_on_conflicts_with_plan",
  AddOnIntervalMismatch: "add_on_interval_mismatch",
  AddOnRequiresBilledPlan: "add_on_requires_billed_plan",
  AddOnUnavailable: "add_on_unavailable",
  BillingCycleAnchorConflictsWithTrial: "billing_cycle_anchor_conflicts_with_trial",
  BillingCycleAnchorMustBeFuture: "billing_cycle_anchor_must_be_future",
  BillingCycleAnchorNeedsNewSubscription: "billing_cycle_anchor_needs_new_subscription",
  BillingCycleAnchorWithoutPlan: "billing_cycle_anchor_without_plan",
  BillingStartDateMustBePast: "billing_start_date_must_be_past",
  BillingStartDateNeedsNewSubscription: "billing_start_date_needs_new_subscription",
  BillingStartDateNeedsRenewalDate: "billing_start_date_needs_renewal_date",
  BillingStartDateNotBeforeRenewalDate: "billing_start_date_not_before_renewal_date",
  BillingStartDateTooFarInPast: "billing_start_date_too_far_in_past",
  CheckoutSuperseded: "checkout_superseded",
  CreditBundleIncompatible: "credit_bundle_incompatible",
  CreditBundleUnavailable: "credit_bundle_unavailable",
  CreditBundlesActivateOnPayment: "credit_bundles_activate_on_payment",
  CurrencyMismatch: "currency_mismatch",
  CustomFieldRequired: "custom_field_required",
  DiscountIneligible: "discount_ineligible",
  DowngradeNotPermitted: "downgrade_not_permitted",
  EndDateMustBeFuture: "end_date_must_be_future",
  EndDateNeedsNewSubscription: "end_date_needs_new_subscription",
  EndDateNotAfterRenewalDate: "end_date_not_after_renewal_date",
  FreeFirstPeriodActivatesOnPayment: "free_first_period_activates_on_payment",
  InvoiceEmailRequired: "invoice_email_required",
  InvoicedSubscriptionConflictsWithTrial: "invoiced_subscription_conflicts_with_trial",
  InvoicedSubscriptionNeedsNewSubscription: "invoiced_subscription_needs_new_subscription",
  InvoicedSubscriptionRequiresPlan: "invoiced_subscription_requires_plan",
  OptInRequired: "opt_in_required",
  PayInAdvancePriceInvalid: "pay_in_advance_price_invalid",
  PayInAdvanceRequired: "pay_in_advance_required",
  PaymentMethodRequired: "payment_method_required",
  PlanNotTrialable: "plan_not_trialable",
  PlanUnavailable: "plan_unavailable",
  PriceUnavailable: "price_unavailable",
  ProrateFirstPeriodWithoutAnchor: "prorate_first_period_without_anchor",
  ProviderRejected: "provider_rejected",
  ScheduledChangeBlocksPurchase: "scheduled_change_blocks_purchase",
  ScheduledChangePending: "scheduled_change_pending",
  SelectionInvalid: "selection_invalid",
  SubscriptionCurrencyChange: "subscription_currency_change",
  TrialEndMustBeFuture: "trial_end_must_be_future",
  TrialEndTooFar: "trial_end_too_far",
  TrialExcludesAddOns: "trial_excludes_add_ons",
  TrialExcludesUsageBased: "trial_excludes_usage_based",
  UsagePriceMissingForInterval: "usage_price_missing_for_interval",
  UsageOverLimit: "usage_over_limit",
} as const;
export type CheckoutProblemCode = (typeof CheckoutProblemCode)[keyof typeof CheckoutProblemCode];

/** Values known when this file was generated. A newer server may send others. */
export const CheckoutProblemSource = {
  Provider: "provider",
  Requirement: "requirement",
  Validation: "validation",
} as const;
export type CheckoutProblemSource = (typeof CheckoutProblemSource)[keyof typeof CheckoutProblemSource];

/** Values known when this file was generated. A newer server may send others. */
export const Collector = {
  External: "external",
  StripeInvoice: "stripe_invoice",
  StripePayments: "stripe_payments",
} as const;
export type Collector = (typeof Collector)[keyof typeof Collector];

/** Values known when this file was generated. A newer server may send others. */
export const CreditLedgerEntryKind = {
  Adjustment: "adjustment",
  Charge: "charge",
  Drawdown: "drawdown",
  Grant: "grant",
  Settlement: "settlement",
  Transfer: "transfer",
  ZeroOut: "zero_out",
} as const;
export type CreditLedgerEntryKind = (typeof CreditLedgerEntryKind)[keyof typeof CreditLedgerEntryKind];

/** Values known when this file was generated. A newer server may send others. */
export const CreditSpendWindowUnit = {
  Hour: "hour",
  Day: "day",
  Week: "week",
  Month: "month",
  BillingPeriod: "billing_period",
} as const;
export type CreditSpendWindowUnit = (typeof CreditSpendWindowUnit)[keyof typeof CreditSpendWindowUnit];

/** Values known when this file was generated. A newer server may send others. */
export const Currency = {
  Aed: "aed",
  Afn: "afn",
  All: "all",
  Amd: "amd",
  Ang: "ang",
  Aoa: "aoa",
  Ars: "ars",
  Aud: "aud",
  Awg: "awg",
  Azn: "azn",
  Bam: "bam",
  Bbd: "bbd",
  Bdt: "bdt",
  Bif: "bif",
  Bmd: "bmd",
  Bnd: "bnd",
  Bob: "bob",
  Brl: "brl",
  Bsd: "bsd",
  Bwp: "bwp",
  Byn: "byn",
  Bzd: "bzd",
  Cad: "cad",
  Cdf: "cdf",
  Chf: "chf",
  Clp: "clp",
  Cny: "cny",
  Cop: "cop",
  Crc: "crc",
  Cve: "cve",
  Czk: "czk",
  Djf: "djf",
  Dkk: "dkk",
  Dop: "dop",
  Dzd: "dzd",
  Egp: "egp",
  Etb: "etb",
  Eur: "eur",
  Fjd: "fjd",
  Fkp: "fkp",
  Gbp: "gbp",
  Gel: "gel",
  Gip: "gip",
  Gmd: "gmd",
  Gnf: "gnf",
  Gtq: "gtq",
  Gyd: "gyd",
  Hkd: "hkd",
  Hnl: "hnl",
  Htg: "htg",
  Huf: "huf",
  Idr: "idr",
  Ils: "ils",
  Inr: "inr",
  Isk: "isk",
  Jmd: "jmd",
  Jpy: "jpy",
  Kes: "kes",
  Kgs: "kgs",
  Khr: "khr",
  Kmf: "kmf",
  Krw: "krw",
  Kyd: "kyd",
  Kzt: "kzt",
  Lak: "lak",
  Lbp: "lbp",
  Lkr: "lkr",
  Lrd: "lrd",
  Lsl: "lsl",
  Mad: "mad",
  Mdl: "mdl",
  Mga: "mga",
  Mkd: "mkd",
  Mmk: "mmk",
  Mnt: "mnt",
  Mop: "mop",
  Mur: "mur",
  Mvr: "mvr",
  Mwk: "mwk",
  Mxn: "mxn",
  Myr: "myr",
  Mzn: "mzn",
  Nad: "nad",
  Ngn: "ngn",
  Nio: "nio",
  Nok: "nok",
  Npr: "npr",
  Nzd: "nzd",
  Pab: "pab",
  Pen: "pen",
  Pgk: "pgk",
  Php: "php",
  Pkr: "pkr",
  Pln: "pln",
  Pyg: "pyg",
  Qar: "qar",
  Ron: "ron",
  Rsd: "rsd",
  Rub: "rub",
  Rwf: "rwf",
  Sar: "sar",
  Sbd: "sbd",
  Scr: "scr",
  Sek: "sek",
  Sgd: "sgd",
  Shp: "shp",
  Sle: "sle",
  Sos: "sos",
  Srd: "srd",
  Std: "std",
  Szl: "szl",
  Thb: "thb",
  Tjs: "tjs",
  Top: "top",
  Try: "try",
  Ttd: "ttd",
  Twd: "twd",
  Tzs: "tzs",
  Uah: "uah",
  Ugx: "ugx",
  Usd: "usd",
  Uyu: "uyu",
  Uzs: "uzs",
  Vnd: "vnd",
  Vuv: "vuv",
  Wst: "wst",
  Xaf: "xaf",
  Xcd: "xcd",
  Xcg: "xcg",
  Xof: "xof",
  Xpf: "xpf",
  Yer: "yer",
  Zar: "zar",
  Zmw: "zmw",
} as const;
export type Currency = (typeof Currency)[keyof typeof Currency];

/** Values known when this file was generated. A newer server may send others. */
export const FeatureEventSource = {
  Inference: "inference",
  Track: "track",
} as const;
export type FeatureEventSource = (typeof FeatureEventSource)[keyof typeof FeatureEventSource];

/** Values known when this file was generated. A newer server may send others. */
export const InvoiceCollectionState = {
  Exported: "exported",
  Paid: "paid",
  PartiallyPaid: "partially_paid",
  PastDue: "past_due",
  PaymentFailed: "payment_failed",
  Queued: "queued",
  Sent: "sent",
} as const;
export type InvoiceCollectionState = (typeof InvoiceCollectionState)[keyof typeof InvoiceCollectionState];

/** Values known when this file was generated. A newer server may send others. */
export const InvoiceDocumentState = {
  Credited: "credited",
  Draft: "draft",
  Finalized: "finalized",
  Void: "void",
} as const;
export type InvoiceDocumentState = (typeof InvoiceDocumentState)[keyof typeof InvoiceDocumentState];

/** Values known when this file was generated. A newer server may send others. */
export const InvoiceLineKind = {
  Adjustment: "adjustment",
  Purchase: "purchase",
  Reconciliation: "reconciliation",
  Subscription: "subscription",
  TrueUp: "true_up",
} as const;
export type InvoiceLineKind = (typeof InvoiceLineKind)[keyof typeof InvoiceLineKind];

/** Values known when this file was generated. A newer server may send others. */
export const LineKind = {
  Allowance: "allowance",
  Capacity: "capacity",
  Rate: "rate",
} as const;
export type LineKind = (typeof LineKind)[keyof typeof LineKind];

/** Values known when this file was generated. A newer server may send others. */
export const PaymentGating = {
  KeepServing: "keep_serving",
  RevokeAfter: "revoke_after",
} as const;
export type PaymentGating = (typeof PaymentGating)[keyof typeof PaymentGating];

/** Values known when this file was generated. A newer server may send others. */
export const PlanChangeAmendmentStatus = {
  Applied: "applied",
  Cancelled: "cancelled",
  Failed: "failed",
  Scheduled: "scheduled",
  Skipped: "skipped",
} as const;
export type PlanChangeAmendmentStatus = (typeof PlanChangeAmendmentStatus)[keyof typeof PlanChangeAmendmentStatus];

/** Values known when this file was generated. A newer server may send others. */
export const PlanVersionDiffChangeType = {
  Added: "added",
  Changed: "changed",
  Removed: "removed",
} as const;
export type PlanVersionDiffChangeType = (typeof PlanVersionDiffChangeType)[keyof typeof PlanVersionDiffChangeType];

/** Values known when this file was generated. A newer server may send others. */
export const PlanVersionDiffPriceCadence = {
  Monthly: "monthly",
  OneTime: "one_time",
  Quarterly: "quarterly",
  Yearly: "yearly",
} as const;
export type PlanVersionDiffPriceCadence = (typeof PlanVersionDiffPriceCadence)[keyof typeof PlanVersionDiffPriceCadence];

/** Values known when this file was generated. A newer server may send others. */
export const ProrationLineKind = {
  Charge: "charge",
  Credit: "credit",
} as const;
export type ProrationLineKind = (typeof ProrationLineKind)[keyof typeof ProrationLineKind];

/** Values known when this file was generated. A newer server may send others. */
export const RenewalPolicy = {
  AutoRenew: "auto_renew",
  ExpireToDefault: "expire_to_default",
  HoldWithGrace: "hold_with_grace",
} as const;
export type RenewalPolicy = (typeof RenewalPolicy)[keyof typeof RenewalPolicy];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineComparableOperator = {
  Eq: "eq",
  Gt: "gt",
  Gte: "gte",
  IsEmpty: "is_empty",
  Lt: "lt",
  Lte: "lte",
  NotEmpty: "not_empty",
  Ne: "ne",
} as const;
export type RulesengineComparableOperator = (typeof RulesengineComparableOperator)[keyof typeof RulesengineComparableOperator];

/** Values known when this file was generated. A newer server may send others. */
export const RulesengineCreditSpendPolicyScope = {
  Company: "company",
  User: "user",
  Group: "group",
} as const;
export type RulesengineCreditSpendPolicyScope = (typeof RulesengineCreditSpendPolicyScope)[keyof typeof RulesengineCreditSpendPolicyScope];

/** Values known when this file was generated. A newer server may send others. */
export const SubscriptionChangeAction = {
  Add: "add",
  Cancel: "cancel",
  Remove: "remove",
  Replace: "replace",
} as const;
export type SubscriptionChangeAction = (typeof SubscriptionChangeAction)[keyof typeof SubscriptionChangeAction];

/** Values known when this file was generated. A newer server may send others. */
export const UserUsageMetric = {
  Credits: "credits",
  Feature: "feature",
} as const;
export type UserUsageMetric = (typeof UserUsageMetric)[keyof typeof UserUsageMetric];

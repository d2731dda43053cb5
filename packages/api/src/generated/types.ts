// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

import type {
  AccountMemberPermission,
  AccountMemberRole,
  ActorType,
  ApiKeyScope,
  BillingArrearsAnchor,
  BillingArrearsCadence,
  BillingCollectionMethod,
  BillingCreditAutoTopupAvailability,
  BillingCreditBundleStatus,
  BillingCreditBundleType,
  BillingCreditBurnStrategy,
  BillingCreditExpiryType,
  BillingCreditExpiryUnit,
  BillingCreditGrantReason,
  BillingCreditGrantZeroedOutReason,
  BillingCreditLedgerAuthority,
  BillingCreditRolloverPolicy,
  BillingPlanCreditGrantBillingMode,
  BillingPlanCreditGrantResetCadence,
  BillingPlanCreditGrantResetStart,
  BillingPlanCreditGrantResetType,
  BillingPriceScheme,
  BillingPriceUsageType,
  BillingProductPriceInterval,
  BillingProviderType,
  BillingStrategy,
  BillingSubscriptionTrialEndSetting,
  BillingTiersMode,
  ChargeType,
  CheckoutBundlePurchaseBehavior,
  CompanyFeatureUsageExportMetadataSortOrderDirection,
  CompanyFeatureUsageExportMetadataVisibleColumnsItem,
  CompanyMatchingCriteria,
  CompanyPlanInvalidReason,
  ComparableOperator,
  ComponentEntityType,
  ComponentState,
  ConditionType,
  CreditAutoTopupAmountType,
  CreditEventType,
  CreditGrantSortOrder,
  CreditSpendPolicyScope,
  CreditTransferReason,
  CreditUsageReason,
  CustomPlanActivationStrategy,
  CustomPlanBillingStatus,
  DataExportOutputFileType,
  DataExportStatus,
  DataExportType,
  EntitlementPriceBehavior,
  EntitlementType,
  EntitlementValueType,
  EntityType,
  EnvironmentType,
  EventExportMetadataEventTypesItem,
  EventStatus,
  EventType,
  FeatureLifecyclePhase,
  FeatureType,
  FlagType,
  IntegrationState,
  IntegrationType,
  InvoiceStatus,
  MetricPeriod,
  MetricPeriodMonthReset,
  MigrationErrorCode,
  MigrationProrationBehavior,
  OnboardingMilestone,
  OnboardingPath,
  OnboardingRequirement,
  OnboardingRequirementStatus,
  OnboardingStripeImport,
  OnboardingTrack,
  PlanBillingSource,
  PlanBundleAction,
  PlanChangeAction,
  PlanChangeBasePlanAction,
  PlanChangeSubscriptionAction,
  PlanCreditGrantScaling,
  PlanIcon,
  PlanPriceCadence,
  PlanType,
  PlanVersionCompanyMigrationStatus,
  PlanVersionMigrationStatus,
  PlanVersionMigrationStrategy,
  PlanVersionStatus,
  ProrationBehavior,
  RuleType,
  RulesEngineSchemaVersion,
  RulesengineConditionType,
  RulesengineEntitlementValueType,
  RulesengineEntityType,
  RulesengineMetricPeriod,
  RulesengineMetricPeriodMonthReset,
  RulesengineRuleType,
  RulesengineTraitDefinitionComparableType,
  ScheduledCheckoutStatus,
  ScheduledDowngradeConfigBehavior,
  SlackConnectInviteStatus,
  SortDirection,
  SubscriptionStatus,
  SubscriptionType,
  TaxIdType,
  TemporaryAccessTokenIssuerType,
  TemporaryAccessTokenResourceType,
  TimeSeriesGranularity,
  TraitDefinitionComparableType,
  TraitType,
  TrialStatus,
  WebhookEventStatus,
  WebhookRequestType,
  WebhookStatus,
  AmendmentProrationLandsOn,
  ChargeTiming,
  CheckoutChargeTiming,
  CheckoutProblemCode,
  CheckoutProblemSource,
  Collector,
  CreditLedgerEntryKind,
  CreditSpendWindowUnit,
  Currency,
  FeatureEventSource,
  InvoiceCollectionState,
  InvoiceDocumentState,
  InvoiceLineKind,
  LineKind,
  PaymentGating,
  PlanChangeAmendmentStatus,
  PlanVersionDiffChangeType,
  PlanVersionDiffPriceCadence,
  ProrationLineKind,
  RenewalPolicy,
  RulesengineComparableOperator,
  RulesengineCreditSpendPolicyScope,
  SubscriptionChangeAction,
  UserUsageMetric,
} from "./enums";

export interface IssueTemporaryAccessTokenRequestBody {
  lookup: Record<string, string>;
}

export interface IssueTemporaryAccessTokenResponse {
  data: IssueTemporaryAccessTokenResponseData;
  params: Record<string, unknown>;
}

export interface CountAccountMembersRequest {
  ids?: string | string[] | undefined;
  q?: string | undefined;
  role?: AccountMemberRole | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountApiKeysRequest {
  environmentId?: string | undefined;
  requireEnvironment: boolean;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountAuditLogsRequest {
  actorType?: ActorType | undefined;
  endTime?: Date | undefined;
  environmentId?: string | undefined;
  q?: string | undefined;
  startTime?: Date | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateApiKeyRequestBody {
  description?: string | undefined;
  environmentId?: string | undefined;
  name: string;
  rateLimitPercent?: number | undefined;
  readonly?: boolean | undefined;
}

export interface CreateEnvironmentRequestBody {
  environmentType: EnvironmentType;
  name: string;
}

export interface ListAccountMembersRequest {
  ids?: string | string[] | undefined;
  q?: string | undefined;
  role?: AccountMemberRole | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListApiKeysRequest {
  environmentId?: string | undefined;
  requireEnvironment: boolean;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListAuditLogsRequest {
  actorType?: ActorType | undefined;
  endTime?: Date | undefined;
  environmentId?: string | undefined;
  q?: string | undefined;
  startTime?: Date | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListEnvironmentsRequest {
  ids?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface UpdateApiKeyRequestBody {
  description?: string | undefined;
  name?: string | undefined;
  rateLimitPercent?: number | undefined;
}

export interface UpdateEnvironmentRequestBody {
  environmentType?: EnvironmentType | undefined;
  name?: string | undefined;
}

export interface UpdateOnboardingStateRequestBody {
  country?: string | undefined;
  dismissed?: boolean | undefined;
  path?: OnboardingPath | undefined;
  pricingPageUrl?: string | undefined;
  track?: OnboardingTrack | undefined;
  websiteUrl?: string | undefined;
}

export interface CountAccountMembersParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  role?: AccountMemberRole | undefined;
}

export interface CountAccountMembersResponse {
  data: CountResponse;
  params: CountAccountMembersParams;
}

export interface CountApiKeysParams {
  environmentId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  requireEnvironment?: boolean | undefined;
}

export interface CountApiKeysResponse {
  data: CountResponse;
  params: CountApiKeysParams;
}

export interface CountAuditLogsParams {
  actorType?: ActorType | undefined;
  endTime?: Date | undefined;
  environmentId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  startTime?: Date | undefined;
}

export interface CountAuditLogsResponse {
  data: CountResponse;
  params: CountAuditLogsParams;
}

export interface CreateApiKeyResponse {
  data: ApiKeyCreateResponseData;
  params: Record<string, unknown>;
}

export interface CreateEnvironmentResponse {
  data: EnvironmentDetailResponseData;
  params: Record<string, unknown>;
}

export interface DeleteApiKeyResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteEnvironmentResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface GetAccountMemberResponse {
  data: AccountMemberResponseData;
  params: Record<string, unknown>;
}

export interface GetApiKeyResponse {
  data: ApiKeyResponseData;
  params: Record<string, unknown>;
}

export interface GetAuditLogResponse {
  data: AuditLogResponseData;
  params: Record<string, unknown>;
}

export interface GetEnvironmentResponse {
  data: EnvironmentResponseData;
  params: Record<string, unknown>;
}

export interface GetOnboardingStateResponse {
  data: GetOnboardingStateResp;
  params: Record<string, unknown>;
}

export interface GetWhoAmIResponse {
  data: WhoAmIResponseData;
  params: Record<string, unknown>;
}

export interface ListAccountMembersParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  role?: AccountMemberRole | undefined;
}

export interface ListAccountMembersResponse {
  data: AccountMemberResponseData[];
  params: ListAccountMembersParams;
}

export interface ListApiKeysParams {
  environmentId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  requireEnvironment?: boolean | undefined;
}

export interface ListApiKeysResponse {
  data: ApiKeyResponseData[];
  params: ListApiKeysParams;
}

export interface ListAuditLogsParams {
  actorType?: ActorType | undefined;
  endTime?: Date | undefined;
  environmentId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  startTime?: Date | undefined;
}

export interface ListAuditLogsResponse {
  data: AuditLogListResponseData[];
  params: ListAuditLogsParams;
}

export interface ListEnvironmentsParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListEnvironmentsResponse {
  data: EnvironmentResponseData[];
  params: ListEnvironmentsParams;
}

export interface QuickstartResponse {
  data: QuickstartResp;
  params: Record<string, unknown>;
}

export interface UpdateApiKeyResponse {
  data: ApiKeyResponseData;
  params: Record<string, unknown>;
}

export interface UpdateEnvironmentResponse {
  data: EnvironmentResponseData;
  params: Record<string, unknown>;
}

export interface UpdateOnboardingStateResponse {
  data: GetOnboardingStateResp;
  params: Record<string, unknown>;
}

export interface CountBillingProductsRequest {
  ids?: string | string[] | undefined;
  isActive?: boolean | undefined;
  name?: string | undefined;
  priceUsageType?: BillingPriceUsageType | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  recurringChargesOnly?: boolean | undefined;
  withOneTimeCharges?: boolean | undefined;
  withPricesOnly?: boolean | undefined;
  withZeroPrice?: boolean | undefined;
  withoutLinkedToPlan?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountCustomersRequest {
  companyIds?: string | string[] | undefined;
  name?: string | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateBillingCustomerRequestBody {
  companyId?: string | undefined;
  defaultPaymentMethodId?: string | undefined;
  email: string;
  externalId: string;
  meta: Record<string, string>;
  name: string;
  providerType?: BillingProviderType | undefined;
}

export interface CreateBillingPriceRequestBody {
  billingScheme: BillingPriceScheme;
  currency: string;
  externalAccountId: string;
  interval: string;
  intervalCount?: number | undefined;
  isActive: boolean;
  meterId?: string | undefined;
  nickname?: string | undefined;
  packageSize?: number | undefined;
  price: number;
  priceDecimal?: string | undefined;
  priceExternalId: string;
  priceTiers: CreateBillingPriceTierRequestBody[];
  productExternalId: string;
  providerType?: BillingProviderType | undefined;
  tiersMode?: BillingTiersMode | undefined;
  usageType: BillingPriceUsageType;
}

export interface CreateBillingProductRequestBody {
  externalId: string;
  isActive?: boolean | undefined;
  name?: string | undefined;
  price: number;
  providerType?: BillingProviderType | undefined;
}

export interface CreateBillingSubscriptionRequestBody {
  applicationId?: string | undefined;
  /** Unix time in seconds. */
  cancelAt?: number | undefined;
  cancelAtPeriodEnd: boolean;
  companyId?: string | undefined;
  currency: string;
  customerExternalId: string;
  defaultPaymentMethodExternalId?: string | undefined;
  defaultPaymentMethodId?: string | undefined;
  discounts: BillingSubscriptionDiscount[];
  expiredAt: Date;
  interval?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** Unix time in seconds. */
  periodEnd?: number | undefined;
  /** Unix time in seconds. */
  periodStart?: number | undefined;
  productExternalIds: BillingProductPricing[];
  providerType?: BillingProviderType | undefined;
  startedAt?: Date | undefined;
  status?: string | undefined;
  subscriptionExternalId: string;
  totalPrice: number;
  /** Unix time in seconds. */
  trialEnd?: number | undefined;
  trialEndSetting?: BillingSubscriptionTrialEndSetting | undefined;
}

export interface CreateCouponRequestBody {
  amountOff: number;
  currency?: string | undefined;
  duration: string;
  durationInMonths: number;
  externalId: string;
  maxRedemptions: number;
  name: string;
  percentOff: number;
  timesRedeemed: number;
}

export interface CreateInvoiceRequestBody {
  amountDue: number;
  amountPaid: number;
  amountRemaining: number;
  collectionMethod: string;
  currency: string;
  customerExternalId: string;
  dueDate?: Date | undefined;
  endingBalance?: number | undefined;
  externalId?: string | undefined;
  paymentMethodExternalId?: string | undefined;
  startingBalance?: number | undefined;
  status?: InvoiceStatus | undefined;
  subscriptionExternalId?: string | undefined;
  subtotal: number;
  total?: number | undefined;
  url?: string | undefined;
}

export interface CreateMeterRequestBody {
  displayName: string;
  eventName: string;
  eventPayloadKey: string;
  externalId: string;
  providerType?: BillingProviderType | undefined;
}

export interface CreatePaymentMethodRequestBody {
  accountLast4?: string | undefined;
  accountName?: string | undefined;
  bankName?: string | undefined;
  billingEmail?: string | undefined;
  billingName?: string | undefined;
  cardBrand?: string | undefined;
  cardExpMonth?: number | undefined;
  cardExpYear?: number | undefined;
  cardLast4?: string | undefined;
  customerBillingDetails?: PaymentMethodBillingDetailsRequestBody | undefined;
  customerExternalId: string;
  externalId: string;
  paymentMethodType: string;
}

export interface ListBillingPricesRequest {
  currency?: string | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  ids?: string | string[] | undefined;
  interval?: string | undefined;
  intervalCount?: number | undefined;
  isActive?: boolean | undefined;
  planVersionId?: string | undefined;
  price?: number | undefined;
  productId?: string | undefined;
  productIds?: string | string[] | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  tiersMode?: BillingTiersMode | undefined;
  usageType?: BillingPriceUsageType | undefined;
  withMeter?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListBillingProductPricesRequest {
  currency?: string | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  ids?: string | string[] | undefined;
  interval?: string | undefined;
  intervalCount?: number | undefined;
  isActive?: boolean | undefined;
  planVersionId?: string | undefined;
  price?: number | undefined;
  productId?: string | undefined;
  productIds?: string | string[] | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  tiersMode?: BillingTiersMode | undefined;
  usageType?: BillingPriceUsageType | undefined;
  withMeter?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListBillingProductsRequest {
  ids?: string | string[] | undefined;
  isActive?: boolean | undefined;
  name?: string | undefined;
  priceUsageType?: BillingPriceUsageType | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  recurringChargesOnly?: boolean | undefined;
  withOneTimeCharges?: boolean | undefined;
  withPricesOnly?: boolean | undefined;
  withZeroPrice?: boolean | undefined;
  withoutLinkedToPlan?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCompanyBillingProfilesRequest {
  companyId?: string | undefined;
  isDefault?: boolean | undefined;
  providerType?: BillingProviderType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCouponsRequest {
  isActive?: boolean | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCustomersWithSubscriptionsRequest {
  companyIds?: string | string[] | undefined;
  name?: string | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListInvoicesRequest {
  companyId?: string | undefined;
  customerExternalId: string;
  subscriptionExternalId: string;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListMetersRequest {
  displayName?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListPaymentMethodsRequest {
  companyId?: string | undefined;
  customerExternalId: string;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface UpdateCompanyBillingProfileRequestBody {
  collectionMethod: BillingCollectionMethod;
  daysUntilDue?: number | undefined;
  isDefault?: boolean | undefined;
  name?: string | undefined;
  paymentMethodId?: string | undefined;
  prorationBehavior?: ProrationBehavior | undefined;
}

export interface CountBillingProductsParams {
  ids?: string[] | undefined;
  isActive?: boolean | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
  priceUsageType?: BillingPriceUsageType | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  recurringChargesOnly?: boolean | undefined;
  withOneTimeCharges?: boolean | undefined;
  withPricesOnly?: boolean | undefined;
  withZeroPrice?: boolean | undefined;
  withoutLinkedToPlan?: boolean | undefined;
}

export interface CountBillingProductsResponse {
  data: CountResponse;
  params: CountBillingProductsParams;
}

export interface CountCustomersParams {
  companyIds?: string[] | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
}

export interface CountCustomersResponse {
  data: CountResponse;
  params: CountCustomersParams;
}

export interface DeleteBillingCouponResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteBillingCustomerResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteBillingInvoiceResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteBillingProductResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeletePaymentMethodByExternalIdResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteProductPriceResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface ListBillingPricesParams {
  currency?: string | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  ids?: string[] | undefined;
  interval?: string | undefined;
  intervalCount?: number | undefined;
  isActive?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planVersionId?: string | undefined;
  price?: number | undefined;
  productId?: string | undefined;
  productIds?: string[] | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  tiersMode?: BillingTiersMode | undefined;
  usageType?: BillingPriceUsageType | undefined;
  withMeter?: boolean | undefined;
}

export interface ListBillingPricesResponse {
  data: BillingPriceView[];
  params: ListBillingPricesParams;
}

export interface ListBillingProductPricesParams {
  currency?: string | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  ids?: string[] | undefined;
  interval?: string | undefined;
  intervalCount?: number | undefined;
  isActive?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planVersionId?: string | undefined;
  price?: number | undefined;
  productId?: string | undefined;
  productIds?: string[] | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  tiersMode?: BillingTiersMode | undefined;
  usageType?: BillingPriceUsageType | undefined;
  withMeter?: boolean | undefined;
}

export interface ListBillingProductPricesResponse {
  data: BillingPriceView[];
  params: ListBillingProductPricesParams;
}

export interface ListBillingProductsParams {
  ids?: string[] | undefined;
  isActive?: boolean | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
  priceUsageType?: BillingPriceUsageType | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  recurringChargesOnly?: boolean | undefined;
  withOneTimeCharges?: boolean | undefined;
  withPricesOnly?: boolean | undefined;
  withZeroPrice?: boolean | undefined;
  withoutLinkedToPlan?: boolean | undefined;
}

export interface ListBillingProductsResponse {
  data: BillingProductDetailResponseData[];
  params: ListBillingProductsParams;
}

export interface ListCompanyBillingProfilesParams {
  companyId?: string | undefined;
  isDefault?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  providerType?: BillingProviderType | undefined;
}

export interface ListCompanyBillingProfilesResponse {
  data: CompanyBillingProfileResponseData[];
  params: ListCompanyBillingProfilesParams;
}

export interface ListCouponsParams {
  isActive?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListCouponsResponse {
  data: BillingCouponResponseData[];
  params: ListCouponsParams;
}

export interface ListCustomersWithSubscriptionsParams {
  companyIds?: string[] | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
}

export interface ListCustomersWithSubscriptionsResponse {
  data: BillingCustomerWithSubscriptionsResponseData[];
  params: ListCustomersWithSubscriptionsParams;
}

export interface ListInvoicesParams {
  companyId?: string | undefined;
  customerExternalId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  subscriptionExternalId?: string | undefined;
}

export interface ListInvoicesResponse {
  data: InvoiceResponseData[];
  params: ListInvoicesParams;
}

export interface ListMetersParams {
  displayName?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListMetersResponse {
  data: BillingMeterResponseData[];
  params: ListMetersParams;
}

export interface ListPaymentMethodsParams {
  companyId?: string | undefined;
  customerExternalId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListPaymentMethodsResponse {
  data: PaymentMethodResponseData[];
  params: ListPaymentMethodsParams;
}

export interface UpdateCompanyBillingProfileResponse {
  data: CompanyBillingProfileResponseData;
  params: Record<string, unknown>;
}

export interface UpsertBillingCouponResponse {
  data: BillingCouponResponseData;
  params: Record<string, unknown>;
}

export interface UpsertBillingCustomerResponse {
  data: BillingCustomerResponseData;
  params: Record<string, unknown>;
}

export interface UpsertBillingMeterResponse {
  data: BillingMeterResponseData;
  params: Record<string, unknown>;
}

export interface UpsertBillingPriceResponse {
  data: BillingPriceResponseData;
  params: Record<string, unknown>;
}

export interface UpsertBillingProductResponse {
  data: BillingProductResponseData;
  params: Record<string, unknown>;
}

export interface UpsertBillingSubscriptionResponse {
  data: BillingSubscriptionResponseData;
  params: Record<string, unknown>;
}

export interface UpsertInvoiceResponse {
  data: InvoiceResponseData;
  params: Record<string, unknown>;
}

export interface UpsertPaymentMethodResponse {
  data: PaymentMethodResponseData;
  params: Record<string, unknown>;
}

export interface CreateCatalogRequestBody {
  description?: string | undefined;
  name: string;
}

export interface ListCatalogsRequest {
  isDefault?: boolean | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface UpdateCatalogConfigurationRequestBody {
  customPlanCtaText?: string | undefined;
  customPlanCtaUrl?: string | undefined;
  customPlanPriceText?: string | undefined;
  customPlansVisible?: boolean | undefined;
  orderedAddOns?: CatalogConfigOrderedPlan[] | undefined;
  orderedBundles?: CatalogConfigOrderedBundle[] | undefined;
  orderedPlans?: CatalogConfigOrderedPlan[] | undefined;
  pricingModel?: string | undefined;
  pricingUrl?: string | undefined;
}

export interface UpdateCatalogRequestBody {
  description?: string | undefined;
  isDefault?: boolean | undefined;
  name?: string | undefined;
}

export interface CreateCatalogResponse {
  data: CatalogResponseData;
  params: Record<string, unknown>;
}

export interface DeleteCatalogResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface GetCatalogResponse {
  data: CatalogResponseData;
  params: Record<string, unknown>;
}

export interface GetConfigurationResponse {
  data: CatalogConfigurationResponseData;
  params: Record<string, unknown>;
}

export interface GetCreditBundlesInCatalogResponse {
  data: CatalogCreditBundleIDsResponseData;
  params: Record<string, unknown>;
}

export interface GetDerivedFeaturesResponse {
  data: CatalogDerivedFeaturesResponseData;
  params: Record<string, unknown>;
}

export interface GetPlansInCatalogResponse {
  data: CatalogPlanIDsResponseData;
  params: Record<string, unknown>;
}

export interface ListCatalogsParams {
  isDefault?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListCatalogsResponse {
  data: CatalogResponseData[];
  params: ListCatalogsParams;
}

export interface UpdateCatalogResponse {
  data: CatalogResponseData;
  params: Record<string, unknown>;
}

export interface UpdateConfigurationResponse {
  data: CatalogResponseData;
  params: Record<string, unknown>;
}

export interface CancelSubscriptionRequest {
  cancelImmediately?: boolean | undefined;
  companyId: string;
  prorate?: boolean | undefined;
}

export interface CheckoutDataRequestBody {
  companyId: string;
  currency?: string | undefined;
  selectedPlanId?: string | undefined;
}

export interface UpdateCompanyBillingDetailsRequestBody {
  address?: CustomerBillingAddress | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  taxId?: TaxIdInput | undefined;
  values: CheckoutFieldValue[];
}

export interface UpdateTrialEndRequestBody {
  trialEnd?: Date | undefined;
}

export interface CancelSubscriptionResponse {
  data: ManagePlanResponseResponseData;
  params: Record<string, unknown>;
}

export interface CheckoutInternalResponse {
  data: CheckoutSubscription;
  params: Record<string, unknown>;
}

export interface GetCheckoutDataResponse {
  data: CheckoutDataResponseData;
  params: Record<string, unknown>;
}

export interface GetCompanyBillingDetailsResponse {
  data: CompanyBillingDetailsResponseData;
  params: Record<string, unknown>;
}

export interface ManagePlanResponse {
  data: ManagePlanResponseResponseData;
  params: Record<string, unknown>;
}

export interface PreviewCheckoutInternalResponse {
  data: PreviewSubscriptionChangeResponseData;
  params: Record<string, unknown>;
}

export interface PreviewManagePlanResponse {
  data: ManagePlanPreviewResponseResponseData;
  params: Record<string, unknown>;
}

export interface UpdateCompanyBillingDetailsResponse {
  data: CompanyBillingDetailsResponseData;
  params: Record<string, unknown>;
}

export interface UpdateCustomerSubscriptionTrialEndResponse {
  data: BillingSubscriptionView;
  params: Record<string, unknown>;
}

export interface CountCompaniesRequest {
  creditTypeIds?: string | string[] | undefined;
  hasScheduledDowngrade?: boolean | undefined;
  ids?: string | string[] | undefined;
  monetizedSubscriptions?: boolean | undefined;
  planId?: string | undefined;
  planIds?: string | string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string | string[] | undefined;
  planVersionUnpublished?: boolean | undefined;
  q?: string | undefined;
  sortOrderColumn?: string | undefined;
  sortOrderDirection?: SortDirection | undefined;
  subscriptionStatuses?: SubscriptionStatus | SubscriptionStatus[] | undefined;
  subscriptionTypes?: SubscriptionType | SubscriptionType[] | undefined;
  withEntitlementFor?: string | undefined;
  withoutFeatureOverrideFor?: string | undefined;
  withoutPlan?: boolean | undefined;
  withoutSubscription?: boolean | undefined;
  withSubscription?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountEntityKeyDefinitionsRequest {
  entityType?: EntityType | undefined;
  ids?: string | string[] | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountEntityKeysRequest {
  definitionId?: string | undefined;
  entityType?: EntityType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountEntityTraitDefinitionsRequest {
  entityType?: EntityType | undefined;
  ids?: string | string[] | undefined;
  q?: string | undefined;
  traitType?: TraitType | undefined;
  traitTypes?: TraitType | TraitType[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountEntityTraitsRequest {
  definitionId?: string | undefined;
  entityType?: EntityType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountPlanTraitsRequest {
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  traitId?: string | undefined;
  traitIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountUsersRequest {
  companyId?: string | undefined;
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateEntityTraitDefinitionRequestBody {
  displayName?: string | undefined;
  entityType: EntityType;
  hierarchy: string[];
  traitType: TraitType;
}

export interface DeleteCompanyRequest {
  cancelSubscription?: boolean | undefined;
  prorate?: boolean | undefined;
}

export interface GetActiveCompanySubscriptionRequest {
  companyId?: string | undefined;
  companyIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface GetBillingEntityChildSubscriptionsRequest {
  companyId: string;
}

export interface GetCompanyBillingEntityRequest {
  companyId: string;
}

export interface GetEntityTraitValuesRequest {
  definitionId: string;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface GetOrCreateCompanyMembershipRequestBody {
  companyId: string;
  userId: string;
}

export interface ListCompaniesRequest {
  creditTypeIds?: string | string[] | undefined;
  hasScheduledDowngrade?: boolean | undefined;
  ids?: string | string[] | undefined;
  monetizedSubscriptions?: boolean | undefined;
  planId?: string | undefined;
  planIds?: string | string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string | string[] | undefined;
  planVersionUnpublished?: boolean | undefined;
  q?: string | undefined;
  sortOrderColumn?: string | undefined;
  sortOrderDirection?: SortDirection | undefined;
  subscriptionStatuses?: SubscriptionStatus | SubscriptionStatus[] | undefined;
  subscriptionTypes?: SubscriptionType | SubscriptionType[] | undefined;
  withEntitlementFor?: string | undefined;
  withoutFeatureOverrideFor?: string | undefined;
  withoutPlan?: boolean | undefined;
  withoutSubscription?: boolean | undefined;
  withSubscription?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCompanyMembershipsRequest {
  companyId?: string | undefined;
  userId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListEntityKeyDefinitionsRequest {
  entityType?: EntityType | undefined;
  ids?: string | string[] | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListEntityTraitDefinitionsRequest {
  entityType?: EntityType | undefined;
  ids?: string | string[] | undefined;
  q?: string | undefined;
  traitType?: TraitType | undefined;
  traitTypes?: TraitType | TraitType[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListPlanChangesRequest {
  action?: PlanChangeAction | undefined;
  basePlanAction?: PlanChangeBasePlanAction | undefined;
  companyId?: string | undefined;
  companyIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListPlanTraitsRequest {
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  traitId?: string | undefined;
  traitIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListUsersRequest {
  companyId?: string | undefined;
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface LookupCompanyRequest {
  keys: Record<string, string>;
}

export interface LookupUserRequest {
  keys: Record<string, string>;
}

export interface UpdateEntityTraitDefinitionRequestBody {
  displayName?: string | undefined;
  traitType: TraitType;
}

export interface UpdatePlanTraitBulkRequestBody {
  applyToExistingCompanies: boolean;
  planId: string;
  traits: UpdatePlanTraitTraitRequestBody[];
}

export interface CountCompaniesParams {
  creditTypeIds?: string[] | undefined;
  hasScheduledDowngrade?: boolean | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  monetizedSubscriptions?: boolean | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  planIds?: string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string[] | undefined;
  planVersionUnpublished?: boolean | undefined;
  q?: string | undefined;
  sortOrderColumn?: string | undefined;
  sortOrderDirection?: SortDirection | undefined;
  subscriptionStatuses?: SubscriptionStatus[] | undefined;
  subscriptionTypes?: SubscriptionType[] | undefined;
  withEntitlementFor?: string | undefined;
  withSubscription?: boolean | undefined;
  withoutFeatureOverrideFor?: string | undefined;
  withoutPlan?: boolean | undefined;
  withoutSubscription?: boolean | undefined;
}

export interface CountCompaniesResponse {
  data: CountResponse;
  params: CountCompaniesParams;
}

export interface CountEntityKeyDefinitionsParams {
  entityType?: EntityType | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface CountEntityKeyDefinitionsResponse {
  data: CountResponse;
  params: CountEntityKeyDefinitionsParams;
}

export interface CountEntityKeysParams {
  definitionId?: string | undefined;
  entityType?: EntityType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountEntityKeysResponse {
  data: CountResponse;
  params: CountEntityKeysParams;
}

export interface CountEntityTraitDefinitionsParams {
  entityType?: EntityType | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  traitType?: TraitType | undefined;
  traitTypes?: TraitType[] | undefined;
}

export interface CountEntityTraitDefinitionsResponse {
  data: CountResponse;
  params: CountEntityTraitDefinitionsParams;
}

export interface CountEntityTraitsParams {
  definitionId?: string | undefined;
  entityType?: EntityType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountEntityTraitsResponse {
  data: CountResponse;
  params: CountEntityTraitsParams;
}

export interface CountPlanTraitsParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  traitId?: string | undefined;
  traitIds?: string[] | undefined;
}

export interface CountPlanTraitsResponse {
  data: CountResponse;
  params: CountPlanTraitsParams;
}

export interface CountUsersParams {
  companyId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  q?: string | undefined;
}

export interface CountUsersResponse {
  data: CountResponse;
  params: CountUsersParams;
}

export interface CreateCompanyResponse {
  data: CompanyDetailResponseData;
  params: Record<string, unknown>;
}

export interface CreateUserResponse {
  data: UserDetailResponseData;
  params: Record<string, unknown>;
}

export interface DeleteCompanyByKeysResponse {
  data: CompanyResponseData;
  params: Record<string, unknown>;
}

export interface DeleteCompanyMembershipResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteCompanyParams {
  cancelSubscription?: boolean | undefined;
  prorate?: boolean | undefined;
}

export interface DeleteCompanyResponse {
  data: DeleteResponse;
  params: DeleteCompanyParams;
}

export interface DeleteEntityKeyDefinitionResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteEntityTraitDefinitionResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteUserByKeysResponse {
  data: UserResponseData;
  params: Record<string, unknown>;
}

export interface DeleteUserResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface GetActiveCompanySubscriptionParams {
  companyId?: string | undefined;
  companyIds?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface GetActiveCompanySubscriptionResponse {
  data: CompanySubscriptionResponseData[];
  params: GetActiveCompanySubscriptionParams;
}

export interface GetBillingEntityChildSubscriptionsParams {
  companyId?: string | undefined;
}

export interface GetBillingEntityChildSubscriptionsResponse {
  data: CompanyBillingEntitySubscriptionResponseData[];
  params: GetBillingEntityChildSubscriptionsParams;
}

export interface GetCompanyBillingEntityParams {
  companyId?: string | undefined;
}

export interface GetCompanyBillingEntityResponse {
  data: CompanyBillingEntityResponseData[];
  params: GetCompanyBillingEntityParams;
}

export interface GetCompanyResponse {
  data: CompanyDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetEntityTraitDefinitionResponse {
  data: EntityTraitDefinitionResponseData;
  params: Record<string, unknown>;
}

export interface GetEntityTraitDefinitionUsageResponse {
  data: EntityTraitDefinitionUsage;
  params: Record<string, unknown>;
}

export interface GetEntityTraitValuesParams {
  definitionId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface GetEntityTraitValuesResponse {
  data: EntityTraitValue[];
  params: GetEntityTraitValuesParams;
}

export interface GetOrCreateCompanyMembershipResponse {
  data: CompanyMembershipDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetOrCreateEntityTraitDefinitionResponse {
  data: EntityTraitDefinitionResponseData;
  params: Record<string, unknown>;
}

export interface GetPlanChangeResponse {
  data: PlanChangeResponseData;
  params: Record<string, unknown>;
}

export interface GetPlanTraitResponse {
  data: PlanTraitResponseData;
  params: Record<string, unknown>;
}

export interface GetUserResponse {
  data: UserDetailResponseData;
  params: Record<string, unknown>;
}

export interface ListCompaniesParams {
  creditTypeIds?: string[] | undefined;
  hasScheduledDowngrade?: boolean | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  monetizedSubscriptions?: boolean | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  planIds?: string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string[] | undefined;
  planVersionUnpublished?: boolean | undefined;
  q?: string | undefined;
  sortOrderColumn?: string | undefined;
  sortOrderDirection?: SortDirection | undefined;
  subscriptionStatuses?: SubscriptionStatus[] | undefined;
  subscriptionTypes?: SubscriptionType[] | undefined;
  withEntitlementFor?: string | undefined;
  withSubscription?: boolean | undefined;
  withoutFeatureOverrideFor?: string | undefined;
  withoutPlan?: boolean | undefined;
  withoutSubscription?: boolean | undefined;
}

export interface ListCompaniesResponse {
  data: CompanyDetailResponseData[];
  params: ListCompaniesParams;
}

export interface ListCompanyMembershipsParams {
  companyId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  userId?: string | undefined;
}

export interface ListCompanyMembershipsResponse {
  data: CompanyMembershipDetailResponseData[];
  params: ListCompanyMembershipsParams;
}

export interface ListEntityKeyDefinitionsParams {
  entityType?: EntityType | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListEntityKeyDefinitionsResponse {
  data: EntityKeyDefinitionResponseData[];
  params: ListEntityKeyDefinitionsParams;
}

export interface ListEntityTraitDefinitionsParams {
  entityType?: EntityType | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  traitType?: TraitType | undefined;
  traitTypes?: TraitType[] | undefined;
}

export interface ListEntityTraitDefinitionsResponse {
  data: EntityTraitDefinitionResponseData[];
  params: ListEntityTraitDefinitionsParams;
}

export interface ListPlanChangesParams {
  action?: PlanChangeAction | undefined;
  basePlanAction?: PlanChangeBasePlanAction | undefined;
  companyId?: string | undefined;
  companyIds?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListPlanChangesResponse {
  data: PlanChangeResponseData[];
  params: ListPlanChangesParams;
}

export interface ListPlanTraitsParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  traitId?: string | undefined;
  traitIds?: string[] | undefined;
}

export interface ListPlanTraitsResponse {
  data: PlanTraitResponseData[];
  params: ListPlanTraitsParams;
}

export interface ListUsersParams {
  companyId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  q?: string | undefined;
}

export interface ListUsersResponse {
  data: UserDetailResponseData[];
  params: ListUsersParams;
}

export interface LookupCompanyParams {
  keys?: Record<string, string> | undefined;
}

export interface LookupCompanyResponse {
  data: CompanyDetailResponseData;
  params: LookupCompanyParams;
}

export interface LookupUserParams {
  keys?: Record<string, string> | undefined;
}

export interface LookupUserResponse {
  data: UserDetailResponseData;
  params: LookupUserParams;
}

export interface UpdateEntityTraitDefinitionResponse {
  data: EntityTraitDefinitionResponseData;
  params: Record<string, unknown>;
}

export interface UpdatePlanTraitsBulkResponse {
  data: PlanTraitResponseData[];
  params: Record<string, unknown>;
}

export interface UpsertCompanyResponse {
  data: CompanyDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpsertCompanyTraitResponse {
  data: CompanyDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpsertUserResponse {
  data: UserDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpsertUserTraitResponse {
  data: UserDetailResponseData;
  params: Record<string, unknown>;
}

export interface BindCatalogRequestBody {
  catalogId?: string | undefined;
}

export interface CountComponentsRequest {
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateComponentRequestBody {
  ast?: Record<string, number> | undefined;
  entityType: ComponentEntityType;
  name: string;
}

export interface ListComponentsRequest {
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface PreviewComponentDataRequest {
  companyId?: string | undefined;
  componentId?: string | undefined;
}

export interface UpdateComponentRequestBody {
  ast?: Record<string, number> | undefined;
  entityType?: ComponentEntityType | undefined;
  name?: string | undefined;
  state?: ComponentState | undefined;
}

export interface BindCatalogResponse {
  data: ComponentResponseData;
  params: Record<string, unknown>;
}

export interface CountComponentsParams {
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface CountComponentsResponse {
  data: CountResponse;
  params: CountComponentsParams;
}

export interface CreateComponentResponse {
  data: ComponentResponseData;
  params: Record<string, unknown>;
}

export interface DeleteComponentResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface GetComponentResponse {
  data: ComponentResponseData;
  params: Record<string, unknown>;
}

export interface ListComponentsParams {
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListComponentsResponse {
  data: ComponentResponseData[];
  params: ListComponentsParams;
}

export interface PreviewComponentDataParams {
  companyId?: string | undefined;
  componentId?: string | undefined;
}

export interface PreviewComponentDataResponse {
  data: ComponentPreviewResponseData;
  params: PreviewComponentDataParams;
}

export interface UpdateComponentResponse {
  data: ComponentResponseData;
  params: Record<string, unknown>;
}

export interface GetPublicPlansResponse {
  data: PublicPlansResponseData;
  params: Record<string, unknown>;
}

export interface AcquireCreditLeaseRequestBody {
  companyId: string;
  creditTypeId: string;
  expiresAt?: Date | undefined;
  requestedAmount: number;
  userId?: string | undefined;
}

export interface CountBillingCreditsGrantsRequest {
  creditId?: string | undefined;
  ids?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountBillingCreditsRequest {
  ids?: string | string[] | undefined;
  name?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountBillingPlanCreditGrantsRequest {
  creditId?: string | undefined;
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  planIds?: string | string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountCompanyGrantsRequest {
  companyId: string;
  order?: CreditGrantSortOrder | undefined;
  dir?: SortDirection | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountCreditBundlesRequest {
  ids?: string | string[] | undefined;
  creditId?: string | undefined;
  status?: BillingCreditBundleStatus | undefined;
  bundleType?: BillingCreditBundleType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountCreditEventLedgerRequest {
  billingCreditId?: string | undefined;
  companyId: string;
  endTime?: string | undefined;
  eventType?: CreditEventType | undefined;
  featureId?: string | undefined;
  sourceEventId?: string | undefined;
  startTime?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountCreditSpendPoliciesRequest {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  scopeType?: CreditSpendPolicyScope | undefined;
  userId?: string | undefined;
  userIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateBillingCreditRequestBody {
  burnStrategy?: BillingCreditBurnStrategy | undefined;
  currency: string;
  currencyPrices?: CreditCurrencyPriceRequestBody[] | undefined;
  defaultExpiryUnit?: BillingCreditExpiryUnit | undefined;
  defaultExpiryUnitCount?: number | undefined;
  defaultRolloverPolicy?: BillingCreditRolloverPolicy | undefined;
  description: string;
  icon?: string | undefined;
  name: string;
  perUnitPrice?: number | undefined;
  perUnitPriceDecimal?: string | undefined;
  pluralName?: string | undefined;
  singularName?: string | undefined;
}

export interface CreateCompanyCreditGrant {
  billingPeriodsCount?: number | undefined;
  companyId: string;
  creditBundleId?: string | undefined;
  creditId: string;
  currency?: string | undefined;
  expiresAt?: Date | undefined;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  quantity: number;
  reason: BillingCreditGrantReason;
  renewalEnabled?: boolean | undefined;
  renewalPeriod?: BillingPlanCreditGrantResetStart | undefined;
}

export interface CreateCreditBundleRequestBody {
  bundleName: string;
  bundleType?: BillingCreditBundleType | undefined;
  compatiblePlanIds?: string[] | undefined;
  creditId: string;
  currency: string;
  currencyPrices?: CreditBundleCurrencyPriceRequestBody[] | undefined;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  pricePerUnit: number;
  pricePerUnitDecimal?: string | undefined;
  quantity?: number | undefined;
  status?: BillingCreditBundleStatus | undefined;
}

export interface CreateCreditSpendPolicyRequestBody {
  billingCreditId: string;
  companyId?: string | undefined;
  label?: string | undefined;
  /** The API expects either `maxPerDraw` or `windowAmount` together with `windowUnit`. */
  maxPerDraw?: number | undefined;
  userId?: string | undefined;
  windowAmount?: number | undefined;
  windowUnit?: CreditSpendWindowUnit | undefined;
}

export interface DeleteBillingPlanCreditGrantRequest {
  applyToExisting?: boolean | undefined;
}

export interface ExtendCreditLeaseRequestBody {
  additionalAmount: number;
  expiresAt?: Date | undefined;
  idempotencyKey?: string | undefined;
  userId?: string | undefined;
}

export interface ListBillingCreditsRequest {
  ids?: string | string[] | undefined;
  name?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListBillingPlanCreditGrantsRequest {
  creditId?: string | undefined;
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  planIds?: string | string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCompanyCreditBalancesRequest {
  companyId: string;
}

export interface ListCompanyGrantsRequest {
  companyId: string;
  order?: CreditGrantSortOrder | undefined;
  dir?: SortDirection | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCreditBundlesRequest {
  ids?: string | string[] | undefined;
  creditId?: string | undefined;
  status?: BillingCreditBundleStatus | undefined;
  bundleType?: BillingCreditBundleType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCreditEventLedgerRequest {
  billingCreditId?: string | undefined;
  companyId: string;
  endTime?: string | undefined;
  eventType?: CreditEventType | undefined;
  featureId?: string | undefined;
  sourceEventId?: string | undefined;
  startTime?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCreditSpendPoliciesRequest {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  scopeType?: CreditSpendPolicyScope | undefined;
  userId?: string | undefined;
  userIds?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListGrantsForCreditRequest {
  creditId?: string | undefined;
  ids?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ReserveCreditsRequestBody {
  amount: number;
  companyId: string;
  creditTypeId: string;
  expiresAt?: Date | undefined;
  idempotencyKey?: string | undefined;
}

export interface UpdateBillingCreditRequestBody {
  burnStrategy?: BillingCreditBurnStrategy | undefined;
  currencyPrices?: CreditCurrencyPriceRequestBody[] | undefined;
  defaultExpiryUnit?: BillingCreditExpiryUnit | undefined;
  defaultExpiryUnitCount?: number | undefined;
  defaultRolloverPolicy?: BillingCreditRolloverPolicy | undefined;
  description: string;
  icon?: string | undefined;
  name: string;
  perUnitPrice?: number | undefined;
  perUnitPriceDecimal?: string | undefined;
  pluralName?: string | undefined;
  singularName?: string | undefined;
}

export interface UpdateCreditBundleDetailsRequestBody {
  bundleName: string;
  compatiblePlanIds?: string[] | undefined;
  currencyPrices?: CreditBundleCurrencyPriceRequestBody[] | undefined;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  pricePerUnit: number;
  pricePerUnitDecimal?: string | undefined;
  quantity?: number | undefined;
  status?: BillingCreditBundleStatus | undefined;
}

export interface UpdateCreditSpendPolicyRequestBody {
  label?: string | undefined;
  maxPerDraw?: number | undefined;
  windowAmount?: number | undefined;
  windowUnit?: CreditSpendWindowUnit | undefined;
}

export interface ZeroOutGrantRequestBody {
  reason?: BillingCreditGrantZeroedOutReason | undefined;
}

export interface AcquireCreditLeaseResponse {
  data: CreditLeaseResponseData;
  params: Record<string, unknown>;
}

export interface CountBillingCreditsGrantsParams {
  creditId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountBillingCreditsGrantsResponse {
  data: CountResponse;
  params: CountBillingCreditsGrantsParams;
}

export interface CountBillingCreditsParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
}

export interface CountBillingCreditsResponse {
  data: CountResponse;
  params: CountBillingCreditsParams;
}

export interface CountBillingPlanCreditGrantsParams {
  creditId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  planIds?: string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string[] | undefined;
}

export interface CountBillingPlanCreditGrantsResponse {
  data: CountResponse;
  params: CountBillingPlanCreditGrantsParams;
}

export interface CountCompanyGrantsParams {
  companyId?: string | undefined;
  dir?: SortDirection | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  order?: CreditGrantSortOrder | undefined;
}

export interface CountCompanyGrantsResponse {
  data: CountResponse;
  params: CountCompanyGrantsParams;
}

export interface CountCreditBundlesParams {
  bundleType?: BillingCreditBundleType | undefined;
  creditId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  status?: BillingCreditBundleStatus | undefined;
}

export interface CountCreditBundlesResponse {
  data: CountResponse;
  params: CountCreditBundlesParams;
}

export interface CountCreditEventLedgerParams {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  endTime?: string | undefined;
  eventType?: CreditEventType | undefined;
  featureId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  sourceEventId?: string | undefined;
  startTime?: string | undefined;
}

export interface CountCreditEventLedgerResponse {
  data: CountResponse;
  params: CountCreditEventLedgerParams;
}

export interface CountCreditSpendPoliciesParams {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  scopeType?: CreditSpendPolicyScope | undefined;
  userId?: string | undefined;
  userIds?: string[] | undefined;
}

export interface CountCreditSpendPoliciesResponse {
  data: CountResponse;
  params: CountCreditSpendPoliciesParams;
}

export interface CreateBillingCreditResponse {
  data: BillingCreditResponseData;
  params: Record<string, unknown>;
}

export interface CreateBillingPlanCreditGrantResponse {
  data: BillingPlanCreditGrantResponseData;
  params: Record<string, unknown>;
}

export interface CreateCreditBundleResponse {
  data: BillingCreditBundleResponseData;
  params: Record<string, unknown>;
}

export interface CreateCreditSpendPolicyResponse {
  data: CreditSpendPolicyResponseData;
  params: Record<string, unknown>;
}

export interface DeleteBillingPlanCreditGrantParams {
  applyToExisting?: boolean | undefined;
}

export interface DeleteBillingPlanCreditGrantResponse {
  data: DeleteResponse;
  params: DeleteBillingPlanCreditGrantParams;
}

export interface DeleteCreditBundleResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteCreditSpendPolicyResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface ExtendCreditLeaseResponse {
  data: CreditLeaseResponseData;
  params: Record<string, unknown>;
}

export interface GetCreditBundleResponse {
  data: BillingCreditBundleResponseData;
  params: Record<string, unknown>;
}

export interface GetCreditSpendPolicyResponse {
  data: CreditSpendPolicyResponseData;
  params: Record<string, unknown>;
}

export interface GetSingleBillingCreditResponse {
  data: BillingCreditResponseData;
  params: Record<string, unknown>;
}

export interface GetSingleBillingPlanCreditGrantResponse {
  data: BillingPlanCreditGrantResponseData;
  params: Record<string, unknown>;
}

export interface GrantBillingCreditsToCompanyResponse {
  data: BillingCreditGrantResponseData;
  params: Record<string, unknown>;
}

export interface ListBillingCreditsParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
}

export interface ListBillingCreditsResponse {
  data: BillingCreditResponseData[];
  params: ListBillingCreditsParams;
}

export interface ListBillingPlanCreditGrantsParams {
  creditId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  planIds?: string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string[] | undefined;
}

export interface ListBillingPlanCreditGrantsResponse {
  data: BillingPlanCreditGrantResponseData[];
  params: ListBillingPlanCreditGrantsParams;
}

export interface ListCompanyCreditBalancesParams {
  companyId?: string | undefined;
}

export interface ListCompanyCreditBalancesResponse {
  data: CompanyCreditBalanceResponseData[];
  params: ListCompanyCreditBalancesParams;
}

export interface ListCompanyGrantsParams {
  companyId?: string | undefined;
  dir?: SortDirection | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  order?: CreditGrantSortOrder | undefined;
}

export interface ListCompanyGrantsResponse {
  data: BillingCreditGrantResponseData[];
  params: ListCompanyGrantsParams;
}

export interface ListCreditBundlesParams {
  bundleType?: BillingCreditBundleType | undefined;
  creditId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  status?: BillingCreditBundleStatus | undefined;
}

export interface ListCreditBundlesResponse {
  data: BillingCreditBundleResponseData[];
  params: ListCreditBundlesParams;
}

export interface ListCreditEventLedgerParams {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  endTime?: string | undefined;
  eventType?: CreditEventType | undefined;
  featureId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  sourceEventId?: string | undefined;
  startTime?: string | undefined;
}

export interface ListCreditEventLedgerResponse {
  data: CreditEventLedgerResponseData[];
  params: ListCreditEventLedgerParams;
}

export interface ListCreditSpendPoliciesParams {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  scopeType?: CreditSpendPolicyScope | undefined;
  userId?: string | undefined;
  userIds?: string[] | undefined;
}

export interface ListCreditSpendPoliciesResponse {
  data: CreditSpendPolicyResponseData[];
  params: ListCreditSpendPoliciesParams;
}

export interface ListGrantsForCreditParams {
  creditId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListGrantsForCreditResponse {
  data: BillingCreditGrantResponseData[];
  params: ListGrantsForCreditParams;
}

export interface ReleaseCreditLeaseResponse {
  data: CreditLeaseResponseData;
  params: Record<string, unknown>;
}

export interface ReleaseCreditReservationResponse {
  data: CreditReservationResponseData;
  params: Record<string, unknown>;
}

export interface ReserveCreditsResponse {
  data: CreditReservationResponseData;
  params: Record<string, unknown>;
}

export interface SoftDeleteBillingCreditResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface UpdateBillingCreditResponse {
  data: BillingCreditResponseData;
  params: Record<string, unknown>;
}

export interface UpdateBillingPlanCreditGrantResponse {
  data: BillingPlanCreditGrantResponseData;
  params: Record<string, unknown>;
}

export interface UpdateCreditBundleDetailsResponse {
  data: BillingCreditBundleResponseData;
  params: Record<string, unknown>;
}

export interface UpdateCreditSpendPolicyResponse {
  data: CreditSpendPolicyResponseData;
  params: Record<string, unknown>;
}

export interface ZeroOutGrantResponse {
  data: BillingCreditGrantResponseData;
  params: Record<string, unknown>;
}

export interface CreateDataExportRequestBody {
  exportType: DataExportType;
  metadata?: DataExportMetadata | undefined;
  outputFileType: DataExportOutputFileType;
}

export interface ListDataExportsRequest {
  exportType?: DataExportType | undefined;
  status?: DataExportStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateDataExportResponse {
  data: DataExportResponseData;
  params: Record<string, unknown>;
}

export interface GetDataExportResponse {
  data: DataExportResponseData;
  params: Record<string, unknown>;
}

export interface ListDataExportsParams {
  exportType?: DataExportType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  status?: DataExportStatus | undefined;
}

export interface ListDataExportsResponse {
  data: DataExportResponseData[];
  params: ListDataExportsParams;
}

export interface CountCompanyOverridesRequest {
  companyId?: string | undefined;
  companyIds?: string | string[] | undefined;
  featureId?: string | undefined;
  featureIds?: string | string[] | undefined;
  ids?: string | string[] | undefined;
  withoutExpired?: boolean | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountFeatureCompaniesRequest {
  featureId: string;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountFeatureUsageRequest {
  companyId?: string | undefined;
  companyKeys?: Record<string, string> | undefined;
  featureIds?: string | string[] | undefined;
  includeUsageAggregation?: boolean | undefined;
  managedBy?: BillingProviderType | undefined;
  q?: string | undefined;
  withoutNegativeEntitlements?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountFeatureUsersRequest {
  featureId: string;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountPlanEntitlementsRequest {
  featureId?: string | undefined;
  featureIds?: string | string[] | undefined;
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  planIds?: string | string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string | string[] | undefined;
  q?: string | undefined;
  withMeteredProducts?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateBillingLinkedPlanEntitlementRequestBody {
  billingProductId?: string | undefined;
  billingProvider: BillingProviderType;
  billingThreshold?: number | undefined;
  creditConsumptionRate?: number | undefined;
  currency?: string | undefined;
  currencyPrices?: CurrencyPriceRequestBody[] | undefined;
  externalResourceId: string;
  featureId: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  /** @deprecated */
  monthlyMeteredPriceId?: string | undefined;
  monthlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  monthlyUnitPrice?: number | undefined;
  monthlyUnitPriceDecimal?: string | undefined;
  overageBillingCadence?: BillingArrearsCadence | undefined;
  /** @deprecated */
  overageBillingProductId?: string | undefined;
  overageInvoiceAnchor?: BillingArrearsAnchor | undefined;
  planId: string;
  planVersionId?: string | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  /** @deprecated */
  priceTiers?: CreatePriceTierRequestBody[] | undefined;
  quantityRates?: Record<string, number> | undefined;
  /** @deprecated */
  quarterlyMeteredPriceId?: string | undefined;
  quarterlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  quarterlyUnitPrice?: number | undefined;
  quarterlyUnitPriceDecimal?: string | undefined;
  softLimit?: number | undefined;
  tierMode?: BillingTiersMode | undefined;
  usageQuantity?: number | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
  warningTiers?: WarningTierRequestBody[] | undefined;
  /** @deprecated */
  yearlyMeteredPriceId?: string | undefined;
  yearlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  yearlyUnitPrice?: number | undefined;
  yearlyUnitPriceDecimal?: string | undefined;
}

export interface CreateCompanyOverrideRequestBody {
  companyId: string;
  creditConsumptionRate?: number | undefined;
  expirationDate?: Date | undefined;
  featureId: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  note?: string | undefined;
  quantityRates?: Record<string, number> | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
}

export interface CreatePlanEntitlementRequestBody {
  billingProductId?: string | undefined;
  billingThreshold?: number | undefined;
  creditConsumptionRate?: number | undefined;
  currency?: string | undefined;
  currencyPrices?: CurrencyPriceRequestBody[] | undefined;
  featureId: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  /** @deprecated */
  monthlyMeteredPriceId?: string | undefined;
  monthlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  monthlyUnitPrice?: number | undefined;
  monthlyUnitPriceDecimal?: string | undefined;
  overageBillingCadence?: BillingArrearsCadence | undefined;
  /** @deprecated */
  overageBillingProductId?: string | undefined;
  overageInvoiceAnchor?: BillingArrearsAnchor | undefined;
  planId: string;
  planVersionId?: string | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  /** @deprecated */
  priceTiers?: CreatePriceTierRequestBody[] | undefined;
  quantityRates?: Record<string, number> | undefined;
  /** @deprecated */
  quarterlyMeteredPriceId?: string | undefined;
  quarterlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  quarterlyUnitPrice?: number | undefined;
  quarterlyUnitPriceDecimal?: string | undefined;
  softLimit?: number | undefined;
  tierMode?: BillingTiersMode | undefined;
  usageQuantity?: number | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
  warningTiers?: WarningTierRequestBody[] | undefined;
  /** @deprecated */
  yearlyMeteredPriceId?: string | undefined;
  yearlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  yearlyUnitPrice?: number | undefined;
  yearlyUnitPriceDecimal?: string | undefined;
}

export interface DuplicatePlanEntitlementsRequestBody {
  sourcePlanId: string;
  targetPlanId: string;
}

export interface GetFeatureUsageByCompanyRequest {
  keys: Record<string, string>;
}

export interface GetFeatureUsageTimeSeriesRequest {
  companyId: string;
  endTime: Date;
  featureId: string;
  granularity?: TimeSeriesGranularity | undefined;
  startTime: Date;
}

export interface GetUserUsageByCompanyRequest {
  companyId: string;
  endTime?: Date | undefined;
  featureId?: string | undefined;
  startTime?: Date | undefined;
}

export interface GetUserUsageDetailRequest {
  companyId: string;
  endTime?: Date | undefined;
  startTime?: Date | undefined;
  userId: string;
}

export interface ListCompanyOverridesRequest {
  companyId?: string | undefined;
  companyIds?: string | string[] | undefined;
  featureId?: string | undefined;
  featureIds?: string | string[] | undefined;
  ids?: string | string[] | undefined;
  withoutExpired?: boolean | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListFeatureCompaniesRequest {
  featureId: string;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListFeatureUsageHistoryRequest {
  companyIds?: string | string[] | undefined;
  endTime: Date;
  featureIds?: string | string[] | undefined;
  granularity?: TimeSeriesGranularity | undefined;
  startTime: Date;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListFeatureUsageRequest {
  companyId?: string | undefined;
  companyKeys?: Record<string, string> | undefined;
  featureIds?: string | string[] | undefined;
  includeUsageAggregation?: boolean | undefined;
  managedBy?: BillingProviderType | undefined;
  q?: string | undefined;
  withoutNegativeEntitlements?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListFeatureUsersRequest {
  featureId: string;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListPlanEntitlementsRequest {
  featureId?: string | undefined;
  featureIds?: string | string[] | undefined;
  ids?: string | string[] | undefined;
  planId?: string | undefined;
  planIds?: string | string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string | string[] | undefined;
  q?: string | undefined;
  withMeteredProducts?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface UpdateCompanyOverrideRequestBody {
  creditConsumptionRate?: number | undefined;
  expirationDate?: Date | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  note?: string | undefined;
  quantityRates?: Record<string, number> | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
}

export interface UpdatePlanEntitlementRequestBody {
  billingProductId?: string | undefined;
  billingThreshold?: number | undefined;
  creditConsumptionRate?: number | undefined;
  currency?: string | undefined;
  currencyPrices?: CurrencyPriceRequestBody[] | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  /** @deprecated */
  monthlyMeteredPriceId?: string | undefined;
  monthlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  monthlyUnitPrice?: number | undefined;
  monthlyUnitPriceDecimal?: string | undefined;
  overageBillingCadence?: BillingArrearsCadence | undefined;
  /** @deprecated */
  overageBillingProductId?: string | undefined;
  overageInvoiceAnchor?: BillingArrearsAnchor | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  /** @deprecated */
  priceTiers?: CreatePriceTierRequestBody[] | undefined;
  quantityRates?: Record<string, number> | undefined;
  /** @deprecated */
  quarterlyMeteredPriceId?: string | undefined;
  quarterlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  quarterlyUnitPrice?: number | undefined;
  quarterlyUnitPriceDecimal?: string | undefined;
  softLimit?: number | undefined;
  tierMode?: BillingTiersMode | undefined;
  usageQuantity?: number | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
  warningTiers?: WarningTierRequestBody[] | undefined;
  /** @deprecated */
  yearlyMeteredPriceId?: string | undefined;
  yearlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  yearlyUnitPrice?: number | undefined;
  yearlyUnitPriceDecimal?: string | undefined;
}

export interface CountCompanyOverridesParams {
  companyId?: string | undefined;
  companyIds?: string[] | undefined;
  featureId?: string | undefined;
  featureIds?: string[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  withoutExpired?: boolean | undefined;
}

export interface CountCompanyOverridesResponse {
  data: CountResponse;
  params: CountCompanyOverridesParams;
}

export interface CountFeatureCompaniesParams {
  featureId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface CountFeatureCompaniesResponse {
  data: CountResponse;
  params: CountFeatureCompaniesParams;
}

export interface CountFeatureUsageParams {
  companyId?: string | undefined;
  companyKeys?: Record<string, string> | undefined;
  featureIds?: string[] | undefined;
  includeUsageAggregation?: boolean | undefined;
  limit?: number | undefined;
  managedBy?: BillingProviderType | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  withoutNegativeEntitlements?: boolean | undefined;
}

export interface CountFeatureUsageResponse {
  data: CountResponse;
  params: CountFeatureUsageParams;
}

export interface CountFeatureUsersParams {
  featureId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface CountFeatureUsersResponse {
  data: CountResponse;
  params: CountFeatureUsersParams;
}

export interface CountPlanEntitlementsParams {
  featureId?: string | undefined;
  featureIds?: string[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  planIds?: string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string[] | undefined;
  q?: string | undefined;
  withMeteredProducts?: boolean | undefined;
}

export interface CountPlanEntitlementsResponse {
  data: CountResponse;
  params: CountPlanEntitlementsParams;
}

export interface CreateCompanyOverrideResponse {
  data: CompanyOverrideResponseData;
  params: Record<string, unknown>;
}

export interface CreatePlanEntitlementResponse {
  data: PlanEntitlementResponseData;
  params: Record<string, unknown>;
}

export interface DeleteCompanyOverrideResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeletePlanEntitlementResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DuplicatePlanEntitlementsResponse {
  data: DuplicatePlanEntitlementsResponseResponseData;
  params: Record<string, unknown>;
}

export interface GetCompanyOverrideResponse {
  data: CompanyOverrideResponseData;
  params: Record<string, unknown>;
}

export interface GetFeatureUsageByCompanyParams {
  keys?: Record<string, string> | undefined;
}

export interface GetFeatureUsageByCompanyResponse {
  data: FeatureUsageDetailResponseData;
  params: GetFeatureUsageByCompanyParams;
}

export interface GetFeatureUsageTimeSeriesParams {
  companyId?: string | undefined;
  endTime?: Date | undefined;
  featureId?: string | undefined;
  granularity?: TimeSeriesGranularity | undefined;
  startTime?: Date | undefined;
}

export interface GetFeatureUsageTimeSeriesResponse {
  data: FeatureUsageTimeSeriesResponseData;
  params: GetFeatureUsageTimeSeriesParams;
}

export interface GetPlanEntitlementResponse {
  data: PlanEntitlementResponseData;
  params: Record<string, unknown>;
}

export interface GetUserUsageByCompanyParams {
  companyId?: string | undefined;
  endTime?: Date | undefined;
  featureId?: string | undefined;
  startTime?: Date | undefined;
}

export interface GetUserUsageByCompanyResponse {
  data: UserUsageByCompanyResponseData;
  params: GetUserUsageByCompanyParams;
}

export interface GetUserUsageDetailParams {
  companyId?: string | undefined;
  endTime?: Date | undefined;
  startTime?: Date | undefined;
  userId?: string | undefined;
}

export interface GetUserUsageDetailResponse {
  data: UserUsageDetailResponseData;
  params: GetUserUsageDetailParams;
}

export interface ListCompanyOverridesParams {
  companyId?: string | undefined;
  companyIds?: string[] | undefined;
  featureId?: string | undefined;
  featureIds?: string[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  withoutExpired?: boolean | undefined;
}

export interface ListCompanyOverridesResponse {
  data: CompanyOverrideResponseData[];
  params: ListCompanyOverridesParams;
}

export interface ListFeatureCompaniesParams {
  featureId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListFeatureCompaniesResponse {
  data: FeatureCompanyResponseData[];
  params: ListFeatureCompaniesParams;
}

export interface ListFeatureUsageHistoryParams {
  companyIds?: string[] | undefined;
  endTime?: Date | undefined;
  featureIds?: string[] | undefined;
  granularity?: TimeSeriesGranularity | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  startTime?: Date | undefined;
}

export interface ListFeatureUsageHistoryResponse {
  data: FeatureUsageHistoryResponseData[];
  params: ListFeatureUsageHistoryParams;
}

export interface ListFeatureUsageParams {
  companyId?: string | undefined;
  companyKeys?: Record<string, string> | undefined;
  featureIds?: string[] | undefined;
  includeUsageAggregation?: boolean | undefined;
  limit?: number | undefined;
  managedBy?: BillingProviderType | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  withoutNegativeEntitlements?: boolean | undefined;
}

export interface ListFeatureUsageResponse {
  data: FeatureUsageResponseData[];
  params: ListFeatureUsageParams;
}

export interface ListFeatureUsersParams {
  featureId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListFeatureUsersResponse {
  data: FeatureCompanyUserResponseData[];
  params: ListFeatureUsersParams;
}

export interface ListPlanEntitlementsParams {
  featureId?: string | undefined;
  featureIds?: string[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  planIds?: string[] | undefined;
  planVersionId?: string | undefined;
  planVersionIds?: string[] | undefined;
  q?: string | undefined;
  withMeteredProducts?: boolean | undefined;
}

export interface ListPlanEntitlementsResponse {
  data: PlanEntitlementResponseData[];
  params: ListPlanEntitlementsParams;
}

export interface UpdateCompanyOverrideResponse {
  data: CompanyOverrideResponseData;
  params: Record<string, unknown>;
}

export interface UpdatePlanEntitlementResponse {
  data: PlanEntitlementResponseData;
  params: Record<string, unknown>;
}

export interface UpsertPlanEntitlementForBillingProductResponse {
  data: PlanEntitlementResponseData;
  params: Record<string, unknown>;
}

export interface CreateEventBatchRequestBody {
  events: CreateEventRequestBody[];
}

export interface GetEventSummariesRequest {
  q?: string | undefined;
  eventSubtypes?: string | string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListEventsRequest {
  companyId?: string | undefined;
  eventSubtype?: string | undefined;
  eventTypes?: EventType | EventType[] | undefined;
  flagId?: string | undefined;
  idempotencyKey?: string | undefined;
  userId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface UpsertOtlpEnvironmentSettingsRequestBody {
  companyAttribute?: string | undefined;
  companyKey?: string | undefined;
  toolEventsEnabled: boolean;
  userAttribute?: string | undefined;
  userKey?: string | undefined;
}

export interface CreateEventBatchResponse {
  data: RawEventBatchResponseData;
  params: Record<string, unknown>;
}

export interface CreateEventResponse {
  data: RawEventResponseData;
  params: Record<string, unknown>;
}

export interface DeleteOtlpEnvironmentSettingsResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface GetEventResponse {
  data: EventDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetEventSummariesParams {
  eventSubtypes?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface GetEventSummariesResponse {
  data: EventSummaryResponseData[];
  params: GetEventSummariesParams;
}

export interface GetOtlpEnvironmentSettingsResponse {
  data: OtlpEnvironmentSettingsResponseData;
  params: Record<string, unknown>;
}

export interface GetSegmentIntegrationStatusResponse {
  data: SegmentStatusResp;
  params: Record<string, unknown>;
}

export interface ListEventsParams {
  companyId?: string | undefined;
  eventSubtype?: string | undefined;
  eventTypes?: EventType[] | undefined;
  flagId?: string | undefined;
  idempotencyKey?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  userId?: string | undefined;
}

export interface ListEventsResponse {
  data: EventDetailResponseData[];
  params: ListEventsParams;
}

export interface UpsertOtlpEnvironmentSettingsResponse {
  data: OtlpEnvironmentSettingsResponseData;
  params: Record<string, unknown>;
}

export interface CheckAndReserveFlagRequestBody {
  company?: Record<string, string> | undefined;
  expiresAt?: Date | undefined;
  idempotencyKey?: string | undefined;
  preflight?: PreflightRequestBody | undefined;
  quantity?: number | undefined;
  user?: Record<string, string> | undefined;
}

export interface CheckFlagsBulkRequestBody {
  contexts: CheckFlagRequestBody[];
}

export interface CountFeaturesRequest {
  booleanRequireEvent?: boolean | undefined;
  featureType?: FeatureType | FeatureType[] | undefined;
  ids?: string | string[] | undefined;
  managedBy?: BillingProviderType | undefined;
  planVersionId?: string | undefined;
  q?: string | undefined;
  withoutCompanyOverrideFor?: string | undefined;
  withoutPlanEntitlementFor?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountFlagsRequest {
  featureId?: string | undefined;
  ids?: string | string[] | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateBillingLinkedFeatureRequestBody {
  billingProvider: BillingProviderType;
  description: string;
  eventSource?: FeatureEventSource | undefined;
  eventSubtype?: string | undefined;
  externalResourceId: string;
  featureType: FeatureType;
  flag?: CreateOrUpdateFlagRequestBody | undefined;
  icon?: string | undefined;
  lifecyclePhase?: FeatureLifecyclePhase | undefined;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  pluralName?: string | undefined;
  singularName?: string | undefined;
  traitId?: string | undefined;
}

export interface CreateFeatureRequestBody {
  description: string;
  eventSource?: FeatureEventSource | undefined;
  eventSubtype?: string | undefined;
  featureType: FeatureType;
  flag?: CreateOrUpdateFlagRequestBody | undefined;
  icon?: string | undefined;
  lifecyclePhase?: FeatureLifecyclePhase | undefined;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  pluralName?: string | undefined;
  singularName?: string | undefined;
  traitId?: string | undefined;
}

export interface ListFeaturesRequest {
  booleanRequireEvent?: boolean | undefined;
  featureType?: FeatureType | FeatureType[] | undefined;
  ids?: string | string[] | undefined;
  managedBy?: BillingProviderType | undefined;
  planVersionId?: string | undefined;
  q?: string | undefined;
  withoutCompanyOverrideFor?: string | undefined;
  withoutPlanEntitlementFor?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListFlagsRequest {
  featureId?: string | undefined;
  ids?: string | string[] | undefined;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface UpdateFeatureRequestBody {
  description?: string | undefined;
  eventSource?: FeatureEventSource | undefined;
  eventSubtype?: string | undefined;
  featureType?: FeatureType | undefined;
  flag?: CreateOrUpdateFlagRequestBody | undefined;
  icon?: string | undefined;
  lifecyclePhase?: FeatureLifecyclePhase | undefined;
  maintainerAccountMemberId?: string | undefined;
  name?: string | undefined;
  pluralName?: string | undefined;
  singularName?: string | undefined;
  traitId?: string | undefined;
}

export interface UpdateFlagRulesRequestBody {
  rules: CreateOrUpdateRuleRequestBody[];
}

export interface CheckAndReserveFlagResponse {
  data: CheckAndReserveFlagResponseData;
  params: Record<string, unknown>;
}

export interface CheckFlagResponse {
  data: CheckFlagResponseData;
  params: Record<string, unknown>;
}

export interface CheckFlagsBulkResponse {
  data: CheckFlagsBulkResponseData;
  params: Record<string, unknown>;
}

export interface CheckFlagsResponse {
  data: CheckFlagsResponseData;
  params: Record<string, unknown>;
}

export interface CountFeaturesParams {
  booleanRequireEvent?: boolean | undefined;
  featureType?: FeatureType[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  managedBy?: BillingProviderType | undefined;
  offset?: number | undefined;
  planVersionId?: string | undefined;
  q?: string | undefined;
  withoutCompanyOverrideFor?: string | undefined;
  withoutPlanEntitlementFor?: string | undefined;
}

export interface CountFeaturesResponse {
  data: CountResponse;
  params: CountFeaturesParams;
}

export interface CountFlagsParams {
  featureId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface CountFlagsResponse {
  data: CountResponse;
  params: CountFlagsParams;
}

export interface CreateFeatureResponse {
  data: FeatureDetailResponseData;
  params: Record<string, unknown>;
}

export interface CreateFlagResponse {
  data: FlagDetailResponseData;
  params: Record<string, unknown>;
}

export interface DeleteFeatureResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeleteFlagResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface GetFeatureResponse {
  data: FeatureDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetFlagResponse {
  data: FlagDetailResponseData;
  params: Record<string, unknown>;
}

export interface ListFeaturesParams {
  booleanRequireEvent?: boolean | undefined;
  featureType?: FeatureType[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  managedBy?: BillingProviderType | undefined;
  offset?: number | undefined;
  planVersionId?: string | undefined;
  q?: string | undefined;
  withoutCompanyOverrideFor?: string | undefined;
  withoutPlanEntitlementFor?: string | undefined;
}

export interface ListFeaturesResponse {
  data: FeatureDetailResponseData[];
  params: ListFeaturesParams;
}

export interface ListFlagsParams {
  featureId?: string | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListFlagsResponse {
  data: FlagDetailResponseData[];
  params: ListFlagsParams;
}

export interface UpdateFeatureResponse {
  data: FeatureDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpdateFlagResponse {
  data: FlagDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpdateFlagRulesResponse {
  data: RulesDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpsertFeatureForBillingProductResponse {
  data: FeatureDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetActivityRequest {
  limit?: number | undefined;
}

export interface GetEnvironmentFeatureUsageTimeSeriesRequest {
  endTime: Date;
  featureId: string;
  granularity?: TimeSeriesGranularity | undefined;
  startTime: Date;
}

export interface GetEnvironmentTraitUsageTimeSeriesRequest {
  endTime: Date;
  featureId: string;
  granularity?: TimeSeriesGranularity | undefined;
  startTime: Date;
}

export interface GetPlanGrowthRequest {
  months?: number | undefined;
}

export interface GetTopFeaturesByUsageRequest {
  endTime: Date;
  limit?: number | undefined;
  startTime: Date;
}

export interface GetActivityParams {
  limit?: number | undefined;
}

export interface GetActivityResponse {
  data: ActivityResponseResponseData;
  params: GetActivityParams;
}

export interface GetEnvironmentFeatureUsageTimeSeriesParams {
  endTime?: Date | undefined;
  featureId?: string | undefined;
  granularity?: TimeSeriesGranularity | undefined;
  startTime?: Date | undefined;
}

export interface GetEnvironmentFeatureUsageTimeSeriesResponse {
  data: EnvironmentFeatureUsageTimeSeriesResponseData;
  params: GetEnvironmentFeatureUsageTimeSeriesParams;
}

export interface GetEnvironmentTraitUsageTimeSeriesParams {
  endTime?: Date | undefined;
  featureId?: string | undefined;
  granularity?: TimeSeriesGranularity | undefined;
  startTime?: Date | undefined;
}

export interface GetEnvironmentTraitUsageTimeSeriesResponse {
  data: EnvironmentTraitUsageTimeSeriesResponseData;
  params: GetEnvironmentTraitUsageTimeSeriesParams;
}

export interface GetPlanGrowthParams {
  months?: number | undefined;
}

export interface GetPlanGrowthResponse {
  data: PlanGrowthResponseData;
  params: GetPlanGrowthParams;
}

export interface GetSummaryResponse {
  data: InsightsSummaryResponseData;
  params: Record<string, unknown>;
}

export interface GetTopFeaturesByUsageParams {
  endTime?: Date | undefined;
  limit?: number | undefined;
  startTime?: Date | undefined;
}

export interface GetTopFeaturesByUsageResponse {
  data: TopFeaturesByUsageResponseData;
  params: GetTopFeaturesByUsageParams;
}

export interface ClaimStripeSandboxKeysRequestBody {
  token: string;
}

export interface InstallStripeSandboxRequestBody {
  country?: string | undefined;
  email: string;
  name?: string | undefined;
  seedSampleData?: boolean | undefined;
}

export interface ListIntegrationsRequest {
  billingOnly?: boolean | undefined;
  excludeIds?: string | string[] | undefined;
  id?: string | undefined;
  state?: IntegrationState | undefined;
  type?: IntegrationType | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface StartDataImportRequestBody {
  companyMatchingCriteria?: CompanyMatchingCriteria | undefined;
  companyMatchingField?: string | undefined;
  integrationId: string;
}

export interface AssumeStripeInstalledResponse {
  data: IntegrationInstallResponseData;
  params: Record<string, unknown>;
}

export interface ClaimStripeSandboxKeysResponse {
  data: ClaimedStripeSandboxKeysResponseData;
  params: Record<string, unknown>;
}

export interface GetIntegrationWebhookUrlResponse {
  data: IntegrationWebhookUrlResponseData;
  params: Record<string, unknown>;
}

export interface GetStripeSandboxClaimLinkResponse {
  data: StripeSandboxClaimLink;
  params: Record<string, unknown>;
}

export interface GetStripeSandboxKeysResponse {
  data: ClaimedStripeSandboxKeysResponseData;
  params: Record<string, unknown>;
}

export interface InstallIntegrationResponse {
  data: IntegrationInstallResponseData;
  params: Record<string, unknown>;
}

export interface InstallStripeClaimableSandboxResponse {
  data: StripeSandboxInstallResponseData;
  params: Record<string, unknown>;
}

export interface InstallStripeResponse {
  data: IntegrationInstallResponseData;
  params: Record<string, unknown>;
}

export interface ListIntegrationsParams {
  billingOnly?: boolean | undefined;
  excludeIds?: string[] | undefined;
  id?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  state?: IntegrationState | undefined;
  type?: IntegrationType | undefined;
}

export interface ListIntegrationsResponse {
  data: IntegrationsListResponseData[];
  params: ListIntegrationsParams;
}

export interface ListStripeSandboxCountriesResponse {
  data: StripeSandboxCountriesResponseData;
  params: Record<string, unknown>;
}

export interface LoadSampleDataSetResponse {
  data: IntegrationsDataSetResponseData;
  params: Record<string, unknown>;
}

export interface RunIntegrationResponse {
  data: IntegrationsResponseData;
  params: Record<string, unknown>;
}

export interface StartDataImportResponse {
  data: IntegrationsResponseData;
  params: Record<string, unknown>;
}

export interface UninstallIntegrationResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface CountLicensesRequest {
  featureIds?: string | string[] | undefined;
  ids?: string | string[] | undefined;
  name?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListLicensesRequest {
  featureIds?: string | string[] | undefined;
  ids?: string | string[] | undefined;
  name?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountLicensesParams {
  featureIds?: string[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
}

export interface CountLicensesResponse {
  data: CountResponse;
  params: CountLicensesParams;
}

export interface GetSingleLicenseResponse {
  data: LicenseResponseData;
  params: Record<string, unknown>;
}

export interface ListLicensesParams {
  featureIds?: string[] | undefined;
  ids?: string[] | undefined;
  limit?: number | undefined;
  name?: string | undefined;
  offset?: number | undefined;
}

export interface ListLicensesResponse {
  data: LicenseResponseData[];
  params: ListLicensesParams;
}

export interface CreateCustomPlanBundleRequestBody {
  billingProduct: UpsertBillingProductRequestBody;
  creditGrants?: PlanBundleCreditGrantRequestBody[] | undefined;
  entitlements: PlanBundleEntitlementRequestBody[];
  plan: CreateCustomPlanBundlePlanRequestBody;
  renewalPolicy?: RenewalPolicy | undefined;
}

export interface CreatePlanBundleRequestBody {
  billingProduct?: UpsertBillingProductRequestBody | undefined;
  creditGrants?: PlanBundleCreditGrantRequestBody[] | undefined;
  entitlements: PlanBundleEntitlementRequestBody[];
  plan: CreatePlanRequestBody;
  renewalPolicy?: RenewalPolicy | undefined;
}

export interface UpdatePlanBundleRequestBody {
  billingProduct?: UpsertBillingProductRequestBody | undefined;
  creditGrants?: PlanBundleCreditGrantRequestBody[] | undefined;
  entitlements: PlanBundleEntitlementRequestBody[];
  plan: UpdatePlanRequestBody;
  planVersionId?: string | undefined;
  renewalPolicy?: RenewalPolicy | undefined;
}

export interface CreateCustomPlanBundleResponse {
  data: PlanBundleResponseData;
  params: Record<string, unknown>;
}

export interface CreatePlanBundleResponse {
  data: PlanBundleResponseData;
  params: Record<string, unknown>;
}

export interface UpdatePlanBundleResponse {
  data: PlanBundleResponseData;
  params: Record<string, unknown>;
}

export interface CreatePlanGroupRequestBody {
  addOnCompatibilities?: CompatiblePlans[] | undefined;
  /** @deprecated */
  addOnIds: string[];
  checkoutBundlePurchaseBehavior?: CheckoutBundlePurchaseBehavior | undefined;
  checkoutCollectAddress: boolean;
  checkoutCollectEmail: boolean;
  checkoutCollectPhone: boolean;
  checkoutCollectTaxId: boolean;
  customCheckoutFields?: CheckoutFieldInput[] | undefined;
  customPlanConfig?: CustomPlanConfig | undefined;
  customPlanId?: string | undefined;
  enableTaxCollection: boolean;
  fallbackPlanId?: string | undefined;
  initialPlanId?: string | undefined;
  initialPlanPriceId?: string | undefined;
  optInEnabled: boolean;
  optInText?: string | undefined;
  optInTitle?: string | undefined;
  orderedAddOns: OrderedPlansInGroup[];
  orderedBundleList: PlanGroupBundleOrder[];
  orderedPlans: OrderedPlansInGroup[];
  preventDowngradesWhenOverLimit: boolean;
  preventSelfServiceDowngrade: boolean;
  preventSelfServiceDowngradeButtonText?: string | undefined;
  preventSelfServiceDowngradeUrl?: string | undefined;
  prorationBehavior: ProrationBehavior;
  scheduledDowngradeBehavior?: ScheduledDowngradeConfigBehavior | undefined;
  scheduledDowngradePreventWhenOverLimit?: boolean | undefined;
  showAsMonthlyPrices: boolean;
  showCredits: boolean;
  /** The current API expects this field. */
  showEstimatedTotal?: boolean | undefined;
  showFeatureDescription: boolean;
  showHardLimit: boolean;
  showPeriodToggle: boolean;
  showZeroPriceAsFree: boolean;
  syncCustomerBillingDetails: boolean;
  trialDays?: number | undefined;
  trialEligibilityPerPlan?: boolean | undefined;
  trialExpiryPlanId?: string | undefined;
  trialExpiryPlanPriceId?: string | undefined;
  trialPaymentMethodRequired?: boolean | undefined;
}

export interface GetPlanGroupRequest {
  includeCompanyCounts?: boolean | undefined;
}

export interface UpdatePlanGroupRequestBody {
  addOnCompatibilities?: CompatiblePlans[] | undefined;
  /** @deprecated */
  addOnIds: string[];
  checkoutBundlePurchaseBehavior?: CheckoutBundlePurchaseBehavior | undefined;
  checkoutCollectAddress: boolean;
  checkoutCollectEmail: boolean;
  checkoutCollectPhone: boolean;
  checkoutCollectTaxId: boolean;
  customCheckoutFields?: CheckoutFieldInput[] | undefined;
  customPlanConfig?: CustomPlanConfig | undefined;
  customPlanId?: string | undefined;
  enableTaxCollection: boolean;
  fallbackPlanId?: string | undefined;
  initialPlanId?: string | undefined;
  initialPlanPriceId?: string | undefined;
  optInEnabled: boolean;
  optInText?: string | undefined;
  optInTitle?: string | undefined;
  orderedAddOns: OrderedPlansInGroup[];
  orderedBundleList: PlanGroupBundleOrder[];
  orderedPlans: OrderedPlansInGroup[];
  preventDowngradesWhenOverLimit: boolean;
  preventSelfServiceDowngrade: boolean;
  preventSelfServiceDowngradeButtonText?: string | undefined;
  preventSelfServiceDowngradeUrl?: string | undefined;
  prorationBehavior: ProrationBehavior;
  scheduledDowngradeBehavior?: ScheduledDowngradeConfigBehavior | undefined;
  scheduledDowngradePreventWhenOverLimit?: boolean | undefined;
  showAsMonthlyPrices: boolean;
  showCredits: boolean;
  /** The current API expects this field. */
  showEstimatedTotal?: boolean | undefined;
  showFeatureDescription: boolean;
  showHardLimit: boolean;
  showPeriodToggle: boolean;
  showZeroPriceAsFree: boolean;
  syncCustomerBillingDetails: boolean;
  trialDays?: number | undefined;
  trialEligibilityPerPlan?: boolean | undefined;
  trialExpiryPlanId?: string | undefined;
  trialExpiryPlanPriceId?: string | undefined;
  trialPaymentMethodRequired?: boolean | undefined;
}

export interface CreatePlanGroupResponse {
  data: PlanGroupResponseData;
  params: Record<string, unknown>;
}

export interface GetPlanGroupParams {
  includeCompanyCounts?: boolean | undefined;
}

export interface GetPlanGroupResponse {
  data: PlanGroupDetailResponseData;
  params: GetPlanGroupParams;
}

export interface UpdatePlanGroupResponse {
  data: PlanGroupResponseData;
  params: Record<string, unknown>;
}

export interface CompleteMigrationNowRequestBody {
  prorationBehavior?: MigrationProrationBehavior | undefined;
}

export interface CountCompanyMigrationsRequest {
  migrationId: string;
  q?: string | undefined;
  status?: PlanVersionCompanyMigrationStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountMigrationsRequest {
  featureId?: string | undefined;
  featurePlanRolloutId?: string | undefined;
  planVersionId?: string | undefined;
  status?: PlanVersionMigrationStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateMigrationInput {
  companyIds?: string[] | undefined;
  excludedCompanyIds?: string[] | undefined;
  planId: string;
  planVersionIdTo: string;
  planVersionIdsFrom?: string[] | undefined;
  prorationBehavior?: MigrationProrationBehavior | undefined;
  scheduledAt?: Date | undefined;
  strategy: PlanVersionMigrationStrategy;
  targetPlanType: PlanType;
}

export interface ListCompanyMigrationsRequest {
  migrationId: string;
  q?: string | undefined;
  status?: PlanVersionCompanyMigrationStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListMigrationsRequest {
  featureId?: string | undefined;
  featurePlanRolloutId?: string | undefined;
  planVersionId?: string | undefined;
  status?: PlanVersionMigrationStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface PreviewMigrationRequestBody {
  companyIds?: string[] | undefined;
  planId: string;
  planVersionIdTo: string;
  planVersionIdsFrom?: string[] | undefined;
  targetPlanType: PlanType;
}

export interface RetryMigrationRequestBody {
  errorCodes: MigrationErrorCode[];
}

export interface CancelMigrationResponse {
  data: PlanVersionMigrationResponseData;
  params: Record<string, unknown>;
}

export interface CompleteMigrationNowResponse {
  data: PlanVersionMigrationResponseData;
  params: Record<string, unknown>;
}

export interface CountCompanyMigrationsParams {
  limit?: number | undefined;
  migrationId?: string | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  status?: PlanVersionCompanyMigrationStatus | undefined;
}

export interface CountCompanyMigrationsResponse {
  data: CountResponse;
  params: CountCompanyMigrationsParams;
}

export interface CountMigrationsParams {
  featureId?: string | undefined;
  featurePlanRolloutId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planVersionId?: string | undefined;
  status?: PlanVersionMigrationStatus | undefined;
}

export interface CountMigrationsResponse {
  data: CountResponse;
  params: CountMigrationsParams;
}

export interface CreateMigrationResponse {
  data: PlanVersionMigrationResponseData;
  params: Record<string, unknown>;
}

export interface GetMigrationResponse {
  data: PlanVersionMigrationResponseData;
  params: Record<string, unknown>;
}

export interface ListCompanyMigrationsParams {
  limit?: number | undefined;
  migrationId?: string | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  status?: PlanVersionCompanyMigrationStatus | undefined;
}

export interface ListCompanyMigrationsResponse {
  data: PlanVersionCompanyMigrationResponseData[];
  params: ListCompanyMigrationsParams;
}

export interface ListMigrationsParams {
  featureId?: string | undefined;
  featurePlanRolloutId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planVersionId?: string | undefined;
  status?: PlanVersionMigrationStatus | undefined;
}

export interface ListMigrationsResponse {
  data: PlanVersionMigrationResponseData[];
  params: ListMigrationsParams;
}

export interface PreviewMigrationResponse {
  data: PlanVersionMigrationPreviewResponseData;
  params: Record<string, unknown>;
}

export interface RetryCompanyMigrationResponse {
  data: PlanVersionCompanyMigrationResponseData;
  params: Record<string, unknown>;
}

export interface RetryMigrationResponse {
  data: PlanVersionMigrationResponseData;
  params: Record<string, unknown>;
}

export interface CountBillingProductMatchCompaniesRequest {
  planId: string;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountPlansRequest {
  companyId?: string | undefined;
  companyScopedOnly?: boolean | undefined;
  excludeCompanyScoped?: boolean | undefined;
  excludeUnused?: boolean | undefined;
  forFallbackPlan?: boolean | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  hasProductId?: boolean | undefined;
  ids?: string | string[] | undefined;
  includeDraftVersions?: boolean | undefined;
  planType?: PlanType | undefined;
  q?: string | undefined;
  scopedToCompanyId?: string | undefined;
  withEntitlements?: boolean | undefined;
  withPublishedVersion?: boolean | undefined;
  withoutEntitlementForIncludeDrafts?: boolean | undefined;
  withoutEntitlementFor?: string | undefined;
  withoutPaidProductId?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateBillingLinkedPlanRequestBody {
  billingProvider: BillingProviderType;
  description?: string | undefined;
  externalResourceId: string;
  externalResourceVersion?: string | undefined;
  icon?: PlanIcon | undefined;
  name: string;
  planType: PlanType;
}

export interface CreateCustomPlanRequestBody {
  companyId: string;
  copiedFromPlanId?: string | undefined;
  copiedPriceId?: string | undefined;
  description?: string | undefined;
  icon?: PlanIcon | undefined;
  name: string;
}

export interface DeletePlanVersionRequest {
  promoteArchivedVersion?: boolean | undefined;
}

export interface GetPlanRequest {
  planVersionId?: string | undefined;
}

export interface ListBillingProductMatchCompaniesRequest {
  planId: string;
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListCustomPlanBillingsRequest {
  companyId?: string | undefined;
  planId?: string | undefined;
  planVersionId?: string | undefined;
  planBillingSource?: PlanBillingSource | undefined;
  planBillingSources?: PlanBillingSource | PlanBillingSource[] | undefined;
  status?: CustomPlanBillingStatus | undefined;
  statuses?: CustomPlanBillingStatus | CustomPlanBillingStatus[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListPlanIssuesRequest {
  planId: string;
  planVersionId?: string | undefined;
}

export interface ListPlansRequest {
  companyId?: string | undefined;
  companyScopedOnly?: boolean | undefined;
  excludeCompanyScoped?: boolean | undefined;
  excludeUnused?: boolean | undefined;
  forFallbackPlan?: boolean | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  hasProductId?: boolean | undefined;
  ids?: string | string[] | undefined;
  includeDraftVersions?: boolean | undefined;
  planType?: PlanType | undefined;
  q?: string | undefined;
  scopedToCompanyId?: string | undefined;
  withEntitlements?: boolean | undefined;
  withPublishedVersion?: boolean | undefined;
  withoutEntitlementForIncludeDrafts?: boolean | undefined;
  withoutEntitlementFor?: string | undefined;
  withoutPaidProductId?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface PublishPlanVersionRequestBody {
  activationStrategy?: CustomPlanActivationStrategy | undefined;
  address?: CustomerBillingAddress | undefined;
  billingCycleAnchor?: Date | undefined;
  billingStartDate?: Date | undefined;
  collectionMethod?: BillingCollectionMethod | undefined;
  couponExternalId?: string | undefined;
  customFieldValues?: CheckoutFieldValue[] | undefined;
  customerEmail?: string | undefined;
  daysUntilDue?: number | undefined;
  endDate?: Date | undefined;
  excludedCompanyIds: string[];
  migrationStrategy: PlanVersionMigrationStrategy;
  phone?: string | undefined;
  prorateFirstPeriod?: boolean | undefined;
  prorationBehavior?: MigrationProrationBehavior | undefined;
  requireNoMigration?: boolean | undefined;
  scheduledAt?: Date | undefined;
  sendInvoice?: boolean | undefined;
  taxId?: TaxIdInput | undefined;
}

export interface RetryCustomPlanBillingRequestBody {
  activationStrategy?: CustomPlanActivationStrategy | undefined;
  billingCycleAnchor?: Date | undefined;
  billingStartDate?: Date | undefined;
  customerEmail: string;
  daysUntilDue?: number | undefined;
  endDate?: Date | undefined;
  prorateFirstPeriod?: boolean | undefined;
  sendInvoice?: boolean | undefined;
}

export interface UpdateCompanyPlansRequestBody {
  addOnIds: string[];
  basePlanId?: string | undefined;
}

export interface CountBillingProductMatchCompaniesParams {
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  q?: string | undefined;
}

export interface CountBillingProductMatchCompaniesResponse {
  data: CountResponse;
  params: CountBillingProductMatchCompaniesParams;
}

export interface CountPlansParams {
  companyId?: string | undefined;
  companyScopedOnly?: boolean | undefined;
  excludeCompanyScoped?: boolean | undefined;
  excludeUnused?: boolean | undefined;
  forFallbackPlan?: boolean | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  hasProductId?: boolean | undefined;
  ids?: string[] | undefined;
  includeDraftVersions?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planType?: PlanType | undefined;
  q?: string | undefined;
  scopedToCompanyId?: string | undefined;
  withEntitlements?: boolean | undefined;
  withPublishedVersion?: boolean | undefined;
  withoutEntitlementFor?: string | undefined;
  withoutEntitlementForIncludeDrafts?: boolean | undefined;
  withoutPaidProductId?: boolean | undefined;
}

export interface CountPlansResponse {
  data: CountResponse;
  params: CountPlansParams;
}

export interface CreateCustomPlanResponse {
  data: PlanDetailResponseData;
  params: Record<string, unknown>;
}

export interface CreatePlanResponse {
  data: PlanDetailResponseData;
  params: Record<string, unknown>;
}

export interface DeletePlanResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface DeletePlanVersionParams {
  promoteArchivedVersion?: boolean | undefined;
}

export interface DeletePlanVersionResponse {
  data: DeleteResponse;
  params: DeletePlanVersionParams;
}

export interface GetPlanParams {
  planVersionId?: string | undefined;
}

export interface GetPlanResponse {
  data: PlanDetailResponseData;
  params: GetPlanParams;
}

export interface ListBillingProductMatchCompaniesParams {
  limit?: number | undefined;
  offset?: number | undefined;
  planId?: string | undefined;
  q?: string | undefined;
}

export interface ListBillingProductMatchCompaniesResponse {
  data: CompanyDetailResponseData[];
  params: ListBillingProductMatchCompaniesParams;
}

export interface ListCustomPlanBillingsParams {
  companyId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planBillingSource?: PlanBillingSource | undefined;
  planBillingSources?: PlanBillingSource[] | undefined;
  planId?: string | undefined;
  planVersionId?: string | undefined;
  status?: CustomPlanBillingStatus | undefined;
  statuses?: CustomPlanBillingStatus[] | undefined;
}

export interface ListCustomPlanBillingsResponse {
  data: CustomPlanBillingResponseData[];
  params: ListCustomPlanBillingsParams;
}

export interface ListPlanIssuesParams {
  planId?: string | undefined;
  planVersionId?: string | undefined;
}

export interface ListPlanIssuesResponse {
  data: PlanIssueResponseData[];
  params: ListPlanIssuesParams;
}

export interface ListPlansParams {
  companyId?: string | undefined;
  companyScopedOnly?: boolean | undefined;
  excludeCompanyScoped?: boolean | undefined;
  excludeUnused?: boolean | undefined;
  forFallbackPlan?: boolean | undefined;
  forInitialPlan?: boolean | undefined;
  forTrialExpiryPlan?: boolean | undefined;
  hasProductId?: boolean | undefined;
  ids?: string[] | undefined;
  includeDraftVersions?: boolean | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  planType?: PlanType | undefined;
  q?: string | undefined;
  scopedToCompanyId?: string | undefined;
  withEntitlements?: boolean | undefined;
  withPublishedVersion?: boolean | undefined;
  withoutEntitlementFor?: string | undefined;
  withoutEntitlementForIncludeDrafts?: boolean | undefined;
  withoutPaidProductId?: boolean | undefined;
}

export interface ListPlansResponse {
  data: PlanDetailResponseData[];
  params: ListPlansParams;
}

export interface MarkCustomPlanBillingPaidResponse {
  data: CustomPlanBillingResponseData;
  params: Record<string, unknown>;
}

export interface PublishPlanVersionResponse {
  data: PlanVersionResponseData;
  params: Record<string, unknown>;
}

export interface RetryCustomPlanBillingResponse {
  data: CustomPlanBillingResponseData;
  params: Record<string, unknown>;
}

export interface UpdateCompanyPlansResponse {
  data: CompanyDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpdatePlanResponse {
  data: PlanDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpsertBillingProductPlanResponse {
  data: BillingProductPlanResponseData;
  params: Record<string, unknown>;
}

export interface UpsertPlanForBillingProductResponse {
  data: PlanDetailResponseData;
  params: Record<string, unknown>;
}

export interface CreateScheduledCheckoutRequest {
  companyId: string;
  executeAfter: Date;
  fromPlanId: string;
  toPlanId: string;
}

export interface ListScheduledCheckoutsRequest {
  companyId?: string | undefined;
  status?: ScheduledCheckoutStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface UpdateScheduledCheckoutRequest {
  executeAfter?: Date | undefined;
  status?: ScheduledCheckoutStatus | undefined;
}

export interface CreateScheduledCheckoutResponse {
  data: ScheduledCheckoutResponseData;
  params: Record<string, unknown>;
}

export interface GetScheduledCheckoutResponse {
  data: ScheduledCheckoutResponseData;
  params: Record<string, unknown>;
}

export interface ListScheduledCheckoutsParams {
  companyId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  status?: ScheduledCheckoutStatus | undefined;
}

export interface ListScheduledCheckoutsResponse {
  data: ScheduledCheckoutResponseData[];
  params: ListScheduledCheckoutsParams;
}

export interface UpdateScheduledCheckoutResponse {
  data: ScheduledCheckoutResponseData;
  params: Record<string, unknown>;
}

export interface CountWebhookEventsRequest {
  ids?: string | string[] | undefined;
  q?: string | undefined;
  webhookId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CountWebhooksRequest {
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface CreateWebhookRequestBody {
  creditTriggerConfigs?: CreditTriggerConfig[] | undefined;
  entitlementTriggerConfigs?: EntitlementTriggerConfig[] | undefined;
  name: string;
  requestTypes: WebhookRequestType[];
  url: string;
}

export interface ListWebhookEventsRequest {
  ids?: string | string[] | undefined;
  q?: string | undefined;
  webhookId?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface ListWebhooksRequest {
  q?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface TestWebhookRequestBody {
  requestType: WebhookRequestType;
}

export interface UpdateWebhookRequestBody {
  creditTriggerConfigs?: CreditTriggerConfig[] | undefined;
  entitlementTriggerConfigs?: EntitlementTriggerConfig[] | undefined;
  name?: string | undefined;
  requestTypes?: WebhookRequestType[] | undefined;
  status?: WebhookStatus | undefined;
  url?: string | undefined;
}

export interface CountWebhookEventsParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  webhookId?: string | undefined;
}

export interface CountWebhookEventsResponse {
  data: CountResponse;
  params: CountWebhookEventsParams;
}

export interface CountWebhooksParams {
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface CountWebhooksResponse {
  data: CountResponse;
  params: CountWebhooksParams;
}

export interface CreateWebhookResponse {
  data: WebhookResponseData;
  params: Record<string, unknown>;
}

export interface DeleteWebhookResponse {
  data: DeleteResponse;
  params: Record<string, unknown>;
}

export interface GetWebhookEventResponse {
  data: WebhookEventDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetWebhookResponse {
  data: WebhookResponseData;
  params: Record<string, unknown>;
}

export interface ListWebhookEventsParams {
  ids?: string[] | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
  webhookId?: string | undefined;
}

export interface ListWebhookEventsResponse {
  data: WebhookEventDetailResponseData[];
  params: ListWebhookEventsParams;
}

export interface ListWebhooksParams {
  limit?: number | undefined;
  offset?: number | undefined;
  q?: string | undefined;
}

export interface ListWebhooksResponse {
  data: WebhookResponseData[];
  params: ListWebhooksParams;
}

export interface SendTestWebhookActionResponse {
  data: TestWebhookResponseData;
  params: Record<string, unknown>;
}

export interface UpdateWebhookResponse {
  data: WebhookResponseData;
  params: Record<string, unknown>;
}

export interface AccountMemberResponseData {
  createdAt: Date;
  email?: string | undefined;
  firstName?: string | undefined;
  id: string;
  imageUrl?: string | undefined;
  lastName?: string | undefined;
  name?: string | undefined;
  permissions: Record<string, AccountMemberPermission[]>;
  role?: AccountMemberRole | undefined;
  updatedAt: Date;
}

export interface ActivityEntryResponseData {
  actorName: string;
  method: string;
  resourceName: string;
  resourceType: string;
  timestamp: Date;
  title: string;
}

export interface ActivityResponseResponseData {
  entries: ActivityEntryResponseData[];
}

export interface ApiError {
  error: string;
}

export interface ApiKeyCreateResponseData {
  createdAt: Date;
  description?: string | undefined;
  environment?: EnvironmentResponseData | undefined;
  environmentId?: string | undefined;
  id: string;
  integration?: ApiKeyIntegrationResponseData | undefined;
  lastUsedAt?: Date | undefined;
  name: string;
  rateLimitPercent?: number | undefined;
  readonly: boolean;
  scopes: ApiKeyScope[];
  secret: string;
  updatedAt: Date;
}

export interface ApiKeyIntegrationResponseData {
  id: string;
  state: IntegrationState;
  type: IntegrationType;
}

export interface ApiKeyResponseData {
  createdAt: Date;
  description?: string | undefined;
  environment?: EnvironmentResponseData | undefined;
  environmentId?: string | undefined;
  id: string;
  integration?: ApiKeyIntegrationResponseData | undefined;
  lastUsedAt?: Date | undefined;
  name: string;
  rateLimitPercent?: number | undefined;
  readonly: boolean;
  scopes: ApiKeyScope[];
  updatedAt: Date;
}

export interface AuditLogExportMetadata {
  actorType?: string | undefined;
  endTime?: Date | undefined;
  notificationEmailRecipientEmailAddresses?: string[] | undefined;
  q?: string | undefined;
  startTime?: Date | undefined;
}

export interface AuditLogListResponseData {
  actorType: ActorType;
  apiKey?: ApiKeyResponseData | undefined;
  apiKeyId?: string | undefined;
  endedAt?: Date | undefined;
  environment?: EnvironmentResponseData | undefined;
  environmentId?: string | undefined;
  id: string;
  method: string;
  resourceId?: number | undefined;
  resourceIdString?: string | undefined;
  resourceName?: string | undefined;
  resourceType?: string | undefined;
  respCode?: number | undefined;
  secondaryResource?: string | undefined;
  startedAt: Date;
  url: string;
  userName?: string | undefined;
}

export interface AuditLogResponseData {
  accountMemberId?: string | undefined;
  actorType: ActorType;
  apiKey?: ApiKeyResponseData | undefined;
  apiKeyId?: string | undefined;
  endedAt?: Date | undefined;
  environment?: EnvironmentResponseData | undefined;
  environmentId?: string | undefined;
  id: string;
  method: string;
  reqBody?: string | undefined;
  resourceId?: number | undefined;
  resourceIdString?: string | undefined;
  resourceName?: string | undefined;
  resourceType?: string | undefined;
  respBody?: string | undefined;
  respCode?: number | undefined;
  secondaryResource?: string | undefined;
  startedAt: Date;
  url: string;
  userId?: string | undefined;
  userName?: string | undefined;
}

export interface BillingCouponResponseData {
  accountId: string;
  amountOff?: number | undefined;
  currency?: string | undefined;
  duration?: string | undefined;
  durationInMonths?: number | undefined;
  environmentId: string;
  externalId: string;
  id: string;
  isActive: boolean;
  maxRedemptions?: number | undefined;
  metadata: Record<string, unknown>;
  name: string;
  percentOff?: number | undefined;
  providerType: BillingProviderType;
  timesRedeemed: number;
  validFrom?: Date | undefined;
  validUntil?: Date | undefined;
}

export interface BillingCreditBundleResponseData {
  billingInvoiceId?: string | undefined;
  bundleType: BillingCreditBundleType;
  compatiblePlanIds: string[];
  createdAt: Date;
  creditDescription?: string | undefined;
  creditIcon?: string | undefined;
  creditId: string;
  creditName: string;
  currencyPrices: CreditBundleCurrencyPriceResponseData[];
  expiryType: BillingCreditExpiryType;
  expiryUnit: BillingCreditExpiryUnit;
  expiryUnitCount?: number | undefined;
  hasGrants: boolean;
  id: string;
  name: string;
  pluralName?: string | undefined;
  price?: BillingPriceResponseData | undefined;
  quantity?: number | undefined;
  singularName?: string | undefined;
  status: BillingCreditBundleStatus;
  unitPrice?: BillingPriceResponseData | undefined;
  updatedAt: Date;
}

export interface BillingCreditBundleView {
  bundleType: BillingCreditBundleType;
  compatiblePlanIds: string[];
  createdAt: Date;
  creditDescription?: string | undefined;
  creditIcon?: string | undefined;
  creditId: string;
  creditName: string;
  currencyPrices: CreditBundleCurrencyPrice[];
  expiryType: BillingCreditExpiryType;
  expiryUnit: BillingCreditExpiryUnit;
  expiryUnitCount?: number | undefined;
  hasGrants: boolean;
  id: string;
  name: string;
  pluralName?: string | undefined;
  price?: BillingProductPriceResponseData | undefined;
  quantity?: number | undefined;
  singularName?: string | undefined;
  status: BillingCreditBundleStatus;
  unitPrice?: BillingProductPriceResponseData | undefined;
  updatedAt: Date;
}

export interface BillingCreditGrantResponseData {
  companyId: string;
  companyLicenseId?: string | undefined;
  companyName: string;
  createdAt: Date;
  creditBundleId?: string | undefined;
  creditIcon?: string | undefined;
  creditId: string;
  creditName: string;
  currency?: string | undefined;
  expiresAt?: Date | undefined;
  grantReason: BillingCreditGrantReason;
  id: string;
  licenseName?: string | undefined;
  planId?: string | undefined;
  planName?: string | undefined;
  postpaidChargeAmount?: number | undefined;
  postpaidChargeCurrency?: string | undefined;
  postpaidChargedCredits?: number | undefined;
  price?: BillingPriceResponseData | undefined;
  quantity: number;
  quantityRemaining: number;
  quantityUsed: number;
  renewalEnabled: boolean;
  renewalPeriod?: BillingPlanCreditGrantResetCadence | undefined;
  reserved?: number | undefined;
  settled?: number | undefined;
  sourceGrantId?: string | undefined;
  sourceLabel: string;
  transfers?: CreditTransferResponseData[] | undefined;
  updatedAt: Date;
  validFrom?: Date | undefined;
  zeroedOutDate?: Date | undefined;
  zeroedOutReason?: BillingCreditGrantZeroedOutReason | undefined;
}

export interface BillingCreditLedgerResponseData {
  description?: string | undefined;
  icon?: string | undefined;
  id: string;
  name: string;
  pluralName?: string | undefined;
  singularName?: string | undefined;
}

export interface BillingCreditResponseData {
  burnStrategy: BillingCreditBurnStrategy;
  costEditable: boolean;
  createdAt: Date;
  currencyPrices: CreditCurrencyPriceResponseData[];
  defaultExpiryUnit: BillingCreditExpiryUnit;
  defaultExpiryUnitCount?: number | undefined;
  defaultRolloverPolicy: BillingCreditRolloverPolicy;
  description: string;
  icon?: string | undefined;
  id: string;
  ledgerAuthority: BillingCreditLedgerAuthority;
  name: string;
  pluralName?: string | undefined;
  price?: BillingPriceResponseData | undefined;
  product?: BillingProductResponseData | undefined;
  singularName?: string | undefined;
  updatedAt: Date;
}

export interface BillingCreditView {
  accountId: string;
  burnStrategy: BillingCreditBurnStrategy;
  costEditable: boolean;
  createdAt: Date;
  currencyPrices: CreditCurrencyPrice[];
  defaultExpiryUnit: BillingCreditExpiryUnit;
  defaultExpiryUnitCount?: number | undefined;
  defaultRolloverPolicy: BillingCreditRolloverPolicy;
  description: string;
  environmentId: string;
  icon?: string | undefined;
  id: string;
  ledgerAuthority: BillingCreditLedgerAuthority;
  name: string;
  pluralName?: string | undefined;
  price?: BillingPriceView | undefined;
  pricePerUnit?: number | undefined;
  pricePerUnitDecimal?: string | undefined;
  product?: BillingProductRecordResponseData | undefined;
  singularName?: string | undefined;
  updatedAt: Date;
}

export interface BillingCustomerResponseData {
  companyId?: string | undefined;
  deletedAt?: Date | undefined;
  email: string;
  externalId: string;
  id: string;
  name: string;
  providerType: BillingProviderType;
  updatedAt: Date;
}

export interface BillingCustomerSubscription {
  currency: string;
  expiredAt?: Date | undefined;
  interval: string;
  meteredUsage: boolean;
  perUnitPrice: number;
  totalPrice: number;
}

export interface BillingCustomerWithSubscriptionsResponseData {
  companyId?: string | undefined;
  deletedAt?: Date | undefined;
  email: string;
  externalId: string;
  id: string;
  name: string;
  providerType: BillingProviderType;
  subscriptions: BillingCustomerSubscription[];
  updatedAt: Date;
}

export interface BillingLinkedResourceResponseData {
  billingProvider: BillingProviderType;
  externalResourceId: string;
  originator: BillingProviderType;
}

export interface BillingMeterResponseData {
  dispalyName: string;
  eventName: string;
  eventPayloadKey: string;
  externalPriceId: string;
  id: string;
  providerType: BillingProviderType;
}

export interface BillingPlanCreditGrantPriceTierResponseData {
  from: number;
  perUnitPrice?: number | undefined;
  perUnitPriceDecimal?: string | undefined;
  to?: number | undefined;
}

export interface BillingPlanCreditGrantResponseData {
  arrearsAnchor?: BillingArrearsAnchor | undefined;
  arrearsCadence?: BillingArrearsCadence | undefined;
  autoTopupAmount?: number | undefined;
  autoTopupAmountType?: string | undefined;
  autoTopupAvailability: BillingCreditAutoTopupAvailability;
  /** @deprecated */
  autoTopupEnabled: boolean;
  autoTopupExpiryType?: BillingCreditExpiryType | undefined;
  autoTopupExpiryUnit?: BillingCreditExpiryUnit | undefined;
  autoTopupExpiryUnitCount?: number | undefined;
  /** @deprecated */
  autoTopupSelfService: boolean;
  autoTopupThresholdCredits?: number | undefined;
  autoTopupThresholdPercent?: number | undefined;
  billingMode: BillingPlanCreditGrantBillingMode;
  /** @deprecated */
  canBuyBundles: boolean;
  companyCreditAmount: number;
  createdAt: Date;
  credit?: BillingCreditResponseData | undefined;
  creditAmount: number;
  creditId: string;
  /** @deprecated */
  creditName: string;
  /** @deprecated */
  creditPluralName?: string | undefined;
  /** @deprecated */
  creditSingularName?: string | undefined;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  id: string;
  licenseId?: string | undefined;
  overdraftLimit?: number | undefined;
  plan?: PreviewObjectResponseData | undefined;
  planId: string;
  /** @deprecated */
  planName: string;
  planVersionId?: string | undefined;
  postpaidEnabled: boolean;
  postpaidRatePerUnit?: number | undefined;
  postpaidRatePerUnitDecimal?: string | undefined;
  price?: BillingPriceResponseData | undefined;
  priceTiers: BillingPlanCreditGrantPriceTierResponseData[];
  resetCadence?: BillingPlanCreditGrantResetCadence | undefined;
  resetStart?: BillingPlanCreditGrantResetStart | undefined;
  resetType?: BillingPlanCreditGrantResetType | undefined;
  rolloverPercentage: number;
  scaling: PlanCreditGrantScaling;
  tierMode?: BillingTiersMode | undefined;
  unitPrice?: number | undefined;
  unitPriceDecimal?: string | undefined;
  updatedAt: Date;
  /** Older servers leave this field out. */
  warningTiers?: BillingPlanCreditGrantWarningTierResponseData[] | undefined;
}

export interface BillingPriceResponseData {
  currency: string;
  externalPriceId: string;
  id: string;
  interval: BillingProductPriceInterval;
  intervalCount: number;
  nickname?: string | undefined;
  price: number;
  priceDecimal?: string | undefined;
  providerType: BillingProviderType;
  scheme: BillingPriceScheme;
}

export interface BillingPriceView {
  billingScheme: BillingPriceScheme;
  createdAt: Date;
  currency: string;
  id: string;
  interval: BillingProductPriceInterval;
  intervalCount: number;
  isActive: boolean;
  meterEventName?: string | undefined;
  meterEventPayloadKey?: string | undefined;
  meterId?: string | undefined;
  nickname?: string | undefined;
  packageSize: number;
  price: number;
  priceDecimal?: string | undefined;
  priceExternalId: string;
  priceId: string;
  priceTier: BillingProductPriceTierResponseData[];
  productExternalId: string;
  productId: string;
  productName: string;
  providerType: BillingProviderType;
  tiersMode?: BillingTiersMode | undefined;
  updatedAt: Date;
  usageType: BillingPriceUsageType;
}

export interface BillingProductDetailResponseData {
  accountId: string;
  createdAt: Date;
  /** @deprecated */
  currency?: string | undefined;
  environmentId: string;
  externalId: string;
  isActive: boolean;
  name: string;
  price: number;
  priceDecimal?: string | undefined;
  prices: BillingPriceResponseData[];
  productId: string;
  providerType: BillingProviderType;
  quantity: number;
  subscriptionCount: number;
  updatedAt: Date;
}

export interface BillingProductForSubscriptionResponseData {
  billingScheme: BillingPriceScheme;
  billingThreshold?: number | undefined;
  createdAt: Date;
  currency: string;
  environmentId: string;
  externalId: string;
  id: string;
  interval: string;
  intervalCount?: number | undefined;
  meterId?: string | undefined;
  name: string;
  packageSize: number;
  price: number;
  priceDecimal?: string | undefined;
  priceExternalId: string;
  priceId: string;
  priceTier: BillingProductPriceTierResponseData[];
  providerType: BillingProviderType;
  quantity: number;
  subscriptionId: string;
  subscriptionItemExternalId?: string | undefined;
  updatedAt: Date;
  usageType: BillingPriceUsageType;
}

export interface BillingProductPlanResponseData {
  accountId: string;
  billingProductId: string;
  billingStrategy: BillingStrategy;
  chargeType: ChargeType;
  controlledBy: BillingProviderType;
  environmentId: string;
  isTrialable: boolean;
  monthlyPriceId?: string | undefined;
  oneTimePriceId?: string | undefined;
  planId: string;
  trialDays?: number | undefined;
  yearlyPriceId?: string | undefined;
}

export interface BillingProductPriceResponseData {
  billingScheme: BillingPriceScheme;
  createdAt: Date;
  currency: string;
  id: string;
  interval: BillingProductPriceInterval;
  intervalCount: number;
  isActive: boolean;
  meterId?: string | undefined;
  nickname?: string | undefined;
  packageSize: number;
  price: number;
  priceDecimal?: string | undefined;
  priceExternalId: string;
  productExternalId: string;
  providerType: BillingProviderType;
  tiersMode?: BillingTiersMode | undefined;
  updatedAt: Date;
  usageType: BillingPriceUsageType;
}

export interface BillingProductPriceTierResponseData {
  flatAmount?: number | undefined;
  perUnitPrice?: number | undefined;
  perUnitPriceDecimal?: string | undefined;
  upTo?: number | undefined;
}

export interface BillingProductPricing {
  billingThreshold?: number | undefined;
  currency: string;
  interval: string;
  meterId?: string | undefined;
  packageSize?: number | undefined;
  price: number;
  priceDecimal?: string | undefined;
  priceExternalId: string;
  productExternalId: string;
  quantity: number;
  subscriptionItemExternalId?: string | undefined;
  usageType: BillingPriceUsageType;
}

export interface BillingProductRecordResponseData {
  accountId: string;
  createdAt: Date;
  environmentId: string;
  externalId: string;
  id: string;
  isActive: boolean;
  name: string;
  providerType: BillingProviderType;
  updatedAt: Date;
}

export interface BillingProductResponseData {
  accountId: string;
  createdAt: Date;
  /** @deprecated */
  currency?: string | undefined;
  environmentId: string;
  externalId: string;
  isActive: boolean;
  name: string;
  price: number;
  priceDecimal?: string | undefined;
  productId: string;
  providerType: BillingProviderType;
  quantity: number;
  updatedAt: Date;
}

export interface BillingSubscriptionDiscount {
  couponExternalId: string;
  customerFacingCode?: string | undefined;
  endedAt?: Date | undefined;
  externalId: string;
  isActive: boolean;
  promoCodeExternalId?: string | undefined;
  startedAt: Date;
}

export interface BillingSubscriptionDiscountView {
  amountOff?: number | undefined;
  couponId: string;
  couponName: string;
  currency?: string | undefined;
  customerFacingCode?: string | undefined;
  discountExternalId: string;
  duration: string;
  durationInMonths?: number | undefined;
  endedAt?: Date | undefined;
  isActive: boolean;
  percentOff?: number | undefined;
  promoCodeExternalId?: string | undefined;
  startedAt: Date;
  subscriptionExternalId: string;
}

export interface BillingSubscriptionResponseData {
  applicationId?: string | undefined;
  /** Unix time in seconds. */
  cancelAt?: number | undefined;
  cancelAtPeriodEnd: boolean;
  companyId?: string | undefined;
  createdAt: Date;
  currency: string;
  customerExternalId: string;
  defaultPaymentMethodId?: string | undefined;
  expiredAt?: Date | undefined;
  id: string;
  interval: string;
  metadata?: Record<string, unknown> | undefined;
  /** Unix time in seconds. */
  periodEnd: number;
  /** Unix time in seconds. */
  periodStart: number;
  providerType: BillingProviderType;
  status: string;
  subscriptionExternalId: string;
  totalPrice: number;
  /** Unix time in seconds. */
  trialEnd?: number | undefined;
  trialEndSetting?: BillingSubscriptionTrialEndSetting | undefined;
}

export interface BillingSubscriptionView {
  applicationId?: string | undefined;
  /** Unix time in seconds. */
  cancelAt?: number | undefined;
  cancelAtPeriodEnd: boolean;
  companyId?: string | undefined;
  createdAt: Date;
  currency: string;
  customerExternalId: string;
  defaultPaymentMethodId?: string | undefined;
  discounts: BillingSubscriptionDiscountView[];
  expiredAt?: Date | undefined;
  id: string;
  interval: string;
  latestInvoice?: InvoiceResponseData | undefined;
  metadata?: Record<string, unknown> | undefined;
  paymentMethod?: PaymentMethodResponseData | undefined;
  /** Unix time in seconds. */
  periodEnd: number;
  /** Unix time in seconds. */
  periodStart: number;
  products: BillingProductForSubscriptionResponseData[];
  providerType: BillingProviderType;
  status: string;
  subscriptionExternalId: string;
  totalPrice: number;
  /** Unix time in seconds. */
  trialEnd?: number | undefined;
  trialEndSetting?: BillingSubscriptionTrialEndSetting | undefined;
}

export interface CaptureRawEvent {
  capturedAt: Date;
  contextSignature?: string | undefined;
  contextSignatureChecked?: boolean | undefined;
  eventId?: string | undefined;
  rawBytes: string;
  remoteIp: string;
  userAgent: string;
}

export interface CaptureRawEventBatch {
  events: CaptureRawEvent[];
}

export interface CatalogConfigOrderedBundle {
  bundleId: string;
}

export interface CatalogConfigOrderedBundleResponseData {
  bundleId: string;
}

export interface CatalogConfigOrderedEntitlement {
  featureId: string;
  visible?: boolean | undefined;
}

export interface CatalogConfigOrderedEntitlementResponseData {
  featureId: string;
  visible: boolean;
}

export interface CatalogConfigOrderedPlan {
  credits?: CatalogConfigPlanCredit[] | undefined;
  entitlements?: CatalogConfigOrderedEntitlement[] | undefined;
  planId: string;
}

export interface CatalogConfigOrderedPlanResponseData {
  /** Older servers leave this field out. */
  credits?: CatalogConfigPlanCreditResponseData[] | undefined;
  entitlements: CatalogConfigOrderedEntitlementResponseData[];
  planId: string;
}

export interface CatalogConfigurationResponseData {
  addOns: PlanGroupPlanDetailResponseData[];
  customPlanCtaText?: string | undefined;
  customPlanCtaUrl?: string | undefined;
  customPlanPriceText?: string | undefined;
  customPlansVisible: boolean;
  orderedAddOns: CatalogConfigOrderedPlanResponseData[];
  orderedBundles: CatalogConfigOrderedBundleResponseData[];
  orderedPlans: CatalogConfigOrderedPlanResponseData[];
  plans: PlanGroupPlanDetailResponseData[];
  pricingModel?: string | undefined;
  pricingUrl?: string | undefined;
}

export interface CatalogCreditBundleIDsResponseData {
  creditBundleIds: string[];
}

export interface CatalogDerivedFeatureResponseData {
  icon: string;
  id: string;
  name: string;
}

export interface CatalogDerivedFeaturesResponseData {
  features: CatalogDerivedFeatureResponseData[];
}

export interface CatalogPlanIDsResponseData {
  planIds: string[];
}

export interface CatalogResponseData {
  accountId: string;
  createdAt: Date;
  customPlanCtaText?: string | undefined;
  customPlanCtaUrl?: string | undefined;
  customPlanPriceText?: string | undefined;
  customPlansVisible: boolean;
  description?: string | undefined;
  id: string;
  isDefault: boolean;
  name: string;
  pricingModel?: string | undefined;
  pricingUrl?: string | undefined;
  updatedAt: Date;
}

export interface ChangeSubscriptionInternalRequestBody {
  addOnIds: UpdateAddOnRequestBody[];
  autoTopupOverrides: UpdateAutoTopupOverrideRequestBody[];
  billingEntityId?: string | undefined;
  companyId: string;
  couponExternalId?: string | undefined;
  creditBundles: UpdateCreditBundleRequestBody[];
  currency?: Currency | undefined;
  customFieldValues: CheckoutFieldValue[];
  newPlanId: string;
  newPriceId: string;
  optInAccepted?: boolean | undefined;
  payInAdvance: UpdatePayInAdvanceRequestBody[];
  paymentMethodId?: string | undefined;
  promoCode?: string | undefined;
  skipTrial: boolean;
}

export interface ChangeSubscriptionRequestBody {
  addOnIds: UpdateAddOnRequestBody[];
  autoTopupOverrides: UpdateAutoTopupOverrideRequestBody[];
  billingEntityId?: string | undefined;
  couponExternalId?: string | undefined;
  creditBundles: UpdateCreditBundleRequestBody[];
  currency?: Currency | undefined;
  customFieldValues: CheckoutFieldValue[];
  newPlanId: string;
  newPriceId: string;
  optInAccepted?: boolean | undefined;
  payInAdvance: UpdatePayInAdvanceRequestBody[];
  paymentMethodId?: string | undefined;
  promoCode?: string | undefined;
  skipTrial: boolean;
}

export interface CheckAndReserveFlagResponseData {
  companyId?: string | undefined;
  entitlement?: FeatureEntitlement | undefined;
  error?: string | undefined;
  featureAllocation?: number | undefined;
  featureUsage?: number | undefined;
  featureUsageEvent?: string | undefined;
  featureUsagePeriod?: MetricPeriod | undefined;
  featureUsageResetAt?: Date | undefined;
  flag: string;
  flagId?: string | undefined;
  reason: string;
  reservation?: FlagCheckReservationResponseData | undefined;
  ruleId?: string | undefined;
  ruleType?: RuleType | undefined;
  userId?: string | undefined;
  value: boolean;
}

export interface CheckFlagRequestBody {
  company?: Record<string, string> | undefined;
  preflight?: PreflightRequestBody | undefined;
  user?: Record<string, string> | undefined;
}

export interface CheckFlagResponseData {
  companyId?: string | undefined;
  entitlement?: FeatureEntitlement | undefined;
  error?: string | undefined;
  /** @deprecated */
  featureAllocation?: number | undefined;
  /** @deprecated */
  featureUsage?: number | undefined;
  /** @deprecated */
  featureUsageEvent?: string | undefined;
  /** @deprecated */
  featureUsagePeriod?: MetricPeriod | undefined;
  /** @deprecated */
  featureUsageResetAt?: Date | undefined;
  flag: string;
  flagId?: string | undefined;
  reason: string;
  ruleId?: string | undefined;
  ruleType?: RuleType | undefined;
  userId?: string | undefined;
  value: boolean;
}

export interface CheckFlagsBulkResponseData {
  data: CheckFlagsResponseData[];
}

export interface CheckFlagsResponseData {
  creditBalances?: Record<string, CompanyCreditBalance> | undefined;
  /** Older servers leave this field out. */
  creditSpendPolicies?: CreditSpendPolicy[] | undefined;
  flags: CheckFlagResponseData[];
  plan?: DatastreamCompanyPlan | undefined;
}

export interface CheckoutDataResponseData {
  activeAddOns: PlanDetailResponseData[];
  activePlan?: PlanDetailResponseData | undefined;
  activeUsageBasedEntitlements: UsageBasedEntitlementResponseData[];
  availableCreditBundles: BillingCreditBundleResponseData[];
  company?: CompanyDetailResponseData | undefined;
  companyCanTrialSelectedPlan: boolean;
  customCheckoutFields: CheckoutFieldWithValue[];
  featureUsage?: FeatureUsageDetailResponseData | undefined;
  selectedCreditBundles: CreditBundlePurchaseResponseData[];
  selectedPlan?: PlanDetailResponseData | undefined;
  selectedPlanAlreadyTrialed: boolean;
  selectedUsageBasedEntitlements: UsageBasedEntitlementResponseData[];
  subscription?: CompanySubscriptionResponseData | undefined;
}

export interface CheckoutFieldInput {
  definitionId?: string | undefined;
  helperText?: string | undefined;
  id?: string | undefined;
  name: string;
  required: boolean;
  stripeMetadataKey: string;
}

export interface CheckoutFieldResponseData {
  createdAt: Date;
  definitionId: string;
  helperText?: string | undefined;
  id: string;
  name: string;
  position: number;
  required: boolean;
  stripeMetadataKey: string;
  traitHierarchy: string[];
  updatedAt: Date;
}

export interface CheckoutFieldValue {
  id: string;
  value: string;
}

export interface CheckoutFieldWithValue {
  definitionId: string;
  helperText?: string | undefined;
  id: string;
  name: string;
  required: boolean;
  stripeMetadataKey: string;
  value?: string | undefined;
}

export interface CheckoutSettingsResponseData {
  bundlePurchaseBehavior: CheckoutBundlePurchaseBehavior;
  collectAddress: boolean;
  collectEmail: boolean;
  collectPhone: boolean;
  collectTaxId: boolean;
  optInEnabled: boolean;
  optInText?: string | undefined;
  optInTitle?: string | undefined;
}

export interface CheckoutSubscription {
  applicationId?: string | undefined;
  /** Unix time in seconds. */
  cancelAt?: number | undefined;
  cancelAtPeriodEnd: boolean;
  companyId?: string | undefined;
  confirmPaymentIntentClientSecret?: string | undefined;
  confirmPaymentIntentId?: string | undefined;
  createdAt: Date;
  currency: string;
  customerExternalId: string;
  defaultPaymentMethodId?: string | undefined;
  expiredAt?: Date | undefined;
  id: string;
  interval: string;
  invoiceId?: string | undefined;
  invoiceUrl?: string | undefined;
  metadata?: Record<string, unknown> | undefined;
  /** Unix time in seconds. */
  periodEnd: number;
  /** Unix time in seconds. */
  periodStart: number;
  providerType: BillingProviderType;
  status: string;
  subscriptionExternalId: string;
  totalPrice: number;
  /** Unix time in seconds. */
  trialEnd?: number | undefined;
  trialEndSetting?: BillingSubscriptionTrialEndSetting | undefined;
}

export interface ClaimedStripeSandboxKeysResponseData {
  publishable: string;
  sandboxId: string;
  secret: string;
}

export interface ClerkIntegrationConfig {
  firstEventsReceived?: boolean | undefined;
  webhookUrl?: string | undefined;
}

export interface CompanyBillingAddressView {
  city: string;
  country: string;
  line1: string;
  line2: string;
  postalCode: string;
  state: string;
}

export interface CompanyBillingCheckoutSettings {
  collectAddress: boolean;
  collectEmail: boolean;
  collectPhone: boolean;
  collectTaxId: boolean;
}

export interface CompanyBillingDetailsResponseData {
  address?: CompanyBillingAddressView | undefined;
  checkoutSettings: CompanyBillingCheckoutSettings;
  customFields: CheckoutFieldWithValue[];
  email?: string | undefined;
  phone?: string | undefined;
  taxIds: CompanyTaxIdView[];
}

export interface CompanyBillingDetailsView {
  address?: CompanyBillingAddressView | undefined;
  checkoutSettings: CompanyBillingCheckoutSettings;
  customFields: CheckoutFieldWithValue[];
  email?: string | undefined;
  phone?: string | undefined;
  taxIds: CompanyTaxIdView[];
}

export interface CompanyBillingEntityResponseData {
  billingEntity?: CompanyResponseData | undefined;
  hasOwnStripeCustomer: boolean;
}

export interface CompanyBillingEntitySubscriptionResponseData {
  cancelAt?: Date | undefined;
  cancelAtPeriodEnd: boolean;
  company?: CompanyResponseData | undefined;
  currency: string;
  customerExternalId: string;
  discounts: BillingSubscriptionDiscountView[];
  expiredAt?: Date | undefined;
  interval: string;
  isInitial: boolean;
  latestInvoice?: InvoiceResponseData | undefined;
  paymentMethod?: PaymentMethodResponseData | undefined;
  planName: string;
  products: BillingProductForSubscriptionResponseData[];
  providerType: BillingProviderType;
  status: string;
  subscriptionExternalId: string;
  totalPrice: number;
  trialEnd?: Date | undefined;
}

export interface CompanyBillingProfileResponseData {
  accountId: string;
  billingCustomerId?: string | undefined;
  collectionMethod: BillingCollectionMethod;
  collector?: Collector | undefined;
  companyId: string;
  createdAt: Date;
  currency?: Currency | undefined;
  daysUntilDue?: number | undefined;
  environmentId: string;
  /** Older servers leave this field out. */
  gatingDays?: number | undefined;
  id: string;
  isDefault: boolean;
  name?: string | undefined;
  overdraftLimit?: number | undefined;
  /** Older servers leave this field out. */
  paymentGating?: PaymentGating | undefined;
  paymentMethodId?: string | undefined;
  prorationBehavior?: ProrationBehavior | undefined;
  providerType: BillingProviderType;
  purchaseOrder?: string | undefined;
  updatedAt: Date;
}

export interface CompanyCreditBalance {
  overdraftLimit?: number | undefined;
  /** Older servers leave this field out. */
  postpaid?: boolean | undefined;
  remaining: number;
  reserved: number;
  settled: number;
}

export interface CompanyCreditBalanceResponseData {
  creditId: string;
  remaining: number;
  reserved: number;
  settled: number;
  source: BillingProviderType;
  total?: number | undefined;
}

export interface CompanyDetailResponseData {
  addOns: CompanyPlanWithBillingSubView[];
  billingCreditBalances?: Record<string, number> | undefined;
  billingEmail?: string | undefined;
  billingProfile?: CompanyBillingProfileResponseData | undefined;
  billingProfiles?: CompanyBillingProfileResponseData[] | undefined;
  billingSubscription?: BillingSubscriptionView | undefined;
  billingSubscriptions: BillingSubscriptionView[];
  createdAt: Date;
  customPlanBillings: CustomPlanBillingResponseData[];
  defaultPaymentMethod?: PaymentMethodResponseData | undefined;
  entitlements: FeatureEntitlement[];
  entityTraits: EntityTraitDetailResponseData[];
  environmentId: string;
  id: string;
  keys: EntityKeyDetailResponseData[];
  lastSeenAt?: Date | undefined;
  logoUrl?: string | undefined;
  metrics: CompanyEventPeriodMetricsResponseData[];
  name: string;
  paymentMethods: PaymentMethodResponseData[];
  pendingMigration?: PendingMigrationResponseData | undefined;
  plan?: CompanyPlanWithBillingSubView | undefined;
  plans: GenericPreviewObject[];
  rules: Rule[];
  scheduledDowngrade?: ScheduledDowngradeResponseData | undefined;
  traits?: Record<string, unknown> | undefined;
  updatedAt: Date;
  userCount: number;
}

export interface CompanyEventPeriodMetricsResponseData {
  accountId: string;
  capturedAtMax: Date;
  capturedAtMin: Date;
  companyId: string;
  createdAt: Date;
  environmentId: string;
  eventSubtype: string;
  monthReset: MetricPeriodMonthReset;
  period: MetricPeriod;
  validUntil?: Date | undefined;
  value: number;
}

export interface CompanyFeatureUsageExportMetadata {
  companyIds?: string[] | undefined;
  creditTypeIds?: string[] | undefined;
  entityKeyDefinitionIds?: string[] | undefined;
  entityTraitDefinitionIds?: string[] | undefined;
  featureIds?: string[] | undefined;
  hasScheduledDowngrade?: boolean | undefined;
  monetizedSubscriptions?: boolean | undefined;
  notificationEmailRecipientEmailAddresses?: string[] | undefined;
  planId?: string | undefined;
  planIds?: string[] | undefined;
  planVersionId?: string | undefined;
  planVersionUnpublished?: boolean | undefined;
  q?: string | undefined;
  sortOrderColumn?: string | undefined;
  sortOrderDirection?: CompanyFeatureUsageExportMetadataSortOrderDirection | undefined;
  subscriptionStatuses?: string[] | undefined;
  subscriptionTypes?: string[] | undefined;
  visibleColumns?: CompanyFeatureUsageExportMetadataVisibleColumnsItem[] | undefined;
  withEntitlementFor?: string | undefined;
  withSubscription?: boolean | undefined;
  withoutFeatureOverrideFor?: string | undefined;
  withoutPlan?: boolean | undefined;
  withoutSubscription?: boolean | undefined;
}

export interface CompanyLedgerResponseData {
  id: string;
  logoUrl?: string | undefined;
  name: string;
}

export interface CompanyMembershipDetailResponseData {
  company?: CompanyResponseData | undefined;
  companyId: string;
  createdAt: Date;
  id: string;
  updatedAt: Date;
  userId: string;
}

export interface CompanyMembershipResponseData {
  companyId: string;
  createdAt: Date;
  id: string;
  updatedAt: Date;
  userId: string;
}

export interface CompanyOverrideNoteResponseData {
  createdAt: Date;
  externalUserId: string;
  externalUserName: string;
  id: string;
  note: string;
  updatedAt: Date;
}

export interface CompanyOverrideResponseData {
  company?: CompanyDetailResponseData | undefined;
  companyId: string;
  consumptionRate?: number | undefined;
  createdAt: Date;
  environmentId: string;
  expirationDate?: Date | undefined;
  feature?: FeatureResponseData | undefined;
  featureId: string;
  id: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  notes: CompanyOverrideNoteResponseData[];
  quantityRates?: Record<string, number> | undefined;
  ruleId?: string | undefined;
  ruleIdUsageExceeded?: string | undefined;
  updatedAt: Date;
  valueBool?: boolean | undefined;
  valueCredit?: BillingCreditResponseData | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTrait?: EntityTraitDefinitionResponseData | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
}

export interface CompanyPlanCreditGrantView {
  billingCreditArrearsAnchor?: BillingArrearsAnchor | undefined;
  billingCreditArrearsCadence?: BillingArrearsCadence | undefined;
  billingCreditAutoTopupAmount?: number | undefined;
  billingCreditAutoTopupAmountType?: string | undefined;
  billingCreditAutoTopupAvailability?: BillingCreditAutoTopupAvailability | undefined;
  billingCreditAutoTopupEnabled: boolean;
  billingCreditAutoTopupExpiryType?: BillingCreditExpiryType | undefined;
  billingCreditAutoTopupExpiryUnit?: BillingCreditExpiryUnit | undefined;
  billingCreditAutoTopupExpiryUnitCount?: number | undefined;
  billingCreditAutoTopupSelfService: boolean;
  billingCreditAutoTopupThresholdCredits?: number | undefined;
  billingCreditAutoTopupThresholdPercent?: number | undefined;
  billingCreditCanBuyBundles: boolean;
  billingCreditOverdraftLimit?: number | undefined;
  billingCreditPostpaidEnabled: boolean;
  billingCreditPostpaidRatePerUnit?: number | undefined;
  billingCreditPostpaidRatePerUnitDecimal?: string | undefined;
  billingMode: BillingPlanCreditGrantBillingMode;
  billingProductPriceId?: string | undefined;
  companyAutoTopupAmount?: number | undefined;
  companyAutoTopupEnabled?: boolean | undefined;
  companyAutoTopupThresholdCredits?: number | undefined;
  companyCreditAmount: number;
  createdAt: Date;
  credit?: BillingCreditView | undefined;
  creditAmount: number;
  /** @deprecated */
  creditDescription: string;
  /** @deprecated */
  creditIcon?: string | undefined;
  creditId: string;
  /** @deprecated */
  creditName: string;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  id: string;
  licenseId?: string | undefined;
  plan?: GenericPreviewObject | undefined;
  planId: string;
  planVersionId?: string | undefined;
  /** @deprecated */
  pluralName?: string | undefined;
  price?: BillingPriceView | undefined;
  resetCadence?: BillingPlanCreditGrantResetCadence | undefined;
  resetStart?: BillingPlanCreditGrantResetStart | undefined;
  resetType: BillingPlanCreditGrantResetType;
  rolloverPercentage: number;
  scaling: PlanCreditGrantScaling;
  /** @deprecated */
  singularName?: string | undefined;
  updatedAt: Date;
}

export interface CompanyPlanDetailResponseData {
  activeVersion?: PlanVersionResponseData | undefined;
  /** @deprecated */
  audienceType?: string | undefined;
  availablePeriods: PlanPriceCadence[];
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  billingProduct?: BillingProductDetailResponseData | undefined;
  billingStrategy: BillingStrategy;
  catalogs?: PlanCatalogMembershipResponseData[] | undefined;
  chargeType: ChargeType;
  companyCanTrial: boolean;
  companyCount: number;
  companyId?: string | undefined;
  companyLogoUrl?: string | undefined;
  companyName?: string | undefined;
  compatiblePlanIds: string[];
  controlledBy: BillingProviderType;
  copiedFromPlanId?: string | undefined;
  createdAt: Date;
  creditVisibility?: PlanCreditVisibility[] | undefined;
  credits: BillingCreditResponseData[];
  currencyPrices: PlanCurrencyPricesResponseData[];
  current: boolean;
  custom: boolean;
  customPlanConfig?: CustomPlanConfig | undefined;
  description: string;
  draftVersion?: PlanVersionResponseData | undefined;
  entitlements?: PlanEntitlementResponseData[] | undefined;
  estimatedTotals?: EstimatedPlanTotal[] | undefined;
  features: FeatureInPlanResponseData[];
  icon: PlanIcon;
  id: string;
  includedCreditGrants: PlanCreditGrantView[];
  invalidReason?: CompanyPlanInvalidReason | undefined;
  isCustom: boolean;
  /** @deprecated */
  isDefault: boolean;
  /** @deprecated */
  isFree?: boolean | undefined;
  isTrialable: boolean;
  monthlyPrice?: BillingPriceResponseData | undefined;
  name: string;
  oneTimePrice?: BillingPriceResponseData | undefined;
  planType: PlanType;
  quarterlyPrice?: BillingPriceResponseData | undefined;
  trialDays?: number | undefined;
  updatedAt: Date;
  usageViolations: FeatureUsageResponseData[];
  valid: boolean;
  versions: PlanVersionResponseData[];
  yearlyPrice?: BillingPriceResponseData | undefined;
}

export interface CompanyPlanWithBillingSubView {
  addedOn?: Date | undefined;
  billingProductExternalId?: string | undefined;
  billingProductId?: string | undefined;
  description?: string | undefined;
  id: string;
  imageUrl?: string | undefined;
  includedCreditGrants: CompanyPlanCreditGrantView[];
  name: string;
  planPeriod?: string | undefined;
  planPrice?: number | undefined;
  planVersionId?: string | undefined;
}

export interface CompanyResponseData {
  createdAt: Date;
  environmentId: string;
  id: string;
  lastSeenAt?: Date | undefined;
  logoUrl?: string | undefined;
  name: string;
  updatedAt: Date;
}

export interface CompanySubscriptionResponseData {
  cancelAt?: Date | undefined;
  cancelAtPeriodEnd: boolean;
  currency: string;
  customerExternalId: string;
  discounts: BillingSubscriptionDiscountView[];
  expiredAt?: Date | undefined;
  interval: string;
  isInitial: boolean;
  latestInvoice?: InvoiceResponseData | undefined;
  paymentMethod?: PaymentMethodResponseData | undefined;
  products: BillingProductForSubscriptionResponseData[];
  providerType: BillingProviderType;
  status: string;
  subscriptionExternalId: string;
  totalPrice: number;
  trialEnd?: Date | undefined;
}

export interface CompanyTaxIdView {
  country: string;
  id: string;
  type: string;
  value: string;
  verificationStatus?: string | undefined;
}

export interface CompatiblePlans {
  compatiblePlanIds: string[];
  sourcePlanId: string;
}

export interface CompatiblePlansResponseData {
  compatiblePlanIds: string[];
  sourcePlanId: string;
}

export interface ComponentCapabilities {
  badgeVisibility: boolean;
  checkout: boolean;
}

export interface ComponentCheckoutSettings {
  bundlePurchaseBehavior: CheckoutBundlePurchaseBehavior;
  collectAddress: boolean;
  collectEmail: boolean;
  collectPhone: boolean;
  collectTaxId: boolean;
  prorationBehavior: ProrationBehavior;
  taxCollectionEnabled: boolean;
}

export interface ComponentDisplaySettings {
  showAsMonthlyPrices: boolean;
  showCredits: boolean;
  /** Older servers leave this field out. */
  showEstimatedTotal?: boolean | undefined;
  showFeatureDescription: boolean;
  showHardLimit: boolean;
  showPeriodToggle: boolean;
  showZeroPriceAsFree: boolean;
}

export interface ComponentHydrateResponseData {
  activeAddOns: CompanyPlanDetailResponseData[];
  activePlans: CompanyPlanDetailResponseData[];
  activeUsageBasedEntitlements: UsageBasedEntitlementResponseData[];
  addOnCompatibilities: CompatiblePlans[];
  capabilities?: ComponentCapabilities | undefined;
  checkoutSettings: ComponentCheckoutSettings;
  company?: CompanyDetailResponseData | undefined;
  component?: ComponentResponseData | undefined;
  creditBundles: BillingCreditBundleView[];
  creditGrants: CreditCompanyGrantView[];
  customCheckoutFields: CheckoutFieldWithValue[];
  defaultPlan?: PlanDetailResponseData | undefined;
  displaySettings: ComponentDisplaySettings;
  featureUsage?: FeatureUsageDetailResponseData | undefined;
  postTrialPlan?: PlanDetailResponseData | undefined;
  preventSelfServiceDowngrade: boolean;
  preventSelfServiceDowngradeButtonText?: string | undefined;
  preventSelfServiceDowngradeUrl?: string | undefined;
  scheduledDowngrade?: ScheduledDowngradeResponseData | undefined;
  /** @deprecated */
  showAsMonthlyPrices: boolean;
  /** @deprecated */
  showCredits: boolean;
  /** @deprecated */
  showPeriodToggle: boolean;
  /** @deprecated */
  showZeroPriceAsFree: boolean;
  stripeEmbed?: StripeEmbedInfo | undefined;
  subscription?: CompanySubscriptionResponseData | undefined;
  trialPaymentMethodRequired?: boolean | undefined;
  upcomingInvoice?: UpcomingInvoiceResponseData | undefined;
}

export interface ComponentPreviewResponseData {
  activeAddOns: CompanyPlanDetailResponseData[];
  activePlans: CompanyPlanDetailResponseData[];
  activeUsageBasedEntitlements: UsageBasedEntitlementResponseData[];
  addOnCompatibilities: CompatiblePlans[];
  capabilities?: ComponentCapabilities | undefined;
  checkoutSettings: ComponentCheckoutSettings;
  company?: CompanyDetailResponseData | undefined;
  component?: ComponentResponseData | undefined;
  creditBundles: BillingCreditBundleView[];
  creditGrants: CreditCompanyGrantView[];
  customCheckoutFields: CheckoutFieldWithValue[];
  defaultPlan?: PlanDetailResponseData | undefined;
  displaySettings: ComponentDisplaySettings;
  featureUsage?: FeatureUsageDetailResponseData | undefined;
  invoices: InvoiceResponseData[];
  postTrialPlan?: PlanDetailResponseData | undefined;
  preventSelfServiceDowngrade: boolean;
  preventSelfServiceDowngradeButtonText?: string | undefined;
  preventSelfServiceDowngradeUrl?: string | undefined;
  scheduledDowngrade?: ScheduledDowngradeResponseData | undefined;
  /** @deprecated */
  showAsMonthlyPrices: boolean;
  /** @deprecated */
  showCredits: boolean;
  /** @deprecated */
  showPeriodToggle: boolean;
  /** @deprecated */
  showZeroPriceAsFree: boolean;
  stripeEmbed?: StripeEmbedInfo | undefined;
  subscription?: CompanySubscriptionResponseData | undefined;
  trialPaymentMethodRequired?: boolean | undefined;
  upcomingInvoice?: UpcomingInvoiceResponseData | undefined;
}

export interface ComponentResponseData {
  ast?: Record<string, number> | undefined;
  catalogId?: string | undefined;
  createdAt: Date;
  id: string;
  name: string;
  state: ComponentState;
  type: ComponentEntityType;
  updatedAt: Date;
}

export interface ComponentSettingsResponseData {
  showAsMonthlyPrices: boolean;
  showCredits: boolean;
  /** Older servers leave this field out. */
  showEstimatedTotal?: boolean | undefined;
  showFeatureDescription: boolean;
  showHardLimit: boolean;
  showPeriodToggle: boolean;
  showZeroPriceAsFree: boolean;
}

export interface Condition {
  accountId: string;
  comparisonTraitDefinition?: TraitDefinition | undefined;
  conditionType: ConditionType;
  consumptionRate?: number | undefined;
  creditId?: string | undefined;
  environmentId: string;
  eventSubtype?: string | undefined;
  id: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  metricValue?: number | undefined;
  operator: ComparableOperator;
  quantityRates?: Record<string, number> | undefined;
  resourceIds: string[];
  traitDefinition?: TraitDefinition | undefined;
  traitValue: string;
}

export interface ConditionGroup {
  conditions: Condition[];
}

export interface ConditionGroupResponseData {
  accountId: string;
  createdAt: Date;
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  ruleId: string;
  updatedAt: Date;
}

export interface ConditionGroupView {
  accountId: string;
  conditions: ConditionView[];
  createdAt: Date;
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  ruleId: string;
  updatedAt: Date;
}

export interface ConditionResponseData {
  accountId: string;
  comparisonTraitId?: string | undefined;
  conditionGroupId?: string | undefined;
  conditionType: ConditionType;
  consumptionRate?: number | undefined;
  createdAt: Date;
  creditId?: string | undefined;
  environmentId: string;
  eventSubtype?: string | undefined;
  flagId?: string | undefined;
  id: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  metricValue?: number | undefined;
  operator: ComparableOperator;
  quantityRates?: Record<string, number> | undefined;
  resourceUnspecifiedIds: string[];
  ruleId: string;
  traitEntityType?: EntityType | undefined;
  traitId?: string | undefined;
  traitValue: string;
  traitValueBool: boolean;
  traitValueDate?: Date | undefined;
  traitValueInt: number;
  updatedAt: Date;
}

export interface ConditionView {
  accountId: string;
  billingProducts: GenericPreviewObject[];
  companies: GenericPreviewObject[];
  comparisonTrait?: EntityTraitDefinitionResponseData | undefined;
  comparisonTraitId?: string | undefined;
  conditionGroupId?: string | undefined;
  conditionType: ConditionType;
  consumptionRate?: number | undefined;
  createdAt: Date;
  creditId?: string | undefined;
  environmentId: string;
  eventSubtype?: string | undefined;
  flagId?: string | undefined;
  id: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  metricValue?: number | undefined;
  operator: ComparableOperator;
  planVersions: GenericPreviewObject[];
  plans: GenericPreviewObject[];
  quantityRates?: Record<string, number> | undefined;
  resourceUnspecifiedIds: string[];
  ruleId: string;
  trait?: EntityTraitDefinitionResponseData | undefined;
  traitEntityType?: EntityType | undefined;
  traitId?: string | undefined;
  traitValue: string;
  traitValueBool: boolean;
  traitValueDate?: Date | undefined;
  traitValueInt: number;
  updatedAt: Date;
  users: GenericPreviewObject[];
}

export interface CountResponse {
  count?: number | undefined;
}

export interface CouponRequestBody {
  amountOff: number;
  currency?: string | undefined;
  duration: string;
  durationInMonths: number;
  maxRedemptions: number;
  name: string;
  percentOff: number;
  timesRedeemed: number;
}

export interface CreateBillingPlanCreditGrantRequestBody {
  applyToExisting?: boolean | undefined;
  arrearsAnchor?: BillingArrearsAnchor | undefined;
  arrearsCadence?: BillingArrearsCadence | undefined;
  autoTopupAmount?: number | undefined;
  autoTopupAmountType?: CreditAutoTopupAmountType | undefined;
  autoTopupAvailability?: BillingCreditAutoTopupAvailability | undefined;
  autoTopupEnabled?: boolean | undefined;
  autoTopupExpiryType?: BillingCreditExpiryType | undefined;
  autoTopupExpiryUnit?: BillingCreditExpiryUnit | undefined;
  autoTopupExpiryUnitCount?: number | undefined;
  autoTopupSelfService?: boolean | undefined;
  autoTopupThresholdCredits?: number | undefined;
  autoTopupThresholdPercent?: number | undefined;
  billingMode?: BillingPlanCreditGrantBillingMode | undefined;
  /** @deprecated */
  canBuyBundles?: boolean | undefined;
  companyCreditAmount?: number | undefined;
  creditAmount: number;
  creditId: string;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  licenseId?: string | undefined;
  overdraftLimit?: number | undefined;
  planId: string;
  planVersionId?: string | undefined;
  postpaidEnabled?: boolean | undefined;
  postpaidRatePerUnit?: number | undefined;
  postpaidRatePerUnitDecimal?: string | undefined;
  priceTiers?: CreditGrantPriceTierRequestBody[] | undefined;
  resetCadence: BillingPlanCreditGrantResetCadence;
  resetStart: BillingPlanCreditGrantResetStart;
  resetType?: BillingPlanCreditGrantResetType | undefined;
  rolloverPercentage?: number | undefined;
  scaling?: PlanCreditGrantScaling | undefined;
  tierMode?: BillingTiersMode | undefined;
  unitPrice?: number | undefined;
  unitPriceDecimal?: string | undefined;
  warningTiers?: PlanCreditGrantWarningTierRequestBody[] | undefined;
}

export interface CreateBillingPriceTierRequestBody {
  flatAmount?: number | undefined;
  perUnitDecimal?: string | undefined;
  perUnitPrice?: number | undefined;
  priceExternalId: string;
  providerType?: BillingProviderType | undefined;
  upTo?: number | undefined;
}

export interface CreateCustomPlanBundlePlanRequestBody {
  companyId: string;
  description?: string | undefined;
  icon?: PlanIcon | undefined;
  name: string;
}

export interface CreateEntitlementInBundleRequestBody {
  billingProductId?: string | undefined;
  billingThreshold?: number | undefined;
  creditConsumptionRate?: number | undefined;
  currency?: string | undefined;
  currencyPrices?: CurrencyPriceRequestBody[] | undefined;
  featureId: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  /** @deprecated */
  monthlyMeteredPriceId?: string | undefined;
  monthlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  monthlyUnitPrice?: number | undefined;
  monthlyUnitPriceDecimal?: string | undefined;
  overageBillingCadence?: BillingArrearsCadence | undefined;
  /** @deprecated */
  overageBillingProductId?: string | undefined;
  overageInvoiceAnchor?: BillingArrearsAnchor | undefined;
  planId: string;
  planVersionId?: string | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  /** @deprecated */
  priceTiers?: CreatePriceTierRequestBody[] | undefined;
  quantityRates?: Record<string, number> | undefined;
  /** @deprecated */
  quarterlyMeteredPriceId?: string | undefined;
  quarterlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  quarterlyUnitPrice?: number | undefined;
  quarterlyUnitPriceDecimal?: string | undefined;
  softLimit?: number | undefined;
  tierMode?: BillingTiersMode | undefined;
  usageQuantity?: number | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
  warningTiers?: WarningTierRequestBody[] | undefined;
  /** @deprecated */
  yearlyMeteredPriceId?: string | undefined;
  yearlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  yearlyUnitPrice?: number | undefined;
  yearlyUnitPriceDecimal?: string | undefined;
}

export interface CreateEntitlementReqCommon {
  creditConsumptionRate?: number | undefined;
  featureId: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  quantityRates?: Record<string, number> | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
}

export interface CreateEventRequestBody {
  backfill?: boolean | undefined;
  body?: EventBody | undefined;
  eventType: EventType;
  idempotencyKey?: string | undefined;
  sentAt?: Date | undefined;
  trustedClientClock?: boolean | undefined;
}

export interface CreateFlagRequestBody {
  defaultValue: boolean;
  description: string;
  featureId?: string | undefined;
  flagType: FlagType;
  key: string;
  maintainerAccountMemberId?: string | undefined;
  name: string;
}

export interface CreateOrUpdateConditionGroupRequestBody {
  conditions: CreateOrUpdateConditionRequestBody[];
  flagId?: string | undefined;
  id?: string | undefined;
}

export interface CreateOrUpdateConditionRequestBody {
  comparisonTraitId?: string | undefined;
  conditionType: ConditionType;
  creditCost?: number | undefined;
  creditId?: string | undefined;
  eventSubtype?: string | undefined;
  id?: string | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  metricValue?: number | undefined;
  operator: ComparableOperator;
  resourceIds: string[];
  traitId?: string | undefined;
  traitValue?: string | undefined;
}

export interface CreateOrUpdateFlagRequestBody {
  defaultValue: boolean;
  description: string;
  featureId?: string | undefined;
  flagType: FlagType;
  id?: string | undefined;
  key: string;
  maintainerAccountMemberId?: string | undefined;
  name: string;
}

export interface CreateOrUpdateRuleRequestBody {
  conditionGroups: CreateOrUpdateConditionGroupRequestBody[];
  conditions: CreateOrUpdateConditionRequestBody[];
  id?: string | undefined;
  name: string;
  priority: number;
  ruleType?: RuleType | undefined;
  value: boolean;
}

export interface CreatePlanRequestBody {
  description?: string | undefined;
  icon?: PlanIcon | undefined;
  name: string;
  planType: PlanType;
}

export interface CreatePriceTierRequestBody {
  flatAmount?: number | undefined;
  perUnitPrice?: number | undefined;
  perUnitPriceDecimal?: string | undefined;
  upTo?: number | undefined;
}

export interface CreditBundleCurrencyPrice {
  currency: string;
  price?: BillingPriceView | undefined;
}

export interface CreditBundleCurrencyPriceRequestBody {
  currency: string;
  pricePerUnit?: number | undefined;
  pricePerUnitDecimal?: string | undefined;
}

export interface CreditBundleCurrencyPriceResponseData {
  currency: string;
  price?: BillingPriceResponseData | undefined;
}

export interface CreditBundlePurchaseResponseData {
  bundle?: BillingCreditBundleResponseData | undefined;
  quantity: number;
  total: number;
}

export interface CreditCompanyGrantView {
  arrearsCadence?: BillingArrearsCadence | undefined;
  billingCreditBundleId?: string | undefined;
  billingCreditId: string;
  companyId: string;
  companyLicenseId?: string | undefined;
  companyName: string;
  createdAt: Date;
  creditDescription: string;
  creditIcon?: string | undefined;
  creditName: string;
  currency?: string | undefined;
  exhaustedAt?: Date | undefined;
  expiresAt?: Date | undefined;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  grantReason: BillingCreditGrantReason;
  id: string;
  licenseName?: string | undefined;
  planId?: string | undefined;
  planName?: string | undefined;
  pluralName?: string | undefined;
  postpaidChargeAmount?: number | undefined;
  postpaidChargeCurrency?: string | undefined;
  postpaidChargedCredits?: number | undefined;
  postpaidPeriodEnd?: Date | undefined;
  postpaidRate?: number | undefined;
  postpaidRateDecimal?: string | undefined;
  price?: BillingProductPriceResponseData | undefined;
  quantity: number;
  quantityRemaining: number;
  quantityUsed: number;
  renewalEnabled: boolean;
  renewalPeriod?: BillingPlanCreditGrantResetCadence | undefined;
  reserved?: number | undefined;
  settled?: number | undefined;
  singularName?: string | undefined;
  sourceGrantId?: string | undefined;
  sourceLabel: string;
  transfers?: CreditTransferView[] | undefined;
  updatedAt: Date;
  validFrom?: Date | undefined;
  zeroedOutDate?: Date | undefined;
  zeroedOutReason?: BillingCreditGrantZeroedOutReason | undefined;
}

export interface CreditCurrencyPrice {
  currency: string;
  price?: BillingPriceView | undefined;
}

export interface CreditCurrencyPriceRequestBody {
  currency: string;
  pricePerUnit?: number | undefined;
  pricePerUnitDecimal?: string | undefined;
}

export interface CreditCurrencyPriceResponseData {
  currency: string;
  price?: BillingPriceResponseData | undefined;
}

export interface CreditEventLedgerResponseData {
  amount: number;
  autoTopupLogId?: string | undefined;
  billingCreditBundleId?: string | undefined;
  billingCreditId: string;
  burnBreakdown?: CreditBurnBreakdownLine[] | undefined;
  company?: CompanyLedgerResponseData | undefined;
  companyId: string;
  credit?: BillingCreditLedgerResponseData | undefined;
  creditName: string;
  currency?: Currency | undefined;
  environmentId: string;
  eventAt: Date;
  eventId: string;
  /** Older servers leave this field out. */
  eventIds?: string[] | undefined;
  eventType: CreditEventType;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  feature?: FeatureLedgerResponseData | undefined;
  featureId?: string | undefined;
  fromGrantId?: string | undefined;
  grantExpiresAt?: Date | undefined;
  grantId?: string | undefined;
  grantQuantity?: number | undefined;
  grantQuantityRemaining?: number | undefined;
  grantReason?: BillingCreditGrantReason | undefined;
  grantValidFrom?: Date | undefined;
  /** Older servers leave this field out. */
  kind?: CreditLedgerEntryKind | undefined;
  planId?: string | undefined;
  quantityConsumed?: number | undefined;
  quantityRemainingAtZeroOut?: number | undefined;
  sourceId: number;
  toGrantId?: string | undefined;
  transferReason?: CreditTransferReason | undefined;
  usageEventId?: string | undefined;
  usageReason?: CreditUsageReason | undefined;
  userId?: string | undefined;
  zeroedOutReason?: BillingCreditGrantZeroedOutReason | undefined;
}

export interface CreditGrantDetail {
  creditTypeIcon?: string | undefined;
  expiresAt?: Date | undefined;
  grantReason: BillingCreditGrantReason;
  quantity: number;
}

export interface CreditGrantExpiryRequestBody {
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  resetCadence: BillingPlanCreditGrantResetCadence;
  resetStart: BillingPlanCreditGrantResetStart;
  resetType?: BillingPlanCreditGrantResetType | undefined;
}

export interface CreditGrantPriceTierRequestBody {
  perUnitPrice?: number | undefined;
  perUnitPriceDecimal?: string | undefined;
  upTo?: number | undefined;
}

export interface CreditLeaseResponseData {
  companyId: string;
  createdAt: Date;
  creditTypeId: string;
  expiresAt: Date;
  grantedAmount: number;
  id: string;
  releasedAt?: Date | undefined;
  trackedAmount: number;
  updatedAt: Date;
}

export interface CreditReservationResponseData {
  companyId: string;
  createdAt: Date;
  creditTypeId: string;
  expiresAt: Date;
  id: string;
  releasedAt?: Date | undefined;
  reservedAmount: number;
  settledAmount: number;
  updatedAt: Date;
}

export interface CreditSpendPolicyResponseData {
  billingCreditId: string;
  companyId?: string | undefined;
  consumed?: number | undefined;
  createdAt: Date;
  headroom?: number | undefined;
  id: string;
  label?: string | undefined;
  maxPerDraw?: number | undefined;
  resetsAt?: Date | undefined;
  scopeType: CreditSpendPolicyScope;
  updatedAt: Date;
  userId?: string | undefined;
  windowAmount?: number | undefined;
  /** Older servers leave this field out. */
  windowCount?: number | undefined;
  windowUnit?: CreditSpendWindowUnit | undefined;
}

export interface CreditTransferResponseData {
  amount: number;
  createdAt: Date;
  direction: string;
  id: string;
  reason: string;
  relatedGrantId: string;
}

export interface CreditTransferView {
  amount: number;
  createdAt: Date;
  direction: string;
  id: string;
  reason: string;
  relatedGrantId: string;
}

export interface CreditTriggerConfig {
  creditId: string;
}

export interface CreditUsage {
  creditConsumptionRate?: number | undefined;
  creditGrantCounts?: Record<string, number> | undefined;
  creditGrantDetails?: CreditGrantDetail[] | undefined;
  creditRemaining?: number | undefined;
  creditTotal?: number | undefined;
  creditTypeIcon?: string | undefined;
  creditTypeName?: string | undefined;
  creditUsed?: number | undefined;
  usageAggregation?: CreditUsageAggregation | undefined;
}

export interface CreditUsageAggregation {
  usageThisBillingPeriod?: number | undefined;
  usageThisCalendarMonth?: number | undefined;
  usageThisWeek?: number | undefined;
  usageToday?: number | undefined;
}

export interface CreditsAutoTopupCompanySummary {
  id: string;
  name: string;
}

export interface CreditsAutoTopupCreditSummary {
  id: string;
  name: string;
}

export interface CreditsAutoTopupHardFailure {
  company?: CreditsAutoTopupCompanySummary | undefined;
  credit?: CreditsAutoTopupCreditSummary | undefined;
  errorMessage?: string | undefined;
  stripeErrorCode?: string | undefined;
}

export interface CreditsAutoTopupRetryFailure {
  company?: CreditsAutoTopupCompanySummary | undefined;
  consecutiveFailures: number;
  credit?: CreditsAutoTopupCreditSummary | undefined;
  lastErrorMessage?: string | undefined;
  stripeErrorCode?: string | undefined;
}

export interface CreditsAutoTopupSuccess {
  company?: CreditsAutoTopupCompanySummary | undefined;
  credit?: CreditsAutoTopupCreditSummary | undefined;
  grantId: string;
  quantity: number;
}

export interface CreditsCreditPurchaseSuccess {
  bundleId: string;
  bundleName: string;
  company?: CreditsWebhookCompanySummary | undefined;
  credit?: CreditsWebhookCreditSummary | undefined;
  grantIds: string[];
  quantity: number;
}

export interface CreditsWebhookCompanySummary {
  id: string;
  name: string;
}

export interface CreditsWebhookCreditSummary {
  id: string;
  name: string;
}

export interface CurrencyPriceRequestBody {
  currency: string;
  monthlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  monthlyUnitPrice?: number | undefined;
  monthlyUnitPriceDecimal?: string | undefined;
  quarterlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  quarterlyUnitPrice?: number | undefined;
  quarterlyUnitPriceDecimal?: string | undefined;
  yearlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  yearlyUnitPrice?: number | undefined;
  yearlyUnitPriceDecimal?: string | undefined;
}

export interface CustomPlanBillingResponseData {
  activationStrategy: CustomPlanActivationStrategy;
  billingCycleAnchor?: Date | undefined;
  billingStartDate?: Date | undefined;
  checkoutId?: string | undefined;
  companyId: string;
  createdAt: Date;
  daysUntilDue: number;
  endDate?: Date | undefined;
  externalInvoiceId?: string | undefined;
  id: string;
  migrationId?: string | undefined;
  paidAt?: Date | undefined;
  planBillingSource: PlanBillingSource;
  planId: string;
  /** Older servers leave this field out. */
  problems?: CheckoutProblemResponseData[] | undefined;
  prorateFirstPeriod?: boolean | undefined;
  publishedAt?: Date | undefined;
  sendInvoice: boolean;
  status: CustomPlanBillingStatus;
  stripeInvoiceUrl?: string | undefined;
  updatedAt: Date;
}

export interface CustomPlanConfig {
  ctaText: string;
  ctaWebSite: string;
  priceText: string;
}

export interface CustomPlanViewConfigResponseData {
  ctaText: string;
  ctaWebSite: string;
  priceText: string;
}

export interface CustomerBillingAddress {
  city: string;
  country: string;
  line1: string;
  line2: string;
  postalCode: string;
  state: string;
}

export interface DataEventPayload {
  apiKey: string;
  backfill?: boolean | undefined;
  body?: Record<string, unknown> | undefined;
  idempotencyKey?: string | undefined;
  sentAt?: Date | undefined;
  trustedClientClock?: boolean | undefined;
  type: EventType;
}

/** Discriminated by `exportType`. A newer server may send other variants. */
export type DataExportMetadata = DataExportMetadata.AuditLog | DataExportMetadata.CompanyFeatureUsage | DataExportMetadata.Event;
export declare namespace DataExportMetadata {
  interface AuditLog extends AuditLogExportMetadata {
    exportType: "audit-log";
  }
  interface CompanyFeatureUsage extends CompanyFeatureUsageExportMetadata {
    exportType: "company-feature-usage";
  }
  interface Event extends EventExportMetadata {
    exportType: "event";
  }
}

export interface DataExportResponseData {
  accountId: string;
  createdAt: Date;
  environmentId: string;
  exportType: DataExportType;
  id: string;
  metadata?: DataExportMetadata | undefined;
  outputFileType: DataExportOutputFileType;
  status: DataExportStatus;
  updatedAt: Date;
}

export interface DatastreamCompanyPlan {
  id: string;
  name: string;
  trialEndDate?: Date | undefined;
  trialStatus?: TrialStatus | undefined;
}

export interface DeleteBillingPlanCreditGrantRequestBody {
  applyToExisting?: boolean | undefined;
}

export interface DeleteResponse {
  deleted?: boolean | undefined;
}

export interface DuplicatePlanEntitlementsResponseResponseData {
  data: PlanEntitlementResponseData[];
  issues: PlanIssueResponseData[];
  skipped: SkippedEntitlementResponseData[];
}

export interface EntitlementCurrencyPricesResponseData {
  currency: string;
  monthlyPrice?: BillingPriceView | undefined;
  quarterlyPrice?: BillingPriceView | undefined;
  yearlyPrice?: BillingPriceView | undefined;
}

export interface EntitlementTriggerConfig {
  featureId: string;
}

export interface EntitlementsInPlan {
  entitlementId: string;
  visible?: boolean | undefined;
}

export interface EntityKeyDefinitionResponseData {
  createdAt: Date;
  entityType: EntityType;
  id: string;
  key: string;
  updatedAt: Date;
}

export interface EntityKeyDetailResponseData {
  createdAt: Date;
  definition?: EntityKeyDefinitionResponseData | undefined;
  definitionId: string;
  entityId: string;
  entityType: EntityType;
  environmentId: string;
  id: string;
  key: string;
  updatedAt: Date;
  value: string;
}

export interface EntityKeyResponseData {
  createdAt: Date;
  definitionId: string;
  entityId: string;
  entityType: EntityType;
  environmentId: string;
  id: string;
  key: string;
  updatedAt: Date;
  value: string;
}

export interface EntityTraitDefinitionResponseData {
  createdAt: Date;
  displayName: string;
  entityType: EntityType;
  hierarchy: string[];
  id: string;
  traitType: TraitType;
  updatedAt: Date;
}

export interface EntityTraitDefinitionUsage {
  checkoutFieldConfigCount: number;
  companyOverrideCount: number;
  featureCount: number;
  planEntitlementCount: number;
  planTraitCount: number;
  ruleConditionCount: number;
}

export interface EntityTraitDetailResponseData {
  createdAt: Date;
  definition?: EntityTraitDefinitionResponseData | undefined;
  definitionId: string;
  environmentId: string;
  id: string;
  updatedAt: Date;
  value: string;
}

export interface EntityTraitResponseData {
  createdAt: Date;
  definitionId: string;
  environmentId: string;
  id: string;
  updatedAt: Date;
  value: string;
}

export interface EntityTraitValue {
  definitionId: string;
  value: string;
}

export interface EnvironmentDetailResponseData {
  apiKeys: ApiKeyResponseData[];
  createdAt: Date;
  environmentType: EnvironmentType;
  id: string;
  name: string;
  updatedAt: Date;
}

export interface EnvironmentFeatureUsageTimeSeriesResponseData {
  eventSubtype: string;
  featureId: string;
  points: EnvironmentUsagePointResponseData[];
}

export interface EnvironmentResponseData {
  createdAt: Date;
  environmentType: EnvironmentType;
  id: string;
  name: string;
  /** Older servers leave this field out. */
  requireContextSignature?: boolean | undefined;
  updatedAt: Date;
}

export interface EnvironmentTraitUsageTimeSeriesResponseData {
  featureId: string;
  points: EnvironmentUsagePointResponseData[];
  traitDefinitionId: string;
}

export interface EnvironmentUsagePointResponseData {
  timestamp: Date;
  usage: number;
}

export type EventBody = EventBodyTrack | EventBodyFlagCheck | EventBodyIdentify | EventBodyInference;

export interface EventBodyFlagCheck {
  companyId?: string | undefined;
  error?: string | undefined;
  flagId?: string | undefined;
  flagKey: string;
  preflight?: boolean | undefined;
  reason: string;
  reqCompany?: Record<string, string> | undefined;
  reqUser?: Record<string, string> | undefined;
  ruleId?: string | undefined;
  userId?: string | undefined;
  value: boolean;
}

export interface EventBodyIdentify {
  company?: EventBodyIdentifyCompany | undefined;
  keys: Record<string, string>;
  name?: string | undefined;
  traits?: Record<string, unknown> | undefined;
}

export interface EventBodyIdentifyCompany {
  keys: Record<string, string>;
  name?: string | undefined;
  traits?: Record<string, unknown> | undefined;
}

export interface EventBodyInference {
  cacheCreationInputTokens?: number | undefined;
  cachedInputTokens?: number | undefined;
  company: Record<string, string>;
  cost?: string | undefined;
  currency?: string | undefined;
  event?: string | undefined;
  inputTokens: number;
  leaseId?: string | undefined;
  operation?: string | undefined;
  outputTokens: number;
  provider: string;
  reasoningTokens?: number | undefined;
  requestModel?: string | undefined;
  requests?: number | undefined;
  reservationId?: string | undefined;
  responseModel: string;
  user?: Record<string, string> | undefined;
}

export interface EventBodyTrack {
  company?: Record<string, string> | undefined;
  event: string;
  leaseId?: string | undefined;
  quantity?: number | undefined;
  reservationId?: string | undefined;
  traits?: Record<string, unknown> | undefined;
  user?: Record<string, string> | undefined;
}

export interface EventDetailResponseData {
  apiKey?: string | undefined;
  apiKeyView?: ApiKeyResponseData | undefined;
  body: Record<string, unknown>;
  bodyPreview: string;
  capturedAt: Date;
  company?: PreviewObject | undefined;
  companyId?: string | undefined;
  /** @deprecated */
  enrichedAt?: Date | undefined;
  environmentId?: string | undefined;
  errorMessage?: string | undefined;
  featureIds: string[];
  features: PreviewObject[];
  id: string;
  idempotencyKey?: string | undefined;
  leaseId?: string | undefined;
  loadedAt?: Date | undefined;
  /** @deprecated */
  processedAt?: Date | undefined;
  quantity: number;
  reservationId?: string | undefined;
  sentAt?: Date | undefined;
  status: EventStatus;
  subtype?: string | undefined;
  type: EventType;
  /** @deprecated */
  updatedAt?: Date | undefined;
  user?: PreviewObject | undefined;
  userId?: string | undefined;
}

export interface EventExportMetadata {
  companyId?: string | undefined;
  endTime?: Date | undefined;
  eventSubtype?: string | undefined;
  eventTypes?: EventExportMetadataEventTypesItem[] | undefined;
  flagId?: string | undefined;
  notificationEmailRecipientEmailAddresses?: string[] | undefined;
  startTime?: Date | undefined;
  userId?: string | undefined;
}

export interface EventResponseData {
  apiKey?: string | undefined;
  body: Record<string, unknown>;
  bodyPreview: string;
  capturedAt: Date;
  companyId?: string | undefined;
  /** @deprecated */
  enrichedAt?: Date | undefined;
  environmentId?: string | undefined;
  errorMessage?: string | undefined;
  featureIds: string[];
  id: string;
  idempotencyKey?: string | undefined;
  leaseId?: string | undefined;
  loadedAt?: Date | undefined;
  /** @deprecated */
  processedAt?: Date | undefined;
  quantity: number;
  reservationId?: string | undefined;
  sentAt?: Date | undefined;
  status: EventStatus;
  subtype?: string | undefined;
  type: EventType;
  /** @deprecated */
  updatedAt?: Date | undefined;
  userId?: string | undefined;
}

export interface EventSummaryResponseData {
  companyCount: number;
  environmentId: string;
  eventCount: number;
  eventSubtype: string;
  lastSeenAt?: Date | undefined;
  userCount: number;
}

export interface FeatureCompanyResponseData {
  access: boolean;
  allocation?: number | undefined;
  allocationType: EntitlementValueType;
  company?: CompanyDetailResponseData | undefined;
  companyOverride?: CompanyOverrideResponseData | undefined;
  creditConsumptionRate?: number | undefined;
  creditGrantCounts?: Record<string, number> | undefined;
  creditGrantDetails?: CreditGrantDetail[] | undefined;
  creditGrantReason?: BillingCreditGrantReason | undefined;
  creditRemaining?: number | undefined;
  /** @deprecated */
  creditTotal?: number | undefined;
  creditTypeIcon?: string | undefined;
  creditUsage?: CreditUsage | undefined;
  creditUsageAggregation?: CreditUsageAggregation | undefined;
  creditUsed?: number | undefined;
  effectiveLimit?: number | undefined;
  effectivePrice?: number | undefined;
  entitlementExpirationDate?: Date | undefined;
  entitlementId: string;
  entitlementSource?: string | undefined;
  entitlementType: EntitlementType;
  feature?: FeatureInPlanResponseData | undefined;
  hasValidAllocation?: boolean | undefined;
  isUnlimited?: boolean | undefined;
  metricResetAt?: Date | undefined;
  monthReset?: MetricPeriodMonthReset | undefined;
  monthlyUsageBasedPrice?: BillingPriceView | undefined;
  overuse?: number | undefined;
  percentUsed?: number | undefined;
  period?: MetricPeriod | undefined;
  plan?: PlanResponseData | undefined;
  planEntitlement?: PlanEntitlementResponseData | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  quarterlyUsageBasedPrice?: BillingPriceView | undefined;
  softLimit?: number | undefined;
  usage?: number | undefined;
  yearlyUsageBasedPrice?: BillingPriceView | undefined;
}

export interface FeatureCompanyUserResponseData {
  access: boolean;
  allocation?: number | undefined;
  allocationType: EntitlementValueType;
  company?: CompanyDetailResponseData | undefined;
  entitlementId: string;
  entitlementType: EntitlementType;
  feature?: FeatureDetailResponseData | undefined;
  metricResetAt?: Date | undefined;
  monthReset?: MetricPeriodMonthReset | undefined;
  period?: MetricPeriod | undefined;
  plan?: PlanResponseData | undefined;
  usage?: number | undefined;
  user?: UserResponseData | undefined;
}

export interface FeatureDetailResponseData {
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  billingProduct?: BillingProductResponseData | undefined;
  createdAt: Date;
  description: string;
  /** Older servers leave this field out. */
  eventSource?: FeatureEventSource | undefined;
  eventSubtype?: string | undefined;
  eventSummary?: EventSummaryResponseData | undefined;
  featureType: FeatureType;
  flags: FlagDetailResponseData[];
  icon: string;
  id: string;
  licenseId?: string | undefined;
  lifecyclePhase?: FeatureLifecyclePhase | undefined;
  maintainer?: AccountMemberResponseData | undefined;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  plans: PreviewObject[];
  pluralName?: string | undefined;
  singularName?: string | undefined;
  trait?: EntityTraitDefinitionResponseData | undefined;
  traitId?: string | undefined;
  updatedAt: Date;
  usageLimitTraitId?: string | undefined;
}

export interface FeatureEntitlement {
  allocation?: number | undefined;
  consumptionRate?: number | undefined;
  creditId?: string | undefined;
  creditRemaining?: number | undefined;
  creditReserved?: number | undefined;
  creditSettled?: number | undefined;
  creditTotal?: number | undefined;
  creditUsed?: number | undefined;
  eventName?: string | undefined;
  eventSubtype?: string | undefined;
  featureId: string;
  featureKey: string;
  metricPeriod?: MetricPeriod | undefined;
  metricResetAt?: Date | undefined;
  monthReset?: MetricPeriodMonthReset | undefined;
  quantityRates?: Record<string, number> | undefined;
  softLimit?: number | undefined;
  usage?: number | undefined;
  valueType: EntitlementValueType;
  warningTiers?: WarningTier[] | undefined;
}

export interface FeatureInPlanResponseData {
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  createdAt: Date;
  description: string;
  /** Older servers leave this field out. */
  eventSource?: FeatureEventSource | undefined;
  eventSubtype?: string | undefined;
  eventSummary?: EventSummaryResponseData | undefined;
  featureType: FeatureType;
  flags: FlagInPlanResponseData[];
  icon: string;
  id: string;
  licenseId?: string | undefined;
  lifecyclePhase?: FeatureLifecyclePhase | undefined;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  plans: PreviewObject[];
  pluralName?: string | undefined;
  singularName?: string | undefined;
  trait?: EntityTraitDefinitionResponseData | undefined;
  traitId?: string | undefined;
  updatedAt: Date;
  usageLimitTraitId?: string | undefined;
}

export interface FeatureLedgerResponseData {
  description?: string | undefined;
  icon?: string | undefined;
  id: string;
  name: string;
}

export interface FeatureResponseData {
  createdAt: Date;
  description: string;
  /** Older servers leave this field out. */
  eventSource?: FeatureEventSource | undefined;
  eventSubtype?: string | undefined;
  featureType: FeatureType;
  icon: string;
  id: string;
  licenseId?: string | undefined;
  lifecyclePhase?: FeatureLifecyclePhase | undefined;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  pluralName?: string | undefined;
  singularName?: string | undefined;
  traitId?: string | undefined;
  updatedAt: Date;
  usageLimitTraitId?: string | undefined;
}

export interface FeatureUsageDetailResponseData {
  features: FeatureUsageResponseData[];
}

export interface FeatureUsageHistoryResponseData {
  companyId: string;
  eventSubtype: string;
  featureId: string;
  periodEnd: Date;
  periodStart: Date;
  usage: number;
}

export interface FeatureUsageLegacyResponseData {
  allocation?: number | undefined;
  creditUsage?: CreditUsage | undefined;
  entitlement: string;
  feature?: FeatureView | undefined;
  metricResetAt?: Date | undefined;
  usage?: number | undefined;
}

export interface FeatureUsageResponseData {
  access: boolean;
  allocation?: number | undefined;
  allocationType: EntitlementValueType;
  companyOverride?: CompanyOverrideResponseData | undefined;
  creditConsumptionRate?: number | undefined;
  creditGrantCounts?: Record<string, number> | undefined;
  creditGrantDetails?: CreditGrantDetail[] | undefined;
  creditGrantReason?: BillingCreditGrantReason | undefined;
  creditRemaining?: number | undefined;
  /** @deprecated */
  creditTotal?: number | undefined;
  creditTypeIcon?: string | undefined;
  creditUsageAggregation?: CreditUsageAggregation | undefined;
  creditUsed?: number | undefined;
  effectiveLimit?: number | undefined;
  effectivePrice?: number | undefined;
  entitlementExpirationDate?: Date | undefined;
  entitlementId: string;
  entitlementSource?: string | undefined;
  entitlementType: EntitlementType;
  feature?: FeatureInPlanResponseData | undefined;
  hasValidAllocation?: boolean | undefined;
  isUnlimited?: boolean | undefined;
  metricResetAt?: Date | undefined;
  monthReset?: MetricPeriodMonthReset | undefined;
  monthlyUsageBasedPrice?: BillingPriceView | undefined;
  overuse?: number | undefined;
  percentUsed?: number | undefined;
  period?: MetricPeriod | undefined;
  plan?: PlanResponseData | undefined;
  planEntitlement?: PlanEntitlementResponseData | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  quarterlyUsageBasedPrice?: BillingPriceView | undefined;
  softLimit?: number | undefined;
  usage?: number | undefined;
  yearlyUsageBasedPrice?: BillingPriceView | undefined;
}

export interface FeatureUsageTimeSeriesResponseData {
  featureId: string;
  featureType: FeatureType;
  limits: LimitTimeSeriesPointResponseData[];
  periodType?: string | undefined;
  usagePoints: UsageTimeSeriesPointResponseData[];
}

export interface FeatureView {
  accountId: string;
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  billingProduct?: BillingProductRecordResponseData | undefined;
  createdAt: Date;
  description: string;
  /** Older servers leave this field out. */
  eventSource?: FeatureEventSource | undefined;
  eventSubtype?: string | undefined;
  eventSummary?: EventSummaryResponseData | undefined;
  featureType: FeatureType;
  flags: FlagView[];
  icon: string;
  id: string;
  licenseId?: string | undefined;
  lifecyclePhase?: FeatureLifecyclePhase | undefined;
  name: string;
  plans: PreviewObject[];
  pluralName?: string | undefined;
  singularName?: string | undefined;
  trait?: EntityTraitDefinitionResponseData | undefined;
  traitId?: string | undefined;
  updatedAt: Date;
  usageLimitTraitId?: string | undefined;
}

export interface FlagCheckReservationResponseData {
  companyId: string;
  consumptionRate: number;
  creditTypeId: string;
  creditsReserved: number;
  eventSubtype?: string | undefined;
  expiresAt: Date;
  id: string;
  quantityReserved: number;
}

export interface FlagDetailResponseData {
  createdAt: Date;
  defaultValue: boolean;
  description: string;
  feature?: FeatureResponseData | undefined;
  featureId?: string | undefined;
  flagType: FlagType;
  id: string;
  key: string;
  lastCheckedAt?: Date | undefined;
  maintainer?: AccountMemberResponseData | undefined;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  rules: RuleDetailResponseData[];
  updatedAt: Date;
}

export interface FlagInPlanResponseData {
  createdAt: Date;
  defaultValue: boolean;
  description: string;
  feature?: FeatureResponseData | undefined;
  featureId?: string | undefined;
  flagType: FlagType;
  id: string;
  key: string;
  lastCheckedAt?: Date | undefined;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  rules: RuleDetailResponseData[];
  updatedAt: Date;
}

export interface FlagResponseData {
  createdAt: Date;
  defaultValue: boolean;
  description: string;
  featureId?: string | undefined;
  flagType: FlagType;
  id: string;
  key: string;
  maintainerAccountMemberId?: string | undefined;
  name: string;
  updatedAt: Date;
}

export interface FlagView {
  accountId: string;
  createdAt: Date;
  defaultValue: boolean;
  description: string;
  feature?: FeatureResponseData | undefined;
  featureId?: string | undefined;
  flagType: FlagType;
  id: string;
  key: string;
  lastCheckedAt?: Date | undefined;
  name: string;
  rules: RuleView[];
  updatedAt: Date;
}

export interface GenericPreviewObject {
  description?: string | undefined;
  id: string;
  imageUrl?: string | undefined;
  name: string;
}

export interface GetOnboardingStateResp {
  agentConnectedAt?: Date | undefined;
  country?: string | undefined;
  dismissedAt?: Date | undefined;
  environmentId?: string | undefined;
  milestones: OnboardingMilestoneView[];
  path?: OnboardingPath | undefined;
  pricingPageUrl?: string | undefined;
  requirements: OnboardingRequirementView[];
  roadmap?: OnboardingRoadmapView | undefined;
  slackConnect?: SlackConnectInviteView | undefined;
  stripeImport?: OnboardingStripeImport | undefined;
  suggestedNext: OnboardingRequirement[];
  track?: OnboardingTrack | undefined;
  websiteUrl?: string | undefined;
}

export interface InsightsSummaryResponseData {
  activeCredits: number;
  mrr: MrrResponseData[];
  paidCompanies: number;
  totalCompanies: number;
  totalFeatures: number;
  totalPlans: number;
}

export interface InstallIntegrationRequestBody {
  companyMatchingCriteria?: CompanyMatchingCriteria | undefined;
  companyMatchingField?: string | undefined;
  config?: Record<string, unknown> | undefined;
  isSandbox?: boolean | undefined;
  liveMode?: boolean | undefined;
  type: IntegrationType;
}

export interface IntegrationCapabilities {
  authorPlans: boolean;
  checkout: boolean;
  editBilling: boolean;
}

/** Discriminated by `type`. A newer server may send other variants. */
export type IntegrationConfig = IntegrationConfig.Clerk | IntegrationConfig.Metronome | IntegrationConfig.Orb | IntegrationConfig.Stripe | IntegrationConfig.Workos;
export declare namespace IntegrationConfig {
  interface Clerk extends ClerkIntegrationConfig {
    type: "clerk";
  }
  interface Metronome extends MetronomeIntegrationConfig {
    type: "metronome";
  }
  interface Orb extends OrbIntegrationConfig {
    type: "orb";
  }
  interface Stripe extends StripeIntegrationConfig {
    type: "stripe";
  }
  interface Workos extends WorkOsIntegrationConfig {
    type: "workos";
  }
}

export interface IntegrationInstallConfig {
  companyMatchingCriteria?: CompanyMatchingCriteria | undefined;
  companyMatchingField?: string | undefined;
  config?: IntegrationConfig | undefined;
  createdAt: Date;
  id: string;
  integrationId: string;
  isAppInstall: boolean;
  isConnectInstall: boolean;
  liveMode: boolean;
  updatedAt: Date;
}

export interface IntegrationInstallResponseData {
  capabilities: IntegrationCapabilities;
  config: IntegrationInstallConfig;
  integration: IntegrationResponseData;
}

export interface IntegrationResponseData {
  createdAt: Date;
  id: string;
  state: IntegrationState;
  type: IntegrationType;
  updatedAt: Date;
}

export interface IntegrationWebhookUrlResponseData {
  type: IntegrationType;
  url: string;
}

export interface IntegrationsDataSetResponseData {
  keys: string[];
}

export interface IntegrationsListResponseData {
  capabilities: IntegrationCapabilities;
  config?: IntegrationConfig | undefined;
  id: string;
  isAppInstall: boolean;
  isConnectInstall: boolean;
  lastWebhookReceivedAt?: Date | undefined;
  state: IntegrationState;
  type: IntegrationType;
}

export interface IntegrationsResponseData {
  createdAt: Date;
  id: string;
  state: IntegrationState;
  type: IntegrationType;
  updatedAt: Date;
}

export interface InvoiceRequestBody {
  amountDue: number;
  amountPaid: number;
  amountRemaining: number;
  collectionMethod: string;
  currency: string;
  customerExternalId: string;
  dueDate?: Date | undefined;
  endingBalance?: number | undefined;
  paymentMethodExternalId?: string | undefined;
  startingBalance?: number | undefined;
  status?: InvoiceStatus | undefined;
  subscriptionExternalId?: string | undefined;
  subtotal: number;
  total?: number | undefined;
  url?: string | undefined;
}

export interface InvoiceResponseData {
  amountDue: number;
  amountPaid: number;
  amountRemaining: number;
  collectionMethod: string;
  companyId?: string | undefined;
  createdAt: Date;
  currency: string;
  customerExternalId: string;
  dueDate?: Date | undefined;
  endingBalance: number;
  environmentId: string;
  externalId?: string | undefined;
  id: string;
  paymentMethodExternalId?: string | undefined;
  providerType: BillingProviderType;
  startingBalance: number;
  status?: InvoiceStatus | undefined;
  subscriptionExternalId?: string | undefined;
  subtotal: number;
  total?: number | undefined;
  updatedAt: Date;
  url?: string | undefined;
}

export interface IssueTemporaryAccessTokenResponseData {
  apiKeyId?: string | undefined;
  createdAt: Date;
  environmentId: string;
  expiredAt: Date;
  id: string;
  issuerType: TemporaryAccessTokenIssuerType;
  resourceType: TemporaryAccessTokenResourceType;
  token: string;
  updatedAt: Date;
}

export interface KeysRequestBody {
  keys: Record<string, string>;
}

export interface LicenseResponseData {
  createdAt: Date;
  id: string;
  name: string;
  updatedAt: Date;
}

export interface LimitTimeSeriesPointResponseData {
  effectiveAt: Date;
  isSoftLimit: boolean;
  limitSource: EntitlementType;
  limitValue?: number | undefined;
  planId?: string | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
}

export interface ManagePlanPreviewResponseResponseData {
  /** Older servers leave this field out. */
  problems?: CheckoutProblemResponseData[] | undefined;
  subscriptionChangePreview?: PreviewSubscriptionChangeResponseData | undefined;
}

export interface ManagePlanRequest {
  activateOnPayment?: boolean | undefined;
  addOnSelections: PlanSelection[];
  basePlanId?: string | undefined;
  basePlanPriceId?: string | undefined;
  basePlanVersionId?: string | undefined;
  billingCycleAnchor?: Date | undefined;
  billingEmail?: string | undefined;
  billingEntityId?: string | undefined;
  cancelImmediately?: boolean | undefined;
  collectionMethod?: BillingCollectionMethod | undefined;
  companyId: string;
  couponExternalId?: string | undefined;
  creditBundles: UpdateCreditBundleRequestBody[];
  currency?: Currency | undefined;
  customFieldValues: CheckoutFieldValue[];
  daysUntilDue?: number | undefined;
  paidOutsideStripe?: boolean | undefined;
  payInAdvanceEntitlements: UpdatePayInAdvanceRequestBody[];
  paymentMethodExternalId?: string | undefined;
  promoCode?: string | undefined;
  prorate?: boolean | undefined;
  prorateFirstPeriod?: boolean | undefined;
  sendInvoice?: boolean | undefined;
  trialEnd?: Date | undefined;
}

export interface ManagePlanResponseResponseData {
  checkoutId?: string | undefined;
  company?: CompanyDetailResponseData | undefined;
  /** Older servers leave this field out. */
  problems?: CheckoutProblemResponseData[] | undefined;
  success: boolean;
}

export type MarkCustomPlanBillingPaidRequestBody = Record<string, unknown>;

export interface MeterRequestBody {
  displayName: string;
  eventName: string;
  eventPayloadKey: string;
}

export interface MetronomeIntegrationConfig {
  externalCustomerIdKey?: string | undefined;
}

export interface MrrResponseData {
  amount: number;
  currency: string;
}

export interface OnboardingMilestoneView {
  id: OnboardingMilestone;
  missing: OnboardingRequirement[];
  progress: number;
  reachedAt?: Date | undefined;
}

export interface OnboardingRequirementView {
  blockedBy?: OnboardingRequirement[] | undefined;
  id: OnboardingRequirement;
  reachedAt?: Date | undefined;
  satisfiedBy?: string | undefined;
  status: OnboardingRequirementStatus;
}

export interface OnboardingRoadmapView {
  publishedAt?: Date | undefined;
  slug: string;
}

export interface OrbIntegrationConfig {
  externalCustomerIdKey?: string | undefined;
}

export interface OrderedPlansInGroup {
  credits?: CreditsInPlan[] | undefined;
  entitlements?: EntitlementsInPlan[] | undefined;
  planId: string;
}

export interface OtlpEnvironmentSettingsResponseData {
  companyAttribute?: string | undefined;
  companyKey?: string | undefined;
  createdAt: Date;
  environmentId: string;
  toolEventsEnabled: boolean;
  updatedAt: Date;
  userAttribute?: string | undefined;
  userKey?: string | undefined;
}

export interface PaymentMethodRequestBody {
  accountLast4?: string | undefined;
  accountName?: string | undefined;
  bankName?: string | undefined;
  billingEmail?: string | undefined;
  billingName?: string | undefined;
  cardBrand?: string | undefined;
  cardExpMonth?: number | undefined;
  cardExpYear?: number | undefined;
  cardLast4?: string | undefined;
  customerExternalId: string;
  paymentMethodType: string;
}

export interface PaymentMethodResponseData {
  accountLast4?: string | undefined;
  accountName?: string | undefined;
  bankName?: string | undefined;
  billingEmail?: string | undefined;
  billingName?: string | undefined;
  cardBrand?: string | undefined;
  cardExpMonth?: number | undefined;
  cardExpYear?: number | undefined;
  cardLast4?: string | undefined;
  companyId?: string | undefined;
  createdAt: Date;
  customerExternalId: string;
  environmentId: string;
  externalId: string;
  id: string;
  paymentMethodType: string;
  providerType: BillingProviderType;
  updatedAt: Date;
}

export interface PendingMigrationResponseData {
  effectiveAt?: Date | undefined;
  migrationId: string;
  prorationBehavior?: MigrationProrationBehavior | undefined;
  scheduledFor?: Date | undefined;
  /** Older servers leave this field out. */
  strategy?: PlanVersionMigrationStrategy | undefined;
  toPlanId: string;
  toPlanName: string;
  toPlanVersionId: string;
  toPlanVersionNumber?: number | undefined;
}

export interface PlanBundleCreditGrantRequestBody {
  action: PlanBundleAction;
  createReq?: CreateBillingPlanCreditGrantRequestBody | undefined;
  creditGrantId?: string | undefined;
  deleteReq?: DeleteBillingPlanCreditGrantRequestBody | undefined;
  updateReq?: UpdateBillingPlanCreditGrantRequestBody | undefined;
}

export interface PlanBundleEntitlementRequestBody {
  action: PlanBundleAction;
  entitlementId?: string | undefined;
  req?: CreateEntitlementInBundleRequestBody | undefined;
}

export interface PlanBundleResponseData {
  billingProduct?: BillingProductPlanResponseData | undefined;
  creditGrants?: BillingPlanCreditGrantResponseData[] | undefined;
  entitlements?: PlanEntitlementResponseData[] | undefined;
  plan?: PlanResponseData | undefined;
  planVersion?: PlanVersionResponseData | undefined;
}

export interface PlanCatalogMembershipResponseData {
  id: string;
  name: string;
}

export interface PlanChangeResponseData {
  action: PlanChangeAction;
  actorType: ActorType;
  addOnsAdded: PlanSnapshotView[];
  addOnsRemoved: PlanSnapshotView[];
  amendmentStatus?: PlanChangeAmendmentStatus | undefined;
  apiKey?: ApiKeyResponseData | undefined;
  auditLog?: AuditLogListResponseData | undefined;
  basePlan?: PlanSnapshotView | undefined;
  basePlanAction?: PlanChangeBasePlanAction | undefined;
  basePlanVersion?: PlanVersionSnapshotView | undefined;
  company?: CompanyResponseData | undefined;
  companyId: string;
  createdAt: Date;
  environmentId: string;
  id: string;
  integration?: IntegrationResponseData | undefined;
  isVersionUpgrade: boolean;
  migrationId?: string | undefined;
  previousBasePlan?: PlanSnapshotView | undefined;
  previousBasePlanVersion?: PlanVersionSnapshotView | undefined;
  requestId?: string | undefined;
  subscriptionChangeAction?: PlanChangeSubscriptionAction | undefined;
  traitsUpdated: SubscriptionTraitUpdate[];
  trialConvertedAt?: Date | undefined;
  trialExpiresAt?: Date | undefined;
  trialStatus?: TrialStatus | undefined;
  updatedAt: Date;
  userId?: string | undefined;
  userName?: string | undefined;
}

export interface PlanCreditGrantView {
  billingCreditArrearsAnchor?: BillingArrearsAnchor | undefined;
  billingCreditArrearsCadence?: BillingArrearsCadence | undefined;
  billingCreditAutoTopupAmount?: number | undefined;
  billingCreditAutoTopupAmountType?: string | undefined;
  billingCreditAutoTopupAvailability?: BillingCreditAutoTopupAvailability | undefined;
  billingCreditAutoTopupEnabled: boolean;
  billingCreditAutoTopupExpiryType?: BillingCreditExpiryType | undefined;
  billingCreditAutoTopupExpiryUnit?: BillingCreditExpiryUnit | undefined;
  billingCreditAutoTopupExpiryUnitCount?: number | undefined;
  billingCreditAutoTopupSelfService: boolean;
  billingCreditAutoTopupThresholdCredits?: number | undefined;
  billingCreditAutoTopupThresholdPercent?: number | undefined;
  billingCreditCanBuyBundles: boolean;
  billingCreditOverdraftLimit?: number | undefined;
  billingCreditPostpaidEnabled: boolean;
  billingCreditPostpaidRatePerUnit?: number | undefined;
  billingCreditPostpaidRatePerUnitDecimal?: string | undefined;
  billingMode: BillingPlanCreditGrantBillingMode;
  billingProductPriceId?: string | undefined;
  companyCreditAmount: number;
  createdAt: Date;
  credit?: BillingCreditView | undefined;
  creditAmount: number;
  /** @deprecated */
  creditDescription: string;
  /** @deprecated */
  creditIcon?: string | undefined;
  creditId: string;
  /** @deprecated */
  creditName: string;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  id: string;
  licenseId?: string | undefined;
  plan?: GenericPreviewObject | undefined;
  planId: string;
  planVersionId?: string | undefined;
  /** @deprecated */
  pluralName?: string | undefined;
  price?: BillingPriceView | undefined;
  resetCadence?: BillingPlanCreditGrantResetCadence | undefined;
  resetStart?: BillingPlanCreditGrantResetStart | undefined;
  resetType: BillingPlanCreditGrantResetType;
  rolloverPercentage: number;
  scaling: PlanCreditGrantScaling;
  /** @deprecated */
  singularName?: string | undefined;
  updatedAt: Date;
}

export interface PlanCurrencyPriceRequestBody {
  currency: string;
  monthlyPrice?: number | undefined;
  oneTimePrice?: number | undefined;
  quarterlyPrice?: number | undefined;
  yearlyPrice?: number | undefined;
}

export interface PlanCurrencyPricesResponseData {
  currency: string;
  monthlyPrice?: BillingPriceResponseData | undefined;
  oneTimePrice?: BillingPriceResponseData | undefined;
  quarterlyPrice?: BillingPriceResponseData | undefined;
  yearlyPrice?: BillingPriceResponseData | undefined;
}

export interface PlanDetailResponseData {
  activeVersion?: PlanVersionResponseData | undefined;
  /** @deprecated */
  audienceType?: string | undefined;
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  billingProduct?: BillingProductDetailResponseData | undefined;
  billingStrategy: BillingStrategy;
  catalogs?: PlanCatalogMembershipResponseData[] | undefined;
  chargeType: ChargeType;
  companyCount: number;
  companyId?: string | undefined;
  companyLogoUrl?: string | undefined;
  companyName?: string | undefined;
  controlledBy: BillingProviderType;
  copiedFromPlanId?: string | undefined;
  createdAt: Date;
  credits: BillingCreditResponseData[];
  currencyPrices: PlanCurrencyPricesResponseData[];
  description: string;
  draftVersion?: PlanVersionResponseData | undefined;
  entitlements?: PlanEntitlementResponseData[] | undefined;
  features: FeatureInPlanResponseData[];
  icon: PlanIcon;
  id: string;
  includedCreditGrants?: BillingPlanCreditGrantResponseData[] | undefined;
  /** @deprecated */
  isDefault: boolean;
  /** @deprecated */
  isFree?: boolean | undefined;
  isTrialable: boolean;
  monthlyPrice?: BillingPriceResponseData | undefined;
  name: string;
  oneTimePrice?: BillingPriceResponseData | undefined;
  planType: PlanType;
  quarterlyPrice?: BillingPriceResponseData | undefined;
  trialDays?: number | undefined;
  updatedAt: Date;
  versions: PlanVersionResponseData[];
  yearlyPrice?: BillingPriceResponseData | undefined;
}

export interface PlanEntitlementResponseData {
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  billingThreshold?: number | undefined;
  consumptionRate?: number | undefined;
  createdAt: Date;
  currencyPrices: EntitlementCurrencyPricesResponseData[];
  environmentId: string;
  feature?: FeatureResponseData | undefined;
  featureId: string;
  id: string;
  meteredMonthlyPrice?: BillingPriceView | undefined;
  meteredQuarterlyPrice?: BillingPriceView | undefined;
  meteredYearlyPrice?: BillingPriceView | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  overageBillingCadence?: BillingArrearsCadence | undefined;
  overageInvoiceAnchor?: BillingArrearsAnchor | undefined;
  plan?: PlanResponseData | undefined;
  planId: string;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  quantityRates?: Record<string, number> | undefined;
  ruleId: string;
  ruleIdUsageExceeded?: string | undefined;
  softLimit?: number | undefined;
  updatedAt: Date;
  usageBasedProduct?: BillingProductResponseData | undefined;
  usageQuantity?: number | undefined;
  valueBool?: boolean | undefined;
  valueCredit?: BillingCreditResponseData | undefined;
  valueNumeric?: number | undefined;
  valueTrait?: EntityTraitDefinitionResponseData | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
  warningTiers: WarningTierResponseData[];
}

export interface PlanEntitlementsOrder {
  planEntitlementId: string;
  visible?: boolean | undefined;
}

export interface PlanGroupBundleOrder {
  bundleId: string;
}

export interface PlanGroupDetailResponseData {
  addOns: PlanGroupPlanDetailResponseData[];
  checkoutSettings: CheckoutSettingsResponseData;
  componentSettings: ComponentSettingsResponseData;
  customCheckoutFields: CheckoutFieldResponseData[];
  customPlanConfig?: CustomPlanViewConfigResponseData | undefined;
  customPlanId?: string | undefined;
  defaultPlan?: PlanGroupPlanDetailResponseData | undefined;
  /** @deprecated */
  defaultPlanId?: string | undefined;
  fallbackPlan?: PlanGroupPlanDetailResponseData | undefined;
  fallbackPlanId?: string | undefined;
  id: string;
  initialPlan?: PlanGroupPlanDetailResponseData | undefined;
  initialPlanId?: string | undefined;
  initialPlanPrice?: BillingPriceView | undefined;
  initialPlanPriceId?: string | undefined;
  orderedAddOnList: PlanGroupPlanEntitlementsOrder[];
  orderedBundleList: PlanGroupBundleOrder[];
  orderedPlanList: PlanGroupPlanEntitlementsOrder[];
  plans: PlanGroupPlanDetailResponseData[];
  preventDowngradesWhenOverLimit: boolean;
  preventSelfServiceDowngrade: boolean;
  preventSelfServiceDowngradeButtonText?: string | undefined;
  preventSelfServiceDowngradeUrl?: string | undefined;
  prorationBehavior: string;
  scheduledDowngradeBehavior?: string | undefined;
  scheduledDowngradePreventWhenOverLimit?: boolean | undefined;
  /** @deprecated */
  showAsMonthlyPrices: boolean;
  /** @deprecated */
  showCredits: boolean;
  /** @deprecated */
  showPeriodToggle: boolean;
  /** @deprecated */
  showZeroPriceAsFree: boolean;
  syncCustomerBillingDetails: boolean;
  taxCollectionEnabled: boolean;
  trialDays?: number | undefined;
  trialEligibilityPerPlan: boolean;
  trialExpiryPlan?: PlanGroupPlanDetailResponseData | undefined;
  trialExpiryPlanId?: string | undefined;
  trialExpiryPlanPrice?: BillingPriceView | undefined;
  trialExpiryPlanPriceId?: string | undefined;
  trialPaymentMethodRequired?: boolean | undefined;
}

export interface PlanGroupPlanDetailResponseData {
  activeVersion?: PlanVersionResponseData | undefined;
  /** @deprecated */
  audienceType?: string | undefined;
  availablePeriods: PlanPriceCadence[];
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  billingProduct?: BillingProductDetailResponseData | undefined;
  billingStrategy: BillingStrategy;
  catalogs?: PlanCatalogMembershipResponseData[] | undefined;
  chargeType: ChargeType;
  companyCount: number;
  companyId?: string | undefined;
  companyLogoUrl?: string | undefined;
  companyName?: string | undefined;
  compatiblePlanIds: string[];
  controlledBy: BillingProviderType;
  copiedFromPlanId?: string | undefined;
  createdAt: Date;
  credits: BillingCreditResponseData[];
  currencyPrices: PlanCurrencyPricesResponseData[];
  customPlanConfig?: CustomPlanViewConfigResponseData | undefined;
  description: string;
  draftVersion?: PlanVersionResponseData | undefined;
  entitlements?: PlanEntitlementResponseData[] | undefined;
  features: FeatureInPlanResponseData[];
  icon: PlanIcon;
  id: string;
  includedCreditGrants?: BillingPlanCreditGrantResponseData[] | undefined;
  isCustom: boolean;
  /** @deprecated */
  isDefault: boolean;
  /** @deprecated */
  isFree?: boolean | undefined;
  isTrialable: boolean;
  monthlyPrice?: BillingPriceResponseData | undefined;
  name: string;
  oneTimePrice?: BillingPriceResponseData | undefined;
  planType: PlanType;
  quarterlyPrice?: BillingPriceResponseData | undefined;
  trialDays?: number | undefined;
  updatedAt: Date;
  versions: PlanVersionResponseData[];
  yearlyPrice?: BillingPriceResponseData | undefined;
}

export interface PlanGroupPlanEntitlementsOrder {
  /** Older servers leave this field out. */
  credits?: PlanCreditOrder[] | undefined;
  entitlements?: PlanEntitlementsOrder[] | undefined;
  planId: string;
}

export interface PlanGroupResponseData {
  addOnCompatibilities: CompatiblePlansResponseData[];
  addOnIds: string[];
  checkoutSettings: CheckoutSettingsResponseData;
  componentSettings: ComponentSettingsResponseData;
  /** @deprecated */
  defaultPlanId?: string | undefined;
  fallbackPlanId?: string | undefined;
  id: string;
  initialPlanId?: string | undefined;
  initialPlanPriceId?: string | undefined;
  orderedAddOnIds: OrderedPlansInGroup[];
  planIds: OrderedPlansInGroup[];
  preventDowngradesWhenOverLimit: boolean;
  preventSelfServiceDowngrade: boolean;
  preventSelfServiceDowngradeButtonText?: string | undefined;
  preventSelfServiceDowngradeUrl?: string | undefined;
  prorationBehavior: string;
  scheduledDowngradeBehavior?: string | undefined;
  scheduledDowngradePreventWhenOverLimit?: boolean | undefined;
  /** @deprecated */
  showAsMonthlyPrices: boolean;
  /** @deprecated */
  showCredits: boolean;
  /** @deprecated */
  showPeriodToggle: boolean;
  /** @deprecated */
  showZeroPriceAsFree: boolean;
  syncCustomerBillingDetails: boolean;
  taxCollectionEnabled: boolean;
  trialDays?: number | undefined;
  trialEligibilityPerPlan: boolean;
  trialExpiryPlanId?: string | undefined;
  trialExpiryPlanPriceId?: string | undefined;
  trialPaymentMethodRequired?: boolean | undefined;
}

export interface PlanGrowthPointResponseData {
  month: Date;
  planId: string;
  planName: string;
  subscribers: number;
}

export interface PlanGrowthResponseData {
  points: PlanGrowthPointResponseData[];
}

export interface PlanIssueResponseData {
  code: string;
  description: string;
  detail?: string | undefined;
  id?: string | undefined;
}

export interface PlanResponseData {
  /** @deprecated */
  audienceType?: string | undefined;
  companyId?: string | undefined;
  copiedFromPlanId?: string | undefined;
  createdAt: Date;
  description: string;
  icon: PlanIcon;
  id: string;
  name: string;
  planType: PlanType;
  updatedAt: Date;
}

export interface PlanSelection {
  planId: string;
  priceId?: string | undefined;
  versionId?: string | undefined;
}

export interface PlanSnapshotView {
  deleted: boolean;
  description: string;
  icon: string;
  id: string;
  name: string;
}

export interface PlanTraitResponseData {
  accountId: string;
  createdAt: Date;
  environmentId: string;
  id: string;
  planId: string;
  planType: string;
  traitId: string;
  traitValue: string;
  updatedAt: Date;
}

export interface PlanVersionCompanyMigrationResponseData {
  companyId: string;
  companyName: string;
  completedAt?: Date | undefined;
  createdAt: Date;
  error?: string | undefined;
  errorCode?: MigrationErrorCode | undefined;
  id: string;
  migrationId: string;
  planVersionIdFrom?: string | undefined;
  scheduledFor?: Date | undefined;
  startedAt?: Date | undefined;
  status: PlanVersionCompanyMigrationStatus;
  updatedAt: Date;
}

export interface PlanVersionMigrationPreviewCompanyResponseData {
  companyId: string;
  hasBillingChanges: boolean;
  hasCustomPricing: boolean;
  note?: string | undefined;
  /** Older servers leave this field out. */
  notes?: PlanVersionMigrationPreviewNoteResponseData[] | undefined;
  planVersionIdFrom?: string | undefined;
  willUpdateSubscription: boolean;
  wouldFail: boolean;
}

export interface PlanVersionMigrationPreviewResponseData {
  companies: PlanVersionMigrationPreviewCompanyResponseData[];
  hasBillingChanges: boolean;
}

export interface PlanVersionMigrationResponseData {
  completedAt?: Date | undefined;
  completedCompanies: number;
  createdAt: Date;
  error?: string | undefined;
  failedCompanies: number;
  featureId?: string | undefined;
  featurePlanRolloutId?: string | undefined;
  id: string;
  nextDueAt?: Date | undefined;
  planId: string;
  planVersionIdFrom?: string | undefined;
  planVersionIdTo: string;
  planVersionIdsFrom: string[];
  prorationBehavior?: MigrationProrationBehavior | undefined;
  scheduledAt?: Date | undefined;
  skippedCompanies: number;
  startedAt?: Date | undefined;
  status: PlanVersionMigrationStatus;
  strategy: PlanVersionMigrationStrategy;
  totalCompanies: number;
  updatedAt: Date;
}

export interface PlanVersionResponseData {
  createdAt: Date;
  description: string;
  environmentId: string;
  icon: PlanIcon;
  id: string;
  name: string;
  originalPlanId?: string | undefined;
  planType: PlanType;
  /** Older servers leave this field out. */
  renewalPolicy?: RenewalPolicy | undefined;
  status: PlanVersionStatus;
  updatedAt: Date;
  version: number;
}

export interface PlanVersionSnapshotView {
  id: string;
  name: string;
  version: number;
}

export interface PlanViewPublicResponseData {
  activeVersion?: PlanVersionResponseData | undefined;
  /** @deprecated */
  audienceType?: string | undefined;
  availablePeriods: PlanPriceCadence[];
  billingLinkedResource?: BillingLinkedResourceResponseData | undefined;
  billingProduct?: BillingProductDetailResponseData | undefined;
  billingStrategy: BillingStrategy;
  catalogs?: PlanCatalogMembershipResponseData[] | undefined;
  chargeType: ChargeType;
  companyCount: number;
  companyId?: string | undefined;
  companyLogoUrl?: string | undefined;
  companyName?: string | undefined;
  compatiblePlanIds: string[];
  controlledBy: BillingProviderType;
  copiedFromPlanId?: string | undefined;
  createdAt: Date;
  creditVisibility?: PlanCreditVisibility[] | undefined;
  credits: BillingCreditResponseData[];
  currencyPrices: PlanCurrencyPricesResponseData[];
  custom: boolean;
  customPlanConfig?: CustomPlanConfig | undefined;
  description: string;
  draftVersion?: PlanVersionResponseData | undefined;
  entitlements?: PlanEntitlementResponseData[] | undefined;
  features: FeatureInPlanResponseData[];
  icon: PlanIcon;
  id: string;
  includedCreditGrants: PlanCreditGrantView[];
  isCustom: boolean;
  /** @deprecated */
  isDefault: boolean;
  /** @deprecated */
  isFree?: boolean | undefined;
  isTrialable: boolean;
  monthlyPrice?: BillingPriceResponseData | undefined;
  name: string;
  oneTimePrice?: BillingPriceResponseData | undefined;
  planType: PlanType;
  quarterlyPrice?: BillingPriceResponseData | undefined;
  trialDays?: number | undefined;
  updatedAt: Date;
  versions: PlanVersionResponseData[];
  yearlyPrice?: BillingPriceResponseData | undefined;
}

export interface PreflightEventUsageRequestBody {
  eventSubtype: string;
  quantity: number;
}

export interface PreflightRequestBody {
  creditCost?: Record<string, number> | undefined;
  eventQuantities?: PreflightEventQuantitiesRequestBody | undefined;
  eventUsage?: PreflightEventUsageRequestBody | undefined;
  usage?: number | undefined;
}

export interface PreviewObject {
  description?: string | undefined;
  id: string;
  imageUrl?: string | undefined;
  name: string;
}

export interface PreviewObjectResponseData {
  description?: string | undefined;
  id: string;
  imageUrl?: string | undefined;
  name: string;
}

export interface PreviewSubscriptionChangeResponseData {
  /** @deprecated */
  amountOff: number;
  /** @deprecated */
  dueNow: number;
  finance?: PreviewSubscriptionFinanceResponseData | undefined;
  isScheduledDowngrade: boolean;
  /** @deprecated */
  newCharges: number;
  optInRequired: boolean;
  optInText?: string | undefined;
  optInTitle?: string | undefined;
  paymentMethodRequired: boolean;
  /** @deprecated */
  percentOff: number;
  /** @deprecated */
  periodStart: Date;
  /** Older servers leave this field out. */
  problems?: CheckoutProblemResponseData[] | undefined;
  /** @deprecated */
  promoCodeApplied: boolean;
  /** @deprecated */
  proration: number;
  scheduledChangeTime?: Date | undefined;
  /** @deprecated */
  trialEnd?: Date | undefined;
  usageViolations: FeatureUsageResponseData[];
}

export interface PreviewSubscriptionDiscountResponseData {
  amountOff?: number | undefined;
  couponName: string;
  currency?: string | undefined;
  customerFacingCode?: string | undefined;
  duration: string;
  durationInMonths?: number | undefined;
  endedAt?: Date | undefined;
  isActive: boolean;
  percentOff?: number | undefined;
  promoCodeExternalId?: string | undefined;
  startedAt: Date;
}

export interface PreviewSubscriptionFinanceResponseData {
  amountOff: number;
  /** Older servers leave this field out. */
  currency?: Currency | undefined;
  /** Older servers leave this field out. */
  customerBalanceApplied?: number | undefined;
  /** Older servers leave this field out. */
  customerBalanceRemaining?: number | undefined;
  discountAmount: number;
  discounts: PreviewSubscriptionDiscountResponseData[];
  dueNow: number;
  newCharges: number;
  percentOff: number;
  periodEnd: Date;
  periodStart: Date;
  promoCodeApplied: boolean;
  proration: number;
  prorationBilledAt?: Date | undefined;
  prorationDetail?: PreviewSubscriptionProrationResponseData | undefined;
  taxAmount?: number | undefined;
  taxDisplayName?: string | undefined;
  taxRequireBillingDetails: boolean;
  totalPerBillingPeriod: number;
  trialEnd?: Date | undefined;
  upcomingInvoiceLineItems: PreviewSubscriptionUpcomingInvoiceLineItems[];
}

export interface PreviewSubscriptionUpcomingInvoiceLineItems {
  amount: number;
  description: string;
  priceId: string;
  proration: boolean;
  quantity: number;
}

export interface PublicPlansResponseData {
  activeAddOns: PlanViewPublicResponseData[];
  activePlans: PlanViewPublicResponseData[];
  addOnCompatibilities: CompatiblePlans[];
  capabilities?: ComponentCapabilities | undefined;
  displaySettings: ComponentDisplaySettings;
  /** @deprecated */
  showAsMonthlyPrices: boolean;
  /** @deprecated */
  showCredits: boolean;
  /** @deprecated */
  showPeriodToggle: boolean;
  /** @deprecated */
  showZeroPriceAsFree: boolean;
}

export interface QuickstartResp {
  ok: boolean;
}

export interface RawEventBatchResponseData {
  events: RawEventResponseData[];
}

export interface RawEventResponseData {
  capturedAt: Date;
  eventId?: string | undefined;
  remoteAddr?: string | undefined;
  remoteIp: string;
  userAgent: string;
}

export interface Rule {
  accountId: string;
  conditionGroups: ConditionGroup[];
  conditions: Condition[];
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  name: string;
  priority: number;
  ruleType: RuleType;
  value: boolean;
}

export interface RuleConditionDetailResponseData {
  comparisonTrait?: EntityTraitDefinitionResponseData | undefined;
  comparisonTraitId?: string | undefined;
  conditionGroupId?: string | undefined;
  conditionType: ConditionType;
  createdAt: Date;
  environmentId: string;
  eventSubtype?: string | undefined;
  flagId?: string | undefined;
  id: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  metricValue?: number | undefined;
  operator: ComparableOperator;
  planVersions?: RuleConditionPlanVersionResponseData[] | undefined;
  resourceIds: string[];
  resources: PreviewObjectResponseData[];
  ruleId: string;
  trait?: EntityTraitDefinitionResponseData | undefined;
  traitEntityType?: EntityType | undefined;
  traitId?: string | undefined;
  traitValue: string;
  updatedAt: Date;
}

export interface RuleConditionGroupDetailResponseData {
  conditions: RuleConditionDetailResponseData[];
  createdAt: Date;
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  ruleId: string;
  updatedAt: Date;
}

export interface RuleConditionGroupResponseData {
  createdAt: Date;
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  ruleId: string;
  updatedAt: Date;
}

export interface RuleConditionPlanVersionResponseData {
  id: string;
  name: string;
  status: PlanVersionStatus;
  version: number;
}

export interface RuleConditionResponseData {
  comparisonTraitId?: string | undefined;
  conditionGroupId?: string | undefined;
  conditionType: ConditionType;
  createdAt: Date;
  environmentId: string;
  eventSubtype?: string | undefined;
  flagId?: string | undefined;
  id: string;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  metricValue?: number | undefined;
  operator: ComparableOperator;
  resourceIds: string[];
  ruleId: string;
  traitEntityType?: EntityType | undefined;
  traitId?: string | undefined;
  traitValue: string;
  updatedAt: Date;
}

export interface RuleDetailResponseData {
  conditionGroups: RuleConditionGroupDetailResponseData[];
  conditions: RuleConditionDetailResponseData[];
  createdAt: Date;
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  name: string;
  priority: number;
  ruleType: RuleType;
  updatedAt: Date;
  value: boolean;
}

export interface RuleResponseData {
  createdAt: Date;
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  name: string;
  priority: number;
  ruleType: RuleType;
  updatedAt: Date;
  value: boolean;
}

export interface RuleView {
  accountId: string;
  conditionGroups: ConditionGroupView[];
  conditions: ConditionView[];
  createdAt: Date;
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  name: string;
  priority: number;
  ruleType: RuleType;
  updatedAt: Date;
  value: boolean;
}

export interface RulesDetailResponseData {
  flag?: FlagResponseData | undefined;
  rules: RuleDetailResponseData[];
}

export interface RulesengineCheckFlagResult {
  companyId?: string | undefined;
  entitlement?: RulesengineFeatureEntitlement | undefined;
  err?: string | undefined;
  featureAllocation?: number | undefined;
  featureUsage?: number | undefined;
  featureUsageEvent?: string | undefined;
  featureUsagePeriod?: RulesengineMetricPeriod | undefined;
  featureUsageResetAt?: Date | undefined;
  flagId?: string | undefined;
  flagKey: string;
  reason: string;
  ruleId?: string | undefined;
  ruleType?: RulesengineRuleType | undefined;
  userId?: string | undefined;
  value: boolean;
}

export interface RulesengineCompany {
  accountId: string;
  basePlanId?: string | undefined;
  billingProductIds: string[];
  creditBalances: Record<string, number>;
  creditPostpaid?: Record<string, RulesengineCreditPostpaidConfig> | undefined;
  creditSpendPolicies?: RulesengineCreditSpendPolicy[] | undefined;
  entitlements?: RulesengineFeatureEntitlement[] | undefined;
  environmentId: string;
  id: string;
  keys: Record<string, string>;
  metrics: RulesengineCompanyMetric[];
  planIds: string[];
  planVersionIds: string[];
  rules: RulesengineRule[];
  subscription?: RulesengineSubscription | undefined;
  traits: RulesengineTrait[];
}

export interface RulesengineCompanyMetric {
  accountId: string;
  companyId: string;
  createdAt: Date;
  environmentId: string;
  eventSubtype: string;
  monthReset: RulesengineMetricPeriodMonthReset;
  period: RulesengineMetricPeriod;
  validUntil?: Date | undefined;
  value: number;
}

export interface RulesengineCondition {
  accountId: string;
  comparisonTraitDefinition?: RulesengineTraitDefinition | undefined;
  conditionType: RulesengineConditionType;
  consumptionRate?: number | undefined;
  creditId?: string | undefined;
  environmentId: string;
  eventSubtype?: string | undefined;
  id: string;
  metricPeriod?: RulesengineMetricPeriod | undefined;
  metricPeriodMonthReset?: RulesengineMetricPeriodMonthReset | undefined;
  metricValue?: number | undefined;
  operator: ComparableOperator;
  quantityRates?: Record<string, number> | undefined;
  resourceIds: string[];
  traitDefinition?: RulesengineTraitDefinition | undefined;
  traitValue: string;
}

export interface RulesengineConditionGroup {
  conditions: RulesengineCondition[];
}

export interface RulesengineCreditPostpaidConfig {
  overdraftLimit?: number | undefined;
}

export interface RulesengineFeatureEntitlement {
  allocation?: number | undefined;
  consumptionRate?: number | undefined;
  creditId?: string | undefined;
  creditRemaining?: number | undefined;
  creditReserved?: number | undefined;
  creditSettled?: number | undefined;
  creditTotal?: number | undefined;
  creditUsed?: number | undefined;
  eventName?: string | undefined;
  eventSubtype?: string | undefined;
  featureId: string;
  featureKey: string;
  metricPeriod?: RulesengineMetricPeriod | undefined;
  metricResetAt?: Date | undefined;
  monthReset?: RulesengineMetricPeriodMonthReset | undefined;
  quantityRates?: Record<string, number> | undefined;
  softLimit?: number | undefined;
  usage?: number | undefined;
  valueType: RulesengineEntitlementValueType;
  warningTiers?: RulesengineWarningTier[] | undefined;
}

export interface RulesengineFlag {
  accountId: string;
  defaultValue: boolean;
  environmentId: string;
  id: string;
  key: string;
  rules: RulesengineRule[];
}

export interface RulesengineRule {
  accountId: string;
  conditionGroups: RulesengineConditionGroup[];
  conditions: RulesengineCondition[];
  environmentId: string;
  flagId?: string | undefined;
  id: string;
  name: string;
  priority: number;
  ruleType: RulesengineRuleType;
  value: boolean;
}

export interface RulesengineSubscription {
  id: string;
  periodEnd: Date;
  periodStart: Date;
}

export interface RulesengineTrait {
  traitDefinition?: RulesengineTraitDefinition | undefined;
  value: string;
}

export interface RulesengineTraitDefinition {
  comparableType: RulesengineTraitDefinitionComparableType;
  entityType: RulesengineEntityType;
  id: string;
}

export interface RulesengineUser {
  accountId: string;
  creditSpendPolicies?: RulesengineCreditSpendPolicy[] | undefined;
  environmentId: string;
  id: string;
  keys: Record<string, string>;
  rules: RulesengineRule[];
  traits: RulesengineTrait[];
}

export interface RulesengineWarningTier {
  key: string;
  value: number;
}

export interface ScheduledCheckoutResponseData {
  actorType: string;
  companyId: string;
  completedAt?: Date | undefined;
  createdAt: Date;
  errorMessage?: string | undefined;
  executeAfter: Date;
  fromPlanId: string;
  id: string;
  scheduledInterval?: string | undefined;
  scheduledPrice?: number | undefined;
  startedAt?: Date | undefined;
  status: ScheduledCheckoutStatus;
  toPlanId: string;
  updatedAt: Date;
}

export interface ScheduledDowngradeResponseData {
  currency: string;
  effectiveAfter: Date;
  fromPlanId: string;
  fromPlanName: string;
  fromSubscriptionPrice: number;
  id: string;
  interval: string;
  scheduledInterval?: string | undefined;
  scheduledPrice?: number | undefined;
  toPlanId: string;
  toPlanName: string;
}

export interface SegmentStatusResp {
  connected: boolean;
  environmentId: string;
  lastEventAt?: Date | undefined;
}

export interface SkippedEntitlementErrorResponseData {
  message: string;
}

export interface SkippedEntitlementResponseData {
  entitlementId: string;
  errors: SkippedEntitlementErrorResponseData[];
  featureId: string;
  featureName: string;
}

export interface SlackConnectInviteView {
  canResendAt?: Date | undefined;
  email: string;
  sentAt: Date;
  status: SlackConnectInviteStatus;
}

export interface StripeEmbedInfo {
  accountId?: string | undefined;
  publishableKey?: string | undefined;
  schematicPublishableKey: string;
  setupIntentClientSecret?: string | undefined;
}

export interface StripeIntegrationConfig {
  accountId?: string | undefined;
  accountName?: string | undefined;
  claimableSandboxExpiresAt?: Date | undefined;
  claimableSandboxId?: string | undefined;
  claimableSandboxStatus?: string | undefined;
  companyUpdateOnly?: boolean | undefined;
  isSandbox: boolean;
  liveMode: boolean;
  onboardUrl?: string | undefined;
  returnTo?: string | undefined;
}

export interface StripeSandboxClaimLink {
  claimUrl: string;
  expiresAt?: Date | undefined;
  sandboxId: string;
  status: string;
}

export interface StripeSandboxCountriesResponseData {
  countries: string[];
}

export interface StripeSandboxInstallResponseData {
  apiKeys?: StripeSandboxKeysResponseData | undefined;
  claimUrl: string;
  claimUrlExpiresAt?: Date | undefined;
  expiresAt?: Date | undefined;
  install: IntegrationInstallResponseData;
  sandboxId: string;
  stripeAccountId: string;
}

export interface StripeSandboxKeysResponseData {
  mcp: string;
  publishable: string;
  secret: string;
}

export interface SubscriptionTraitUpdate {
  featureId: string;
  hierarchy: string[];
  reason: string;
  traitId: string;
  traitName: string;
  traitType: TraitType;
  value: string;
}

export interface TaxIdInput {
  type: TaxIdType;
  value: string;
}

export interface TemporaryAccessTokenResponseData {
  apiKeyId?: string | undefined;
  createdAt: Date;
  environmentId: string;
  expiredAt: Date;
  id: string;
  issuerType: TemporaryAccessTokenIssuerType;
  resourceType: TemporaryAccessTokenResourceType;
  updatedAt: Date;
}

export interface TestWebhookResponseData {
  failureReason?: string | undefined;
  responseCode: number;
  success: boolean;
}

export interface TopFeatureByUsageResponseData {
  changePct?: number | undefined;
  featureId: string;
  featureName: string;
  pluralName?: string | undefined;
  priorUsage: number;
  usage: number;
}

export interface TopFeaturesByUsageResponseData {
  features: TopFeatureByUsageResponseData[];
}

export interface TraitDefinition {
  comparableType: TraitDefinitionComparableType;
  entityType: EntityType;
  id: string;
}

export interface UpcomingInvoiceResponseData {
  amountDue: number;
  amountPaid: number;
  amountRemaining: number;
  collectionMethod: string;
  companyId?: string | undefined;
  createdAt: Date;
  currency: string;
  customerExternalId: string;
  dueDate?: Date | undefined;
  endingBalance: number;
  environmentId: string;
  externalId?: string | undefined;
  paymentMethodExternalId?: string | undefined;
  providerType: BillingProviderType;
  startingBalance: number;
  status?: InvoiceStatus | undefined;
  subscriptionExternalId?: string | undefined;
  subtotal: number;
  total?: number | undefined;
  updatedAt: Date;
  url?: string | undefined;
}

export interface UpdateAddOnRequestBody {
  addOnId: string;
  priceId: string;
}

export interface UpdateAutoTopupOverrideRequestBody {
  autoTopupAmount?: number | undefined;
  autoTopupEnabled?: boolean | undefined;
  autoTopupThresholdCredits?: number | undefined;
  planCreditGrantId: string;
}

export interface UpdateBillingPlanCreditGrantRequestBody {
  applyToExisting?: boolean | undefined;
  arrearsAnchor?: BillingArrearsAnchor | undefined;
  arrearsCadence?: BillingArrearsCadence | undefined;
  autoTopupAmount?: number | undefined;
  autoTopupAmountType?: CreditAutoTopupAmountType | undefined;
  autoTopupAvailability?: BillingCreditAutoTopupAvailability | undefined;
  autoTopupEnabled?: boolean | undefined;
  autoTopupExpiryType?: BillingCreditExpiryType | undefined;
  autoTopupExpiryUnit?: BillingCreditExpiryUnit | undefined;
  autoTopupExpiryUnitCount?: number | undefined;
  autoTopupSelfService?: boolean | undefined;
  autoTopupThresholdCredits?: number | undefined;
  autoTopupThresholdPercent?: number | undefined;
  billingMode?: BillingPlanCreditGrantBillingMode | undefined;
  /** @deprecated */
  canBuyBundles?: boolean | undefined;
  companyCreditAmount?: number | undefined;
  creditAmount?: number | undefined;
  expiryType?: BillingCreditExpiryType | undefined;
  expiryUnit?: BillingCreditExpiryUnit | undefined;
  expiryUnitCount?: number | undefined;
  licenseId?: string | undefined;
  overdraftLimit?: number | undefined;
  postpaidEnabled?: boolean | undefined;
  postpaidRatePerUnit?: number | undefined;
  postpaidRatePerUnitDecimal?: string | undefined;
  priceTiers?: CreditGrantPriceTierRequestBody[] | undefined;
  resetCadence: BillingPlanCreditGrantResetCadence;
  resetStart: BillingPlanCreditGrantResetStart;
  resetType?: BillingPlanCreditGrantResetType | undefined;
  rolloverPercentage?: number | undefined;
  scaling?: PlanCreditGrantScaling | undefined;
  tierMode?: BillingTiersMode | undefined;
  unitPrice?: number | undefined;
  unitPriceDecimal?: string | undefined;
  warningTiers?: PlanCreditGrantWarningTierRequestBody[] | undefined;
}

export interface UpdateCreditBundleRequestBody {
  bundleId: string;
  quantity: number;
}

export interface UpdateEntitlementReqCommon {
  creditConsumptionRate?: number | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  quantityRates?: Record<string, number> | undefined;
  valueBool?: boolean | undefined;
  valueCreditId?: string | undefined;
  valueNumeric?: number | undefined;
  valueTraitId?: string | undefined;
  valueType: EntitlementValueType;
}

export interface UpdatePayInAdvanceRequestBody {
  priceId: string;
  quantity: number;
}

export interface UpdatePlanRequestBody {
  description?: string | undefined;
  icon?: PlanIcon | undefined;
  name: string;
}

export interface UpdatePlanTraitTraitRequestBody {
  traitId: string;
  traitValue: string;
}

export interface UpdateRuleRequestBody {
  conditionGroups: CreateOrUpdateConditionGroupRequestBody[];
  conditions: CreateOrUpdateConditionRequestBody[];
  name: string;
  priority: number;
  value: boolean;
}

export interface UpsertBillingProductRequestBody {
  billingProductId?: string | undefined;
  billingStrategy?: BillingStrategy | undefined;
  chargeType: ChargeType;
  currency?: string | undefined;
  currencyPrices?: PlanCurrencyPriceRequestBody[] | undefined;
  isTrialable: boolean;
  monthlyPrice?: number | undefined;
  monthlyPriceId?: string | undefined;
  oneTimePrice?: number | undefined;
  oneTimePriceId?: string | undefined;
  quarterlyPrice?: number | undefined;
  quarterlyPriceId?: string | undefined;
  trialDays?: number | undefined;
  yearlyPrice?: number | undefined;
  yearlyPriceId?: string | undefined;
}

export interface UpsertCompanyRequestBody {
  basePlanId?: string | undefined;
  basePlanPriceId?: string | undefined;
  id?: string | undefined;
  keys: Record<string, string>;
  lastSeenAt?: Date | undefined;
  name?: string | undefined;
  preventKeyRemap?: boolean | undefined;
  removeKeys?: string[] | undefined;
  traits?: Record<string, unknown> | undefined;
  updateOnly?: boolean | undefined;
}

export interface UpsertTraitRequestBody {
  incr?: number | undefined;
  keys: Record<string, string>;
  set?: string | undefined;
  trait: string;
  updateOnly?: boolean | undefined;
}

export interface UpsertUserRequestBody {
  companies?: Record<string, string>[] | undefined;
  company?: Record<string, string> | undefined;
  companyId?: string | undefined;
  companyIds?: string[] | undefined;
  id?: string | undefined;
  keys: Record<string, string>;
  lastSeenAt?: Date | undefined;
  name?: string | undefined;
  removeKeys?: string[] | undefined;
  traits?: Record<string, unknown> | undefined;
  updateOnly?: boolean | undefined;
}

export interface UpsertUserSubRequestBody {
  companyId?: string | undefined;
  companyIds?: string[] | undefined;
  id?: string | undefined;
  keys: Record<string, string>;
  lastSeenAt?: Date | undefined;
  name?: string | undefined;
  removeKeys?: string[] | undefined;
  traits?: Record<string, unknown> | undefined;
  updateOnly?: boolean | undefined;
}

export interface UsageBasedEntitlementRequestBody {
  billingProductId?: string | undefined;
  billingThreshold?: number | undefined;
  currency?: string | undefined;
  currencyPrices?: CurrencyPriceRequestBody[] | undefined;
  /** @deprecated */
  monthlyMeteredPriceId?: string | undefined;
  monthlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  monthlyUnitPrice?: number | undefined;
  monthlyUnitPriceDecimal?: string | undefined;
  overageBillingCadence?: BillingArrearsCadence | undefined;
  /** @deprecated */
  overageBillingProductId?: string | undefined;
  overageInvoiceAnchor?: BillingArrearsAnchor | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  /** @deprecated */
  priceTiers?: CreatePriceTierRequestBody[] | undefined;
  /** @deprecated */
  quarterlyMeteredPriceId?: string | undefined;
  quarterlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  quarterlyUnitPrice?: number | undefined;
  quarterlyUnitPriceDecimal?: string | undefined;
  softLimit?: number | undefined;
  tierMode?: BillingTiersMode | undefined;
  usageQuantity?: number | undefined;
  /** @deprecated */
  yearlyMeteredPriceId?: string | undefined;
  yearlyPriceTiers?: CreatePriceTierRequestBody[] | undefined;
  yearlyUnitPrice?: number | undefined;
  yearlyUnitPriceDecimal?: string | undefined;
}

export interface UsageBasedEntitlementResponseData {
  billingThreshold?: number | undefined;
  consumptionRate?: number | undefined;
  featureId: string;
  meteredPrice?: BillingPriceView | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  monthlyUsageBasedPrice?: BillingPriceView | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  quarterlyUsageBasedPrice?: BillingPriceView | undefined;
  usageQuantity?: number | undefined;
  valueBool?: boolean | undefined;
  valueNumeric?: number | undefined;
  valueType: EntitlementValueType;
  yearlyUsageBasedPrice?: BillingPriceView | undefined;
}

export interface UsageTimeSeriesPointResponseData {
  periodEnd?: Date | undefined;
  periodStart?: Date | undefined;
  timestamp: Date;
  usage: number;
}

export interface UserCreditUsageResponseData {
  billingCreditId: string;
  creditName: string;
  creditsUsed: number;
  share: number;
  user?: UserResponseData | undefined;
  userId?: string | undefined;
}

export interface UserDailyCreditPointResponseData {
  creditsUsed: number;
  date: Date;
}

export interface UserDailyUsagePointResponseData {
  date: Date;
  feature?: FeatureResponseData | undefined;
  value: number;
}

export interface UserDetailResponseData {
  companyMemberships: CompanyMembershipDetailResponseData[];
  createdAt: Date;
  entityTraits: EntityTraitDetailResponseData[];
  environmentId: string;
  id: string;
  keys: EntityKeyDetailResponseData[];
  lastSeenAt?: Date | undefined;
  name: string;
  traits?: Record<string, unknown> | undefined;
  updatedAt: Date;
}

export interface UserFeatureUsageResponseData {
  feature?: FeatureResponseData | undefined;
  lastSeen: Date;
  share: number;
  user?: UserResponseData | undefined;
  userId?: string | undefined;
  value: number;
}

export interface UserResponseData {
  createdAt: Date;
  environmentId: string;
  id: string;
  lastSeenAt?: Date | undefined;
  name: string;
  updatedAt: Date;
}

export interface UserUsageByCompanyResponseData {
  credits: UserCreditUsageResponseData[];
  endTime: Date;
  rows: UserFeatureUsageResponseData[];
  startTime: Date;
}

export interface UserUsageDetailResponseData {
  credits: UserCreditUsageResponseData[];
  dailyCreditPoints: UserDailyCreditPointResponseData[];
  dailyPoints: UserDailyUsagePointResponseData[];
  endTime: Date;
  featureTotals: UserFeatureUsageResponseData[];
  startTime: Date;
  user?: UserResponseData | undefined;
}

export interface WarningTier {
  key: string;
  value: number;
}

export interface WarningTierRequestBody {
  key: string;
  value: number;
}

export interface WarningTierResponseData {
  id: string;
  key: string;
  value: number;
}

export interface WebFeatureUsageWebhookOutput {
  allocation?: number | undefined;
  creditUsage?: CreditUsage | undefined;
  entitlement: string;
  feature?: FeatureView | undefined;
  metricResetAt?: Date | undefined;
  usage?: number | undefined;
  company?: CompanyDetailResponseData | undefined;
}

export interface WebScheduledDowngradeWebhookOutput {
  company?: CompanyResponseData | undefined;
  executeAfter: Date;
  fromPlan?: PlanSnapshotView | undefined;
  id: string;
  scheduledInterval?: string | undefined;
  scheduledPrice?: number | undefined;
  toPlan?: PlanSnapshotView | undefined;
}

export interface WebhookEventDetailResponseData {
  attemptCount: number;
  createdAt: Date;
  id: string;
  payload?: string | undefined;
  requestType: WebhookRequestType;
  responseCode?: number | undefined;
  sentAt?: Date | undefined;
  status: WebhookEventStatus;
  updatedAt: Date;
  webhook?: WebhookResponseData | undefined;
  webhookId: string;
}

export interface WebhookEventResponseData {
  attemptCount: number;
  createdAt: Date;
  id: string;
  payload?: string | undefined;
  requestType: WebhookRequestType;
  responseCode?: number | undefined;
  sentAt?: Date | undefined;
  status: WebhookEventStatus;
  updatedAt: Date;
  webhookId: string;
}

export interface WebhookResponseData {
  createdAt: Date;
  creditTriggerConfigs?: CreditTriggerConfig[] | undefined;
  entitlementTriggerConfigs?: EntitlementTriggerConfig[] | undefined;
  id: string;
  name: string;
  requestTypes: WebhookRequestType[];
  secret: string;
  status: WebhookStatus;
  updatedAt: Date;
  url: string;
}

export interface WebhookUrl {
  type: IntegrationType;
  url: string;
}

export interface WhoAmIResponseData {
  accountId: string;
  accountName: string;
  actorType: ActorType;
  apiKeyId?: string | undefined;
  environmentId?: string | undefined;
  environments: EnvironmentResponseData[];
  onboardingComplete: boolean;
  stripeUserId?: string | undefined;
  userId?: string | undefined;
  userName?: string | undefined;
}

export interface WorkOsIntegrationConfig {
  firstEventsReceived?: boolean | undefined;
  webhookUrl?: string | undefined;
}

export interface CountBillingInvoicesParams {
  companyId?: string | undefined;
  contractId?: string | undefined;
  documentState?: InvoiceDocumentState | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  pastDue?: boolean | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  status?: InvoiceStatus | undefined;
}

export interface CountBillingInvoicesResponse {
  data: CountResponse;
  params: CountBillingInvoicesParams;
}

export interface FinalizeNativeInvoiceResponse {
  data: BillingInvoiceDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetBillingInvoiceResponse {
  data: BillingInvoiceDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetBillingSettingsResponse {
  data: BillingSettingsResponseData;
  params: Record<string, unknown>;
}

export interface GetCompanyNativeSubscriptionResponse {
  data: BillingNativeSubscriptionResponseData;
  params: Record<string, unknown>;
}

export interface ListBillingInvoicesParams {
  companyId?: string | undefined;
  contractId?: string | undefined;
  documentState?: InvoiceDocumentState | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
  pastDue?: boolean | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  status?: InvoiceStatus | undefined;
}

export interface ListBillingInvoicesResponse {
  data: BillingInvoiceResponseData[];
  params: ListBillingInvoicesParams;
}

export interface MarkBillingInvoicePaidResponse {
  data: BillingInvoiceDetailResponseData;
  params: Record<string, unknown>;
}

export interface UpdateBillingSettingsResponse {
  data: BillingSettingsResponseData;
  params: Record<string, unknown>;
}

export interface VoidNativeInvoiceResponse {
  data: BillingInvoiceDetailResponseData;
  params: Record<string, unknown>;
}

export interface GetPublicCatalogByIdResponse {
  data: PublicCatalogResponseData;
  params: Record<string, unknown>;
}

export interface GetPublicCatalogResponse {
  data: PublicCatalogResponseData;
  params: Record<string, unknown>;
}

export interface GetCreditBalanceTimeSeriesParams {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  endTime?: Date | undefined;
  startTime?: Date | undefined;
}

export interface GetCreditBalanceTimeSeriesResponse {
  data: CreditBalanceTimeSeriesResponseData;
  params: GetCreditBalanceTimeSeriesParams;
}

export interface GetCreditEventLedgerEntryResponse {
  data: CreditEventLedgerResponseData;
  params: Record<string, unknown>;
}

export interface GetCreditSpendPolicyUsageParams {
  billingCreditId?: string | undefined;
  companyId?: string | undefined;
  userIds?: string[] | undefined;
}

export interface GetCreditSpendPolicyUsageResponse {
  data: CreditSpendPolicyResponseData[];
  params: GetCreditSpendPolicyUsageParams;
}

export interface CountCompanyUserUsageParams {
  companyId?: string | undefined;
  endTime?: Date | undefined;
  featureId?: string | undefined;
  limit?: number | undefined;
  metric?: UserUsageMetric | undefined;
  offset?: number | undefined;
  startTime?: Date | undefined;
}

export interface CountCompanyUserUsageResponse {
  data: CountResponse;
  params: CountCompanyUserUsageParams;
}

export interface GetCompanyUserUsageMetricsParams {
  companyId?: string | undefined;
  endTime?: Date | undefined;
  startTime?: Date | undefined;
}

export interface GetCompanyUserUsageMetricsResponse {
  data: CompanyUserUsageMetricsResponseData;
  params: GetCompanyUserUsageMetricsParams;
}

export interface ListCompanyUserUsageParams {
  companyId?: string | undefined;
  endTime?: Date | undefined;
  featureId?: string | undefined;
  limit?: number | undefined;
  metric?: UserUsageMetric | undefined;
  offset?: number | undefined;
  startTime?: Date | undefined;
}

export interface ListCompanyUserUsageResponse {
  data: CompanyUserUsageResponseData;
  params: ListCompanyUserUsageParams;
}

export interface GetPlanVersionDiffParams {
  against?: string | undefined;
}

export interface GetPlanVersionDiffResponse {
  data: PlanVersionDiffResponseData;
  params: GetPlanVersionDiffParams;
}

export interface PreviewPublishPlanVersionResponse {
  data: PublishPreviewResponseData;
  params: Record<string, unknown>;
}

export interface BillingInvoiceAddressResponseData {
  city: string;
  country: string;
  line1: string;
  line2: string;
  postalCode: string;
  state: string;
}

export interface BillingInvoiceBillingDetailsResponseData {
  address?: BillingInvoiceAddressResponseData | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  taxIds: BillingInvoiceTaxIdResponseData[];
}

export interface BillingInvoiceDetailResponseData {
  amountPaid: number;
  amountRemaining: number;
  collectionState?: InvoiceCollectionState | undefined;
  collector?: Collector | undefined;
  companyId: string;
  contractId?: string | undefined;
  createdAt: Date;
  currency: Currency;
  discount: number;
  documentState?: InvoiceDocumentState | undefined;
  dueAt?: Date | undefined;
  externalId?: string | undefined;
  finalizedAt?: Date | undefined;
  id: string;
  lines: BillingInvoiceLineResponseData[];
  number?: string | undefined;
  pdfUrl?: string | undefined;
  periodEnd?: Date | undefined;
  periodStart?: Date | undefined;
  providerType: BillingProviderType;
  settlements: BillingInvoiceSettlementResponseData[];
  status: InvoiceStatus;
  subscriptionExternalId?: string | undefined;
  subscriptionId?: string | undefined;
  subtotal: number;
  tax: number;
  terms?: BillingInvoiceTermsResponseData | undefined;
  total: number;
  url?: string | undefined;
}

export interface BillingInvoiceLineResponseData {
  amount: number;
  chargeIds: string[];
  description?: string | undefined;
  externalId?: string | undefined;
  id?: string | undefined;
  kind: InvoiceLineKind;
  periodEnd?: Date | undefined;
  periodStart?: Date | undefined;
  quantity?: number | undefined;
  subscriptionLineId?: string | undefined;
  taxable: boolean;
  unitAmount?: number | undefined;
}

export interface BillingInvoiceResponseData {
  amountPaid: number;
  amountRemaining: number;
  collectionState?: InvoiceCollectionState | undefined;
  collector?: Collector | undefined;
  companyId: string;
  contractId?: string | undefined;
  createdAt: Date;
  currency: Currency;
  documentState?: InvoiceDocumentState | undefined;
  dueAt?: Date | undefined;
  externalId?: string | undefined;
  finalizedAt?: Date | undefined;
  id: string;
  number?: string | undefined;
  periodEnd?: Date | undefined;
  periodStart?: Date | undefined;
  providerType: BillingProviderType;
  status: InvoiceStatus;
  subscriptionExternalId?: string | undefined;
  subtotal: number;
  total: number;
  url?: string | undefined;
}

export interface BillingInvoiceSettlementResponseData {
  amount: number;
  collector: Collector;
  id?: string | undefined;
  reference?: string | undefined;
  settledAt: Date;
}

export interface BillingInvoiceTaxIdResponseData {
  type: TaxIdType;
  value: string;
}

export interface BillingInvoiceTermsResponseData {
  billingDetails?: BillingInvoiceBillingDetailsResponseData | undefined;
  collectionMethod: BillingCollectionMethod;
  collector: Collector;
  currency?: Currency | undefined;
  daysUntilDue?: number | undefined;
  paymentGating: PaymentGating;
  purchaseOrder?: string | undefined;
}

export interface BillingNativeSubscriptionChangeResponseData {
  action: SubscriptionChangeAction;
  effectiveAt: Date;
  line?: BillingNativeSubscriptionLineResponseData | undefined;
  replaces?: BillingNativeSubscriptionLineResponseData | undefined;
}

export interface BillingNativeSubscriptionLineResponseData {
  anchor: Date;
  anchorDay: number;
  base: boolean;
  cadenceCount: number;
  cadenceUnit: BillingProductPriceInterval;
  currency: Currency;
  currentPeriodEnd?: Date | undefined;
  currentPeriodStart?: Date | undefined;
  effectiveFrom: Date;
  effectiveTo?: Date | undefined;
  id: string;
  kind: LineKind;
  quantity: number;
  sourceId: string;
  sourceName?: string | undefined;
  sourcePlanType?: PlanType | undefined;
  taxable: boolean;
  tiersMode?: BillingTiersMode | undefined;
  timing: ChargeTiming;
  unitAmount?: number | undefined;
}

export interface BillingNativeSubscriptionResponseData {
  cancelAt?: Date | undefined;
  companyId: string;
  currency: Currency;
  id: string;
  lines: BillingNativeSubscriptionLineResponseData[];
  periodEnd: Date;
  periodStart: Date;
  scheduledChanges: BillingNativeSubscriptionChangeResponseData[];
  startedAt?: Date | undefined;
  statement?: BillingStatementResponseData | undefined;
  status: SubscriptionStatus;
  terms?: BillingInvoiceTermsResponseData | undefined;
}

export interface BillingPlanCreditGrantWarningTierResponseData {
  id: string;
  key: string;
  value: number;
}

export interface BillingSettingsResponseData {
  defaultProviderType?: BillingProviderType | undefined;
}

export interface BillingStatementLineResponseData {
  amount: number;
  kind: InvoiceLineKind;
  periodEnd?: Date | undefined;
  periodStart?: Date | undefined;
  quantity?: number | undefined;
  subscriptionLineId?: string | undefined;
  unitAmount?: number | undefined;
}

export interface BillingStatementResponseData {
  currency: Currency;
  lines: BillingStatementLineResponseData[];
  periodEnd: Date;
  periodStart: Date;
  subtotal: number;
  total: number;
}

export interface CatalogBundleCurrencyPriceResponseData {
  currency: Currency;
  price?: CatalogPriceResponseData | undefined;
  unitPrice?: CatalogPriceResponseData | undefined;
}

export interface CatalogCapabilitiesResponseData {
  badgeVisibility: boolean;
  checkout: boolean;
}

export interface CatalogConfigPlanCredit {
  creditId: string;
  visible?: boolean | undefined;
}

export interface CatalogConfigPlanCreditResponseData {
  creditId: string;
  visible: boolean;
}

export interface CatalogCreditBundleResponseData {
  bundleType: BillingCreditBundleType;
  compatiblePlanIds?: string[] | undefined;
  creditIcon?: string | undefined;
  creditId: string;
  creditName: string;
  creditPluralName?: string | undefined;
  creditSingularName?: string | undefined;
  currencyPrices: CatalogBundleCurrencyPriceResponseData[];
  expiryType: BillingCreditExpiryType;
  expiryUnit: BillingCreditExpiryUnit;
  expiryUnitCount?: number | undefined;
  id: string;
  name: string;
  price?: CatalogPriceResponseData | undefined;
  quantity?: number | undefined;
  unitPrice?: CatalogPriceResponseData | undefined;
}

export interface CatalogCreditGrantResponseData {
  companyCreditAmount: number;
  creditAmount: number;
  creditIcon?: string | undefined;
  creditId: string;
  creditName: string;
  creditPluralName?: string | undefined;
  creditSingularName?: string | undefined;
  id: string;
  licenseId?: string | undefined;
  resetCadence?: BillingPlanCreditGrantResetCadence | undefined;
  scaling: PlanCreditGrantScaling;
}

export interface CatalogCurrencyPricesResponseData {
  currency: Currency;
  monthlyPrice?: CatalogPriceResponseData | undefined;
  oneTimePrice?: CatalogPriceResponseData | undefined;
  quarterlyPrice?: CatalogPriceResponseData | undefined;
  yearlyPrice?: CatalogPriceResponseData | undefined;
}

export interface CatalogCustomPlanCtaResponseData {
  ctaText?: string | undefined;
  ctaUrl?: string | undefined;
  priceText?: string | undefined;
}

export interface CatalogDetailResponseData {
  capabilities: CatalogCapabilitiesResponseData;
  customPlanCta?: CatalogCustomPlanCtaResponseData | undefined;
  defaultCurrency: Currency;
  description?: string | undefined;
  id: string;
  name: string;
  pricingModel?: string | undefined;
  pricingUrl?: string | undefined;
}

export interface CatalogEntitlementResponseData {
  consumptionRate?: number | undefined;
  creditEquivalentLimit?: number | undefined;
  creditIcon?: string | undefined;
  creditId?: string | undefined;
  creditName?: string | undefined;
  creditPluralName?: string | undefined;
  creditSingularName?: string | undefined;
  currencyPrices: CatalogCurrencyPricesResponseData[];
  featureDescription: string;
  featureIcon: string;
  featureId: string;
  featureName: string;
  featurePluralName?: string | undefined;
  featureSingularName?: string | undefined;
  featureType: FeatureType;
  licenseId?: string | undefined;
  meteredMonthlyPrice?: CatalogPriceResponseData | undefined;
  meteredQuarterlyPrice?: CatalogPriceResponseData | undefined;
  meteredYearlyPrice?: CatalogPriceResponseData | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  softLimit?: number | undefined;
  valueBool?: boolean | undefined;
  valueNumeric?: number | undefined;
  valueType: EntitlementValueType;
  warningThreshold?: number | undefined;
}

export interface CatalogPlanEntitlementResponseData {
  consumptionRate?: number | undefined;
  creditEquivalentLimit?: number | undefined;
  creditIcon?: string | undefined;
  creditId?: string | undefined;
  creditName?: string | undefined;
  creditPluralName?: string | undefined;
  creditSingularName?: string | undefined;
  currencyPrices: CatalogCurrencyPricesResponseData[];
  featureDescription: string;
  featureIcon: string;
  featureId: string;
  featureName: string;
  featurePluralName?: string | undefined;
  featureSingularName?: string | undefined;
  featureType: FeatureType;
  id: string;
  licenseId?: string | undefined;
  meteredMonthlyPrice?: CatalogPriceResponseData | undefined;
  meteredQuarterlyPrice?: CatalogPriceResponseData | undefined;
  meteredYearlyPrice?: CatalogPriceResponseData | undefined;
  metricPeriod?: MetricPeriod | undefined;
  metricPeriodMonthReset?: MetricPeriodMonthReset | undefined;
  priceBehavior?: EntitlementPriceBehavior | undefined;
  softLimit?: number | undefined;
  valueBool?: boolean | undefined;
  valueNumeric?: number | undefined;
  valueType: EntitlementValueType;
  warningThreshold?: number | undefined;
}

export interface CatalogPlanResponseData {
  availablePeriods: PlanPriceCadence[];
  billingStrategy: BillingStrategy;
  chargeType: ChargeType;
  compatiblePlanIds?: string[] | undefined;
  currencyPrices: CatalogCurrencyPricesResponseData[];
  description: string;
  entitlements: CatalogPlanEntitlementResponseData[];
  icon: string;
  id: string;
  includedCreditGrants: CatalogCreditGrantResponseData[];
  isTrialable: boolean;
  monthlyPrice?: CatalogPriceResponseData | undefined;
  name: string;
  oneTimePrice?: CatalogPriceResponseData | undefined;
  quarterlyPrice?: CatalogPriceResponseData | undefined;
  trialDays?: number | undefined;
  yearlyPrice?: CatalogPriceResponseData | undefined;
}

export interface CatalogPriceResponseData {
  currency: Currency;
  id: string;
  interval: BillingProductPriceInterval;
  intervalCount: number;
  overageUnitPriceDecimal?: string | undefined;
  packageSize: number;
  price: number;
  priceDecimal?: string | undefined;
  priceTiers: CatalogPriceTierResponseData[];
  scheme: BillingPriceScheme;
  tiersMode?: BillingTiersMode | undefined;
}

export interface CatalogPriceTierResponseData {
  flatPrice?: number | undefined;
  from: number;
  perUnitPrice?: number | undefined;
  perUnitPriceDecimal?: string | undefined;
  to?: number | undefined;
}

export interface CheckoutProblemResponseData {
  blocking: boolean;
  bundleId?: string | undefined;
  code: CheckoutProblemCode;
  currency?: Currency | undefined;
  detail?: string | undefined;
  featureId?: string | undefined;
  fieldId?: string | undefined;
  message: string;
  paymentMethodId?: string | undefined;
  planId?: string | undefined;
  priceId?: string | undefined;
  source: CheckoutProblemSource;
}

export interface CompanyUserUsageMetricsResponseData {
  endTime: Date;
  features: FeatureResponseData[];
  hasCredits: boolean;
  startTime: Date;
}

export interface CompanyUserUsageResponseData {
  endTime: Date;
  rows: CompanyUserUsageRowResponseData[];
  startTime: Date;
  topUserShare: number;
  total: number;
  unattributed?: CompanyUserUsageRowResponseData | undefined;
}

export interface CompanyUserUsageRowResponseData {
  lastSeen?: Date | undefined;
  share: number;
  user?: UserResponseData | undefined;
  userId?: string | undefined;
  value: number;
}

export interface CreditBalanceEventResponseData {
  amount: number;
  eventType: CreditEventType;
  grantId?: string | undefined;
  grantReason?: BillingCreditGrantReason | undefined;
  planId?: string | undefined;
  timestamp: Date;
  zeroedOutReason?: BillingCreditGrantZeroedOutReason | undefined;
}

export interface CreditBalanceFeatureConsumptionResponseData {
  amount: number;
  featureId: string;
  featureName: string;
}

export interface CreditBalancePointResponseData {
  balance: number;
  consumed: number;
  consumedByFeature: CreditBalanceFeatureConsumptionResponseData[];
  timestamp: Date;
}

export interface CreditBalanceTimeSeriesResponseData {
  balancePoints: CreditBalancePointResponseData[];
  billingCreditId: string;
  events: CreditBalanceEventResponseData[];
  external: boolean;
}

export interface CreditBurnBreakdownLine {
  credits: number;
  key: string;
  quantity: number;
  rate: number;
}

export interface CreditSpendPolicy {
  companyId?: string | undefined;
  consumed?: number | undefined;
  creditId: string;
  id: string;
  kind: string;
  label?: string | undefined;
  limit: number;
  resetsAt?: Date | undefined;
  scope: CreditSpendPolicyScope;
  window?: CreditSpendWindow | undefined;
}

export interface CreditSpendWindow {
  count: number;
  unit: string;
}

export interface CreditsInPlan {
  creditId: string;
  visible?: boolean | undefined;
}

export interface EstimatedPlanTotal {
  amount: number;
  currency: Currency;
  period: PlanPriceCadence;
}

export interface PaymentMethodBillingDetailsRequestBody {
  address?: CustomerBillingAddress | undefined;
  email?: string | undefined;
  phone?: string | undefined;
}

export interface PlanCreditGrantWarningTierRequestBody {
  key: string;
  value: number;
}

export interface PlanCreditOrder {
  creditId: string;
  visible: boolean;
}

export interface PlanCreditVisibility {
  creditId: string;
  visible: boolean;
}

export interface PlanVersionBillingProductChangeResponseData {
  new?: BillingProductDetailResponseData | undefined;
  old?: BillingProductDetailResponseData | undefined;
}

export interface PlanVersionCreditGrantChangeResponseData {
  changeType: PlanVersionDiffChangeType;
  changedFields: string[];
  creditId: string;
  new?: BillingPlanCreditGrantResponseData | undefined;
  old?: BillingPlanCreditGrantResponseData | undefined;
}

export interface PlanVersionDiffResponseData {
  billingProduct?: PlanVersionBillingProductChangeResponseData | undefined;
  creditGrants: PlanVersionCreditGrantChangeResponseData[];
  entitlements: PlanVersionEntitlementChangeResponseData[];
  from?: PlanVersionResponseData | undefined;
  hasBillingChanges: boolean;
  planFields: PlanVersionFieldChangeResponseData[];
  prices: PlanVersionPriceChangeResponseData[];
  to?: PlanVersionResponseData | undefined;
}

export interface PlanVersionEntitlementChangeResponseData {
  changeType: PlanVersionDiffChangeType;
  changedFields: string[];
  featureId: string;
  new?: PlanEntitlementResponseData | undefined;
  old?: PlanEntitlementResponseData | undefined;
}

export interface PlanVersionFieldChangeResponseData {
  field: string;
  new: string;
  old: string;
}

export interface PlanVersionMigrationPreviewNoteResponseData {
  blocking: boolean;
  code?: MigrationErrorCode | undefined;
  message: string;
}

export interface PlanVersionPriceChangeResponseData {
  cadence: PlanVersionDiffPriceCadence;
  currency: Currency;
  new?: BillingPriceResponseData | undefined;
  old?: BillingPriceResponseData | undefined;
}

export interface PreflightEventQuantitiesRequestBody {
  eventSubtype: string;
  quantities?: Record<string, number> | undefined;
  quantity?: number | undefined;
}

export interface PreviewSubscriptionProrationLineResponseData {
  amount: number;
  kind: ProrationLineKind;
  periodEnd?: Date | undefined;
  periodStart?: Date | undefined;
  planId?: string | undefined;
  priceId?: string | undefined;
  quantity?: number | undefined;
}

export interface PreviewSubscriptionProrationResponseData {
  billedAt?: Date | undefined;
  charge: number;
  credit: number;
  currency: Currency;
  lines: PreviewSubscriptionProrationLineResponseData[];
  timing: CheckoutChargeTiming;
  total: number;
}

export interface PublicCatalogResponseData {
  addOns: CatalogPlanResponseData[];
  capabilities: CatalogCapabilitiesResponseData;
  creditBundles: CatalogCreditBundleResponseData[];
  customPlanCta?: CatalogCustomPlanCtaResponseData | undefined;
  defaultCurrency: Currency;
  description?: string | undefined;
  id: string;
  name: string;
  plans: CatalogPlanResponseData[];
  pricingModel?: string | undefined;
  pricingUrl?: string | undefined;
}

export interface PublishPreviewPayInAdvanceResponseData {
  committedQuantity: number;
  currentQuantity?: number | undefined;
  effectiveQuantity: number;
  featureId: string;
}

export interface PublishPreviewPaymentMethodResponseData {
  cardBrand?: string | undefined;
  cardLast4?: string | undefined;
  hasDefault: boolean;
  paymentMethodType?: string | undefined;
}

export interface PublishPreviewProrationLineResponseData {
  amount: number;
  description: string;
  periodEnd: Date;
  periodStart: Date;
  priceExternalId?: string | undefined;
  quantity: number;
}

export interface PublishPreviewResponseData {
  billingEmail?: string | undefined;
  currency?: Currency | undefined;
  currentPeriodEnd?: Date | undefined;
  currentPeriodStart?: Date | undefined;
  defaultCollectionMethod: BillingCollectionMethod;
  defaultDaysUntilDue: number;
  defaultSendInvoice: boolean;
  effectiveAt?: Date | undefined;
  endsAt?: Date | undefined;
  hasBillingChanges: boolean;
  immediateInvoiceAmount?: number | undefined;
  landsOn: AmendmentProrationLandsOn;
  newRecurringAmount?: number | undefined;
  nextInvoiceAmount?: number | undefined;
  nextInvoiceAt?: Date | undefined;
  note?: string | undefined;
  payInAdvance: PublishPreviewPayInAdvanceResponseData[];
  paymentMethod: PublishPreviewPaymentMethodResponseData;
  prorationCharge: number;
  prorationCredit: number;
  prorationLines: PublishPreviewProrationLineResponseData[];
  prorationTotal: number;
  willUpdateSubscription: boolean;
  wouldFail: boolean;
}

export interface RulesengineCreditSpendPolicy {
  companyId?: string | undefined;
  consumed?: number | undefined;
  creditId: string;
  id: string;
  kind: string;
  label?: string | undefined;
  limit: number;
  resetsAt?: Date | undefined;
  scope: RulesengineCreditSpendPolicyScope;
  window?: RulesengineCreditSpendWindow | undefined;
}

export interface RulesengineCreditSpendWindow {
  count: number;
  unit: string;
}

export interface UpdateBillingSettingsRequestBody {
  defaultProviderType?: BillingProviderType | undefined;
}

export interface ListBillingInvoicesRequest {
  companyId?: string | undefined;
  contractId?: string | undefined;
  documentState?: InvoiceDocumentState | undefined;
  pastDue?: boolean | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  status?: InvoiceStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface MarkBillingInvoicePaidRequestBody {
  amount?: number | undefined;
  idempotencyKey: string;
  reference?: string | undefined;
  settledAt?: Date | undefined;
}

export interface CountBillingInvoicesRequest {
  companyId?: string | undefined;
  contractId?: string | undefined;
  documentState?: InvoiceDocumentState | undefined;
  pastDue?: boolean | undefined;
  providerType?: BillingProviderType | undefined;
  q?: string | undefined;
  status?: InvoiceStatus | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

export interface GetCreditBalanceTimeSeriesRequest {
  billingCreditId: string;
  companyId: string;
  endTime: Date;
  startTime: Date;
}

export interface GetCreditSpendPolicyUsageRequest {
  billingCreditId?: string | undefined;
  companyId: string;
  userIds?: string | string[] | undefined;
}

export interface GetCompanyUserUsageMetricsRequest {
  companyId: string;
  endTime?: Date | undefined;
  startTime?: Date | undefined;
}

export interface ListCompanyUserUsageRequest {
  companyId: string;
  endTime?: Date | undefined;
  featureId?: string | undefined;
  metric: UserUsageMetric;
  limit?: number | undefined;
  offset?: number | undefined;
  startTime?: Date | undefined;
}

export interface CountCompanyUserUsageRequest {
  companyId: string;
  endTime?: Date | undefined;
  featureId?: string | undefined;
  metric: UserUsageMetric;
  limit?: number | undefined;
  offset?: number | undefined;
  startTime?: Date | undefined;
}

export interface GetPlanVersionDiffRequest {
  against?: string | undefined;
}

// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

import { operation } from "../operation";
import type { ApiPromise } from "../transport/api-promise";
import type { RequestOptions } from "../transport/options";
import type { Transport } from "../transport/transport";
import {
  $ActivityResponseResponseData,
  $ApiKeyResponseData,
  $AuditLogListResponseData,
  $BillingCreditBundleResponseData,
  $BillingCreditGrantResponseData,
  $BillingCreditResponseData,
  $BillingCustomerWithSubscriptionsResponseData,
  $BillingCycleAnchorAndBillingStartDateAndEndDate,
  $BillingInvoiceDetailResponseData,
  $BillingInvoiceResponseData,
  $BillingNativeSubscriptionResponseData,
  $BillingPlanCreditGrantResponseData,
  $BillingPriceView,
  $BillingProductDetailResponseData,
  $BillingSubscriptionView,
  $CapturedAt,
  $CatalogConfigurationResponseData,
  $CatalogDerivedFeaturesResponseData,
  $ChangeSubscriptionInternalRequestBody,
  $CheckAndReserveFlagRequestBody,
  $CheckAndReserveFlagResponseData,
  $CheckFlagRequestBody,
  $CheckFlagResponseData,
  $CheckFlagsBulkRequestBody,
  $CheckFlagsBulkResponseData,
  $CheckFlagsResponseData,
  $CheckoutDataResponseData,
  $CompanyBillingDetailsResponseData,
  $CompanyBillingEntityResponseData,
  $CompanyBillingEntitySubscriptionResponseData,
  $CompanyDetailResponseData,
  $CompanyMembershipDetailResponseData,
  $CompanyOverrideResponseData,
  $CompanySubscriptionResponseData,
  $CompanyUserUsageMetricsResponseData,
  $CompanyUserUsageResponseData,
  $ComponentPreviewResponseData,
  $CreateBillingCreditRequestBody,
  $CreateBillingPlanCreditGrantRequestBody,
  $CreateBillingPriceRequestBody,
  $CreateBillingSubscriptionRequestBody,
  $CreateCustomPlanBundleRequestBody,
  $CreateDataExportRequestBody,
  $CreateEventBatchRequestBody,
  $CreateEventRequestBody,
  $CreateFeatureRequestBody,
  $CreatePaymentMethodRequestBody,
  $CreatePlanEntitlementRequestBody,
  $CreatePlanGroupRequestBody,
  $CreateWebhookRequestBody,
  $CreatedAtAndDueDateAndUpdatedAt,
  $CreatedAtAndExpiredAt,
  $CreatedAtAndExpiredAtAndUpdatedAt,
  $CreatedAtAndLastSeenAtAndUpdatedAt,
  $CreatedAtAndResetsAtAndUpdatedAt,
  $CreatedAtAndUpdatedAt,
  $CreditBalanceTimeSeriesResponseData,
  $CreditEventLedgerResponseData,
  $CreditLeaseResponseData,
  $CustomPlanBillingResponseData,
  $DataExportResponseData,
  $DeletedAtAndUpdatedAt,
  $DueDate,
  $DuplicatePlanEntitlementsResponseResponseData,
  $EndTimeAndStartTime,
  $EnvironmentDetailResponseData,
  $EnvironmentFeatureUsageTimeSeriesResponseData,
  $EventDetailResponseData,
  $ExecuteAfter,
  $ExpirationDate,
  $ExpiresAt,
  $FeatureCompanyResponseData,
  $FeatureCompanyUserResponseData,
  $FeatureDetailResponseData,
  $FeatureUsageDetailResponseData,
  $FeatureUsageResponseData,
  $FeatureUsageTimeSeriesResponseData,
  $FlagDetailResponseData,
  $GetOnboardingStateResp,
  $InsightsSummaryResponseData,
  $IntegrationInstallResponseData,
  $IntegrationsListResponseData,
  $LastEventAt,
  $LastSeenAt,
  $ManagePlanPreviewResponseResponseData,
  $ManagePlanRequest,
  $ManagePlanResponseResponseData,
  $PeriodEndAndPeriodStart,
  $PlanBundleResponseData,
  $PlanChangeResponseData,
  $PlanDetailResponseData,
  $PlanEntitlementResponseData,
  $PlanGroupDetailResponseData,
  $PlanGroupResponseData,
  $PlanGrowthResponseData,
  $PlanVersionCompanyMigrationResponseData,
  $PlanVersionDiffResponseData,
  $PlanVersionMigrationPreviewResponseData,
  $PlanVersionMigrationResponseData,
  $PreviewSubscriptionChangeResponseData,
  $PublicCatalogResponseData,
  $PublicPlansResponseData,
  $PublishPlanVersionRequestBody,
  $PublishPreviewResponseData,
  $RawEventBatchResponseData,
  $RulesDetailResponseData,
  $ScheduledAt,
  $ScheduledCheckoutResponseData,
  $SettledAt,
  $StripeSandboxInstallResponseData,
  $TrialEnd,
  $UpdateCatalogConfigurationRequestBody,
  $UpdateCompanyBillingDetailsRequestBody,
  $UpdateFlagRulesRequestBody,
  $UpdatePlanTraitBulkRequestBody,
  $UserDetailResponseData,
  $UserUsageByCompanyResponseData,
  $UserUsageDetailResponseData,
  $ValidFromAndValidUntil,
  $WebhookEventDetailResponseData,
  $WebhookResponseData,
  $WhoAmIResponseData,
  PLAIN,
} from "./tables";
import type {
  AcquireCreditLeaseRequestBody,
  AcquireCreditLeaseResponse,
  AssumeStripeInstalledResponse,
  BindCatalogRequestBody,
  BindCatalogResponse,
  CancelMigrationResponse,
  CancelSubscriptionRequest,
  CancelSubscriptionResponse,
  ChangeSubscriptionInternalRequestBody,
  CheckAndReserveFlagRequestBody,
  CheckAndReserveFlagResponse,
  CheckFlagRequestBody,
  CheckFlagResponse,
  CheckFlagsBulkRequestBody,
  CheckFlagsBulkResponse,
  CheckFlagsResponse,
  CheckoutDataRequestBody,
  CheckoutInternalResponse,
  ClaimStripeSandboxKeysRequestBody,
  ClaimStripeSandboxKeysResponse,
  CompleteMigrationNowRequestBody,
  CompleteMigrationNowResponse,
  CountAccountMembersRequest,
  CountAccountMembersResponse,
  CountApiKeysRequest,
  CountApiKeysResponse,
  CountAuditLogsRequest,
  CountAuditLogsResponse,
  CountBillingCreditsGrantsRequest,
  CountBillingCreditsGrantsResponse,
  CountBillingCreditsRequest,
  CountBillingCreditsResponse,
  CountBillingInvoicesRequest,
  CountBillingInvoicesResponse,
  CountBillingPlanCreditGrantsRequest,
  CountBillingPlanCreditGrantsResponse,
  CountBillingProductMatchCompaniesRequest,
  CountBillingProductMatchCompaniesResponse,
  CountBillingProductsRequest,
  CountBillingProductsResponse,
  CountCompaniesRequest,
  CountCompaniesResponse,
  CountCompanyGrantsRequest,
  CountCompanyGrantsResponse,
  CountCompanyMigrationsRequest,
  CountCompanyMigrationsResponse,
  CountCompanyOverridesRequest,
  CountCompanyOverridesResponse,
  CountCompanyUserUsageRequest,
  CountCompanyUserUsageResponse,
  CountComponentsRequest,
  CountComponentsResponse,
  CountCreditBundlesRequest,
  CountCreditBundlesResponse,
  CountCreditEventLedgerRequest,
  CountCreditEventLedgerResponse,
  CountCreditSpendPoliciesRequest,
  CountCreditSpendPoliciesResponse,
  CountCustomersRequest,
  CountCustomersResponse,
  CountEntityKeyDefinitionsRequest,
  CountEntityKeyDefinitionsResponse,
  CountEntityKeysRequest,
  CountEntityKeysResponse,
  CountEntityTraitDefinitionsRequest,
  CountEntityTraitDefinitionsResponse,
  CountEntityTraitsRequest,
  CountEntityTraitsResponse,
  CountFeatureCompaniesRequest,
  CountFeatureCompaniesResponse,
  CountFeatureUsageRequest,
  CountFeatureUsageResponse,
  CountFeatureUsersRequest,
  CountFeatureUsersResponse,
  CountFeaturesRequest,
  CountFeaturesResponse,
  CountFlagsRequest,
  CountFlagsResponse,
  CountLicensesRequest,
  CountLicensesResponse,
  CountMigrationsRequest,
  CountMigrationsResponse,
  CountPlanEntitlementsRequest,
  CountPlanEntitlementsResponse,
  CountPlanTraitsRequest,
  CountPlanTraitsResponse,
  CountPlansRequest,
  CountPlansResponse,
  CountUsersRequest,
  CountUsersResponse,
  CountWebhookEventsRequest,
  CountWebhookEventsResponse,
  CountWebhooksRequest,
  CountWebhooksResponse,
  CreateApiKeyRequestBody,
  CreateApiKeyResponse,
  CreateBillingCreditRequestBody,
  CreateBillingCreditResponse,
  CreateBillingCustomerRequestBody,
  CreateBillingLinkedFeatureRequestBody,
  CreateBillingLinkedPlanEntitlementRequestBody,
  CreateBillingLinkedPlanRequestBody,
  CreateBillingPlanCreditGrantRequestBody,
  CreateBillingPlanCreditGrantResponse,
  CreateBillingPriceRequestBody,
  CreateBillingProductRequestBody,
  CreateBillingSubscriptionRequestBody,
  CreateCatalogRequestBody,
  CreateCatalogResponse,
  CreateCompanyCreditGrant,
  CreateCompanyOverrideRequestBody,
  CreateCompanyOverrideResponse,
  CreateCompanyResponse,
  CreateComponentRequestBody,
  CreateComponentResponse,
  CreateCouponRequestBody,
  CreateCreditBundleRequestBody,
  CreateCreditBundleResponse,
  CreateCreditSpendPolicyRequestBody,
  CreateCreditSpendPolicyResponse,
  CreateCustomPlanBundleRequestBody,
  CreateCustomPlanBundleResponse,
  CreateCustomPlanRequestBody,
  CreateCustomPlanResponse,
  CreateDataExportRequestBody,
  CreateDataExportResponse,
  CreateEntityTraitDefinitionRequestBody,
  CreateEnvironmentRequestBody,
  CreateEnvironmentResponse,
  CreateEventBatchRequestBody,
  CreateEventBatchResponse,
  CreateEventRequestBody,
  CreateEventResponse,
  CreateFeatureRequestBody,
  CreateFeatureResponse,
  CreateFlagRequestBody,
  CreateFlagResponse,
  CreateInvoiceRequestBody,
  CreateMeterRequestBody,
  CreateMigrationInput,
  CreateMigrationResponse,
  CreatePaymentMethodRequestBody,
  CreatePlanBundleRequestBody,
  CreatePlanBundleResponse,
  CreatePlanEntitlementRequestBody,
  CreatePlanEntitlementResponse,
  CreatePlanGroupRequestBody,
  CreatePlanGroupResponse,
  CreatePlanRequestBody,
  CreatePlanResponse,
  CreateScheduledCheckoutRequest,
  CreateScheduledCheckoutResponse,
  CreateUserResponse,
  CreateWebhookRequestBody,
  CreateWebhookResponse,
  DeleteApiKeyResponse,
  DeleteBillingCouponResponse,
  DeleteBillingCustomerResponse,
  DeleteBillingInvoiceResponse,
  DeleteBillingPlanCreditGrantRequest,
  DeleteBillingPlanCreditGrantResponse,
  DeleteBillingProductResponse,
  DeleteCatalogResponse,
  DeleteCompanyByKeysResponse,
  DeleteCompanyMembershipResponse,
  DeleteCompanyOverrideResponse,
  DeleteCompanyRequest,
  DeleteCompanyResponse,
  DeleteComponentResponse,
  DeleteCreditBundleResponse,
  DeleteCreditSpendPolicyResponse,
  DeleteEntityKeyDefinitionResponse,
  DeleteEntityTraitDefinitionResponse,
  DeleteEnvironmentResponse,
  DeleteFeatureResponse,
  DeleteFlagResponse,
  DeleteOtlpEnvironmentSettingsResponse,
  DeletePaymentMethodByExternalIdResponse,
  DeletePlanEntitlementResponse,
  DeletePlanResponse,
  DeletePlanVersionRequest,
  DeletePlanVersionResponse,
  DeleteProductPriceResponse,
  DeleteUserByKeysResponse,
  DeleteUserResponse,
  DeleteWebhookResponse,
  DuplicatePlanEntitlementsRequestBody,
  DuplicatePlanEntitlementsResponse,
  ExtendCreditLeaseRequestBody,
  ExtendCreditLeaseResponse,
  FinalizeNativeInvoiceResponse,
  GetAccountMemberResponse,
  GetActiveCompanySubscriptionRequest,
  GetActiveCompanySubscriptionResponse,
  GetActivityRequest,
  GetActivityResponse,
  GetApiKeyResponse,
  GetAuditLogResponse,
  GetBillingEntityChildSubscriptionsRequest,
  GetBillingEntityChildSubscriptionsResponse,
  GetBillingInvoiceResponse,
  GetBillingSettingsResponse,
  GetCatalogResponse,
  GetCheckoutDataResponse,
  GetCompanyBillingDetailsResponse,
  GetCompanyBillingEntityRequest,
  GetCompanyBillingEntityResponse,
  GetCompanyNativeSubscriptionResponse,
  GetCompanyOverrideResponse,
  GetCompanyResponse,
  GetCompanyUserUsageMetricsRequest,
  GetCompanyUserUsageMetricsResponse,
  GetComponentResponse,
  GetConfigurationResponse,
  GetCreditBalanceTimeSeriesRequest,
  GetCreditBalanceTimeSeriesResponse,
  GetCreditBundleResponse,
  GetCreditBundlesInCatalogResponse,
  GetCreditEventLedgerEntryResponse,
  GetCreditSpendPolicyResponse,
  GetCreditSpendPolicyUsageRequest,
  GetCreditSpendPolicyUsageResponse,
  GetDataExportResponse,
  GetDerivedFeaturesResponse,
  GetEntityTraitDefinitionResponse,
  GetEntityTraitDefinitionUsageResponse,
  GetEntityTraitValuesRequest,
  GetEntityTraitValuesResponse,
  GetEnvironmentFeatureUsageTimeSeriesRequest,
  GetEnvironmentFeatureUsageTimeSeriesResponse,
  GetEnvironmentResponse,
  GetEnvironmentTraitUsageTimeSeriesRequest,
  GetEnvironmentTraitUsageTimeSeriesResponse,
  GetEventResponse,
  GetEventSummariesRequest,
  GetEventSummariesResponse,
  GetFeatureResponse,
  GetFeatureUsageByCompanyRequest,
  GetFeatureUsageByCompanyResponse,
  GetFeatureUsageTimeSeriesRequest,
  GetFeatureUsageTimeSeriesResponse,
  GetFlagResponse,
  GetIntegrationWebhookUrlResponse,
  GetMigrationResponse,
  GetOnboardingStateResponse,
  GetOrCreateCompanyMembershipRequestBody,
  GetOrCreateCompanyMembershipResponse,
  GetOrCreateEntityTraitDefinitionResponse,
  GetOtlpEnvironmentSettingsResponse,
  GetPlanChangeResponse,
  GetPlanEntitlementResponse,
  GetPlanGroupRequest,
  GetPlanGroupResponse,
  GetPlanGrowthRequest,
  GetPlanGrowthResponse,
  GetPlanRequest,
  GetPlanResponse,
  GetPlanTraitResponse,
  GetPlanVersionDiffRequest,
  GetPlanVersionDiffResponse,
  GetPlansInCatalogResponse,
  GetPublicCatalogByIdResponse,
  GetPublicCatalogResponse,
  GetPublicPlansResponse,
  GetScheduledCheckoutResponse,
  GetSegmentIntegrationStatusResponse,
  GetSingleBillingCreditResponse,
  GetSingleBillingPlanCreditGrantResponse,
  GetSingleLicenseResponse,
  GetStripeSandboxClaimLinkResponse,
  GetStripeSandboxKeysResponse,
  GetSummaryResponse,
  GetTopFeaturesByUsageRequest,
  GetTopFeaturesByUsageResponse,
  GetUserResponse,
  GetUserUsageByCompanyRequest,
  GetUserUsageByCompanyResponse,
  GetUserUsageDetailRequest,
  GetUserUsageDetailResponse,
  GetWebhookEventResponse,
  GetWebhookResponse,
  GetWhoAmIResponse,
  GrantBillingCreditsToCompanyResponse,
  InstallIntegrationRequestBody,
  InstallIntegrationResponse,
  InstallStripeClaimableSandboxResponse,
  InstallStripeResponse,
  InstallStripeSandboxRequestBody,
  IssueTemporaryAccessTokenRequestBody,
  IssueTemporaryAccessTokenResponse,
  KeysRequestBody,
  ListAccountMembersRequest,
  ListAccountMembersResponse,
  ListApiKeysRequest,
  ListApiKeysResponse,
  ListAuditLogsRequest,
  ListAuditLogsResponse,
  ListBillingCreditsRequest,
  ListBillingCreditsResponse,
  ListBillingInvoicesRequest,
  ListBillingInvoicesResponse,
  ListBillingPlanCreditGrantsRequest,
  ListBillingPlanCreditGrantsResponse,
  ListBillingPricesRequest,
  ListBillingPricesResponse,
  ListBillingProductMatchCompaniesRequest,
  ListBillingProductMatchCompaniesResponse,
  ListBillingProductPricesRequest,
  ListBillingProductPricesResponse,
  ListBillingProductsRequest,
  ListBillingProductsResponse,
  ListCatalogsRequest,
  ListCatalogsResponse,
  ListCompaniesRequest,
  ListCompaniesResponse,
  ListCompanyBillingProfilesRequest,
  ListCompanyBillingProfilesResponse,
  ListCompanyCreditBalancesRequest,
  ListCompanyCreditBalancesResponse,
  ListCompanyGrantsRequest,
  ListCompanyGrantsResponse,
  ListCompanyMembershipsRequest,
  ListCompanyMembershipsResponse,
  ListCompanyMigrationsRequest,
  ListCompanyMigrationsResponse,
  ListCompanyOverridesRequest,
  ListCompanyOverridesResponse,
  ListCompanyUserUsageRequest,
  ListCompanyUserUsageResponse,
  ListComponentsRequest,
  ListComponentsResponse,
  ListCouponsRequest,
  ListCouponsResponse,
  ListCreditBundlesRequest,
  ListCreditBundlesResponse,
  ListCreditEventLedgerRequest,
  ListCreditEventLedgerResponse,
  ListCreditSpendPoliciesRequest,
  ListCreditSpendPoliciesResponse,
  ListCustomPlanBillingsRequest,
  ListCustomPlanBillingsResponse,
  ListCustomersWithSubscriptionsRequest,
  ListCustomersWithSubscriptionsResponse,
  ListDataExportsRequest,
  ListDataExportsResponse,
  ListEntityKeyDefinitionsRequest,
  ListEntityKeyDefinitionsResponse,
  ListEntityTraitDefinitionsRequest,
  ListEntityTraitDefinitionsResponse,
  ListEnvironmentsRequest,
  ListEnvironmentsResponse,
  ListEventsRequest,
  ListEventsResponse,
  ListFeatureCompaniesRequest,
  ListFeatureCompaniesResponse,
  ListFeatureUsageHistoryRequest,
  ListFeatureUsageHistoryResponse,
  ListFeatureUsageRequest,
  ListFeatureUsageResponse,
  ListFeatureUsersRequest,
  ListFeatureUsersResponse,
  ListFeaturesRequest,
  ListFeaturesResponse,
  ListFlagsRequest,
  ListFlagsResponse,
  ListGrantsForCreditRequest,
  ListGrantsForCreditResponse,
  ListIntegrationsRequest,
  ListIntegrationsResponse,
  ListInvoicesRequest,
  ListInvoicesResponse,
  ListLicensesRequest,
  ListLicensesResponse,
  ListMetersRequest,
  ListMetersResponse,
  ListMigrationsRequest,
  ListMigrationsResponse,
  ListPaymentMethodsRequest,
  ListPaymentMethodsResponse,
  ListPlanChangesRequest,
  ListPlanChangesResponse,
  ListPlanEntitlementsRequest,
  ListPlanEntitlementsResponse,
  ListPlanIssuesRequest,
  ListPlanIssuesResponse,
  ListPlanTraitsRequest,
  ListPlanTraitsResponse,
  ListPlansRequest,
  ListPlansResponse,
  ListScheduledCheckoutsRequest,
  ListScheduledCheckoutsResponse,
  ListStripeSandboxCountriesResponse,
  ListUsersRequest,
  ListUsersResponse,
  ListWebhookEventsRequest,
  ListWebhookEventsResponse,
  ListWebhooksRequest,
  ListWebhooksResponse,
  LoadSampleDataSetResponse,
  LookupCompanyRequest,
  LookupCompanyResponse,
  LookupUserRequest,
  LookupUserResponse,
  ManagePlanRequest,
  ManagePlanResponse,
  MarkBillingInvoicePaidRequestBody,
  MarkBillingInvoicePaidResponse,
  MarkCustomPlanBillingPaidRequestBody,
  MarkCustomPlanBillingPaidResponse,
  PreviewCheckoutInternalResponse,
  PreviewComponentDataRequest,
  PreviewComponentDataResponse,
  PreviewManagePlanResponse,
  PreviewMigrationRequestBody,
  PreviewMigrationResponse,
  PreviewPublishPlanVersionResponse,
  PublishPlanVersionRequestBody,
  PublishPlanVersionResponse,
  QuickstartResponse,
  ReleaseCreditLeaseResponse,
  ReleaseCreditReservationResponse,
  ReserveCreditsRequestBody,
  ReserveCreditsResponse,
  RetryCompanyMigrationResponse,
  RetryCustomPlanBillingRequestBody,
  RetryCustomPlanBillingResponse,
  RetryMigrationRequestBody,
  RetryMigrationResponse,
  RunIntegrationResponse,
  SendTestWebhookActionResponse,
  SoftDeleteBillingCreditResponse,
  StartDataImportRequestBody,
  StartDataImportResponse,
  TestWebhookRequestBody,
  UninstallIntegrationResponse,
  UpdateApiKeyRequestBody,
  UpdateApiKeyResponse,
  UpdateBillingCreditRequestBody,
  UpdateBillingCreditResponse,
  UpdateBillingPlanCreditGrantRequestBody,
  UpdateBillingPlanCreditGrantResponse,
  UpdateBillingSettingsRequestBody,
  UpdateBillingSettingsResponse,
  UpdateCatalogConfigurationRequestBody,
  UpdateCatalogRequestBody,
  UpdateCatalogResponse,
  UpdateCompanyBillingDetailsRequestBody,
  UpdateCompanyBillingDetailsResponse,
  UpdateCompanyBillingProfileRequestBody,
  UpdateCompanyBillingProfileResponse,
  UpdateCompanyOverrideRequestBody,
  UpdateCompanyOverrideResponse,
  UpdateCompanyPlansRequestBody,
  UpdateCompanyPlansResponse,
  UpdateComponentRequestBody,
  UpdateComponentResponse,
  UpdateConfigurationResponse,
  UpdateCreditBundleDetailsRequestBody,
  UpdateCreditBundleDetailsResponse,
  UpdateCreditSpendPolicyRequestBody,
  UpdateCreditSpendPolicyResponse,
  UpdateCustomerSubscriptionTrialEndResponse,
  UpdateEntityTraitDefinitionRequestBody,
  UpdateEntityTraitDefinitionResponse,
  UpdateEnvironmentRequestBody,
  UpdateEnvironmentResponse,
  UpdateFeatureRequestBody,
  UpdateFeatureResponse,
  UpdateFlagResponse,
  UpdateFlagRulesRequestBody,
  UpdateFlagRulesResponse,
  UpdateOnboardingStateRequestBody,
  UpdateOnboardingStateResponse,
  UpdatePlanBundleRequestBody,
  UpdatePlanBundleResponse,
  UpdatePlanEntitlementRequestBody,
  UpdatePlanEntitlementResponse,
  UpdatePlanGroupRequestBody,
  UpdatePlanGroupResponse,
  UpdatePlanRequestBody,
  UpdatePlanResponse,
  UpdatePlanTraitBulkRequestBody,
  UpdatePlanTraitsBulkResponse,
  UpdateScheduledCheckoutRequest,
  UpdateScheduledCheckoutResponse,
  UpdateTrialEndRequestBody,
  UpdateWebhookRequestBody,
  UpdateWebhookResponse,
  UpsertBillingCouponResponse,
  UpsertBillingCustomerResponse,
  UpsertBillingMeterResponse,
  UpsertBillingPriceResponse,
  UpsertBillingProductPlanResponse,
  UpsertBillingProductRequestBody,
  UpsertBillingProductResponse,
  UpsertBillingSubscriptionResponse,
  UpsertCompanyRequestBody,
  UpsertCompanyResponse,
  UpsertCompanyTraitResponse,
  UpsertFeatureForBillingProductResponse,
  UpsertInvoiceResponse,
  UpsertOtlpEnvironmentSettingsRequestBody,
  UpsertOtlpEnvironmentSettingsResponse,
  UpsertPaymentMethodResponse,
  UpsertPlanEntitlementForBillingProductResponse,
  UpsertPlanForBillingProductResponse,
  UpsertTraitRequestBody,
  UpsertUserRequestBody,
  UpsertUserResponse,
  UpsertUserTraitResponse,
  VoidNativeInvoiceResponse,
  ZeroOutGrantRequestBody,
  ZeroOutGrantResponse,
} from "./types";

/** `POST /temporary-access-tokens` */
export const issueTemporaryAccessToken: (
  transport: Transport,
  request: IssueTemporaryAccessTokenRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<IssueTemporaryAccessTokenResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/temporary-access-tokens",
  body: PLAIN,
  constants: { resource_type: "company" },
  response: { data: $CreatedAtAndExpiredAtAndUpdatedAt },
});

/** `GET /account-members` */
export const listAccountMembers: (
  transport: Transport,
  request?: ListAccountMembersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListAccountMembersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/account-members",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `GET /account-members/{account_member_id}` */
export const getAccountMember: (
  transport: Transport,
  accountMemberId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetAccountMemberResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/account-members/{account_member_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /account-members/count` */
export const countAccountMembers: (
  transport: Transport,
  request?: CountAccountMembersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountAccountMembersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/account-members/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /api-keys` */
export const listApiKeys: (
  transport: Transport,
  request: ListApiKeysRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListApiKeysResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/api-keys",
  query: true,
  response: { data: $ApiKeyResponseData, params: PLAIN },
});

/** `POST /api-keys` */
export const createApiKey: (
  transport: Transport,
  request: CreateApiKeyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateApiKeyResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/api-keys",
  body: PLAIN,
  response: { data: $ApiKeyResponseData },
});

/** `GET /api-keys/{api_key_id}` */
export const getApiKey: (
  transport: Transport,
  apiKeyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetApiKeyResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/api-keys/{api_key_id}",
  response: { data: $ApiKeyResponseData },
});

/** `PUT /api-keys/{api_key_id}` */
export const updateApiKey: (
  transport: Transport,
  apiKeyId: string,
  request?: UpdateApiKeyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateApiKeyResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/api-keys/{api_key_id}",
  body: PLAIN,
  response: { data: $ApiKeyResponseData },
});

/** `DELETE /api-keys/{api_key_id}` */
export const deleteApiKey: (
  transport: Transport,
  apiKeyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteApiKeyResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/api-keys/{api_key_id}",
  response: { data: PLAIN },
});

/** `GET /api-keys/count` */
export const countApiKeys: (
  transport: Transport,
  request: CountApiKeysRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountApiKeysResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/api-keys/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /audit-log` */
export const listAuditLogs: (
  transport: Transport,
  request?: ListAuditLogsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListAuditLogsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/audit-log",
  query: true,
  response: { data: $AuditLogListResponseData, params: $EndTimeAndStartTime },
});

/** `GET /audit-log/{audit_log_id}` */
export const getAuditLog: (
  transport: Transport,
  auditLogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetAuditLogResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/audit-log/{audit_log_id}",
  response: { data: $AuditLogListResponseData },
});

/** `GET /audit-log/count` */
export const countAuditLogs: (
  transport: Transport,
  request?: CountAuditLogsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountAuditLogsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/audit-log/count",
  query: true,
  response: { data: PLAIN, params: $EndTimeAndStartTime },
});

/** `GET /environments` */
export const listEnvironments: (
  transport: Transport,
  request?: ListEnvironmentsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEnvironmentsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/environments",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `POST /environments` */
export const createEnvironment: (
  transport: Transport,
  request: CreateEnvironmentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateEnvironmentResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/environments",
  body: PLAIN,
  response: { data: $EnvironmentDetailResponseData },
});

/** `GET /environments/{environment_id}` */
export const getEnvironment: (
  transport: Transport,
  environmentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEnvironmentResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/environments/{environment_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `PUT /environments/{environment_id}` */
export const updateEnvironment: (
  transport: Transport,
  environmentId: string,
  request?: UpdateEnvironmentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateEnvironmentResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/environments/{environment_id}",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `DELETE /environments/{environment_id}` */
export const deleteEnvironment: (
  transport: Transport,
  environmentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteEnvironmentResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/environments/{environment_id}",
  response: { data: PLAIN },
});

/** `GET /onboarding-state` */
export const getOnboardingState: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOnboardingStateResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/onboarding-state",
  response: { data: $GetOnboardingStateResp },
});

/** `POST /onboarding-state` */
export const updateOnboardingState: (
  transport: Transport,
  request?: UpdateOnboardingStateRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateOnboardingStateResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/onboarding-state",
  body: PLAIN,
  response: { data: $GetOnboardingStateResp },
});

/** `POST /quickstart` */
export const quickstart: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<QuickstartResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/quickstart",
  response: { data: PLAIN },
});

/** `GET /whoami` */
export const getWhoAmI: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetWhoAmIResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/whoami",
  response: { data: $WhoAmIResponseData },
});

/** `GET /billing/coupons` */
export const listCoupons: (
  transport: Transport,
  request?: ListCouponsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCouponsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/coupons",
  query: true,
  response: { data: $ValidFromAndValidUntil, params: PLAIN },
});

/** `POST /billing/coupons` */
export const upsertBillingCoupon: (
  transport: Transport,
  request: CreateCouponRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingCouponResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/coupons",
  body: PLAIN,
  response: { data: $ValidFromAndValidUntil },
});

/** `DELETE /billing/coupons/{billing_id}` */
export const deleteBillingCoupon: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingCouponResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/coupons/{billing_id}",
  response: { data: PLAIN },
});

/** `DELETE /billing/customer/{billing_id}` */
export const deleteBillingCustomer: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingCustomerResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/customer/{billing_id}",
  response: { data: PLAIN },
});

/** `POST /billing/customer/upsert` */
export const upsertBillingCustomer: (
  transport: Transport,
  request: CreateBillingCustomerRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingCustomerResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/customer/upsert",
  body: PLAIN,
  response: { data: $DeletedAtAndUpdatedAt },
});

/** `GET /billing/customers` */
export const listCustomersWithSubscriptions: (
  transport: Transport,
  request?: ListCustomersWithSubscriptionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCustomersWithSubscriptionsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/customers",
  query: true,
  response: { data: $BillingCustomerWithSubscriptionsResponseData, params: PLAIN },
});

/** `GET /billing/customers/count` */
export const countCustomers: (
  transport: Transport,
  request?: CountCustomersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCustomersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/customers/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/invoices` */
export const listInvoices: (
  transport: Transport,
  request: ListInvoicesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListInvoicesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/invoices",
  query: true,
  response: { data: $CreatedAtAndDueDateAndUpdatedAt, params: PLAIN },
});

/** `POST /billing/invoices` */
export const upsertInvoice: (
  transport: Transport,
  request: CreateInvoiceRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertInvoiceResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/invoices",
  body: $DueDate,
  response: { data: $CreatedAtAndDueDateAndUpdatedAt },
  repeat: "only-if-not-executed",
});

/** `DELETE /billing/invoices/{billing_id}` */
export const deleteBillingInvoice: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingInvoiceResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/invoices/{billing_id}",
  response: { data: PLAIN },
});

/** `GET /billing/meter` */
export const listMeters: (
  transport: Transport,
  request?: ListMetersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListMetersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/meter",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /billing/meter/upsert` */
export const upsertBillingMeter: (
  transport: Transport,
  request: CreateMeterRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingMeterResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/meter/upsert",
  body: PLAIN,
  response: { data: PLAIN },
});

/** `GET /billing/payment-methods` */
export const listPaymentMethods: (
  transport: Transport,
  request: ListPaymentMethodsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPaymentMethodsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/payment-methods",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `POST /billing/payment-methods` */
export const upsertPaymentMethod: (
  transport: Transport,
  request: CreatePaymentMethodRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertPaymentMethodResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/payment-methods",
  body: $CreatePaymentMethodRequestBody,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `DELETE /billing/payment-methods/{billing_id}` */
export const deletePaymentMethodByExternalId: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePaymentMethodByExternalIdResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/payment-methods/{billing_id}",
  response: { data: PLAIN },
});

/** `GET /billing/price` */
export const listBillingPrices: (
  transport: Transport,
  request?: ListBillingPricesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingPricesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/price",
  query: true,
  response: { data: $BillingPriceView, params: PLAIN },
});

/** `POST /billing/price/upsert` */
export const upsertBillingPrice: (
  transport: Transport,
  request: CreateBillingPriceRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingPriceResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/price/upsert",
  body: $CreateBillingPriceRequestBody,
  response: { data: PLAIN },
});

/** `DELETE /billing/product/{billing_id}` */
export const deleteBillingProduct: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingProductResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/product/{billing_id}",
  response: { data: PLAIN },
});

/** `GET /billing/product/prices` */
export const listBillingProductPrices: (
  transport: Transport,
  request?: ListBillingProductPricesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingProductPricesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/product/prices",
  query: true,
  response: { data: $BillingPriceView, params: PLAIN },
});

/** `DELETE /billing/product/prices/{billing_id}` */
export const deleteProductPrice: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteProductPriceResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/product/prices/{billing_id}",
  response: { data: PLAIN },
});

/** `POST /billing/product/upsert` */
export const upsertBillingProduct: (
  transport: Transport,
  request: CreateBillingProductRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingProductResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/product/upsert",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /billing/products` */
export const listBillingProducts: (
  transport: Transport,
  request?: ListBillingProductsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingProductsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/products",
  query: true,
  response: { data: $BillingProductDetailResponseData, params: PLAIN },
});

/** `GET /billing/products/count` */
export const countBillingProducts: (
  transport: Transport,
  request?: CountBillingProductsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingProductsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/products/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/profiles` */
export const listCompanyBillingProfiles: (
  transport: Transport,
  request?: ListCompanyBillingProfilesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyBillingProfilesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/profiles",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `PUT /billing/profiles/{billing_profile_id}` */
export const updateCompanyBillingProfile: (
  transport: Transport,
  billingProfileId: string,
  request: UpdateCompanyBillingProfileRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyBillingProfileResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/profiles/{billing_profile_id}",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `POST /billing/subscription/upsert` */
export const upsertBillingSubscription: (
  transport: Transport,
  request: CreateBillingSubscriptionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingSubscriptionResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/subscription/upsert",
  body: $CreateBillingSubscriptionRequestBody,
  response: { data: $CreatedAtAndExpiredAt },
  repeat: "only-if-not-executed",
});

/** `GET /billing/settings` */
export const getBillingSettings: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetBillingSettingsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/settings",
  response: { data: PLAIN },
});

/** `POST /billing/settings` */
export const updateBillingSettings: (
  transport: Transport,
  request?: UpdateBillingSettingsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateBillingSettingsResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/settings",
  body: PLAIN,
  response: { data: PLAIN },
});

/** `GET /companies/{company_id}/native-subscription` */
export const getCompanyNativeSubscription: (
  transport: Transport,
  companyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyNativeSubscriptionResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/companies/{company_id}/native-subscription",
  response: { data: $BillingNativeSubscriptionResponseData },
});

/** `GET /invoices` */
export const listBillingInvoices: (
  transport: Transport,
  request?: ListBillingInvoicesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingInvoicesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/invoices",
  query: true,
  response: { data: $BillingInvoiceResponseData, params: PLAIN },
});

/** `GET /invoices/{invoice_id}` */
export const getBillingInvoice: (
  transport: Transport,
  invoiceId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetBillingInvoiceResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/invoices/{invoice_id}",
  response: { data: $BillingInvoiceDetailResponseData },
});

/**
 * `GET /invoices/{invoice_id}/export`
 *
 * Resolves to the file as a stream as soon as its headers have arrived.
 * The time-out ends there; the stream itself has none.
 */
export const exportNativeInvoice: (
  transport: Transport,
  invoiceId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReadableStream<Uint8Array>> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/invoices/{invoice_id}/export",
  response: "stream",
});

/** `POST /invoices/{invoice_id}/finalize` */
export const finalizeNativeInvoice: (
  transport: Transport,
  invoiceId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<FinalizeNativeInvoiceResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/invoices/{invoice_id}/finalize",
  response: { data: $BillingInvoiceDetailResponseData },
  repeat: "only-if-not-executed",
});

/** `POST /invoices/{invoice_id}/mark-paid` */
export const markBillingInvoicePaid: (
  transport: Transport,
  invoiceId: string,
  request: MarkBillingInvoicePaidRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<MarkBillingInvoicePaidResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/invoices/{invoice_id}/mark-paid",
  body: $SettledAt,
  response: { data: $BillingInvoiceDetailResponseData },
  idempotencyField: "idempotency_key",
});

/**
 * `GET /invoices/{invoice_id}/pdf`
 *
 * Resolves to the file as a stream as soon as its headers have arrived.
 * The time-out ends there; the stream itself has none.
 */
export const downloadNativeInvoicePdf: (
  transport: Transport,
  invoiceId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReadableStream<Uint8Array>> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/invoices/{invoice_id}/pdf",
  response: "stream",
});

/** `POST /invoices/{invoice_id}/void` */
export const voidNativeInvoice: (
  transport: Transport,
  invoiceId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<VoidNativeInvoiceResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/invoices/{invoice_id}/void",
  response: { data: $BillingInvoiceDetailResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /invoices/count` */
export const countBillingInvoices: (
  transport: Transport,
  request?: CountBillingInvoicesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingInvoicesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/invoices/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /catalogs` */
export const listCatalogs: (
  transport: Transport,
  request?: ListCatalogsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCatalogsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/catalogs",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `POST /catalogs` */
export const createCatalog: (
  transport: Transport,
  request: CreateCatalogRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCatalogResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/catalogs",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /catalogs/{catalog_id}` */
export const getCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCatalogResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/catalogs/{catalog_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `PUT /catalogs/{catalog_id}` */
export const updateCatalog: (
  transport: Transport,
  catalogId: string,
  request?: UpdateCatalogRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCatalogResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/catalogs/{catalog_id}",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `DELETE /catalogs/{catalog_id}` */
export const deleteCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCatalogResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/catalogs/{catalog_id}",
  response: { data: PLAIN },
});

/** `GET /catalogs/{catalog_id}/configuration` */
export const getConfiguration: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetConfigurationResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/catalogs/{catalog_id}/configuration",
  response: { data: $CatalogConfigurationResponseData },
});

/** `PUT /catalogs/{catalog_id}/configuration` */
export const updateConfiguration: (
  transport: Transport,
  catalogId: string,
  request?: UpdateCatalogConfigurationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateConfigurationResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/catalogs/{catalog_id}/configuration",
  body: $UpdateCatalogConfigurationRequestBody,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /catalogs/{catalog_id}/credit-bundles` */
export const getCreditBundlesInCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditBundlesInCatalogResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/catalogs/{catalog_id}/credit-bundles",
  response: { data: PLAIN },
});

/** `POST /catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}` */
export const addCreditBundle: (
  transport: Transport,
  catalogId: string,
  creditBundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}",
});

/** `DELETE /catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}` */
export const removeCreditBundle: (
  transport: Transport,
  catalogId: string,
  creditBundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}",
});

/** `GET /catalogs/{catalog_id}/features` */
export const getDerivedFeatures: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetDerivedFeaturesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/catalogs/{catalog_id}/features",
  response: { data: $CatalogDerivedFeaturesResponseData },
});

/** `GET /catalogs/{catalog_id}/plans` */
export const getPlansInCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlansInCatalogResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/catalogs/{catalog_id}/plans",
  response: { data: PLAIN },
});

/** `POST /catalogs/{catalog_id}/plans/{plan_id}` */
export const addPlan: (
  transport: Transport,
  catalogId: string,
  planId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/catalogs/{catalog_id}/plans/{plan_id}",
});

/** `DELETE /catalogs/{catalog_id}/plans/{plan_id}` */
export const removePlan: (
  transport: Transport,
  catalogId: string,
  planId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/catalogs/{catalog_id}/plans/{plan_id}",
});

/** `GET /public/catalog` */
export const getPublicCatalog: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPublicCatalogResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/public/catalog",
  response: { data: $PublicCatalogResponseData },
});

/** `GET /public/catalogs/{catalog_id}` */
export const getPublicCatalogById: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPublicCatalogByIdResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/public/catalogs/{catalog_id}",
  response: { data: $PublicCatalogResponseData },
});

/** `POST /checkout-internal` */
export const internal: (
  transport: Transport,
  request: ChangeSubscriptionInternalRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckoutInternalResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/checkout-internal",
  body: $ChangeSubscriptionInternalRequestBody,
  response: { data: $CreatedAtAndExpiredAt },
  repeat: "only-if-not-executed",
});

/** `POST /checkout-internal/data` */
export const getCheckoutData: (
  transport: Transport,
  request: CheckoutDataRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCheckoutDataResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/checkout-internal/data",
  body: PLAIN,
  response: { data: $CheckoutDataResponseData },
  readOnly: true,
});

/** `POST /checkout-internal/preview` */
export const previewCheckoutInternal: (
  transport: Transport,
  request: ChangeSubscriptionInternalRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewCheckoutInternalResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/checkout-internal/preview",
  body: $ChangeSubscriptionInternalRequestBody,
  response: { data: $PreviewSubscriptionChangeResponseData },
  readOnly: true,
});

/** `GET /companies/{company_id}/billing-details` */
export const getCompanyBillingDetails: (
  transport: Transport,
  companyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyBillingDetailsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/companies/{company_id}/billing-details",
  response: { data: $CompanyBillingDetailsResponseData },
});

/** `PUT /companies/{company_id}/billing-details` */
export const updateCompanyBillingDetails: (
  transport: Transport,
  companyId: string,
  request: UpdateCompanyBillingDetailsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyBillingDetailsResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/companies/{company_id}/billing-details",
  body: $UpdateCompanyBillingDetailsRequestBody,
  response: { data: $CompanyBillingDetailsResponseData },
});

/** `POST /manage-plan` */
export const managePlan: (
  transport: Transport,
  request: ManagePlanRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ManagePlanResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/manage-plan",
  body: $ManagePlanRequest,
  response: { data: $ManagePlanResponseResponseData },
  repeat: "only-if-not-executed",
});

/** `POST /manage-plan/preview` */
export const previewManagePlan: (
  transport: Transport,
  request: ManagePlanRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewManagePlanResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/manage-plan/preview",
  body: $ManagePlanRequest,
  response: { data: $ManagePlanPreviewResponseResponseData },
  readOnly: true,
});

/** `POST /manage-plan/subscription/cancel` */
export const cancelSubscription: (
  transport: Transport,
  request: CancelSubscriptionRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CancelSubscriptionResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/manage-plan/subscription/cancel",
  body: PLAIN,
  response: { data: $ManagePlanResponseResponseData },
  repeat: "only-if-not-executed",
});

/** `PUT /subscription/{subscription_id}/edit-trial-end` */
export const updateCustomerSubscriptionTrialEnd: (
  transport: Transport,
  subscriptionId: string,
  request?: UpdateTrialEndRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCustomerSubscriptionTrialEndResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/subscription/{subscription_id}/edit-trial-end",
  body: $TrialEnd,
  response: { data: $BillingSubscriptionView },
});

/** `GET /companies` */
export const listCompanies: (
  transport: Transport,
  request?: ListCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompaniesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/companies",
  query: true,
  response: { data: $CompanyDetailResponseData, params: PLAIN },
});

/** `POST /companies` */
export const upsertCompany: (
  transport: Transport,
  request: UpsertCompanyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertCompanyResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/companies",
  body: $LastSeenAt,
  response: { data: $CompanyDetailResponseData },
});

/** `GET /companies/{company_id}` */
export const getCompany: (
  transport: Transport,
  companyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/companies/{company_id}",
  response: { data: $CompanyDetailResponseData },
});

/** `DELETE /companies/{company_id}` */
export const deleteCompany: (
  transport: Transport,
  companyId: string,
  request?: DeleteCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/companies/{company_id}",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /companies/count` */
export const countCompanies: (
  transport: Transport,
  request?: CountCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompaniesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/companies/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /companies/create` */
export const createCompany: (
  transport: Transport,
  request: UpsertCompanyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCompanyResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/companies/create",
  body: $LastSeenAt,
  response: { data: $CompanyDetailResponseData },
});

/** `POST /companies/delete` */
export const deleteCompanyByKeys: (
  transport: Transport,
  request: KeysRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyByKeysResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/companies/delete",
  body: PLAIN,
  response: { data: $CreatedAtAndLastSeenAtAndUpdatedAt },
});

/** `GET /companies/lookup` */
export const lookupCompany: (
  transport: Transport,
  request: LookupCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<LookupCompanyResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/companies/lookup",
  query: true,
  response: { data: $CompanyDetailResponseData, params: PLAIN },
});

/** `GET /company-billing-entity` */
export const getCompanyBillingEntity: (
  transport: Transport,
  request: GetCompanyBillingEntityRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyBillingEntityResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/company-billing-entity",
  query: true,
  response: { data: $CompanyBillingEntityResponseData, params: PLAIN },
});

/** `GET /company-billing-entity-subscriptions` */
export const getBillingEntityChildSubscriptions: (
  transport: Transport,
  request: GetBillingEntityChildSubscriptionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetBillingEntityChildSubscriptionsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/company-billing-entity-subscriptions",
  query: true,
  response: { data: $CompanyBillingEntitySubscriptionResponseData, params: PLAIN },
});

/** `GET /company-memberships` */
export const listCompanyMemberships: (
  transport: Transport,
  request?: ListCompanyMembershipsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyMembershipsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/company-memberships",
  query: true,
  response: { data: $CompanyMembershipDetailResponseData, params: PLAIN },
});

/** `POST /company-memberships` */
export const getOrCreateCompanyMembership: (
  transport: Transport,
  request: GetOrCreateCompanyMembershipRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOrCreateCompanyMembershipResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/company-memberships",
  body: PLAIN,
  response: { data: $CompanyMembershipDetailResponseData },
});

/** `DELETE /company-memberships/{company_membership_id}` */
export const deleteCompanyMembership: (
  transport: Transport,
  companyMembershipId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyMembershipResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/company-memberships/{company_membership_id}",
  response: { data: PLAIN },
});

/** `GET /company-subscriptions` */
export const getActiveCompanySubscription: (
  transport: Transport,
  request?: GetActiveCompanySubscriptionRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetActiveCompanySubscriptionResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/company-subscriptions",
  query: true,
  response: { data: $CompanySubscriptionResponseData, params: PLAIN },
});

/** `POST /company-traits` */
export const upsertCompanyTrait: (
  transport: Transport,
  request: UpsertTraitRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertCompanyTraitResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/company-traits",
  body: PLAIN,
  response: { data: $CompanyDetailResponseData },
});

/** `GET /entity-key-definitions` */
export const listEntityKeyDefinitions: (
  transport: Transport,
  request?: ListEntityKeyDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEntityKeyDefinitionsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-key-definitions",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `DELETE /entity-key-definitions/{entity_key_definition_id}` */
export const deleteEntityKeyDefinition: (
  transport: Transport,
  entityKeyDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteEntityKeyDefinitionResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/entity-key-definitions/{entity_key_definition_id}",
  response: { data: PLAIN },
});

/** `GET /entity-key-definitions/count` */
export const countEntityKeyDefinitions: (
  transport: Transport,
  request?: CountEntityKeyDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityKeyDefinitionsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-key-definitions/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /entity-keys/count` */
export const countEntityKeys: (
  transport: Transport,
  request?: CountEntityKeysRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityKeysResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-keys/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /entity-trait-definitions` */
export const listEntityTraitDefinitions: (
  transport: Transport,
  request?: ListEntityTraitDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEntityTraitDefinitionsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-trait-definitions",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `POST /entity-trait-definitions` */
export const getOrCreateEntityTraitDefinition: (
  transport: Transport,
  request: CreateEntityTraitDefinitionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOrCreateEntityTraitDefinitionResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/entity-trait-definitions",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /entity-trait-definitions/{entity_trait_definition_id}` */
export const getEntityTraitDefinition: (
  transport: Transport,
  entityTraitDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEntityTraitDefinitionResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-trait-definitions/{entity_trait_definition_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `PUT /entity-trait-definitions/{entity_trait_definition_id}` */
export const updateEntityTraitDefinition: (
  transport: Transport,
  entityTraitDefinitionId: string,
  request: UpdateEntityTraitDefinitionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateEntityTraitDefinitionResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/entity-trait-definitions/{entity_trait_definition_id}",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `DELETE /entity-trait-definitions/{entity_trait_definition_id}` */
export const deleteEntityTraitDefinition: (
  transport: Transport,
  entityTraitDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteEntityTraitDefinitionResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/entity-trait-definitions/{entity_trait_definition_id}",
  response: { data: PLAIN },
});

/** `GET /entity-trait-definitions/{entity_trait_definition_id}/usage` */
export const getEntityTraitDefinitionUsage: (
  transport: Transport,
  entityTraitDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEntityTraitDefinitionUsageResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-trait-definitions/{entity_trait_definition_id}/usage",
  response: { data: PLAIN },
});

/** `GET /entity-trait-definitions/count` */
export const countEntityTraitDefinitions: (
  transport: Transport,
  request?: CountEntityTraitDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityTraitDefinitionsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-trait-definitions/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /entity-trait-values` */
export const getEntityTraitValues: (
  transport: Transport,
  request: GetEntityTraitValuesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEntityTraitValuesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-trait-values",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /entity-traits/count` */
export const countEntityTraits: (
  transport: Transport,
  request?: CountEntityTraitsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityTraitsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/entity-traits/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /plan-changes` */
export const listPlanChanges: (
  transport: Transport,
  request?: ListPlanChangesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanChangesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-changes",
  query: true,
  response: { data: $PlanChangeResponseData, params: PLAIN },
});

/** `GET /plan-changes/{plan_change_id}` */
export const getPlanChange: (
  transport: Transport,
  planChangeId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanChangeResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-changes/{plan_change_id}",
  response: { data: $PlanChangeResponseData },
});

/** `GET /plan-traits` */
export const listPlanTraits: (
  transport: Transport,
  request?: ListPlanTraitsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanTraitsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-traits",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `GET /plan-traits/{plan_trait_id}` */
export const getPlanTrait: (
  transport: Transport,
  planTraitId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanTraitResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-traits/{plan_trait_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `POST /plan-traits/bulk` */
export const updatePlanTraitsBulk: (
  transport: Transport,
  request: UpdatePlanTraitBulkRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanTraitsBulkResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-traits/bulk",
  body: $UpdatePlanTraitBulkRequestBody,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /plan-traits/count` */
export const countPlanTraits: (
  transport: Transport,
  request?: CountPlanTraitsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountPlanTraitsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-traits/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /user-traits` */
export const upsertUserTrait: (
  transport: Transport,
  request: UpsertTraitRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertUserTraitResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/user-traits",
  body: PLAIN,
  response: { data: $UserDetailResponseData },
});

/** `GET /users` */
export const listUsers: (
  transport: Transport,
  request?: ListUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListUsersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/users",
  query: true,
  response: { data: $UserDetailResponseData, params: PLAIN },
});

/** `POST /users` */
export const upsertUser: (
  transport: Transport,
  request: UpsertUserRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertUserResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/users",
  body: $LastSeenAt,
  response: { data: $UserDetailResponseData },
});

/** `GET /users/{user_id}` */
export const getUser: (
  transport: Transport,
  userId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetUserResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/users/{user_id}",
  response: { data: $UserDetailResponseData },
});

/** `DELETE /users/{user_id}` */
export const deleteUser: (
  transport: Transport,
  userId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteUserResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/users/{user_id}",
  response: { data: PLAIN },
});

/** `GET /users/count` */
export const countUsers: (
  transport: Transport,
  request?: CountUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountUsersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/users/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /users/create` */
export const createUser: (
  transport: Transport,
  request: UpsertUserRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateUserResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/users/create",
  body: $LastSeenAt,
  response: { data: $UserDetailResponseData },
});

/** `POST /users/delete` */
export const deleteUserByKeys: (
  transport: Transport,
  request: KeysRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteUserByKeysResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/users/delete",
  body: PLAIN,
  response: { data: $CreatedAtAndLastSeenAtAndUpdatedAt },
});

/** `GET /users/lookup` */
export const lookupUser: (
  transport: Transport,
  request: LookupUserRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<LookupUserResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/users/lookup",
  query: true,
  response: { data: $UserDetailResponseData, params: PLAIN },
});

/** `GET /components` */
export const listComponents: (
  transport: Transport,
  request?: ListComponentsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListComponentsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/components",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `POST /components` */
export const createComponent: (
  transport: Transport,
  request: CreateComponentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateComponentResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/components",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /components/{component_id}` */
export const getComponent: (
  transport: Transport,
  componentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetComponentResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/components/{component_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `PUT /components/{component_id}` */
export const updateComponent: (
  transport: Transport,
  componentId: string,
  request?: UpdateComponentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateComponentResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/components/{component_id}",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `DELETE /components/{component_id}` */
export const deleteComponent: (
  transport: Transport,
  componentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteComponentResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/components/{component_id}",
  response: { data: PLAIN },
});

/** `PUT /components/{component_id}/catalog` */
export const bindCatalog: (
  transport: Transport,
  componentId: string,
  request?: BindCatalogRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<BindCatalogResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/components/{component_id}/catalog",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /components/count` */
export const countComponents: (
  transport: Transport,
  request?: CountComponentsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountComponentsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/components/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /components/preview-data` */
export const previewComponentData: (
  transport: Transport,
  request?: PreviewComponentDataRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewComponentDataResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/components/preview-data",
  query: true,
  response: { data: $ComponentPreviewResponseData, params: PLAIN },
});

/** `GET /public/plans` */
export const getPublicPlans: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPublicPlansResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/public/plans",
  response: { data: $PublicPlansResponseData },
});

/** `GET /billing/credits` */
export const listBillingCredits: (
  transport: Transport,
  request?: ListBillingCreditsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingCreditsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits",
  query: true,
  response: { data: $BillingCreditResponseData, params: PLAIN },
});

/** `POST /billing/credits` */
export const createBillingCredit: (
  transport: Transport,
  request: CreateBillingCreditRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateBillingCreditResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/credits",
  body: $CreateBillingCreditRequestBody,
  response: { data: $BillingCreditResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /billing/credits/{credit_id}` */
export const getSingleBillingCredit: (
  transport: Transport,
  creditId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSingleBillingCreditResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/{credit_id}",
  response: { data: $BillingCreditResponseData },
});

/** `PUT /billing/credits/{credit_id}` */
export const updateBillingCredit: (
  transport: Transport,
  creditId: string,
  request: UpdateBillingCreditRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateBillingCreditResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/{credit_id}",
  body: $CreateBillingCreditRequestBody,
  response: { data: $BillingCreditResponseData },
});

/** `DELETE /billing/credits/{credit_id}` */
export const softDeleteBillingCredit: (
  transport: Transport,
  creditId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<SoftDeleteBillingCreditResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/credits/{credit_id}",
  response: { data: PLAIN },
});

/** `GET /billing/credits/balance` */
export const listCompanyCreditBalances: (
  transport: Transport,
  request: ListCompanyCreditBalancesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyCreditBalancesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/balance",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/credits/bundles` */
export const listCreditBundles: (
  transport: Transport,
  request?: ListCreditBundlesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCreditBundlesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/bundles",
  query: true,
  response: { data: $BillingCreditBundleResponseData, params: PLAIN },
});

/** `POST /billing/credits/bundles` */
export const createCreditBundle: (
  transport: Transport,
  request: CreateCreditBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCreditBundleResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/credits/bundles",
  body: $CreateBillingCreditRequestBody,
  response: { data: $BillingCreditBundleResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /billing/credits/bundles/{bundle_id}` */
export const getCreditBundle: (
  transport: Transport,
  bundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditBundleResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/bundles/{bundle_id}",
  response: { data: $BillingCreditBundleResponseData },
});

/** `PUT /billing/credits/bundles/{bundle_id}` */
export const updateCreditBundleDetails: (
  transport: Transport,
  bundleId: string,
  request: UpdateCreditBundleDetailsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCreditBundleDetailsResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/bundles/{bundle_id}",
  body: $CreateBillingCreditRequestBody,
  response: { data: $BillingCreditBundleResponseData },
});

/** `DELETE /billing/credits/bundles/{bundle_id}` */
export const deleteCreditBundle: (
  transport: Transport,
  bundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCreditBundleResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/credits/bundles/{bundle_id}",
  response: { data: PLAIN },
});

/** `GET /billing/credits/bundles/count` */
export const countCreditBundles: (
  transport: Transport,
  request?: CountCreditBundlesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCreditBundlesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/bundles/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/credits/count` */
export const countBillingCredits: (
  transport: Transport,
  request?: CountBillingCreditsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingCreditsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `PUT /billing/credits/grants/{grant_id}/zero-out` */
export const zeroOutGrant: (
  transport: Transport,
  grantId: string,
  request?: ZeroOutGrantRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ZeroOutGrantResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/grants/{grant_id}/zero-out",
  body: PLAIN,
  response: { data: $BillingCreditGrantResponseData },
});

/** `POST /billing/credits/grants/company` */
export const grantBillingCreditsToCompany: (
  transport: Transport,
  request: CreateCompanyCreditGrant,
  requestOptions?: RequestOptions,
) => ApiPromise<GrantBillingCreditsToCompanyResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/credits/grants/company",
  body: $ExpiresAt,
  response: { data: $BillingCreditGrantResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /billing/credits/grants/company/count` */
export const countCompanyGrants: (
  transport: Transport,
  request: CountCompanyGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompanyGrantsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/grants/company/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/credits/grants/company/list` */
export const listCompanyGrants: (
  transport: Transport,
  request: ListCompanyGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyGrantsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/grants/company/list",
  query: true,
  response: { data: $BillingCreditGrantResponseData, params: PLAIN },
});

/** `GET /billing/credits/grants/count` */
export const countBillingCreditsGrants: (
  transport: Transport,
  request?: CountBillingCreditsGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingCreditsGrantsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/grants/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/credits/grants/list` */
export const listGrantsForCredit: (
  transport: Transport,
  request?: ListGrantsForCreditRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListGrantsForCreditResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/grants/list",
  query: true,
  response: { data: $BillingCreditGrantResponseData, params: PLAIN },
});

/** `POST /billing/credits/lease` */
export const acquireCreditLease: (
  transport: Transport,
  request: AcquireCreditLeaseRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<AcquireCreditLeaseResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/credits/lease",
  body: $ExpiresAt,
  response: { data: $CreditLeaseResponseData },
  repeat: "only-if-not-executed",
});

/** `PUT /billing/credits/lease/{lease_id}/extend` */
export const extendCreditLease: (
  transport: Transport,
  leaseId: string,
  request: ExtendCreditLeaseRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ExtendCreditLeaseResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/lease/{lease_id}/extend",
  body: $ExpiresAt,
  response: { data: $CreditLeaseResponseData },
  idempotencyField: "idempotency_key",
});

/** `PUT /billing/credits/lease/{lease_id}/release` */
export const releaseCreditLease: (
  transport: Transport,
  leaseId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReleaseCreditLeaseResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/lease/{lease_id}/release",
  response: { data: $CreditLeaseResponseData },
});

/** `GET /billing/credits/plan-grants` */
export const listBillingPlanCreditGrants: (
  transport: Transport,
  request?: ListBillingPlanCreditGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingPlanCreditGrantsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/plan-grants",
  query: true,
  response: { data: $BillingPlanCreditGrantResponseData, params: PLAIN },
});

/** `POST /billing/credits/plan-grants` */
export const createBillingPlanCreditGrant: (
  transport: Transport,
  request: CreateBillingPlanCreditGrantRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateBillingPlanCreditGrantResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/credits/plan-grants",
  body: $CreateBillingPlanCreditGrantRequestBody,
  response: { data: $BillingPlanCreditGrantResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /billing/credits/plan-grants/{plan_grant_id}` */
export const getSingleBillingPlanCreditGrant: (
  transport: Transport,
  planGrantId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSingleBillingPlanCreditGrantResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/plan-grants/{plan_grant_id}",
  response: { data: $BillingPlanCreditGrantResponseData },
});

/** `PUT /billing/credits/plan-grants/{plan_grant_id}` */
export const updateBillingPlanCreditGrant: (
  transport: Transport,
  planGrantId: string,
  request: UpdateBillingPlanCreditGrantRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateBillingPlanCreditGrantResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/plan-grants/{plan_grant_id}",
  body: $CreateBillingPlanCreditGrantRequestBody,
  response: { data: $BillingPlanCreditGrantResponseData },
});

/** `DELETE /billing/credits/plan-grants/{plan_grant_id}` */
export const deleteBillingPlanCreditGrant: (
  transport: Transport,
  planGrantId: string,
  request?: DeleteBillingPlanCreditGrantRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingPlanCreditGrantResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/credits/plan-grants/{plan_grant_id}",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/credits/plan-grants/count` */
export const countBillingPlanCreditGrants: (
  transport: Transport,
  request?: CountBillingPlanCreditGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingPlanCreditGrantsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/plan-grants/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /billing/credits/reservations` */
export const reserveCredits: (
  transport: Transport,
  request: ReserveCreditsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ReserveCreditsResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/credits/reservations",
  body: $ExpiresAt,
  response: { data: $CreditLeaseResponseData },
  idempotencyField: "idempotency_key",
});

/** `PUT /billing/credits/reservations/{reservation_id}/release` */
export const releaseCreditReservation: (
  transport: Transport,
  reservationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReleaseCreditReservationResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/reservations/{reservation_id}/release",
  response: { data: $CreditLeaseResponseData },
});

/** `GET /billing/credits/spend-policies` */
export const listCreditSpendPolicies: (
  transport: Transport,
  request?: ListCreditSpendPoliciesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCreditSpendPoliciesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/spend-policies",
  query: true,
  response: { data: $CreatedAtAndResetsAtAndUpdatedAt, params: PLAIN },
});

/** `POST /billing/credits/spend-policies` */
export const createCreditSpendPolicy: (
  transport: Transport,
  request: CreateCreditSpendPolicyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCreditSpendPolicyResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/billing/credits/spend-policies",
  body: PLAIN,
  response: { data: $CreatedAtAndResetsAtAndUpdatedAt },
});

/** `GET /billing/credits/spend-policies/{spend_policy_id}` */
export const getCreditSpendPolicy: (
  transport: Transport,
  spendPolicyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditSpendPolicyResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/spend-policies/{spend_policy_id}",
  response: { data: $CreatedAtAndResetsAtAndUpdatedAt },
});

/** `PUT /billing/credits/spend-policies/{spend_policy_id}` */
export const updateCreditSpendPolicy: (
  transport: Transport,
  spendPolicyId: string,
  request?: UpdateCreditSpendPolicyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCreditSpendPolicyResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/billing/credits/spend-policies/{spend_policy_id}",
  body: PLAIN,
  response: { data: $CreatedAtAndResetsAtAndUpdatedAt },
});

/** `DELETE /billing/credits/spend-policies/{spend_policy_id}` */
export const deleteCreditSpendPolicy: (
  transport: Transport,
  spendPolicyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCreditSpendPolicyResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/billing/credits/spend-policies/{spend_policy_id}",
  response: { data: PLAIN },
});

/** `GET /billing/credits/spend-policies/count` */
export const countCreditSpendPolicies: (
  transport: Transport,
  request?: CountCreditSpendPoliciesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCreditSpendPoliciesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/spend-policies/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /v2/billing/credits/ledger` */
export const listCreditEventLedger: (
  transport: Transport,
  request: ListCreditEventLedgerRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCreditEventLedgerResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/v2/billing/credits/ledger",
  query: true,
  response: { data: $CreditEventLedgerResponseData, params: PLAIN },
});

/** `GET /v2/billing/credits/ledger/count` */
export const countCreditEventLedger: (
  transport: Transport,
  request: CountCreditEventLedgerRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCreditEventLedgerResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/v2/billing/credits/ledger/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/credits/balance-timeseries` */
export const getCreditBalanceTimeSeries: (
  transport: Transport,
  request: GetCreditBalanceTimeSeriesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditBalanceTimeSeriesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/balance-timeseries",
  query: true,
  response: { data: $CreditBalanceTimeSeriesResponseData, params: $EndTimeAndStartTime },
});

/** `GET /billing/credits/spend-policies/usage` */
export const getCreditSpendPolicyUsage: (
  transport: Transport,
  request: GetCreditSpendPolicyUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditSpendPolicyUsageResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/spend-policies/usage",
  query: true,
  response: { data: $CreatedAtAndResetsAtAndUpdatedAt, params: PLAIN },
});

/** `GET /v2/billing/credits/ledger/{ledger_entry_id}` */
export const getCreditEventLedgerEntry: (
  transport: Transport,
  ledgerEntryId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditEventLedgerEntryResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/v2/billing/credits/ledger/{ledger_entry_id}",
  response: { data: $CreditEventLedgerResponseData },
});

/** `GET /data-exports` */
export const listDataExports: (
  transport: Transport,
  request?: ListDataExportsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListDataExportsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/data-exports",
  query: true,
  response: { data: $DataExportResponseData, params: PLAIN },
});

/** `POST /data-exports` */
export const createDataExport: (
  transport: Transport,
  request: CreateDataExportRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateDataExportResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/data-exports",
  body: $CreateDataExportRequestBody,
  response: { data: $DataExportResponseData },
});

/** `GET /data-exports/{data_export_id}` */
export const getDataExport: (
  transport: Transport,
  dataExportId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetDataExportResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/data-exports/{data_export_id}",
  response: { data: $DataExportResponseData },
});

/**
 * `GET /data-exports/{data_export_id}/artifact`
 *
 * Resolves to the file as a stream as soon as its headers have arrived.
 * The time-out ends there; the stream itself has none.
 */
export const getDataExportArtifact: (
  transport: Transport,
  dataExportId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReadableStream<Uint8Array>> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/data-exports/{data_export_id}/artifact",
  response: "stream",
});

/** `GET /company-overrides` */
export const listCompanyOverrides: (
  transport: Transport,
  request?: ListCompanyOverridesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyOverridesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/company-overrides",
  query: true,
  response: { data: $CompanyOverrideResponseData, params: PLAIN },
});

/** `POST /company-overrides` */
export const createCompanyOverride: (
  transport: Transport,
  request: CreateCompanyOverrideRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCompanyOverrideResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/company-overrides",
  body: $ExpirationDate,
  response: { data: $CompanyOverrideResponseData },
});

/** `GET /company-overrides/{company_override_id}` */
export const getCompanyOverride: (
  transport: Transport,
  companyOverrideId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyOverrideResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/company-overrides/{company_override_id}",
  response: { data: $CompanyOverrideResponseData },
});

/** `PUT /company-overrides/{company_override_id}` */
export const updateCompanyOverride: (
  transport: Transport,
  companyOverrideId: string,
  request: UpdateCompanyOverrideRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyOverrideResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/company-overrides/{company_override_id}",
  body: $ExpirationDate,
  response: { data: $CompanyOverrideResponseData },
});

/** `DELETE /company-overrides/{company_override_id}` */
export const deleteCompanyOverride: (
  transport: Transport,
  companyOverrideId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyOverrideResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/company-overrides/{company_override_id}",
  response: { data: PLAIN },
});

/** `GET /company-overrides/count` */
export const countCompanyOverrides: (
  transport: Transport,
  request?: CountCompanyOverridesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompanyOverridesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/company-overrides/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /feature-companies` */
export const listFeatureCompanies: (
  transport: Transport,
  request: ListFeatureCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureCompaniesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-companies",
  query: true,
  response: { data: $FeatureCompanyResponseData, params: PLAIN },
});

/** `GET /feature-companies/count` */
export const countFeatureCompanies: (
  transport: Transport,
  request: CountFeatureCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeatureCompaniesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-companies/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /feature-usage` */
export const listFeatureUsage: (
  transport: Transport,
  request?: ListFeatureUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureUsageResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-usage",
  query: true,
  response: { data: $FeatureUsageResponseData, params: PLAIN },
});

/** `GET /feature-usage-history` */
export const listFeatureUsageHistory: (
  transport: Transport,
  request: ListFeatureUsageHistoryRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureUsageHistoryResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-usage-history",
  query: true,
  response: { data: $PeriodEndAndPeriodStart, params: $EndTimeAndStartTime },
});

/** `GET /feature-usage-timeseries` */
export const getFeatureUsageTimeSeries: (
  transport: Transport,
  request: GetFeatureUsageTimeSeriesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFeatureUsageTimeSeriesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-usage-timeseries",
  query: true,
  response: { data: $FeatureUsageTimeSeriesResponseData, params: $EndTimeAndStartTime },
});

/** `GET /feature-usage/count` */
export const countFeatureUsage: (
  transport: Transport,
  request?: CountFeatureUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeatureUsageResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-usage/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /feature-users` */
export const listFeatureUsers: (
  transport: Transport,
  request: ListFeatureUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureUsersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-users",
  query: true,
  response: { data: $FeatureCompanyUserResponseData, params: PLAIN },
});

/** `GET /feature-users/count` */
export const countFeatureUsers: (
  transport: Transport,
  request: CountFeatureUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeatureUsersResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/feature-users/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /plan-entitlements` */
export const listPlanEntitlements: (
  transport: Transport,
  request?: ListPlanEntitlementsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanEntitlementsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-entitlements",
  query: true,
  response: { data: $PlanEntitlementResponseData, params: PLAIN },
});

/** `POST /plan-entitlements` */
export const createPlanEntitlement: (
  transport: Transport,
  request: CreatePlanEntitlementRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanEntitlementResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-entitlements",
  body: $CreatePlanEntitlementRequestBody,
  response: { data: $PlanEntitlementResponseData },
});

/** `GET /plan-entitlements/{plan_entitlement_id}` */
export const getPlanEntitlement: (
  transport: Transport,
  planEntitlementId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanEntitlementResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-entitlements/{plan_entitlement_id}",
  response: { data: $PlanEntitlementResponseData },
});

/** `PUT /plan-entitlements/{plan_entitlement_id}` */
export const updatePlanEntitlement: (
  transport: Transport,
  planEntitlementId: string,
  request: UpdatePlanEntitlementRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanEntitlementResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/plan-entitlements/{plan_entitlement_id}",
  body: $CreatePlanEntitlementRequestBody,
  response: { data: $PlanEntitlementResponseData },
});

/** `DELETE /plan-entitlements/{plan_entitlement_id}` */
export const deletePlanEntitlement: (
  transport: Transport,
  planEntitlementId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePlanEntitlementResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/plan-entitlements/{plan_entitlement_id}",
  response: { data: PLAIN },
});

/** `POST /plan-entitlements/billing-linked` */
export const upsertPlanEntitlementForBillingProduct: (
  transport: Transport,
  request: CreateBillingLinkedPlanEntitlementRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertPlanEntitlementForBillingProductResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-entitlements/billing-linked",
  body: $CreatePlanEntitlementRequestBody,
  response: { data: $PlanEntitlementResponseData },
});

/** `GET /plan-entitlements/count` */
export const countPlanEntitlements: (
  transport: Transport,
  request?: CountPlanEntitlementsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountPlanEntitlementsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-entitlements/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /plan-entitlements/duplicate` */
export const duplicatePlanEntitlements: (
  transport: Transport,
  request: DuplicatePlanEntitlementsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<DuplicatePlanEntitlementsResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-entitlements/duplicate",
  body: PLAIN,
  response: { data: $DuplicatePlanEntitlementsResponseResponseData },
});

/** `GET /usage-by-company` */
export const getFeatureUsageByCompany: (
  transport: Transport,
  request: GetFeatureUsageByCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFeatureUsageByCompanyResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/usage-by-company",
  query: true,
  response: { data: $FeatureUsageDetailResponseData, params: PLAIN },
});

/** `GET /user-usage-by-company` */
export const getUserUsageByCompany: (
  transport: Transport,
  request: GetUserUsageByCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetUserUsageByCompanyResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/user-usage-by-company",
  query: true,
  response: { data: $UserUsageByCompanyResponseData, params: $EndTimeAndStartTime },
});

/** `GET /user-usage-detail` */
export const getUserUsageDetail: (
  transport: Transport,
  request: GetUserUsageDetailRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetUserUsageDetailResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/user-usage-detail",
  query: true,
  response: { data: $UserUsageDetailResponseData, params: $EndTimeAndStartTime },
});

/** `GET /user-usage-by-company/metrics` */
export const getCompanyUserUsageMetrics: (
  transport: Transport,
  request: GetCompanyUserUsageMetricsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyUserUsageMetricsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/user-usage-by-company/metrics",
  query: true,
  response: { data: $CompanyUserUsageMetricsResponseData, params: $EndTimeAndStartTime },
});

/** `GET /user-usage-by-company/users` */
export const listCompanyUserUsage: (
  transport: Transport,
  request: ListCompanyUserUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyUserUsageResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/user-usage-by-company/users",
  query: true,
  response: { data: $CompanyUserUsageResponseData, params: $EndTimeAndStartTime },
});

/** `GET /user-usage-by-company/users/count` */
export const countCompanyUserUsage: (
  transport: Transport,
  request: CountCompanyUserUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompanyUserUsageResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/user-usage-by-company/users/count",
  query: true,
  response: { data: PLAIN, params: $EndTimeAndStartTime },
});

/** `POST /event-batch` */
export const createEventBatch: (
  transport: Transport,
  request: CreateEventBatchRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateEventBatchResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/event-batch",
  body: $CreateEventBatchRequestBody,
  response: { data: $RawEventBatchResponseData },
  idempotencyField: "events[].idempotency_key",
});

/** `GET /event-types` */
export const getEventSummaries: (
  transport: Transport,
  request?: GetEventSummariesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEventSummariesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/event-types",
  query: true,
  response: { data: $LastSeenAt, params: PLAIN },
});

/** `GET /events` */
export const listEvents: (
  transport: Transport,
  request?: ListEventsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEventsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/events",
  query: true,
  response: { data: $EventDetailResponseData, params: PLAIN },
});

/** `POST /events` */
export const createEvent: (
  transport: Transport,
  request: CreateEventRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateEventResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/events",
  body: $CreateEventRequestBody,
  response: { data: $CapturedAt },
  idempotencyField: "idempotency_key",
});

/** `GET /events/{event_id}` */
export const getEvent: (
  transport: Transport,
  eventId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEventResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/events/{event_id}",
  response: { data: $EventDetailResponseData },
});

/** `GET /otlp/settings` */
export const getOtlpEnvironmentSettings: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOtlpEnvironmentSettingsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/otlp/settings",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `POST /otlp/settings` */
export const upsertOtlpEnvironmentSettings: (
  transport: Transport,
  request: UpsertOtlpEnvironmentSettingsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertOtlpEnvironmentSettingsResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/otlp/settings",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `DELETE /otlp/settings` */
export const deleteOtlpEnvironmentSettings: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteOtlpEnvironmentSettingsResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/otlp/settings",
  response: { data: PLAIN },
});

/** `GET /segment-integration` */
export const getSegmentIntegrationStatus: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSegmentIntegrationStatusResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/segment-integration",
  response: { data: $LastEventAt },
});

/** `GET /features` */
export const listFeatures: (
  transport: Transport,
  request?: ListFeaturesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeaturesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/features",
  query: true,
  response: { data: $FeatureDetailResponseData, params: PLAIN },
});

/** `POST /features` */
export const createFeature: (
  transport: Transport,
  request: CreateFeatureRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateFeatureResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/features",
  body: $CreateFeatureRequestBody,
  response: { data: $FeatureDetailResponseData },
});

/** `GET /features/{feature_id}` */
export const getFeature: (
  transport: Transport,
  featureId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFeatureResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/features/{feature_id}",
  response: { data: $FeatureDetailResponseData },
});

/** `PUT /features/{feature_id}` */
export const updateFeature: (
  transport: Transport,
  featureId: string,
  request?: UpdateFeatureRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateFeatureResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/features/{feature_id}",
  body: $CreateFeatureRequestBody,
  response: { data: $FeatureDetailResponseData },
});

/** `DELETE /features/{feature_id}` */
export const deleteFeature: (
  transport: Transport,
  featureId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteFeatureResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/features/{feature_id}",
  response: { data: PLAIN },
});

/** `POST /features/billing-linked` */
export const upsertFeatureForBillingProduct: (
  transport: Transport,
  request: CreateBillingLinkedFeatureRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertFeatureForBillingProductResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/features/billing-linked",
  body: $CreateFeatureRequestBody,
  response: { data: $FeatureDetailResponseData },
});

/** `GET /features/count` */
export const countFeatures: (
  transport: Transport,
  request?: CountFeaturesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeaturesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/features/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /flags` */
export const listFlags: (
  transport: Transport,
  request?: ListFlagsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFlagsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/flags",
  query: true,
  response: { data: $FlagDetailResponseData, params: PLAIN },
});

/** `POST /flags` */
export const createFlag: (
  transport: Transport,
  request: CreateFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateFlagResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/flags",
  body: PLAIN,
  response: { data: $FlagDetailResponseData },
});

/** `GET /flags/{flag_id}` */
export const getFlag: (
  transport: Transport,
  flagId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFlagResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/flags/{flag_id}",
  response: { data: $FlagDetailResponseData },
});

/** `PUT /flags/{flag_id}` */
export const updateFlag: (
  transport: Transport,
  flagId: string,
  request: CreateFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateFlagResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/flags/{flag_id}",
  body: PLAIN,
  response: { data: $FlagDetailResponseData },
});

/** `DELETE /flags/{flag_id}` */
export const deleteFlag: (
  transport: Transport,
  flagId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteFlagResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/flags/{flag_id}",
  response: { data: PLAIN },
});

/** `PUT /flags/{flag_id}/rules` */
export const updateFlagRules: (
  transport: Transport,
  flagId: string,
  request: UpdateFlagRulesRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateFlagRulesResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/flags/{flag_id}/rules",
  body: $UpdateFlagRulesRequestBody,
  response: { data: $RulesDetailResponseData },
});

/** `POST /flags/{key}/check` */
export const checkFlag: (
  transport: Transport,
  key: string,
  request: CheckFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckFlagResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/flags/{key}/check",
  body: $CheckFlagRequestBody,
  response: { data: $CheckFlagResponseData },
  readOnly: true,
});

/** `POST /flags/{key}/check-and-reserve` */
export const checkAndReserveFlag: (
  transport: Transport,
  key: string,
  request?: CheckAndReserveFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckAndReserveFlagResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/flags/{key}/check-and-reserve",
  body: $CheckAndReserveFlagRequestBody,
  response: { data: $CheckAndReserveFlagResponseData },
  idempotencyField: "idempotency_key",
});

/** `POST /flags/check` */
export const checkFlags: (
  transport: Transport,
  request: CheckFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckFlagsResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/flags/check",
  body: $CheckFlagRequestBody,
  response: { data: $CheckFlagsResponseData },
  readOnly: true,
});

/** `POST /flags/check-bulk` */
export const checkFlagsBulk: (
  transport: Transport,
  request: CheckFlagsBulkRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckFlagsBulkResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/flags/check-bulk",
  body: $CheckFlagsBulkRequestBody,
  response: { data: $CheckFlagsBulkResponseData },
  readOnly: true,
});

/** `GET /flags/count` */
export const countFlags: (
  transport: Transport,
  request?: CountFlagsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFlagsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/flags/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /insights/activity` */
export const getActivity: (
  transport: Transport,
  request?: GetActivityRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetActivityResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/insights/activity",
  query: true,
  response: { data: $ActivityResponseResponseData, params: PLAIN },
});

/** `GET /insights/feature-usage-timeseries` */
export const getEnvironmentFeatureUsageTimeSeries: (
  transport: Transport,
  request: GetEnvironmentFeatureUsageTimeSeriesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEnvironmentFeatureUsageTimeSeriesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/insights/feature-usage-timeseries",
  query: true,
  response: { data: $EnvironmentFeatureUsageTimeSeriesResponseData, params: $EndTimeAndStartTime },
});

/** `GET /insights/plan-growth` */
export const getPlanGrowth: (
  transport: Transport,
  request?: GetPlanGrowthRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanGrowthResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/insights/plan-growth",
  query: true,
  response: { data: $PlanGrowthResponseData, params: PLAIN },
});

/** `GET /insights/summary` */
export const getSummary: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSummaryResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/insights/summary",
  response: { data: $InsightsSummaryResponseData },
});

/** `GET /insights/top-features` */
export const getTopFeaturesByUsage: (
  transport: Transport,
  request: GetTopFeaturesByUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetTopFeaturesByUsageResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/insights/top-features",
  query: true,
  response: { data: $CatalogDerivedFeaturesResponseData, params: $EndTimeAndStartTime },
});

/** `GET /insights/trait-usage-timeseries` */
export const getEnvironmentTraitUsageTimeSeries: (
  transport: Transport,
  request: GetEnvironmentTraitUsageTimeSeriesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEnvironmentTraitUsageTimeSeriesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/insights/trait-usage-timeseries",
  query: true,
  response: { data: $EnvironmentFeatureUsageTimeSeriesResponseData, params: $EndTimeAndStartTime },
});

/** `GET /integration/start/{integration_id}` */
export const runIntegration: (
  transport: Transport,
  integrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<RunIntegrationResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/integration/start/{integration_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /integrations` */
export const listIntegrations: (
  transport: Transport,
  request?: ListIntegrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListIntegrationsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/integrations",
  query: true,
  response: { data: $IntegrationsListResponseData, params: PLAIN },
});

/** `GET /integrations/{type}/webhook-url` */
export const getIntegrationWebhookUrl: (
  transport: Transport,
  type: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetIntegrationWebhookUrlResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/integrations/{type}/webhook-url",
  response: { data: PLAIN },
});

/** `POST /integrations/install` */
export const installIntegration: (
  transport: Transport,
  request: InstallIntegrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<InstallIntegrationResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/integrations/install",
  body: PLAIN,
  response: { data: $IntegrationInstallResponseData },
});

/** `POST /integrations/start-data-import` */
export const startDataImport: (
  transport: Transport,
  request: StartDataImportRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<StartDataImportResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/integrations/start-data-import",
  body: PLAIN,
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /integrations/stripe/dataset-sample-v2` */
export const loadSampleDataSet: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<LoadSampleDataSetResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/integrations/stripe/dataset-sample-v2",
  response: { data: PLAIN },
});

/** `GET /integrations/stripe/sandbox/claim-link` */
export const getStripeSandboxClaimLink: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetStripeSandboxClaimLinkResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/integrations/stripe/sandbox/claim-link",
  response: { data: $ExpiresAt },
});

/** `GET /integrations/stripe/sandbox/keys` */
export const getStripeSandboxKeys: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetStripeSandboxKeysResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/integrations/stripe/sandbox/keys",
  response: { data: PLAIN },
});

/** `POST /integrations/stripe/sandbox/keys/claim` */
export const claimStripeSandboxKeys: (
  transport: Transport,
  request: ClaimStripeSandboxKeysRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ClaimStripeSandboxKeysResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/integrations/stripe/sandbox/keys/claim",
  body: PLAIN,
  response: { data: PLAIN },
});

/** `POST /integrations/stripe/v2/assume-installed` */
export const assumeStripeInstalled: (
  transport: Transport,
  request: InstallIntegrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<AssumeStripeInstalledResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/integrations/stripe/v2/assume-installed",
  body: PLAIN,
  response: { data: $IntegrationInstallResponseData },
});

/** `POST /integrations/stripe/v2/install` */
export const installStripe: (
  transport: Transport,
  request: InstallIntegrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<InstallStripeResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/integrations/stripe/v2/install",
  body: PLAIN,
  response: { data: $IntegrationInstallResponseData },
});

/** `POST /integrations/stripe/v2/sandbox` */
export const installStripeClaimableSandbox: (
  transport: Transport,
  request: InstallStripeSandboxRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<InstallStripeClaimableSandboxResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/integrations/stripe/v2/sandbox",
  body: PLAIN,
  response: { data: $StripeSandboxInstallResponseData },
});

/** `GET /integrations/stripe/v2/sandbox-countries` */
export const listStripeSandboxCountries: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<ListStripeSandboxCountriesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/integrations/stripe/v2/sandbox-countries",
  response: { data: PLAIN },
});

/** `DELETE /integrations/uninstall/{integration_id}` */
export const uninstallIntegration: (
  transport: Transport,
  integrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<UninstallIntegrationResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/integrations/uninstall/{integration_id}",
  response: { data: PLAIN },
});

/** `GET /licenses` */
export const listLicenses: (
  transport: Transport,
  request?: ListLicensesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListLicensesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/licenses",
  query: true,
  response: { data: $CreatedAtAndUpdatedAt, params: PLAIN },
});

/** `GET /licenses/{license_id}` */
export const getSingleLicense: (
  transport: Transport,
  licenseId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSingleLicenseResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/licenses/{license_id}",
  response: { data: $CreatedAtAndUpdatedAt },
});

/** `GET /licenses/count` */
export const countLicenses: (
  transport: Transport,
  request?: CountLicensesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountLicensesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/licenses/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /custom-plan-bundles` */
export const createCustomPlanBundle: (
  transport: Transport,
  request: CreateCustomPlanBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCustomPlanBundleResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/custom-plan-bundles",
  body: $CreateCustomPlanBundleRequestBody,
  response: { data: $PlanBundleResponseData },
  repeat: "only-if-not-executed",
});

/** `POST /plan-bundles` */
export const createPlanBundle: (
  transport: Transport,
  request: CreatePlanBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanBundleResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-bundles",
  body: $CreateCustomPlanBundleRequestBody,
  response: { data: $PlanBundleResponseData },
  repeat: "only-if-not-executed",
});

/** `PUT /plan-bundles/{plan_id}` */
export const updatePlanBundle: (
  transport: Transport,
  planId: string,
  request: UpdatePlanBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanBundleResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/plan-bundles/{plan_id}",
  body: $CreateCustomPlanBundleRequestBody,
  response: { data: $PlanBundleResponseData },
});

/** `GET /plan-groups` */
export const getPlanGroup: (
  transport: Transport,
  request?: GetPlanGroupRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanGroupResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-groups",
  query: true,
  response: { data: $PlanGroupDetailResponseData, params: PLAIN },
});

/** `POST /plan-groups` */
export const createPlanGroup: (
  transport: Transport,
  request: CreatePlanGroupRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanGroupResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-groups",
  body: $CreatePlanGroupRequestBody,
  response: { data: $PlanGroupResponseData },
});

/** `PUT /plan-groups/{plan_group_id}` */
export const updatePlanGroup: (
  transport: Transport,
  planGroupId: string,
  request: UpdatePlanGroupRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanGroupResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/plan-groups/{plan_group_id}",
  body: $CreatePlanGroupRequestBody,
  response: { data: $PlanGroupResponseData },
});

/** `GET /plan-version-company-migrations` */
export const listCompanyMigrations: (
  transport: Transport,
  request: ListCompanyMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyMigrationsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-version-company-migrations",
  query: true,
  response: { data: $PlanVersionCompanyMigrationResponseData, params: PLAIN },
});

/** `POST /plan-version-company-migrations/{plan_version_company_migration_id}/retry` */
export const retryCompanyMigration: (
  transport: Transport,
  planVersionCompanyMigrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<RetryCompanyMigrationResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-version-company-migrations/{plan_version_company_migration_id}/retry",
  response: { data: $PlanVersionCompanyMigrationResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /plan-version-company-migrations/count` */
export const countCompanyMigrations: (
  transport: Transport,
  request: CountCompanyMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompanyMigrationsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-version-company-migrations/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /plan-version-migrations` */
export const listMigrations: (
  transport: Transport,
  request?: ListMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListMigrationsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-version-migrations",
  query: true,
  response: { data: $PlanVersionMigrationResponseData, params: PLAIN },
});

/** `POST /plan-version-migrations` */
export const createMigration: (
  transport: Transport,
  request: CreateMigrationInput,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateMigrationResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-version-migrations",
  body: $ScheduledAt,
  response: { data: $PlanVersionMigrationResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /plan-version-migrations/{plan_version_migration_id}` */
export const getMigration: (
  transport: Transport,
  planVersionMigrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetMigrationResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-version-migrations/{plan_version_migration_id}",
  response: { data: $PlanVersionMigrationResponseData },
});

/** `POST /plan-version-migrations/{plan_version_migration_id}/cancel` */
export const cancelMigration: (
  transport: Transport,
  planVersionMigrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<CancelMigrationResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-version-migrations/{plan_version_migration_id}/cancel",
  response: { data: $PlanVersionMigrationResponseData },
});

/** `POST /plan-version-migrations/{plan_version_migration_id}/complete-now` */
export const completeMigrationNow: (
  transport: Transport,
  planVersionMigrationId: string,
  request?: CompleteMigrationNowRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CompleteMigrationNowResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-version-migrations/{plan_version_migration_id}/complete-now",
  body: PLAIN,
  response: { data: $PlanVersionMigrationResponseData },
  repeat: "only-if-not-executed",
});

/** `POST /plan-version-migrations/{plan_version_migration_id}/retry` */
export const retryMigration: (
  transport: Transport,
  planVersionMigrationId: string,
  request: RetryMigrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<RetryMigrationResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-version-migrations/{plan_version_migration_id}/retry",
  body: PLAIN,
  response: { data: $PlanVersionMigrationResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /plan-version-migrations/count` */
export const countMigrations: (
  transport: Transport,
  request?: CountMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountMigrationsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plan-version-migrations/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `POST /plan-version-migrations/preview` */
export const previewMigration: (
  transport: Transport,
  request: PreviewMigrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewMigrationResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plan-version-migrations/preview",
  body: PLAIN,
  response: { data: $PlanVersionMigrationPreviewResponseData },
  readOnly: true,
});

/** `PUT /company-plans/{company_id}` */
export const updateCompanyPlans: (
  transport: Transport,
  companyId: string,
  request: UpdateCompanyPlansRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyPlansResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/company-plans/{company_id}",
  body: PLAIN,
  response: { data: $CompanyDetailResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /custom-plan-billings` */
export const listCustomPlanBillings: (
  transport: Transport,
  request?: ListCustomPlanBillingsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCustomPlanBillingsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/custom-plan-billings",
  query: true,
  response: { data: $CustomPlanBillingResponseData, params: PLAIN },
});

/** `PUT /custom-plan-billings/{custom_plan_billing_id}/mark-paid` */
export const markCustomPlanBillingPaid: (
  transport: Transport,
  customPlanBillingId: string,
  request: MarkCustomPlanBillingPaidRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<MarkCustomPlanBillingPaidResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/custom-plan-billings/{custom_plan_billing_id}/mark-paid",
  body: "verbatim",
  response: { data: $CustomPlanBillingResponseData },
  repeat: "only-if-not-executed",
});

/** `PUT /custom-plan-billings/{custom_plan_billing_id}/retry` */
export const retryCustomPlanBilling: (
  transport: Transport,
  customPlanBillingId: string,
  request: RetryCustomPlanBillingRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<RetryCustomPlanBillingResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/custom-plan-billings/{custom_plan_billing_id}/retry",
  body: $BillingCycleAnchorAndBillingStartDateAndEndDate,
  response: { data: $CustomPlanBillingResponseData },
  repeat: "only-if-not-executed",
});

/** `POST /custom-plans` */
export const createCustomPlan: (
  transport: Transport,
  request: CreateCustomPlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCustomPlanResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/custom-plans",
  body: PLAIN,
  response: { data: $PlanDetailResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /plans` */
export const listPlans: (
  transport: Transport,
  request?: ListPlansRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlansResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plans",
  query: true,
  response: { data: $PlanDetailResponseData, params: PLAIN },
});

/** `POST /plans` */
export const createPlan: (
  transport: Transport,
  request: CreatePlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plans",
  body: PLAIN,
  response: { data: $PlanDetailResponseData },
});

/** `GET /plans/{plan_id}` */
export const getPlan: (
  transport: Transport,
  planId: string,
  request?: GetPlanRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plans/{plan_id}",
  query: true,
  response: { data: $PlanDetailResponseData, params: PLAIN },
});

/** `PUT /plans/{plan_id}` */
export const updatePlan: (
  transport: Transport,
  planId: string,
  request: UpdatePlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/plans/{plan_id}",
  body: PLAIN,
  response: { data: $PlanDetailResponseData },
});

/** `DELETE /plans/{plan_id}` */
export const deletePlan: (
  transport: Transport,
  planId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePlanResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/plans/{plan_id}",
  response: { data: PLAIN },
});

/** `PUT /plans/{plan_id}/billing_products` */
export const upsertBillingProductPlan: (
  transport: Transport,
  planId: string,
  request: UpsertBillingProductRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingProductPlanResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/plans/{plan_id}/billing_products",
  body: $CreateBillingCreditRequestBody,
  response: { data: PLAIN },
});

/** `POST /plans/billing-linked` */
export const upsertPlanForBillingProduct: (
  transport: Transport,
  request: CreateBillingLinkedPlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertPlanForBillingProductResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plans/billing-linked",
  body: PLAIN,
  response: { data: $PlanDetailResponseData },
});

/** `GET /plans/billing-product-match-companies` */
export const listBillingProductMatchCompanies: (
  transport: Transport,
  request: ListBillingProductMatchCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingProductMatchCompaniesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plans/billing-product-match-companies",
  query: true,
  response: { data: $CompanyDetailResponseData, params: PLAIN },
});

/** `GET /plans/billing-product-match-companies/count` */
export const countBillingProductMatchCompanies: (
  transport: Transport,
  request: CountBillingProductMatchCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingProductMatchCompaniesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plans/billing-product-match-companies/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /plans/count` */
export const countPlans: (
  transport: Transport,
  request?: CountPlansRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountPlansResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plans/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /plans/issues` */
export const listPlanIssues: (
  transport: Transport,
  request: ListPlanIssuesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanIssuesResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plans/issues",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `DELETE /plans/version/{plan_version_id}` */
export const deletePlanVersion: (
  transport: Transport,
  planVersionId: string,
  request?: DeletePlanVersionRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePlanVersionResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/plans/version/{plan_version_id}",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `PUT /plans/version/{plan_version_id}/publish` */
export const publishPlanVersion: (
  transport: Transport,
  planVersionId: string,
  request: PublishPlanVersionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<PublishPlanVersionResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/plans/version/{plan_version_id}/publish",
  body: $PublishPlanVersionRequestBody,
  response: { data: $CreatedAtAndUpdatedAt },
  repeat: "only-if-not-executed",
});

/** `GET /plans/version/{plan_version_id}/diff` */
export const getPlanVersionDiff: (
  transport: Transport,
  planVersionId: string,
  request?: GetPlanVersionDiffRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanVersionDiffResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/plans/version/{plan_version_id}/diff",
  query: true,
  response: { data: $PlanVersionDiffResponseData, params: PLAIN },
});

/** `POST /plans/version/{plan_version_id}/publish-preview` */
export const previewPublishPlanVersion: (
  transport: Transport,
  planVersionId: string,
  request: PublishPlanVersionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewPublishPlanVersionResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/plans/version/{plan_version_id}/publish-preview",
  body: $PublishPlanVersionRequestBody,
  response: { data: $PublishPreviewResponseData },
  readOnly: true,
});

/** `GET /scheduled-checkout` */
export const listScheduledCheckouts: (
  transport: Transport,
  request?: ListScheduledCheckoutsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListScheduledCheckoutsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/scheduled-checkout",
  query: true,
  response: { data: $ScheduledCheckoutResponseData, params: PLAIN },
});

/** `POST /scheduled-checkout` */
export const createScheduledCheckout: (
  transport: Transport,
  request: CreateScheduledCheckoutRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateScheduledCheckoutResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/scheduled-checkout",
  body: $ExecuteAfter,
  response: { data: $ScheduledCheckoutResponseData },
  repeat: "only-if-not-executed",
});

/** `GET /scheduled-checkout/{scheduled_checkout_id}` */
export const getScheduledCheckout: (
  transport: Transport,
  scheduledCheckoutId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetScheduledCheckoutResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/scheduled-checkout/{scheduled_checkout_id}",
  response: { data: $ScheduledCheckoutResponseData },
});

/** `PUT /scheduled-checkout/{scheduled_checkout_id}` */
export const updateScheduledCheckout: (
  transport: Transport,
  scheduledCheckoutId: string,
  request?: UpdateScheduledCheckoutRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateScheduledCheckoutResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/scheduled-checkout/{scheduled_checkout_id}",
  body: $ExecuteAfter,
  response: { data: $ScheduledCheckoutResponseData },
});

/** `GET /webhook-events` */
export const listWebhookEvents: (
  transport: Transport,
  request?: ListWebhookEventsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListWebhookEventsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/webhook-events",
  query: true,
  response: { data: $WebhookEventDetailResponseData, params: PLAIN },
});

/** `GET /webhook-events/{webhook_event_id}` */
export const getWebhookEvent: (
  transport: Transport,
  webhookEventId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetWebhookEventResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/webhook-events/{webhook_event_id}",
  response: { data: $WebhookEventDetailResponseData },
});

/** `GET /webhook-events/count` */
export const countWebhookEvents: (
  transport: Transport,
  request?: CountWebhookEventsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountWebhookEventsResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/webhook-events/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /webhooks` */
export const listWebhooks: (
  transport: Transport,
  request?: ListWebhooksRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListWebhooksResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/webhooks",
  query: true,
  response: { data: $WebhookResponseData, params: PLAIN },
});

/** `POST /webhooks` */
export const createWebhook: (
  transport: Transport,
  request: CreateWebhookRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateWebhookResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/webhooks",
  body: $CreateWebhookRequestBody,
  response: { data: $WebhookResponseData },
});

/** `GET /webhooks/{webhook_id}` */
export const getWebhook: (
  transport: Transport,
  webhookId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetWebhookResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/webhooks/{webhook_id}",
  response: { data: $WebhookResponseData },
});

/** `PUT /webhooks/{webhook_id}` */
export const updateWebhook: (
  transport: Transport,
  webhookId: string,
  request?: UpdateWebhookRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateWebhookResponse> = /* @__PURE__ */ operation({
  method: "PUT",
  path: "/webhooks/{webhook_id}",
  body: $CreateWebhookRequestBody,
  response: { data: $WebhookResponseData },
});

/** `DELETE /webhooks/{webhook_id}` */
export const deleteWebhook: (
  transport: Transport,
  webhookId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteWebhookResponse> = /* @__PURE__ */ operation({
  method: "DELETE",
  path: "/webhooks/{webhook_id}",
  response: { data: PLAIN },
});

/** `POST /webhooks/{webhook_id}/test` */
export const sendTestWebhookAction: (
  transport: Transport,
  webhookId: string,
  request: TestWebhookRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<SendTestWebhookActionResponse> = /* @__PURE__ */ operation({
  method: "POST",
  path: "/webhooks/{webhook_id}/test",
  body: PLAIN,
  response: { data: PLAIN },
});

/** `GET /webhooks/count` */
export const countWebhooks: (
  transport: Transport,
  request?: CountWebhooksRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountWebhooksResponse> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/webhooks/count",
  query: true,
  response: { data: PLAIN, params: PLAIN },
});

/** `GET /billing/credits/ledger` */
export const getCreditLedger: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<void> = /* @__PURE__ */ operation({
  method: "GET",
  path: "/billing/credits/ledger",
});

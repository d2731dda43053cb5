// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

import type * as T from "./types";

/** Types of the operations of `client.accesstokens`. */
export declare namespace accesstokens {
  type IssueTemporaryAccessTokenRequestBody = T.IssueTemporaryAccessTokenRequestBody;
  type IssueTemporaryAccessTokenResponse = T.IssueTemporaryAccessTokenResponse;
}

/** Types of the operations of `client.accounts`. */
export declare namespace accounts {
  type CountAccountMembersParams = T.CountAccountMembersParams;
  type CountAccountMembersRequest = T.CountAccountMembersRequest;
  type CountAccountMembersResponse = T.CountAccountMembersResponse;
  type CountApiKeysParams = T.CountApiKeysParams;
  type CountApiKeysRequest = T.CountApiKeysRequest;
  type CountApiKeysResponse = T.CountApiKeysResponse;
  type CountAuditLogsParams = T.CountAuditLogsParams;
  type CountAuditLogsRequest = T.CountAuditLogsRequest;
  type CountAuditLogsResponse = T.CountAuditLogsResponse;
  type CreateApiKeyRequestBody = T.CreateApiKeyRequestBody;
  type CreateApiKeyResponse = T.CreateApiKeyResponse;
  type CreateEnvironmentRequestBody = T.CreateEnvironmentRequestBody;
  type CreateEnvironmentResponse = T.CreateEnvironmentResponse;
  type DeleteApiKeyResponse = T.DeleteApiKeyResponse;
  type DeleteEnvironmentResponse = T.DeleteEnvironmentResponse;
  type GetAccountMemberResponse = T.GetAccountMemberResponse;
  type GetApiKeyResponse = T.GetApiKeyResponse;
  type GetAuditLogResponse = T.GetAuditLogResponse;
  type GetEnvironmentResponse = T.GetEnvironmentResponse;
  type GetOnboardingStateResponse = T.GetOnboardingStateResponse;
  type GetWhoAmIResponse = T.GetWhoAmIResponse;
  type ListAccountMembersParams = T.ListAccountMembersParams;
  type ListAccountMembersRequest = T.ListAccountMembersRequest;
  type ListAccountMembersResponse = T.ListAccountMembersResponse;
  type ListApiKeysParams = T.ListApiKeysParams;
  type ListApiKeysRequest = T.ListApiKeysRequest;
  type ListApiKeysResponse = T.ListApiKeysResponse;
  type ListAuditLogsParams = T.ListAuditLogsParams;
  type ListAuditLogsRequest = T.ListAuditLogsRequest;
  type ListAuditLogsResponse = T.ListAuditLogsResponse;
  type ListEnvironmentsParams = T.ListEnvironmentsParams;
  type ListEnvironmentsRequest = T.ListEnvironmentsRequest;
  type ListEnvironmentsResponse = T.ListEnvironmentsResponse;
  type QuickstartResponse = T.QuickstartResponse;
  type UpdateApiKeyRequestBody = T.UpdateApiKeyRequestBody;
  type UpdateApiKeyResponse = T.UpdateApiKeyResponse;
  type UpdateEnvironmentRequestBody = T.UpdateEnvironmentRequestBody;
  type UpdateEnvironmentResponse = T.UpdateEnvironmentResponse;
  type UpdateOnboardingStateRequestBody = T.UpdateOnboardingStateRequestBody;
  type UpdateOnboardingStateResponse = T.UpdateOnboardingStateResponse;
}

/** Types of the operations of `client.billing`. */
export declare namespace billing {
  type CountBillingInvoicesParams = T.CountBillingInvoicesParams;
  type CountBillingInvoicesRequest = T.CountBillingInvoicesRequest;
  type CountBillingInvoicesResponse = T.CountBillingInvoicesResponse;
  type CountBillingProductsParams = T.CountBillingProductsParams;
  type CountBillingProductsRequest = T.CountBillingProductsRequest;
  type CountBillingProductsResponse = T.CountBillingProductsResponse;
  type CountCustomersParams = T.CountCustomersParams;
  type CountCustomersRequest = T.CountCustomersRequest;
  type CountCustomersResponse = T.CountCustomersResponse;
  type CreateBillingCustomerRequestBody = T.CreateBillingCustomerRequestBody;
  type CreateBillingPriceRequestBody = T.CreateBillingPriceRequestBody;
  type CreateBillingProductRequestBody = T.CreateBillingProductRequestBody;
  type CreateBillingSubscriptionRequestBody = T.CreateBillingSubscriptionRequestBody;
  type CreateCouponRequestBody = T.CreateCouponRequestBody;
  type CreateInvoiceRequestBody = T.CreateInvoiceRequestBody;
  type CreateMeterRequestBody = T.CreateMeterRequestBody;
  type CreatePaymentMethodRequestBody = T.CreatePaymentMethodRequestBody;
  type DeleteBillingCouponResponse = T.DeleteBillingCouponResponse;
  type DeleteBillingCustomerResponse = T.DeleteBillingCustomerResponse;
  type DeleteBillingInvoiceResponse = T.DeleteBillingInvoiceResponse;
  type DeleteBillingProductResponse = T.DeleteBillingProductResponse;
  type DeletePaymentMethodByExternalIdResponse = T.DeletePaymentMethodByExternalIdResponse;
  type DeleteProductPriceResponse = T.DeleteProductPriceResponse;
  type FinalizeNativeInvoiceResponse = T.FinalizeNativeInvoiceResponse;
  type GetBillingInvoiceResponse = T.GetBillingInvoiceResponse;
  type GetBillingSettingsResponse = T.GetBillingSettingsResponse;
  type GetCompanyNativeSubscriptionResponse = T.GetCompanyNativeSubscriptionResponse;
  type ListBillingInvoicesParams = T.ListBillingInvoicesParams;
  type ListBillingInvoicesRequest = T.ListBillingInvoicesRequest;
  type ListBillingInvoicesResponse = T.ListBillingInvoicesResponse;
  type ListBillingPricesParams = T.ListBillingPricesParams;
  type ListBillingPricesRequest = T.ListBillingPricesRequest;
  type ListBillingPricesResponse = T.ListBillingPricesResponse;
  type ListBillingProductPricesParams = T.ListBillingProductPricesParams;
  type ListBillingProductPricesRequest = T.ListBillingProductPricesRequest;
  type ListBillingProductPricesResponse = T.ListBillingProductPricesResponse;
  type ListBillingProductsParams = T.ListBillingProductsParams;
  type ListBillingProductsRequest = T.ListBillingProductsRequest;
  type ListBillingProductsResponse = T.ListBillingProductsResponse;
  type ListCompanyBillingProfilesParams = T.ListCompanyBillingProfilesParams;
  type ListCompanyBillingProfilesRequest = T.ListCompanyBillingProfilesRequest;
  type ListCompanyBillingProfilesResponse = T.ListCompanyBillingProfilesResponse;
  type ListCouponsParams = T.ListCouponsParams;
  type ListCouponsRequest = T.ListCouponsRequest;
  type ListCouponsResponse = T.ListCouponsResponse;
  type ListCustomersWithSubscriptionsParams = T.ListCustomersWithSubscriptionsParams;
  type ListCustomersWithSubscriptionsRequest = T.ListCustomersWithSubscriptionsRequest;
  type ListCustomersWithSubscriptionsResponse = T.ListCustomersWithSubscriptionsResponse;
  type ListInvoicesParams = T.ListInvoicesParams;
  type ListInvoicesRequest = T.ListInvoicesRequest;
  type ListInvoicesResponse = T.ListInvoicesResponse;
  type ListMetersParams = T.ListMetersParams;
  type ListMetersRequest = T.ListMetersRequest;
  type ListMetersResponse = T.ListMetersResponse;
  type ListPaymentMethodsParams = T.ListPaymentMethodsParams;
  type ListPaymentMethodsRequest = T.ListPaymentMethodsRequest;
  type ListPaymentMethodsResponse = T.ListPaymentMethodsResponse;
  type MarkBillingInvoicePaidRequestBody = T.MarkBillingInvoicePaidRequestBody;
  type MarkBillingInvoicePaidResponse = T.MarkBillingInvoicePaidResponse;
  type UpdateBillingSettingsRequestBody = T.UpdateBillingSettingsRequestBody;
  type UpdateBillingSettingsResponse = T.UpdateBillingSettingsResponse;
  type UpdateCompanyBillingProfileRequestBody = T.UpdateCompanyBillingProfileRequestBody;
  type UpdateCompanyBillingProfileResponse = T.UpdateCompanyBillingProfileResponse;
  type UpsertBillingCouponResponse = T.UpsertBillingCouponResponse;
  type UpsertBillingCustomerResponse = T.UpsertBillingCustomerResponse;
  type UpsertBillingMeterResponse = T.UpsertBillingMeterResponse;
  type UpsertBillingPriceResponse = T.UpsertBillingPriceResponse;
  type UpsertBillingProductResponse = T.UpsertBillingProductResponse;
  type UpsertBillingSubscriptionResponse = T.UpsertBillingSubscriptionResponse;
  type UpsertInvoiceResponse = T.UpsertInvoiceResponse;
  type UpsertPaymentMethodResponse = T.UpsertPaymentMethodResponse;
  type VoidNativeInvoiceResponse = T.VoidNativeInvoiceResponse;
}

/** Types of the operations of `client.catalogs`. */
export declare namespace catalogs {
  type CreateCatalogRequestBody = T.CreateCatalogRequestBody;
  type CreateCatalogResponse = T.CreateCatalogResponse;
  type DeleteCatalogResponse = T.DeleteCatalogResponse;
  type GetCatalogResponse = T.GetCatalogResponse;
  type GetConfigurationResponse = T.GetConfigurationResponse;
  type GetCreditBundlesInCatalogResponse = T.GetCreditBundlesInCatalogResponse;
  type GetDerivedFeaturesResponse = T.GetDerivedFeaturesResponse;
  type GetPlansInCatalogResponse = T.GetPlansInCatalogResponse;
  type GetPublicCatalogByIdResponse = T.GetPublicCatalogByIdResponse;
  type GetPublicCatalogResponse = T.GetPublicCatalogResponse;
  type ListCatalogsParams = T.ListCatalogsParams;
  type ListCatalogsRequest = T.ListCatalogsRequest;
  type ListCatalogsResponse = T.ListCatalogsResponse;
  type UpdateCatalogConfigurationRequestBody = T.UpdateCatalogConfigurationRequestBody;
  type UpdateCatalogRequestBody = T.UpdateCatalogRequestBody;
  type UpdateCatalogResponse = T.UpdateCatalogResponse;
  type UpdateConfigurationResponse = T.UpdateConfigurationResponse;
}

/** Types of the operations of `client.checkout`. */
export declare namespace checkout {
  type CancelSubscriptionRequest = T.CancelSubscriptionRequest;
  type CancelSubscriptionResponse = T.CancelSubscriptionResponse;
  type ChangeSubscriptionInternalRequestBody = T.ChangeSubscriptionInternalRequestBody;
  type CheckoutDataRequestBody = T.CheckoutDataRequestBody;
  type CheckoutInternalResponse = T.CheckoutInternalResponse;
  type GetCheckoutDataResponse = T.GetCheckoutDataResponse;
  type GetCompanyBillingDetailsResponse = T.GetCompanyBillingDetailsResponse;
  type ManagePlanRequest = T.ManagePlanRequest;
  type ManagePlanResponse = T.ManagePlanResponse;
  type PreviewCheckoutInternalResponse = T.PreviewCheckoutInternalResponse;
  type PreviewManagePlanResponse = T.PreviewManagePlanResponse;
  type UpdateCompanyBillingDetailsRequestBody = T.UpdateCompanyBillingDetailsRequestBody;
  type UpdateCompanyBillingDetailsResponse = T.UpdateCompanyBillingDetailsResponse;
  type UpdateCustomerSubscriptionTrialEndResponse = T.UpdateCustomerSubscriptionTrialEndResponse;
  type UpdateTrialEndRequestBody = T.UpdateTrialEndRequestBody;
}

/** Types of the operations of `client.companies`. */
export declare namespace companies {
  type CountCompaniesParams = T.CountCompaniesParams;
  type CountCompaniesRequest = T.CountCompaniesRequest;
  type CountCompaniesResponse = T.CountCompaniesResponse;
  type CountEntityKeyDefinitionsParams = T.CountEntityKeyDefinitionsParams;
  type CountEntityKeyDefinitionsRequest = T.CountEntityKeyDefinitionsRequest;
  type CountEntityKeyDefinitionsResponse = T.CountEntityKeyDefinitionsResponse;
  type CountEntityKeysParams = T.CountEntityKeysParams;
  type CountEntityKeysRequest = T.CountEntityKeysRequest;
  type CountEntityKeysResponse = T.CountEntityKeysResponse;
  type CountEntityTraitDefinitionsParams = T.CountEntityTraitDefinitionsParams;
  type CountEntityTraitDefinitionsRequest = T.CountEntityTraitDefinitionsRequest;
  type CountEntityTraitDefinitionsResponse = T.CountEntityTraitDefinitionsResponse;
  type CountEntityTraitsParams = T.CountEntityTraitsParams;
  type CountEntityTraitsRequest = T.CountEntityTraitsRequest;
  type CountEntityTraitsResponse = T.CountEntityTraitsResponse;
  type CountPlanTraitsParams = T.CountPlanTraitsParams;
  type CountPlanTraitsRequest = T.CountPlanTraitsRequest;
  type CountPlanTraitsResponse = T.CountPlanTraitsResponse;
  type CountUsersParams = T.CountUsersParams;
  type CountUsersRequest = T.CountUsersRequest;
  type CountUsersResponse = T.CountUsersResponse;
  type CreateCompanyResponse = T.CreateCompanyResponse;
  type CreateEntityTraitDefinitionRequestBody = T.CreateEntityTraitDefinitionRequestBody;
  type CreateUserResponse = T.CreateUserResponse;
  type DeleteCompanyByKeysResponse = T.DeleteCompanyByKeysResponse;
  type DeleteCompanyMembershipResponse = T.DeleteCompanyMembershipResponse;
  type DeleteCompanyParams = T.DeleteCompanyParams;
  type DeleteCompanyRequest = T.DeleteCompanyRequest;
  type DeleteCompanyResponse = T.DeleteCompanyResponse;
  type DeleteEntityKeyDefinitionResponse = T.DeleteEntityKeyDefinitionResponse;
  type DeleteEntityTraitDefinitionResponse = T.DeleteEntityTraitDefinitionResponse;
  type DeleteUserByKeysResponse = T.DeleteUserByKeysResponse;
  type DeleteUserResponse = T.DeleteUserResponse;
  type GetActiveCompanySubscriptionParams = T.GetActiveCompanySubscriptionParams;
  type GetActiveCompanySubscriptionRequest = T.GetActiveCompanySubscriptionRequest;
  type GetActiveCompanySubscriptionResponse = T.GetActiveCompanySubscriptionResponse;
  type GetBillingEntityChildSubscriptionsParams = T.GetBillingEntityChildSubscriptionsParams;
  type GetBillingEntityChildSubscriptionsRequest = T.GetBillingEntityChildSubscriptionsRequest;
  type GetBillingEntityChildSubscriptionsResponse = T.GetBillingEntityChildSubscriptionsResponse;
  type GetCompanyBillingEntityParams = T.GetCompanyBillingEntityParams;
  type GetCompanyBillingEntityRequest = T.GetCompanyBillingEntityRequest;
  type GetCompanyBillingEntityResponse = T.GetCompanyBillingEntityResponse;
  type GetCompanyResponse = T.GetCompanyResponse;
  type GetEntityTraitDefinitionResponse = T.GetEntityTraitDefinitionResponse;
  type GetEntityTraitDefinitionUsageResponse = T.GetEntityTraitDefinitionUsageResponse;
  type GetEntityTraitValuesParams = T.GetEntityTraitValuesParams;
  type GetEntityTraitValuesRequest = T.GetEntityTraitValuesRequest;
  type GetEntityTraitValuesResponse = T.GetEntityTraitValuesResponse;
  type GetOrCreateCompanyMembershipRequestBody = T.GetOrCreateCompanyMembershipRequestBody;
  type GetOrCreateCompanyMembershipResponse = T.GetOrCreateCompanyMembershipResponse;
  type GetOrCreateEntityTraitDefinitionResponse = T.GetOrCreateEntityTraitDefinitionResponse;
  type GetPlanChangeResponse = T.GetPlanChangeResponse;
  type GetPlanTraitResponse = T.GetPlanTraitResponse;
  type GetUserResponse = T.GetUserResponse;
  type KeysRequestBody = T.KeysRequestBody;
  type ListCompaniesParams = T.ListCompaniesParams;
  type ListCompaniesRequest = T.ListCompaniesRequest;
  type ListCompaniesResponse = T.ListCompaniesResponse;
  type ListCompanyMembershipsParams = T.ListCompanyMembershipsParams;
  type ListCompanyMembershipsRequest = T.ListCompanyMembershipsRequest;
  type ListCompanyMembershipsResponse = T.ListCompanyMembershipsResponse;
  type ListEntityKeyDefinitionsParams = T.ListEntityKeyDefinitionsParams;
  type ListEntityKeyDefinitionsRequest = T.ListEntityKeyDefinitionsRequest;
  type ListEntityKeyDefinitionsResponse = T.ListEntityKeyDefinitionsResponse;
  type ListEntityTraitDefinitionsParams = T.ListEntityTraitDefinitionsParams;
  type ListEntityTraitDefinitionsRequest = T.ListEntityTraitDefinitionsRequest;
  type ListEntityTraitDefinitionsResponse = T.ListEntityTraitDefinitionsResponse;
  type ListPlanChangesParams = T.ListPlanChangesParams;
  type ListPlanChangesRequest = T.ListPlanChangesRequest;
  type ListPlanChangesResponse = T.ListPlanChangesResponse;
  type ListPlanTraitsParams = T.ListPlanTraitsParams;
  type ListPlanTraitsRequest = T.ListPlanTraitsRequest;
  type ListPlanTraitsResponse = T.ListPlanTraitsResponse;
  type ListUsersParams = T.ListUsersParams;
  type ListUsersRequest = T.ListUsersRequest;
  type ListUsersResponse = T.ListUsersResponse;
  type LookupCompanyParams = T.LookupCompanyParams;
  type LookupCompanyRequest = T.LookupCompanyRequest;
  type LookupCompanyResponse = T.LookupCompanyResponse;
  type LookupUserParams = T.LookupUserParams;
  type LookupUserRequest = T.LookupUserRequest;
  type LookupUserResponse = T.LookupUserResponse;
  type UpdateEntityTraitDefinitionRequestBody = T.UpdateEntityTraitDefinitionRequestBody;
  type UpdateEntityTraitDefinitionResponse = T.UpdateEntityTraitDefinitionResponse;
  type UpdatePlanTraitBulkRequestBody = T.UpdatePlanTraitBulkRequestBody;
  type UpdatePlanTraitsBulkResponse = T.UpdatePlanTraitsBulkResponse;
  type UpsertCompanyRequestBody = T.UpsertCompanyRequestBody;
  type UpsertCompanyResponse = T.UpsertCompanyResponse;
  type UpsertCompanyTraitResponse = T.UpsertCompanyTraitResponse;
  type UpsertTraitRequestBody = T.UpsertTraitRequestBody;
  type UpsertUserRequestBody = T.UpsertUserRequestBody;
  type UpsertUserResponse = T.UpsertUserResponse;
  type UpsertUserTraitResponse = T.UpsertUserTraitResponse;
}

/** Types of the operations of `client.components`. */
export declare namespace components {
  type BindCatalogRequestBody = T.BindCatalogRequestBody;
  type BindCatalogResponse = T.BindCatalogResponse;
  type CountComponentsParams = T.CountComponentsParams;
  type CountComponentsRequest = T.CountComponentsRequest;
  type CountComponentsResponse = T.CountComponentsResponse;
  type CreateComponentRequestBody = T.CreateComponentRequestBody;
  type CreateComponentResponse = T.CreateComponentResponse;
  type DeleteComponentResponse = T.DeleteComponentResponse;
  type GetComponentResponse = T.GetComponentResponse;
  type ListComponentsParams = T.ListComponentsParams;
  type ListComponentsRequest = T.ListComponentsRequest;
  type ListComponentsResponse = T.ListComponentsResponse;
  type PreviewComponentDataParams = T.PreviewComponentDataParams;
  type PreviewComponentDataRequest = T.PreviewComponentDataRequest;
  type PreviewComponentDataResponse = T.PreviewComponentDataResponse;
  type UpdateComponentRequestBody = T.UpdateComponentRequestBody;
  type UpdateComponentResponse = T.UpdateComponentResponse;
}

/** Types of the operations of `client.componentspublic`. */
export declare namespace componentspublic {
  type GetPublicPlansResponse = T.GetPublicPlansResponse;
}

/** Types of the operations of `client.credits`. */
export declare namespace credits {
  type AcquireCreditLeaseRequestBody = T.AcquireCreditLeaseRequestBody;
  type AcquireCreditLeaseResponse = T.AcquireCreditLeaseResponse;
  type CountBillingCreditsGrantsParams = T.CountBillingCreditsGrantsParams;
  type CountBillingCreditsGrantsRequest = T.CountBillingCreditsGrantsRequest;
  type CountBillingCreditsGrantsResponse = T.CountBillingCreditsGrantsResponse;
  type CountBillingCreditsParams = T.CountBillingCreditsParams;
  type CountBillingCreditsRequest = T.CountBillingCreditsRequest;
  type CountBillingCreditsResponse = T.CountBillingCreditsResponse;
  type CountBillingPlanCreditGrantsParams = T.CountBillingPlanCreditGrantsParams;
  type CountBillingPlanCreditGrantsRequest = T.CountBillingPlanCreditGrantsRequest;
  type CountBillingPlanCreditGrantsResponse = T.CountBillingPlanCreditGrantsResponse;
  type CountCompanyGrantsParams = T.CountCompanyGrantsParams;
  type CountCompanyGrantsRequest = T.CountCompanyGrantsRequest;
  type CountCompanyGrantsResponse = T.CountCompanyGrantsResponse;
  type CountCreditBundlesParams = T.CountCreditBundlesParams;
  type CountCreditBundlesRequest = T.CountCreditBundlesRequest;
  type CountCreditBundlesResponse = T.CountCreditBundlesResponse;
  type CountCreditEventLedgerParams = T.CountCreditEventLedgerParams;
  type CountCreditEventLedgerRequest = T.CountCreditEventLedgerRequest;
  type CountCreditEventLedgerResponse = T.CountCreditEventLedgerResponse;
  type CountCreditSpendPoliciesParams = T.CountCreditSpendPoliciesParams;
  type CountCreditSpendPoliciesRequest = T.CountCreditSpendPoliciesRequest;
  type CountCreditSpendPoliciesResponse = T.CountCreditSpendPoliciesResponse;
  type CreateBillingCreditRequestBody = T.CreateBillingCreditRequestBody;
  type CreateBillingCreditResponse = T.CreateBillingCreditResponse;
  type CreateBillingPlanCreditGrantRequestBody = T.CreateBillingPlanCreditGrantRequestBody;
  type CreateBillingPlanCreditGrantResponse = T.CreateBillingPlanCreditGrantResponse;
  type CreateCompanyCreditGrant = T.CreateCompanyCreditGrant;
  type CreateCreditBundleRequestBody = T.CreateCreditBundleRequestBody;
  type CreateCreditBundleResponse = T.CreateCreditBundleResponse;
  type CreateCreditSpendPolicyRequestBody = T.CreateCreditSpendPolicyRequestBody;
  type CreateCreditSpendPolicyResponse = T.CreateCreditSpendPolicyResponse;
  type DeleteBillingPlanCreditGrantParams = T.DeleteBillingPlanCreditGrantParams;
  type DeleteBillingPlanCreditGrantRequest = T.DeleteBillingPlanCreditGrantRequest;
  type DeleteBillingPlanCreditGrantResponse = T.DeleteBillingPlanCreditGrantResponse;
  type DeleteCreditBundleResponse = T.DeleteCreditBundleResponse;
  type DeleteCreditSpendPolicyResponse = T.DeleteCreditSpendPolicyResponse;
  type ExtendCreditLeaseRequestBody = T.ExtendCreditLeaseRequestBody;
  type ExtendCreditLeaseResponse = T.ExtendCreditLeaseResponse;
  type GetCreditBalanceTimeSeriesParams = T.GetCreditBalanceTimeSeriesParams;
  type GetCreditBalanceTimeSeriesRequest = T.GetCreditBalanceTimeSeriesRequest;
  type GetCreditBalanceTimeSeriesResponse = T.GetCreditBalanceTimeSeriesResponse;
  type GetCreditBundleResponse = T.GetCreditBundleResponse;
  type GetCreditEventLedgerEntryResponse = T.GetCreditEventLedgerEntryResponse;
  type GetCreditSpendPolicyResponse = T.GetCreditSpendPolicyResponse;
  type GetCreditSpendPolicyUsageParams = T.GetCreditSpendPolicyUsageParams;
  type GetCreditSpendPolicyUsageRequest = T.GetCreditSpendPolicyUsageRequest;
  type GetCreditSpendPolicyUsageResponse = T.GetCreditSpendPolicyUsageResponse;
  type GetSingleBillingCreditResponse = T.GetSingleBillingCreditResponse;
  type GetSingleBillingPlanCreditGrantResponse = T.GetSingleBillingPlanCreditGrantResponse;
  type GrantBillingCreditsToCompanyResponse = T.GrantBillingCreditsToCompanyResponse;
  type ListBillingCreditsParams = T.ListBillingCreditsParams;
  type ListBillingCreditsRequest = T.ListBillingCreditsRequest;
  type ListBillingCreditsResponse = T.ListBillingCreditsResponse;
  type ListBillingPlanCreditGrantsParams = T.ListBillingPlanCreditGrantsParams;
  type ListBillingPlanCreditGrantsRequest = T.ListBillingPlanCreditGrantsRequest;
  type ListBillingPlanCreditGrantsResponse = T.ListBillingPlanCreditGrantsResponse;
  type ListCompanyCreditBalancesParams = T.ListCompanyCreditBalancesParams;
  type ListCompanyCreditBalancesRequest = T.ListCompanyCreditBalancesRequest;
  type ListCompanyCreditBalancesResponse = T.ListCompanyCreditBalancesResponse;
  type ListCompanyGrantsParams = T.ListCompanyGrantsParams;
  type ListCompanyGrantsRequest = T.ListCompanyGrantsRequest;
  type ListCompanyGrantsResponse = T.ListCompanyGrantsResponse;
  type ListCreditBundlesParams = T.ListCreditBundlesParams;
  type ListCreditBundlesRequest = T.ListCreditBundlesRequest;
  type ListCreditBundlesResponse = T.ListCreditBundlesResponse;
  type ListCreditEventLedgerParams = T.ListCreditEventLedgerParams;
  type ListCreditEventLedgerRequest = T.ListCreditEventLedgerRequest;
  type ListCreditEventLedgerResponse = T.ListCreditEventLedgerResponse;
  type ListCreditSpendPoliciesParams = T.ListCreditSpendPoliciesParams;
  type ListCreditSpendPoliciesRequest = T.ListCreditSpendPoliciesRequest;
  type ListCreditSpendPoliciesResponse = T.ListCreditSpendPoliciesResponse;
  type ListGrantsForCreditParams = T.ListGrantsForCreditParams;
  type ListGrantsForCreditRequest = T.ListGrantsForCreditRequest;
  type ListGrantsForCreditResponse = T.ListGrantsForCreditResponse;
  type ReleaseCreditLeaseResponse = T.ReleaseCreditLeaseResponse;
  type ReleaseCreditReservationResponse = T.ReleaseCreditReservationResponse;
  type ReserveCreditsRequestBody = T.ReserveCreditsRequestBody;
  type ReserveCreditsResponse = T.ReserveCreditsResponse;
  type SoftDeleteBillingCreditResponse = T.SoftDeleteBillingCreditResponse;
  type UpdateBillingCreditRequestBody = T.UpdateBillingCreditRequestBody;
  type UpdateBillingCreditResponse = T.UpdateBillingCreditResponse;
  type UpdateBillingPlanCreditGrantRequestBody = T.UpdateBillingPlanCreditGrantRequestBody;
  type UpdateBillingPlanCreditGrantResponse = T.UpdateBillingPlanCreditGrantResponse;
  type UpdateCreditBundleDetailsRequestBody = T.UpdateCreditBundleDetailsRequestBody;
  type UpdateCreditBundleDetailsResponse = T.UpdateCreditBundleDetailsResponse;
  type UpdateCreditSpendPolicyRequestBody = T.UpdateCreditSpendPolicyRequestBody;
  type UpdateCreditSpendPolicyResponse = T.UpdateCreditSpendPolicyResponse;
  type ZeroOutGrantRequestBody = T.ZeroOutGrantRequestBody;
  type ZeroOutGrantResponse = T.ZeroOutGrantResponse;
}

/** Types of the operations of `client.dataexports`. */
export declare namespace dataexports {
  type CreateDataExportRequestBody = T.CreateDataExportRequestBody;
  type CreateDataExportResponse = T.CreateDataExportResponse;
  type GetDataExportResponse = T.GetDataExportResponse;
  type ListDataExportsParams = T.ListDataExportsParams;
  type ListDataExportsRequest = T.ListDataExportsRequest;
  type ListDataExportsResponse = T.ListDataExportsResponse;
}

/** Types of the operations of `client.entitlements`. */
export declare namespace entitlements {
  type CountCompanyOverridesParams = T.CountCompanyOverridesParams;
  type CountCompanyOverridesRequest = T.CountCompanyOverridesRequest;
  type CountCompanyOverridesResponse = T.CountCompanyOverridesResponse;
  type CountCompanyUserUsageParams = T.CountCompanyUserUsageParams;
  type CountCompanyUserUsageRequest = T.CountCompanyUserUsageRequest;
  type CountCompanyUserUsageResponse = T.CountCompanyUserUsageResponse;
  type CountFeatureCompaniesParams = T.CountFeatureCompaniesParams;
  type CountFeatureCompaniesRequest = T.CountFeatureCompaniesRequest;
  type CountFeatureCompaniesResponse = T.CountFeatureCompaniesResponse;
  type CountFeatureUsageParams = T.CountFeatureUsageParams;
  type CountFeatureUsageRequest = T.CountFeatureUsageRequest;
  type CountFeatureUsageResponse = T.CountFeatureUsageResponse;
  type CountFeatureUsersParams = T.CountFeatureUsersParams;
  type CountFeatureUsersRequest = T.CountFeatureUsersRequest;
  type CountFeatureUsersResponse = T.CountFeatureUsersResponse;
  type CountPlanEntitlementsParams = T.CountPlanEntitlementsParams;
  type CountPlanEntitlementsRequest = T.CountPlanEntitlementsRequest;
  type CountPlanEntitlementsResponse = T.CountPlanEntitlementsResponse;
  type CreateBillingLinkedPlanEntitlementRequestBody = T.CreateBillingLinkedPlanEntitlementRequestBody;
  type CreateCompanyOverrideRequestBody = T.CreateCompanyOverrideRequestBody;
  type CreateCompanyOverrideResponse = T.CreateCompanyOverrideResponse;
  type CreatePlanEntitlementRequestBody = T.CreatePlanEntitlementRequestBody;
  type CreatePlanEntitlementResponse = T.CreatePlanEntitlementResponse;
  type DeleteCompanyOverrideResponse = T.DeleteCompanyOverrideResponse;
  type DeletePlanEntitlementResponse = T.DeletePlanEntitlementResponse;
  type DuplicatePlanEntitlementsRequestBody = T.DuplicatePlanEntitlementsRequestBody;
  type DuplicatePlanEntitlementsResponse = T.DuplicatePlanEntitlementsResponse;
  type GetCompanyOverrideResponse = T.GetCompanyOverrideResponse;
  type GetCompanyUserUsageMetricsParams = T.GetCompanyUserUsageMetricsParams;
  type GetCompanyUserUsageMetricsRequest = T.GetCompanyUserUsageMetricsRequest;
  type GetCompanyUserUsageMetricsResponse = T.GetCompanyUserUsageMetricsResponse;
  type GetFeatureUsageByCompanyParams = T.GetFeatureUsageByCompanyParams;
  type GetFeatureUsageByCompanyRequest = T.GetFeatureUsageByCompanyRequest;
  type GetFeatureUsageByCompanyResponse = T.GetFeatureUsageByCompanyResponse;
  type GetFeatureUsageTimeSeriesParams = T.GetFeatureUsageTimeSeriesParams;
  type GetFeatureUsageTimeSeriesRequest = T.GetFeatureUsageTimeSeriesRequest;
  type GetFeatureUsageTimeSeriesResponse = T.GetFeatureUsageTimeSeriesResponse;
  type GetPlanEntitlementResponse = T.GetPlanEntitlementResponse;
  type GetUserUsageByCompanyParams = T.GetUserUsageByCompanyParams;
  type GetUserUsageByCompanyRequest = T.GetUserUsageByCompanyRequest;
  type GetUserUsageByCompanyResponse = T.GetUserUsageByCompanyResponse;
  type GetUserUsageDetailParams = T.GetUserUsageDetailParams;
  type GetUserUsageDetailRequest = T.GetUserUsageDetailRequest;
  type GetUserUsageDetailResponse = T.GetUserUsageDetailResponse;
  type ListCompanyOverridesParams = T.ListCompanyOverridesParams;
  type ListCompanyOverridesRequest = T.ListCompanyOverridesRequest;
  type ListCompanyOverridesResponse = T.ListCompanyOverridesResponse;
  type ListCompanyUserUsageParams = T.ListCompanyUserUsageParams;
  type ListCompanyUserUsageRequest = T.ListCompanyUserUsageRequest;
  type ListCompanyUserUsageResponse = T.ListCompanyUserUsageResponse;
  type ListFeatureCompaniesParams = T.ListFeatureCompaniesParams;
  type ListFeatureCompaniesRequest = T.ListFeatureCompaniesRequest;
  type ListFeatureCompaniesResponse = T.ListFeatureCompaniesResponse;
  type ListFeatureUsageHistoryParams = T.ListFeatureUsageHistoryParams;
  type ListFeatureUsageHistoryRequest = T.ListFeatureUsageHistoryRequest;
  type ListFeatureUsageHistoryResponse = T.ListFeatureUsageHistoryResponse;
  type ListFeatureUsageParams = T.ListFeatureUsageParams;
  type ListFeatureUsageRequest = T.ListFeatureUsageRequest;
  type ListFeatureUsageResponse = T.ListFeatureUsageResponse;
  type ListFeatureUsersParams = T.ListFeatureUsersParams;
  type ListFeatureUsersRequest = T.ListFeatureUsersRequest;
  type ListFeatureUsersResponse = T.ListFeatureUsersResponse;
  type ListPlanEntitlementsParams = T.ListPlanEntitlementsParams;
  type ListPlanEntitlementsRequest = T.ListPlanEntitlementsRequest;
  type ListPlanEntitlementsResponse = T.ListPlanEntitlementsResponse;
  type UpdateCompanyOverrideRequestBody = T.UpdateCompanyOverrideRequestBody;
  type UpdateCompanyOverrideResponse = T.UpdateCompanyOverrideResponse;
  type UpdatePlanEntitlementRequestBody = T.UpdatePlanEntitlementRequestBody;
  type UpdatePlanEntitlementResponse = T.UpdatePlanEntitlementResponse;
  type UpsertPlanEntitlementForBillingProductResponse = T.UpsertPlanEntitlementForBillingProductResponse;
}

/** Types of the operations of `client.events`. */
export declare namespace events {
  type CreateEventBatchRequestBody = T.CreateEventBatchRequestBody;
  type CreateEventBatchResponse = T.CreateEventBatchResponse;
  type CreateEventRequestBody = T.CreateEventRequestBody;
  type CreateEventResponse = T.CreateEventResponse;
  type DeleteOtlpEnvironmentSettingsResponse = T.DeleteOtlpEnvironmentSettingsResponse;
  type GetEventResponse = T.GetEventResponse;
  type GetEventSummariesParams = T.GetEventSummariesParams;
  type GetEventSummariesRequest = T.GetEventSummariesRequest;
  type GetEventSummariesResponse = T.GetEventSummariesResponse;
  type GetOtlpEnvironmentSettingsResponse = T.GetOtlpEnvironmentSettingsResponse;
  type GetSegmentIntegrationStatusResponse = T.GetSegmentIntegrationStatusResponse;
  type ListEventsParams = T.ListEventsParams;
  type ListEventsRequest = T.ListEventsRequest;
  type ListEventsResponse = T.ListEventsResponse;
  type UpsertOtlpEnvironmentSettingsRequestBody = T.UpsertOtlpEnvironmentSettingsRequestBody;
  type UpsertOtlpEnvironmentSettingsResponse = T.UpsertOtlpEnvironmentSettingsResponse;
}

/** Types of the operations of `client.features`. */
export declare namespace features {
  type CheckAndReserveFlagRequestBody = T.CheckAndReserveFlagRequestBody;
  type CheckAndReserveFlagResponse = T.CheckAndReserveFlagResponse;
  type CheckFlagRequestBody = T.CheckFlagRequestBody;
  type CheckFlagResponse = T.CheckFlagResponse;
  type CheckFlagsBulkRequestBody = T.CheckFlagsBulkRequestBody;
  type CheckFlagsBulkResponse = T.CheckFlagsBulkResponse;
  type CheckFlagsResponse = T.CheckFlagsResponse;
  type CountFeaturesParams = T.CountFeaturesParams;
  type CountFeaturesRequest = T.CountFeaturesRequest;
  type CountFeaturesResponse = T.CountFeaturesResponse;
  type CountFlagsParams = T.CountFlagsParams;
  type CountFlagsRequest = T.CountFlagsRequest;
  type CountFlagsResponse = T.CountFlagsResponse;
  type CreateBillingLinkedFeatureRequestBody = T.CreateBillingLinkedFeatureRequestBody;
  type CreateFeatureRequestBody = T.CreateFeatureRequestBody;
  type CreateFeatureResponse = T.CreateFeatureResponse;
  type CreateFlagRequestBody = T.CreateFlagRequestBody;
  type CreateFlagResponse = T.CreateFlagResponse;
  type DeleteFeatureResponse = T.DeleteFeatureResponse;
  type DeleteFlagResponse = T.DeleteFlagResponse;
  type GetFeatureResponse = T.GetFeatureResponse;
  type GetFlagResponse = T.GetFlagResponse;
  type ListFeaturesParams = T.ListFeaturesParams;
  type ListFeaturesRequest = T.ListFeaturesRequest;
  type ListFeaturesResponse = T.ListFeaturesResponse;
  type ListFlagsParams = T.ListFlagsParams;
  type ListFlagsRequest = T.ListFlagsRequest;
  type ListFlagsResponse = T.ListFlagsResponse;
  type UpdateFeatureRequestBody = T.UpdateFeatureRequestBody;
  type UpdateFeatureResponse = T.UpdateFeatureResponse;
  type UpdateFlagResponse = T.UpdateFlagResponse;
  type UpdateFlagRulesRequestBody = T.UpdateFlagRulesRequestBody;
  type UpdateFlagRulesResponse = T.UpdateFlagRulesResponse;
  type UpsertFeatureForBillingProductResponse = T.UpsertFeatureForBillingProductResponse;
}

/** Types of the operations of `client.insights`. */
export declare namespace insights {
  type GetActivityParams = T.GetActivityParams;
  type GetActivityRequest = T.GetActivityRequest;
  type GetActivityResponse = T.GetActivityResponse;
  type GetEnvironmentFeatureUsageTimeSeriesParams = T.GetEnvironmentFeatureUsageTimeSeriesParams;
  type GetEnvironmentFeatureUsageTimeSeriesRequest = T.GetEnvironmentFeatureUsageTimeSeriesRequest;
  type GetEnvironmentFeatureUsageTimeSeriesResponse = T.GetEnvironmentFeatureUsageTimeSeriesResponse;
  type GetEnvironmentTraitUsageTimeSeriesParams = T.GetEnvironmentTraitUsageTimeSeriesParams;
  type GetEnvironmentTraitUsageTimeSeriesRequest = T.GetEnvironmentTraitUsageTimeSeriesRequest;
  type GetEnvironmentTraitUsageTimeSeriesResponse = T.GetEnvironmentTraitUsageTimeSeriesResponse;
  type GetPlanGrowthParams = T.GetPlanGrowthParams;
  type GetPlanGrowthRequest = T.GetPlanGrowthRequest;
  type GetPlanGrowthResponse = T.GetPlanGrowthResponse;
  type GetSummaryResponse = T.GetSummaryResponse;
  type GetTopFeaturesByUsageParams = T.GetTopFeaturesByUsageParams;
  type GetTopFeaturesByUsageRequest = T.GetTopFeaturesByUsageRequest;
  type GetTopFeaturesByUsageResponse = T.GetTopFeaturesByUsageResponse;
}

/** Types of the operations of `client.integrationsapi`. */
export declare namespace integrationsapi {
  type AssumeStripeInstalledResponse = T.AssumeStripeInstalledResponse;
  type ClaimStripeSandboxKeysRequestBody = T.ClaimStripeSandboxKeysRequestBody;
  type ClaimStripeSandboxKeysResponse = T.ClaimStripeSandboxKeysResponse;
  type GetIntegrationWebhookUrlResponse = T.GetIntegrationWebhookUrlResponse;
  type GetStripeSandboxClaimLinkResponse = T.GetStripeSandboxClaimLinkResponse;
  type GetStripeSandboxKeysResponse = T.GetStripeSandboxKeysResponse;
  type InstallIntegrationRequestBody = T.InstallIntegrationRequestBody;
  type InstallIntegrationResponse = T.InstallIntegrationResponse;
  type InstallStripeClaimableSandboxResponse = T.InstallStripeClaimableSandboxResponse;
  type InstallStripeResponse = T.InstallStripeResponse;
  type InstallStripeSandboxRequestBody = T.InstallStripeSandboxRequestBody;
  type ListIntegrationsParams = T.ListIntegrationsParams;
  type ListIntegrationsRequest = T.ListIntegrationsRequest;
  type ListIntegrationsResponse = T.ListIntegrationsResponse;
  type ListStripeSandboxCountriesResponse = T.ListStripeSandboxCountriesResponse;
  type LoadSampleDataSetResponse = T.LoadSampleDataSetResponse;
  type RunIntegrationResponse = T.RunIntegrationResponse;
  type StartDataImportRequestBody = T.StartDataImportRequestBody;
  type StartDataImportResponse = T.StartDataImportResponse;
  type UninstallIntegrationResponse = T.UninstallIntegrationResponse;
}

/** Types of the operations of `client.licenses`. */
export declare namespace licenses {
  type CountLicensesParams = T.CountLicensesParams;
  type CountLicensesRequest = T.CountLicensesRequest;
  type CountLicensesResponse = T.CountLicensesResponse;
  type GetSingleLicenseResponse = T.GetSingleLicenseResponse;
  type ListLicensesParams = T.ListLicensesParams;
  type ListLicensesRequest = T.ListLicensesRequest;
  type ListLicensesResponse = T.ListLicensesResponse;
}

/** Types of the operations of `client.planbundle`. */
export declare namespace planbundle {
  type CreateCustomPlanBundleRequestBody = T.CreateCustomPlanBundleRequestBody;
  type CreateCustomPlanBundleResponse = T.CreateCustomPlanBundleResponse;
  type CreatePlanBundleRequestBody = T.CreatePlanBundleRequestBody;
  type CreatePlanBundleResponse = T.CreatePlanBundleResponse;
  type UpdatePlanBundleRequestBody = T.UpdatePlanBundleRequestBody;
  type UpdatePlanBundleResponse = T.UpdatePlanBundleResponse;
}

/** Types of the operations of `client.plangroups`. */
export declare namespace plangroups {
  type CreatePlanGroupRequestBody = T.CreatePlanGroupRequestBody;
  type CreatePlanGroupResponse = T.CreatePlanGroupResponse;
  type GetPlanGroupParams = T.GetPlanGroupParams;
  type GetPlanGroupRequest = T.GetPlanGroupRequest;
  type GetPlanGroupResponse = T.GetPlanGroupResponse;
  type UpdatePlanGroupRequestBody = T.UpdatePlanGroupRequestBody;
  type UpdatePlanGroupResponse = T.UpdatePlanGroupResponse;
}

/** Types of the operations of `client.planmigrations`. */
export declare namespace planmigrations {
  type CancelMigrationResponse = T.CancelMigrationResponse;
  type CompleteMigrationNowRequestBody = T.CompleteMigrationNowRequestBody;
  type CompleteMigrationNowResponse = T.CompleteMigrationNowResponse;
  type CountCompanyMigrationsParams = T.CountCompanyMigrationsParams;
  type CountCompanyMigrationsRequest = T.CountCompanyMigrationsRequest;
  type CountCompanyMigrationsResponse = T.CountCompanyMigrationsResponse;
  type CountMigrationsParams = T.CountMigrationsParams;
  type CountMigrationsRequest = T.CountMigrationsRequest;
  type CountMigrationsResponse = T.CountMigrationsResponse;
  type CreateMigrationInput = T.CreateMigrationInput;
  type CreateMigrationResponse = T.CreateMigrationResponse;
  type GetMigrationResponse = T.GetMigrationResponse;
  type ListCompanyMigrationsParams = T.ListCompanyMigrationsParams;
  type ListCompanyMigrationsRequest = T.ListCompanyMigrationsRequest;
  type ListCompanyMigrationsResponse = T.ListCompanyMigrationsResponse;
  type ListMigrationsParams = T.ListMigrationsParams;
  type ListMigrationsRequest = T.ListMigrationsRequest;
  type ListMigrationsResponse = T.ListMigrationsResponse;
  type PreviewMigrationRequestBody = T.PreviewMigrationRequestBody;
  type PreviewMigrationResponse = T.PreviewMigrationResponse;
  type RetryCompanyMigrationResponse = T.RetryCompanyMigrationResponse;
  type RetryMigrationRequestBody = T.RetryMigrationRequestBody;
  type RetryMigrationResponse = T.RetryMigrationResponse;
}

/** Types of the operations of `client.plans`. */
export declare namespace plans {
  type CountBillingProductMatchCompaniesParams = T.CountBillingProductMatchCompaniesParams;
  type CountBillingProductMatchCompaniesRequest = T.CountBillingProductMatchCompaniesRequest;
  type CountBillingProductMatchCompaniesResponse = T.CountBillingProductMatchCompaniesResponse;
  type CountPlansParams = T.CountPlansParams;
  type CountPlansRequest = T.CountPlansRequest;
  type CountPlansResponse = T.CountPlansResponse;
  type CreateBillingLinkedPlanRequestBody = T.CreateBillingLinkedPlanRequestBody;
  type CreateCustomPlanRequestBody = T.CreateCustomPlanRequestBody;
  type CreateCustomPlanResponse = T.CreateCustomPlanResponse;
  type CreatePlanRequestBody = T.CreatePlanRequestBody;
  type CreatePlanResponse = T.CreatePlanResponse;
  type DeletePlanResponse = T.DeletePlanResponse;
  type DeletePlanVersionParams = T.DeletePlanVersionParams;
  type DeletePlanVersionRequest = T.DeletePlanVersionRequest;
  type DeletePlanVersionResponse = T.DeletePlanVersionResponse;
  type GetPlanParams = T.GetPlanParams;
  type GetPlanRequest = T.GetPlanRequest;
  type GetPlanResponse = T.GetPlanResponse;
  type GetPlanVersionDiffParams = T.GetPlanVersionDiffParams;
  type GetPlanVersionDiffRequest = T.GetPlanVersionDiffRequest;
  type GetPlanVersionDiffResponse = T.GetPlanVersionDiffResponse;
  type ListBillingProductMatchCompaniesParams = T.ListBillingProductMatchCompaniesParams;
  type ListBillingProductMatchCompaniesRequest = T.ListBillingProductMatchCompaniesRequest;
  type ListBillingProductMatchCompaniesResponse = T.ListBillingProductMatchCompaniesResponse;
  type ListCustomPlanBillingsParams = T.ListCustomPlanBillingsParams;
  type ListCustomPlanBillingsRequest = T.ListCustomPlanBillingsRequest;
  type ListCustomPlanBillingsResponse = T.ListCustomPlanBillingsResponse;
  type ListPlanIssuesParams = T.ListPlanIssuesParams;
  type ListPlanIssuesRequest = T.ListPlanIssuesRequest;
  type ListPlanIssuesResponse = T.ListPlanIssuesResponse;
  type ListPlansParams = T.ListPlansParams;
  type ListPlansRequest = T.ListPlansRequest;
  type ListPlansResponse = T.ListPlansResponse;
  type MarkCustomPlanBillingPaidRequestBody = T.MarkCustomPlanBillingPaidRequestBody;
  type MarkCustomPlanBillingPaidResponse = T.MarkCustomPlanBillingPaidResponse;
  type PreviewPublishPlanVersionResponse = T.PreviewPublishPlanVersionResponse;
  type PublishPlanVersionRequestBody = T.PublishPlanVersionRequestBody;
  type PublishPlanVersionResponse = T.PublishPlanVersionResponse;
  type RetryCustomPlanBillingRequestBody = T.RetryCustomPlanBillingRequestBody;
  type RetryCustomPlanBillingResponse = T.RetryCustomPlanBillingResponse;
  type UpdateCompanyPlansRequestBody = T.UpdateCompanyPlansRequestBody;
  type UpdateCompanyPlansResponse = T.UpdateCompanyPlansResponse;
  type UpdatePlanRequestBody = T.UpdatePlanRequestBody;
  type UpdatePlanResponse = T.UpdatePlanResponse;
  type UpsertBillingProductPlanResponse = T.UpsertBillingProductPlanResponse;
  type UpsertBillingProductRequestBody = T.UpsertBillingProductRequestBody;
  type UpsertPlanForBillingProductResponse = T.UpsertPlanForBillingProductResponse;
}

/** Types of the operations of `client.scheduledcheckout`. */
export declare namespace scheduledcheckout {
  type CreateScheduledCheckoutRequest = T.CreateScheduledCheckoutRequest;
  type CreateScheduledCheckoutResponse = T.CreateScheduledCheckoutResponse;
  type GetScheduledCheckoutResponse = T.GetScheduledCheckoutResponse;
  type ListScheduledCheckoutsParams = T.ListScheduledCheckoutsParams;
  type ListScheduledCheckoutsRequest = T.ListScheduledCheckoutsRequest;
  type ListScheduledCheckoutsResponse = T.ListScheduledCheckoutsResponse;
  type UpdateScheduledCheckoutRequest = T.UpdateScheduledCheckoutRequest;
  type UpdateScheduledCheckoutResponse = T.UpdateScheduledCheckoutResponse;
}

/** Types of the operations of `client.webhooks`. */
export declare namespace webhooks {
  type CountWebhookEventsParams = T.CountWebhookEventsParams;
  type CountWebhookEventsRequest = T.CountWebhookEventsRequest;
  type CountWebhookEventsResponse = T.CountWebhookEventsResponse;
  type CountWebhooksParams = T.CountWebhooksParams;
  type CountWebhooksRequest = T.CountWebhooksRequest;
  type CountWebhooksResponse = T.CountWebhooksResponse;
  type CreateWebhookRequestBody = T.CreateWebhookRequestBody;
  type CreateWebhookResponse = T.CreateWebhookResponse;
  type DeleteWebhookResponse = T.DeleteWebhookResponse;
  type GetWebhookEventResponse = T.GetWebhookEventResponse;
  type GetWebhookResponse = T.GetWebhookResponse;
  type ListWebhookEventsParams = T.ListWebhookEventsParams;
  type ListWebhookEventsRequest = T.ListWebhookEventsRequest;
  type ListWebhookEventsResponse = T.ListWebhookEventsResponse;
  type ListWebhooksParams = T.ListWebhooksParams;
  type ListWebhooksRequest = T.ListWebhooksRequest;
  type ListWebhooksResponse = T.ListWebhooksResponse;
  type SendTestWebhookActionResponse = T.SendTestWebhookActionResponse;
  type TestWebhookRequestBody = T.TestWebhookRequestBody;
  type UpdateWebhookRequestBody = T.UpdateWebhookRequestBody;
  type UpdateWebhookResponse = T.UpdateWebhookResponse;
}

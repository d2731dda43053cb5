// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $CreateCompanyOverrideRequestBody,
  $CreateCompanyOverrideResponse,
  $CreatePlanEntitlementRequestBody,
  $CreatePlanEntitlementResponse,
  $DeleteApiKeyResponse,
  $DuplicatePlanEntitlementsResponse,
  $GetFeatureUsageByCompanyResponse,
  $GetFeatureUsageTimeSeriesResponse,
  $GetUserUsageByCompanyResponse,
  $GetUserUsageDetailResponse,
  $ListCompanyOverridesResponse,
  $ListFeatureCompaniesResponse,
  $ListFeatureUsageHistoryResponse,
  $ListFeatureUsageResponse,
  $ListFeatureUsersResponse,
  $ListPlanEntitlementsResponse,
} from "../tables";
import type {
  CountCompanyOverridesRequest,
  CountCompanyOverridesResponse,
  CountFeatureCompaniesRequest,
  CountFeatureCompaniesResponse,
  CountFeatureUsageRequest,
  CountFeatureUsageResponse,
  CountFeatureUsersRequest,
  CountFeatureUsersResponse,
  CountPlanEntitlementsRequest,
  CountPlanEntitlementsResponse,
  CreateBillingLinkedPlanEntitlementRequestBody,
  CreateCompanyOverrideRequestBody,
  CreateCompanyOverrideResponse,
  CreatePlanEntitlementRequestBody,
  CreatePlanEntitlementResponse,
  DeleteCompanyOverrideResponse,
  DeletePlanEntitlementResponse,
  DuplicatePlanEntitlementsRequestBody,
  DuplicatePlanEntitlementsResponse,
  GetCompanyOverrideResponse,
  GetFeatureUsageByCompanyRequest,
  GetFeatureUsageByCompanyResponse,
  GetFeatureUsageTimeSeriesRequest,
  GetFeatureUsageTimeSeriesResponse,
  GetPlanEntitlementResponse,
  GetUserUsageByCompanyRequest,
  GetUserUsageByCompanyResponse,
  GetUserUsageDetailRequest,
  GetUserUsageDetailResponse,
  ListCompanyOverridesRequest,
  ListCompanyOverridesResponse,
  ListFeatureCompaniesRequest,
  ListFeatureCompaniesResponse,
  ListFeatureUsageHistoryRequest,
  ListFeatureUsageHistoryResponse,
  ListFeatureUsageRequest,
  ListFeatureUsageResponse,
  ListFeatureUsersRequest,
  ListFeatureUsersResponse,
  ListPlanEntitlementsRequest,
  ListPlanEntitlementsResponse,
  UpdateCompanyOverrideRequestBody,
  UpdateCompanyOverrideResponse,
  UpdatePlanEntitlementRequestBody,
  UpdatePlanEntitlementResponse,
  UpsertPlanEntitlementForBillingProductResponse,
} from "../types";

/** `GET /company-overrides` */
export const listCompanyOverrides: (
  transport: Transport,
  request?: ListCompanyOverridesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyOverridesResponse> =
  /* @__PURE__ */ op("GET", "/company-overrides", $ListCompanyOverridesResponse, 1);

/** `POST /company-overrides` */
export const createCompanyOverride: (
  transport: Transport,
  request: CreateCompanyOverrideRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCompanyOverrideResponse> =
  /* @__PURE__ */ op("POST", "/company-overrides", $CreateCompanyOverrideResponse, $CreateCompanyOverrideRequestBody);

/** `GET /company-overrides/{company_override_id}` */
export const getCompanyOverride: (
  transport: Transport,
  companyOverrideId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyOverrideResponse> =
  /* @__PURE__ */ op("GET", "/company-overrides/{company_override_id}", $CreateCompanyOverrideResponse);

/** `PUT /company-overrides/{company_override_id}` */
export const updateCompanyOverride: (
  transport: Transport,
  companyOverrideId: string,
  request: UpdateCompanyOverrideRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyOverrideResponse> =
  /* @__PURE__ */ op("PUT", "/company-overrides/{company_override_id}", $CreateCompanyOverrideResponse, $CreateCompanyOverrideRequestBody);

/** `DELETE /company-overrides/{company_override_id}` */
export const deleteCompanyOverride: (
  transport: Transport,
  companyOverrideId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyOverrideResponse> =
  /* @__PURE__ */ op("DELETE", "/company-overrides/{company_override_id}", $DeleteApiKeyResponse);

/** `GET /company-overrides/count` */
export const countCompanyOverrides: (
  transport: Transport,
  request?: CountCompanyOverridesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompanyOverridesResponse> =
  /* @__PURE__ */ op("GET", "/company-overrides/count", $CountAccountMembersResponse, 1);

/** `GET /feature-companies` */
export const listFeatureCompanies: (
  transport: Transport,
  request: ListFeatureCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureCompaniesResponse> =
  /* @__PURE__ */ op("GET", "/feature-companies", $ListFeatureCompaniesResponse, 1);

/** `GET /feature-companies/count` */
export const countFeatureCompanies: (
  transport: Transport,
  request: CountFeatureCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeatureCompaniesResponse> =
  /* @__PURE__ */ op("GET", "/feature-companies/count", $CountAccountMembersResponse, 1);

/** `GET /feature-usage` */
export const listFeatureUsage: (
  transport: Transport,
  request?: ListFeatureUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureUsageResponse> =
  /* @__PURE__ */ op("GET", "/feature-usage", $ListFeatureUsageResponse, 1);

/** `GET /feature-usage-history` */
export const listFeatureUsageHistory: (
  transport: Transport,
  request: ListFeatureUsageHistoryRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureUsageHistoryResponse> =
  /* @__PURE__ */ op("GET", "/feature-usage-history", $ListFeatureUsageHistoryResponse, 1);

/** `GET /feature-usage-timeseries` */
export const getFeatureUsageTimeSeries: (
  transport: Transport,
  request: GetFeatureUsageTimeSeriesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFeatureUsageTimeSeriesResponse> =
  /* @__PURE__ */ op("GET", "/feature-usage-timeseries", $GetFeatureUsageTimeSeriesResponse, 1);

/** `GET /feature-usage/count` */
export const countFeatureUsage: (
  transport: Transport,
  request?: CountFeatureUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeatureUsageResponse> =
  /* @__PURE__ */ op("GET", "/feature-usage/count", $CountAccountMembersResponse, 1);

/** `GET /feature-users` */
export const listFeatureUsers: (
  transport: Transport,
  request: ListFeatureUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeatureUsersResponse> =
  /* @__PURE__ */ op("GET", "/feature-users", $ListFeatureUsersResponse, 1);

/** `GET /feature-users/count` */
export const countFeatureUsers: (
  transport: Transport,
  request: CountFeatureUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeatureUsersResponse> =
  /* @__PURE__ */ op("GET", "/feature-users/count", $CountAccountMembersResponse, 1);

/** `GET /plan-entitlements` */
export const listPlanEntitlements: (
  transport: Transport,
  request?: ListPlanEntitlementsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanEntitlementsResponse> =
  /* @__PURE__ */ op("GET", "/plan-entitlements", $ListPlanEntitlementsResponse, 1);

/** `POST /plan-entitlements` */
export const createPlanEntitlement: (
  transport: Transport,
  request: CreatePlanEntitlementRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanEntitlementResponse> =
  /* @__PURE__ */ op("POST", "/plan-entitlements", $CreatePlanEntitlementResponse, $CreatePlanEntitlementRequestBody);

/** `GET /plan-entitlements/{plan_entitlement_id}` */
export const getPlanEntitlement: (
  transport: Transport,
  planEntitlementId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanEntitlementResponse> =
  /* @__PURE__ */ op("GET", "/plan-entitlements/{plan_entitlement_id}", $CreatePlanEntitlementResponse);

/** `PUT /plan-entitlements/{plan_entitlement_id}` */
export const updatePlanEntitlement: (
  transport: Transport,
  planEntitlementId: string,
  request: UpdatePlanEntitlementRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanEntitlementResponse> =
  /* @__PURE__ */ op("PUT", "/plan-entitlements/{plan_entitlement_id}", $CreatePlanEntitlementResponse, $CreatePlanEntitlementRequestBody);

/** `DELETE /plan-entitlements/{plan_entitlement_id}` */
export const deletePlanEntitlement: (
  transport: Transport,
  planEntitlementId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePlanEntitlementResponse> =
  /* @__PURE__ */ op("DELETE", "/plan-entitlements/{plan_entitlement_id}", $DeleteApiKeyResponse);

/** `POST /plan-entitlements/billing-linked` */
export const upsertPlanEntitlementForBillingProduct: (
  transport: Transport,
  request: CreateBillingLinkedPlanEntitlementRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertPlanEntitlementForBillingProductResponse> =
  /* @__PURE__ */ op("POST", "/plan-entitlements/billing-linked", $CreatePlanEntitlementResponse, $CreatePlanEntitlementRequestBody);

/** `GET /plan-entitlements/count` */
export const countPlanEntitlements: (
  transport: Transport,
  request?: CountPlanEntitlementsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountPlanEntitlementsResponse> =
  /* @__PURE__ */ op("GET", "/plan-entitlements/count", $CountAccountMembersResponse, 1);

/** `POST /plan-entitlements/duplicate` */
export const duplicatePlanEntitlements: (
  transport: Transport,
  request: DuplicatePlanEntitlementsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<DuplicatePlanEntitlementsResponse> =
  /* @__PURE__ */ op("POST", "/plan-entitlements/duplicate", $DuplicatePlanEntitlementsResponse, $0);

/** `GET /usage-by-company` */
export const getFeatureUsageByCompany: (
  transport: Transport,
  request: GetFeatureUsageByCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFeatureUsageByCompanyResponse> =
  /* @__PURE__ */ op("GET", "/usage-by-company", $GetFeatureUsageByCompanyResponse, 1);

/** `GET /user-usage-by-company` */
export const getUserUsageByCompany: (
  transport: Transport,
  request: GetUserUsageByCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetUserUsageByCompanyResponse> =
  /* @__PURE__ */ op("GET", "/user-usage-by-company", $GetUserUsageByCompanyResponse, 1);

/** `GET /user-usage-detail` */
export const getUserUsageDetail: (
  transport: Transport,
  request: GetUserUsageDetailRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetUserUsageDetailResponse> =
  /* @__PURE__ */ op("GET", "/user-usage-detail", $GetUserUsageDetailResponse, 1);

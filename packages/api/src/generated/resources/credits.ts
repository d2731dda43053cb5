// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $AcquireCreditLeaseResponse,
  $CountAccountMembersResponse,
  $CreateBillingCreditRequestBody,
  $CreateBillingCreditResponse,
  $CreateBillingPlanCreditGrantResponse,
  $CreateBillingPriceRequestBody,
  $CreateCreditBundleResponse,
  $CreditGrantDetail,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $ListAccountMembersResponse,
  $ListBillingCreditsResponse,
  $ListBillingPlanCreditGrantsResponse,
  $ListCompanyGrantsResponse,
  $ListCreditBundlesResponse,
  $ListCreditEventLedgerResponse,
  $ZeroOutGrantResponse,
} from "../tables";
import type {
  AcquireCreditLeaseRequestBody,
  AcquireCreditLeaseResponse,
  CountBillingCreditsGrantsRequest,
  CountBillingCreditsGrantsResponse,
  CountBillingCreditsRequest,
  CountBillingCreditsResponse,
  CountBillingPlanCreditGrantsRequest,
  CountBillingPlanCreditGrantsResponse,
  CountCompanyGrantsRequest,
  CountCompanyGrantsResponse,
  CountCreditBundlesRequest,
  CountCreditBundlesResponse,
  CountCreditEventLedgerRequest,
  CountCreditEventLedgerResponse,
  CountCreditSpendPoliciesRequest,
  CountCreditSpendPoliciesResponse,
  CreateBillingCreditRequestBody,
  CreateBillingCreditResponse,
  CreateBillingPlanCreditGrantRequestBody,
  CreateBillingPlanCreditGrantResponse,
  CreateCompanyCreditGrant,
  CreateCreditBundleRequestBody,
  CreateCreditBundleResponse,
  CreateCreditSpendPolicyRequestBody,
  CreateCreditSpendPolicyResponse,
  DeleteBillingPlanCreditGrantRequest,
  DeleteBillingPlanCreditGrantResponse,
  DeleteCreditBundleResponse,
  DeleteCreditSpendPolicyResponse,
  ExtendCreditLeaseRequestBody,
  ExtendCreditLeaseResponse,
  GetCreditBundleResponse,
  GetCreditSpendPolicyResponse,
  GetSingleBillingCreditResponse,
  GetSingleBillingPlanCreditGrantResponse,
  GrantBillingCreditsToCompanyResponse,
  ListBillingCreditsRequest,
  ListBillingCreditsResponse,
  ListBillingPlanCreditGrantsRequest,
  ListBillingPlanCreditGrantsResponse,
  ListCompanyCreditBalancesRequest,
  ListCompanyCreditBalancesResponse,
  ListCompanyGrantsRequest,
  ListCompanyGrantsResponse,
  ListCreditBundlesRequest,
  ListCreditBundlesResponse,
  ListCreditEventLedgerRequest,
  ListCreditEventLedgerResponse,
  ListCreditSpendPoliciesRequest,
  ListCreditSpendPoliciesResponse,
  ListGrantsForCreditRequest,
  ListGrantsForCreditResponse,
  ReleaseCreditLeaseResponse,
  ReleaseCreditReservationResponse,
  ReserveCreditsRequestBody,
  ReserveCreditsResponse,
  SoftDeleteBillingCreditResponse,
  UpdateBillingCreditRequestBody,
  UpdateBillingCreditResponse,
  UpdateBillingPlanCreditGrantRequestBody,
  UpdateBillingPlanCreditGrantResponse,
  UpdateCreditBundleDetailsRequestBody,
  UpdateCreditBundleDetailsResponse,
  UpdateCreditSpendPolicyRequestBody,
  UpdateCreditSpendPolicyResponse,
  ZeroOutGrantRequestBody,
  ZeroOutGrantResponse,
} from "../types";

/** `GET /billing/credits` */
export const listBillingCredits: (
  transport: Transport,
  request?: ListBillingCreditsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingCreditsResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits", $ListBillingCreditsResponse, 1);

/** `POST /billing/credits` */
export const createBillingCredit: (
  transport: Transport,
  request: CreateBillingCreditRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateBillingCreditResponse> =
  /* @__PURE__ */ op("POST", "/billing/credits", $CreateBillingCreditResponse, $CreateBillingCreditRequestBody);

/** `GET /billing/credits/{credit_id}` */
export const getSingleBillingCredit: (
  transport: Transport,
  creditId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSingleBillingCreditResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/{credit_id}", $CreateBillingCreditResponse);

/** `PUT /billing/credits/{credit_id}` */
export const updateBillingCredit: (
  transport: Transport,
  creditId: string,
  request: UpdateBillingCreditRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateBillingCreditResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/{credit_id}", $CreateBillingCreditResponse, $CreateBillingCreditRequestBody);

/** `DELETE /billing/credits/{credit_id}` */
export const softDeleteBillingCredit: (
  transport: Transport,
  creditId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<SoftDeleteBillingCreditResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/credits/{credit_id}", $DeleteApiKeyResponse);

/** `GET /billing/credits/balance` */
export const listCompanyCreditBalances: (
  transport: Transport,
  request: ListCompanyCreditBalancesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyCreditBalancesResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/balance", $CountAccountMembersResponse, 1);

/** `GET /billing/credits/bundles` */
export const listCreditBundles: (
  transport: Transport,
  request?: ListCreditBundlesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCreditBundlesResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/bundles", $ListCreditBundlesResponse, 1);

/** `POST /billing/credits/bundles` */
export const createCreditBundle: (
  transport: Transport,
  request: CreateCreditBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCreditBundleResponse> =
  /* @__PURE__ */ op("POST", "/billing/credits/bundles", $CreateCreditBundleResponse, $CreateBillingCreditRequestBody);

/** `GET /billing/credits/bundles/{bundle_id}` */
export const getCreditBundle: (
  transport: Transport,
  bundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditBundleResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/bundles/{bundle_id}", $CreateCreditBundleResponse);

/** `PUT /billing/credits/bundles/{bundle_id}` */
export const updateCreditBundleDetails: (
  transport: Transport,
  bundleId: string,
  request: UpdateCreditBundleDetailsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCreditBundleDetailsResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/bundles/{bundle_id}", $CreateCreditBundleResponse, $CreateBillingCreditRequestBody);

/** `DELETE /billing/credits/bundles/{bundle_id}` */
export const deleteCreditBundle: (
  transport: Transport,
  bundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCreditBundleResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/credits/bundles/{bundle_id}", $DeleteApiKeyResponse);

/** `GET /billing/credits/bundles/count` */
export const countCreditBundles: (
  transport: Transport,
  request?: CountCreditBundlesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCreditBundlesResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/bundles/count", $CountAccountMembersResponse, 1);

/** `GET /billing/credits/count` */
export const countBillingCredits: (
  transport: Transport,
  request?: CountBillingCreditsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingCreditsResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/count", $CountAccountMembersResponse, 1);

/** `PUT /billing/credits/grants/{grant_id}/zero-out` */
export const zeroOutGrant: (
  transport: Transport,
  grantId: string,
  request?: ZeroOutGrantRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ZeroOutGrantResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/grants/{grant_id}/zero-out", $ZeroOutGrantResponse, $0);

/** `POST /billing/credits/grants/company` */
export const grantBillingCreditsToCompany: (
  transport: Transport,
  request: CreateCompanyCreditGrant,
  requestOptions?: RequestOptions,
) => ApiPromise<GrantBillingCreditsToCompanyResponse> =
  /* @__PURE__ */ op("POST", "/billing/credits/grants/company", $ZeroOutGrantResponse, $CreditGrantDetail);

/** `GET /billing/credits/grants/company/count` */
export const countCompanyGrants: (
  transport: Transport,
  request: CountCompanyGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompanyGrantsResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/grants/company/count", $CountAccountMembersResponse, 1);

/** `GET /billing/credits/grants/company/list` */
export const listCompanyGrants: (
  transport: Transport,
  request: ListCompanyGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyGrantsResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/grants/company/list", $ListCompanyGrantsResponse, 1);

/** `GET /billing/credits/grants/count` */
export const countBillingCreditsGrants: (
  transport: Transport,
  request?: CountBillingCreditsGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingCreditsGrantsResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/grants/count", $CountAccountMembersResponse, 1);

/** `GET /billing/credits/grants/list` */
export const listGrantsForCredit: (
  transport: Transport,
  request?: ListGrantsForCreditRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListGrantsForCreditResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/grants/list", $ListCompanyGrantsResponse, 1);

/** `POST /billing/credits/lease` */
export const acquireCreditLease: (
  transport: Transport,
  request: AcquireCreditLeaseRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<AcquireCreditLeaseResponse> =
  /* @__PURE__ */ op("POST", "/billing/credits/lease", $AcquireCreditLeaseResponse, $CreditGrantDetail);

/** `PUT /billing/credits/lease/{lease_id}/extend` */
export const extendCreditLease: (
  transport: Transport,
  leaseId: string,
  request: ExtendCreditLeaseRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ExtendCreditLeaseResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/lease/{lease_id}/extend", $AcquireCreditLeaseResponse, $CreditGrantDetail);

/** `PUT /billing/credits/lease/{lease_id}/release` */
export const releaseCreditLease: (
  transport: Transport,
  leaseId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReleaseCreditLeaseResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/lease/{lease_id}/release", $AcquireCreditLeaseResponse);

/** `GET /billing/credits/plan-grants` */
export const listBillingPlanCreditGrants: (
  transport: Transport,
  request?: ListBillingPlanCreditGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingPlanCreditGrantsResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/plan-grants", $ListBillingPlanCreditGrantsResponse, 1);

/** `POST /billing/credits/plan-grants` */
export const createBillingPlanCreditGrant: (
  transport: Transport,
  request: CreateBillingPlanCreditGrantRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateBillingPlanCreditGrantResponse> =
  /* @__PURE__ */ op("POST", "/billing/credits/plan-grants", $CreateBillingPlanCreditGrantResponse, $CreateBillingPriceRequestBody);

/** `GET /billing/credits/plan-grants/{plan_grant_id}` */
export const getSingleBillingPlanCreditGrant: (
  transport: Transport,
  planGrantId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSingleBillingPlanCreditGrantResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/plan-grants/{plan_grant_id}", $CreateBillingPlanCreditGrantResponse);

/** `PUT /billing/credits/plan-grants/{plan_grant_id}` */
export const updateBillingPlanCreditGrant: (
  transport: Transport,
  planGrantId: string,
  request: UpdateBillingPlanCreditGrantRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateBillingPlanCreditGrantResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/plan-grants/{plan_grant_id}", $CreateBillingPlanCreditGrantResponse, $CreateBillingPriceRequestBody);

/** `DELETE /billing/credits/plan-grants/{plan_grant_id}` */
export const deleteBillingPlanCreditGrant: (
  transport: Transport,
  planGrantId: string,
  request?: DeleteBillingPlanCreditGrantRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingPlanCreditGrantResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/credits/plan-grants/{plan_grant_id}", $CountAccountMembersResponse, 1);

/** `GET /billing/credits/plan-grants/count` */
export const countBillingPlanCreditGrants: (
  transport: Transport,
  request?: CountBillingPlanCreditGrantsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingPlanCreditGrantsResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/plan-grants/count", $CountAccountMembersResponse, 1);

/** `POST /billing/credits/reservations` */
export const reserveCredits: (
  transport: Transport,
  request: ReserveCreditsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ReserveCreditsResponse> =
  /* @__PURE__ */ op("POST", "/billing/credits/reservations", $AcquireCreditLeaseResponse, $CreditGrantDetail);

/** `PUT /billing/credits/reservations/{reservation_id}/release` */
export const releaseCreditReservation: (
  transport: Transport,
  reservationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReleaseCreditReservationResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/reservations/{reservation_id}/release", $AcquireCreditLeaseResponse);

/** `GET /billing/credits/spend-policies` */
export const listCreditSpendPolicies: (
  transport: Transport,
  request?: ListCreditSpendPoliciesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCreditSpendPoliciesResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/spend-policies", $ListAccountMembersResponse, 1);

/** `POST /billing/credits/spend-policies` */
export const createCreditSpendPolicy: (
  transport: Transport,
  request: CreateCreditSpendPolicyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCreditSpendPolicyResponse> =
  /* @__PURE__ */ op("POST", "/billing/credits/spend-policies", $GetAccountMemberResponse, $0);

/** `GET /billing/credits/spend-policies/{spend_policy_id}` */
export const getCreditSpendPolicy: (
  transport: Transport,
  spendPolicyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditSpendPolicyResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/spend-policies/{spend_policy_id}", $GetAccountMemberResponse);

/** `PUT /billing/credits/spend-policies/{spend_policy_id}` */
export const updateCreditSpendPolicy: (
  transport: Transport,
  spendPolicyId: string,
  request?: UpdateCreditSpendPolicyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCreditSpendPolicyResponse> =
  /* @__PURE__ */ op("PUT", "/billing/credits/spend-policies/{spend_policy_id}", $GetAccountMemberResponse, $0);

/** `DELETE /billing/credits/spend-policies/{spend_policy_id}` */
export const deleteCreditSpendPolicy: (
  transport: Transport,
  spendPolicyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCreditSpendPolicyResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/credits/spend-policies/{spend_policy_id}", $DeleteApiKeyResponse);

/** `GET /billing/credits/spend-policies/count` */
export const countCreditSpendPolicies: (
  transport: Transport,
  request?: CountCreditSpendPoliciesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCreditSpendPoliciesResponse> =
  /* @__PURE__ */ op("GET", "/billing/credits/spend-policies/count", $CountAccountMembersResponse, 1);

/** `GET /v2/billing/credits/ledger` */
export const listCreditEventLedger: (
  transport: Transport,
  request: ListCreditEventLedgerRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCreditEventLedgerResponse> =
  /* @__PURE__ */ op("GET", "/v2/billing/credits/ledger", $ListCreditEventLedgerResponse, 1);

/** `GET /v2/billing/credits/ledger/count` */
export const countCreditEventLedger: (
  transport: Transport,
  request: CountCreditEventLedgerRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCreditEventLedgerResponse> =
  /* @__PURE__ */ op("GET", "/v2/billing/credits/ledger/count", $CountAccountMembersResponse, 1);

// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $CreateBillingCreditRequestBody,
  $CreateCustomPlanResponse,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $ListCompaniesResponse,
  $ListCustomPlanBillingsResponse,
  $ListPlansResponse,
  $MarkCustomPlanBillingPaidResponse,
  $PublishPlanVersionRequestBody,
  $RetryCustomPlanBillingRequestBody,
  $UpsertCompanyResponse,
} from "../tables";
import type {
  CountBillingProductMatchCompaniesRequest,
  CountBillingProductMatchCompaniesResponse,
  CountPlansRequest,
  CountPlansResponse,
  CreateBillingLinkedPlanRequestBody,
  CreateCustomPlanRequestBody,
  CreateCustomPlanResponse,
  CreatePlanRequestBody,
  CreatePlanResponse,
  DeletePlanResponse,
  DeletePlanVersionRequest,
  DeletePlanVersionResponse,
  GetPlanRequest,
  GetPlanResponse,
  ListBillingProductMatchCompaniesRequest,
  ListBillingProductMatchCompaniesResponse,
  ListCustomPlanBillingsRequest,
  ListCustomPlanBillingsResponse,
  ListPlanIssuesRequest,
  ListPlanIssuesResponse,
  ListPlansRequest,
  ListPlansResponse,
  MarkCustomPlanBillingPaidRequestBody,
  MarkCustomPlanBillingPaidResponse,
  PublishPlanVersionRequestBody,
  PublishPlanVersionResponse,
  RetryCustomPlanBillingRequestBody,
  RetryCustomPlanBillingResponse,
  UpdateCompanyPlansRequestBody,
  UpdateCompanyPlansResponse,
  UpdatePlanRequestBody,
  UpdatePlanResponse,
  UpsertBillingProductPlanResponse,
  UpsertBillingProductRequestBody,
  UpsertPlanForBillingProductResponse,
} from "../types";

/** `PUT /company-plans/{company_id}` */
export const updateCompanyPlans: (
  transport: Transport,
  companyId: string,
  request: UpdateCompanyPlansRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyPlansResponse> =
  /* @__PURE__ */ op("PUT", "/company-plans/{company_id}", $UpsertCompanyResponse, $0);

/** `GET /custom-plan-billings` */
export const listCustomPlanBillings: (
  transport: Transport,
  request?: ListCustomPlanBillingsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCustomPlanBillingsResponse> =
  /* @__PURE__ */ op("GET", "/custom-plan-billings", $ListCustomPlanBillingsResponse, 1);

/** `PUT /custom-plan-billings/{custom_plan_billing_id}/mark-paid` */
export const markCustomPlanBillingPaid: (
  transport: Transport,
  customPlanBillingId: string,
  request: MarkCustomPlanBillingPaidRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<MarkCustomPlanBillingPaidResponse> =
  /* @__PURE__ */ op("PUT", "/custom-plan-billings/{custom_plan_billing_id}/mark-paid", $MarkCustomPlanBillingPaidResponse, 2);

/** `PUT /custom-plan-billings/{custom_plan_billing_id}/retry` */
export const retryCustomPlanBilling: (
  transport: Transport,
  customPlanBillingId: string,
  request: RetryCustomPlanBillingRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<RetryCustomPlanBillingResponse> =
  /* @__PURE__ */ op("PUT", "/custom-plan-billings/{custom_plan_billing_id}/retry", $MarkCustomPlanBillingPaidResponse, $RetryCustomPlanBillingRequestBody);

/** `POST /custom-plans` */
export const createCustomPlan: (
  transport: Transport,
  request: CreateCustomPlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCustomPlanResponse> =
  /* @__PURE__ */ op("POST", "/custom-plans", $CreateCustomPlanResponse, $0);

/** `GET /plans` */
export const listPlans: (
  transport: Transport,
  request?: ListPlansRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlansResponse> =
  /* @__PURE__ */ op("GET", "/plans", $ListPlansResponse, 1);

/** `POST /plans` */
export const createPlan: (
  transport: Transport,
  request: CreatePlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanResponse> =
  /* @__PURE__ */ op("POST", "/plans", $CreateCustomPlanResponse, $0);

/** `GET /plans/{plan_id}` */
export const getPlan: (
  transport: Transport,
  planId: string,
  request?: GetPlanRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanResponse> =
  /* @__PURE__ */ op("GET", "/plans/{plan_id}", $ListPlansResponse, 1);

/** `PUT /plans/{plan_id}` */
export const updatePlan: (
  transport: Transport,
  planId: string,
  request: UpdatePlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanResponse> =
  /* @__PURE__ */ op("PUT", "/plans/{plan_id}", $CreateCustomPlanResponse, $0);

/** `DELETE /plans/{plan_id}` */
export const deletePlan: (
  transport: Transport,
  planId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePlanResponse> =
  /* @__PURE__ */ op("DELETE", "/plans/{plan_id}", $DeleteApiKeyResponse);

/** `PUT /plans/{plan_id}/billing_products` */
export const upsertBillingProductPlan: (
  transport: Transport,
  planId: string,
  request: UpsertBillingProductRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingProductPlanResponse> =
  /* @__PURE__ */ op("PUT", "/plans/{plan_id}/billing_products", $DeleteApiKeyResponse, $CreateBillingCreditRequestBody);

/** `POST /plans/billing-linked` */
export const upsertPlanForBillingProduct: (
  transport: Transport,
  request: CreateBillingLinkedPlanRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertPlanForBillingProductResponse> =
  /* @__PURE__ */ op("POST", "/plans/billing-linked", $CreateCustomPlanResponse, $0);

/** `GET /plans/billing-product-match-companies` */
export const listBillingProductMatchCompanies: (
  transport: Transport,
  request: ListBillingProductMatchCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingProductMatchCompaniesResponse> =
  /* @__PURE__ */ op("GET", "/plans/billing-product-match-companies", $ListCompaniesResponse, 1);

/** `GET /plans/billing-product-match-companies/count` */
export const countBillingProductMatchCompanies: (
  transport: Transport,
  request: CountBillingProductMatchCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingProductMatchCompaniesResponse> =
  /* @__PURE__ */ op("GET", "/plans/billing-product-match-companies/count", $CountAccountMembersResponse, 1);

/** `GET /plans/count` */
export const countPlans: (
  transport: Transport,
  request?: CountPlansRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountPlansResponse> =
  /* @__PURE__ */ op("GET", "/plans/count", $CountAccountMembersResponse, 1);

/** `GET /plans/issues` */
export const listPlanIssues: (
  transport: Transport,
  request: ListPlanIssuesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanIssuesResponse> =
  /* @__PURE__ */ op("GET", "/plans/issues", $CountAccountMembersResponse, 1);

/** `DELETE /plans/version/{plan_version_id}` */
export const deletePlanVersion: (
  transport: Transport,
  planVersionId: string,
  request?: DeletePlanVersionRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePlanVersionResponse> =
  /* @__PURE__ */ op("DELETE", "/plans/version/{plan_version_id}", $CountAccountMembersResponse, 1);

/** `PUT /plans/version/{plan_version_id}/publish` */
export const publishPlanVersion: (
  transport: Transport,
  planVersionId: string,
  request: PublishPlanVersionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<PublishPlanVersionResponse> =
  /* @__PURE__ */ op("PUT", "/plans/version/{plan_version_id}/publish", $GetAccountMemberResponse, $PublishPlanVersionRequestBody);

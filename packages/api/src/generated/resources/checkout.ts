// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $ChangeSubscriptionInternalRequestBody,
  $GetCheckoutDataResponse,
  $GetCompanyBillingDetailsResponse,
  $ManagePlanRequest,
  $ManagePlanResponse,
  $PreviewCheckoutInternalResponse,
  $PreviewManagePlanResponse,
  $UpdateCompanyBillingDetailsRequestBody,
  $UpdateCustomerSubscriptionTrialEndResponse,
  $UpdateTrialEndRequestBody,
  $UpsertBillingSubscriptionResponse,
} from "../tables";
import type {
  CancelSubscriptionRequest,
  CancelSubscriptionResponse,
  ChangeSubscriptionInternalRequestBody,
  CheckoutDataRequestBody,
  CheckoutInternalResponse,
  GetCheckoutDataResponse,
  GetCompanyBillingDetailsResponse,
  ManagePlanRequest,
  ManagePlanResponse,
  PreviewCheckoutInternalResponse,
  PreviewManagePlanResponse,
  UpdateCompanyBillingDetailsRequestBody,
  UpdateCompanyBillingDetailsResponse,
  UpdateCustomerSubscriptionTrialEndResponse,
  UpdateTrialEndRequestBody,
} from "../types";

/** `POST /checkout-internal` */
export const internal: (
  transport: Transport,
  request: ChangeSubscriptionInternalRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckoutInternalResponse> =
  /* @__PURE__ */ op("POST", "/checkout-internal", $UpsertBillingSubscriptionResponse, $ChangeSubscriptionInternalRequestBody);

/** `POST /checkout-internal/data` */
export const getCheckoutData: (
  transport: Transport,
  request: CheckoutDataRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCheckoutDataResponse> =
  /* @__PURE__ */ op("POST", "/checkout-internal/data", $GetCheckoutDataResponse, $0);

/** `POST /checkout-internal/preview` */
export const previewCheckoutInternal: (
  transport: Transport,
  request: ChangeSubscriptionInternalRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewCheckoutInternalResponse> =
  /* @__PURE__ */ op("POST", "/checkout-internal/preview", $PreviewCheckoutInternalResponse, $ChangeSubscriptionInternalRequestBody);

/** `GET /companies/{company_id}/billing-details` */
export const getCompanyBillingDetails: (
  transport: Transport,
  companyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyBillingDetailsResponse> =
  /* @__PURE__ */ op("GET", "/companies/{company_id}/billing-details", $GetCompanyBillingDetailsResponse);

/** `PUT /companies/{company_id}/billing-details` */
export const updateCompanyBillingDetails: (
  transport: Transport,
  companyId: string,
  request: UpdateCompanyBillingDetailsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyBillingDetailsResponse> =
  /* @__PURE__ */ op("PUT", "/companies/{company_id}/billing-details", $GetCompanyBillingDetailsResponse, $UpdateCompanyBillingDetailsRequestBody);

/** `POST /manage-plan` */
export const managePlan: (
  transport: Transport,
  request: ManagePlanRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ManagePlanResponse> =
  /* @__PURE__ */ op("POST", "/manage-plan", $ManagePlanResponse, $ManagePlanRequest);

/** `POST /manage-plan/preview` */
export const previewManagePlan: (
  transport: Transport,
  request: ManagePlanRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewManagePlanResponse> =
  /* @__PURE__ */ op("POST", "/manage-plan/preview", $PreviewManagePlanResponse, $ManagePlanRequest);

/** `POST /manage-plan/subscription/cancel` */
export const cancelSubscription: (
  transport: Transport,
  request: CancelSubscriptionRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CancelSubscriptionResponse> =
  /* @__PURE__ */ op("POST", "/manage-plan/subscription/cancel", $ManagePlanResponse, $0);

/** `PUT /subscription/{subscription_id}/edit-trial-end` */
export const updateCustomerSubscriptionTrialEnd: (
  transport: Transport,
  subscriptionId: string,
  request?: UpdateTrialEndRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCustomerSubscriptionTrialEndResponse> =
  /* @__PURE__ */ op("PUT", "/subscription/{subscription_id}/edit-trial-end", $UpdateCustomerSubscriptionTrialEndResponse, $UpdateTrialEndRequestBody);

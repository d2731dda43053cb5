// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $CreateBillingPriceRequestBody,
  $CreateBillingSubscriptionRequestBody,
  $CreateInvoiceRequestBody,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $ListAccountMembersResponse,
  $ListBillingPricesResponse,
  $ListBillingProductsResponse,
  $ListCouponsResponse,
  $ListCustomersWithSubscriptionsResponse,
  $ListInvoicesResponse,
  $UpsertBillingCouponResponse,
  $UpsertBillingCustomerResponse,
  $UpsertBillingSubscriptionResponse,
  $UpsertInvoiceResponse,
} from "../tables";
import type {
  CountBillingProductsRequest,
  CountBillingProductsResponse,
  CountCustomersRequest,
  CountCustomersResponse,
  CreateBillingCustomerRequestBody,
  CreateBillingPriceRequestBody,
  CreateBillingProductRequestBody,
  CreateBillingSubscriptionRequestBody,
  CreateCouponRequestBody,
  CreateInvoiceRequestBody,
  CreateMeterRequestBody,
  CreatePaymentMethodRequestBody,
  DeleteBillingCouponResponse,
  DeleteBillingCustomerResponse,
  DeleteBillingInvoiceResponse,
  DeleteBillingProductResponse,
  DeletePaymentMethodByExternalIdResponse,
  DeleteProductPriceResponse,
  ListBillingPricesRequest,
  ListBillingPricesResponse,
  ListBillingProductPricesRequest,
  ListBillingProductPricesResponse,
  ListBillingProductsRequest,
  ListBillingProductsResponse,
  ListCompanyBillingProfilesRequest,
  ListCompanyBillingProfilesResponse,
  ListCouponsRequest,
  ListCouponsResponse,
  ListCustomersWithSubscriptionsRequest,
  ListCustomersWithSubscriptionsResponse,
  ListInvoicesRequest,
  ListInvoicesResponse,
  ListMetersRequest,
  ListMetersResponse,
  ListPaymentMethodsRequest,
  ListPaymentMethodsResponse,
  UpdateCompanyBillingProfileRequestBody,
  UpdateCompanyBillingProfileResponse,
  UpsertBillingCouponResponse,
  UpsertBillingCustomerResponse,
  UpsertBillingMeterResponse,
  UpsertBillingPriceResponse,
  UpsertBillingProductResponse,
  UpsertBillingSubscriptionResponse,
  UpsertInvoiceResponse,
  UpsertPaymentMethodResponse,
} from "../types";

/** `GET /billing/coupons` */
export const listCoupons: (
  transport: Transport,
  request?: ListCouponsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCouponsResponse> =
  /* @__PURE__ */ op("GET", "/billing/coupons", $ListCouponsResponse, 1);

/** `POST /billing/coupons` */
export const upsertBillingCoupon: (
  transport: Transport,
  request: CreateCouponRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingCouponResponse> =
  /* @__PURE__ */ op("POST", "/billing/coupons", $UpsertBillingCouponResponse, $0);

/** `DELETE /billing/coupons/{billing_id}` */
export const deleteBillingCoupon: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingCouponResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/coupons/{billing_id}", $DeleteApiKeyResponse);

/** `DELETE /billing/customer/{billing_id}` */
export const deleteBillingCustomer: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingCustomerResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/customer/{billing_id}", $DeleteApiKeyResponse);

/** `POST /billing/customer/upsert` */
export const upsertBillingCustomer: (
  transport: Transport,
  request: CreateBillingCustomerRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingCustomerResponse> =
  /* @__PURE__ */ op("POST", "/billing/customer/upsert", $UpsertBillingCustomerResponse, $0);

/** `GET /billing/customers` */
export const listCustomersWithSubscriptions: (
  transport: Transport,
  request?: ListCustomersWithSubscriptionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCustomersWithSubscriptionsResponse> =
  /* @__PURE__ */ op("GET", "/billing/customers", $ListCustomersWithSubscriptionsResponse, 1);

/** `GET /billing/customers/count` */
export const countCustomers: (
  transport: Transport,
  request?: CountCustomersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCustomersResponse> =
  /* @__PURE__ */ op("GET", "/billing/customers/count", $CountAccountMembersResponse, 1);

/** `GET /billing/invoices` */
export const listInvoices: (
  transport: Transport,
  request: ListInvoicesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListInvoicesResponse> =
  /* @__PURE__ */ op("GET", "/billing/invoices", $ListInvoicesResponse, 1);

/** `POST /billing/invoices` */
export const upsertInvoice: (
  transport: Transport,
  request: CreateInvoiceRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertInvoiceResponse> =
  /* @__PURE__ */ op("POST", "/billing/invoices", $UpsertInvoiceResponse, $CreateInvoiceRequestBody);

/** `DELETE /billing/invoices/{billing_id}` */
export const deleteBillingInvoice: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingInvoiceResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/invoices/{billing_id}", $DeleteApiKeyResponse);

/** `GET /billing/meter` */
export const listMeters: (
  transport: Transport,
  request?: ListMetersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListMetersResponse> =
  /* @__PURE__ */ op("GET", "/billing/meter", $CountAccountMembersResponse, 1);

/** `POST /billing/meter/upsert` */
export const upsertBillingMeter: (
  transport: Transport,
  request: CreateMeterRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingMeterResponse> =
  /* @__PURE__ */ op("POST", "/billing/meter/upsert", $DeleteApiKeyResponse, $0);

/** `GET /billing/payment-methods` */
export const listPaymentMethods: (
  transport: Transport,
  request: ListPaymentMethodsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPaymentMethodsResponse> =
  /* @__PURE__ */ op("GET", "/billing/payment-methods", $ListAccountMembersResponse, 1);

/** `POST /billing/payment-methods` */
export const upsertPaymentMethod: (
  transport: Transport,
  request: CreatePaymentMethodRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertPaymentMethodResponse> =
  /* @__PURE__ */ op("POST", "/billing/payment-methods", $GetAccountMemberResponse, $0);

/** `DELETE /billing/payment-methods/{billing_id}` */
export const deletePaymentMethodByExternalId: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeletePaymentMethodByExternalIdResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/payment-methods/{billing_id}", $DeleteApiKeyResponse);

/** `GET /billing/price` */
export const listBillingPrices: (
  transport: Transport,
  request?: ListBillingPricesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingPricesResponse> =
  /* @__PURE__ */ op("GET", "/billing/price", $ListBillingPricesResponse, 1);

/** `POST /billing/price/upsert` */
export const upsertBillingPrice: (
  transport: Transport,
  request: CreateBillingPriceRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingPriceResponse> =
  /* @__PURE__ */ op("POST", "/billing/price/upsert", $DeleteApiKeyResponse, $CreateBillingPriceRequestBody);

/** `DELETE /billing/product/{billing_id}` */
export const deleteBillingProduct: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteBillingProductResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/product/{billing_id}", $DeleteApiKeyResponse);

/** `GET /billing/product/prices` */
export const listBillingProductPrices: (
  transport: Transport,
  request?: ListBillingProductPricesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingProductPricesResponse> =
  /* @__PURE__ */ op("GET", "/billing/product/prices", $ListBillingPricesResponse, 1);

/** `DELETE /billing/product/prices/{billing_id}` */
export const deleteProductPrice: (
  transport: Transport,
  billingId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteProductPriceResponse> =
  /* @__PURE__ */ op("DELETE", "/billing/product/prices/{billing_id}", $DeleteApiKeyResponse);

/** `POST /billing/product/upsert` */
export const upsertBillingProduct: (
  transport: Transport,
  request: CreateBillingProductRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingProductResponse> =
  /* @__PURE__ */ op("POST", "/billing/product/upsert", $GetAccountMemberResponse, $0);

/** `GET /billing/products` */
export const listBillingProducts: (
  transport: Transport,
  request?: ListBillingProductsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListBillingProductsResponse> =
  /* @__PURE__ */ op("GET", "/billing/products", $ListBillingProductsResponse, 1);

/** `GET /billing/products/count` */
export const countBillingProducts: (
  transport: Transport,
  request?: CountBillingProductsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountBillingProductsResponse> =
  /* @__PURE__ */ op("GET", "/billing/products/count", $CountAccountMembersResponse, 1);

/** `GET /billing/profiles` */
export const listCompanyBillingProfiles: (
  transport: Transport,
  request?: ListCompanyBillingProfilesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyBillingProfilesResponse> =
  /* @__PURE__ */ op("GET", "/billing/profiles", $ListAccountMembersResponse, 1);

/** `PUT /billing/profiles/{billing_profile_id}` */
export const updateCompanyBillingProfile: (
  transport: Transport,
  billingProfileId: string,
  request: UpdateCompanyBillingProfileRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCompanyBillingProfileResponse> =
  /* @__PURE__ */ op("PUT", "/billing/profiles/{billing_profile_id}", $GetAccountMemberResponse, $0);

/** `POST /billing/subscription/upsert` */
export const upsertBillingSubscription: (
  transport: Transport,
  request: CreateBillingSubscriptionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertBillingSubscriptionResponse> =
  /* @__PURE__ */ op("POST", "/billing/subscription/upsert", $UpsertBillingSubscriptionResponse, $CreateBillingSubscriptionRequestBody);

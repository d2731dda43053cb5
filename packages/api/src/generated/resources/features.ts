// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CheckAndReserveFlagRequestBody,
  $CheckAndReserveFlagResponse,
  $CheckFlagRequestBody,
  $CheckFlagResponse,
  $CheckFlagsBulkRequestBody,
  $CheckFlagsBulkResponse,
  $CheckFlagsResponse,
  $CountAccountMembersResponse,
  $CreateFeatureRequestBody,
  $CreateFeatureResponse,
  $CreateFlagResponse,
  $DeleteApiKeyResponse,
  $ListFeaturesResponse,
  $ListFlagsResponse,
  $UpdateFlagRulesRequestBody,
  $UpdateFlagRulesResponse,
} from "../tables";
import type {
  CheckAndReserveFlagRequestBody,
  CheckAndReserveFlagResponse,
  CheckFlagRequestBody,
  CheckFlagResponse,
  CheckFlagsBulkRequestBody,
  CheckFlagsBulkResponse,
  CheckFlagsResponse,
  CountFeaturesRequest,
  CountFeaturesResponse,
  CountFlagsRequest,
  CountFlagsResponse,
  CreateBillingLinkedFeatureRequestBody,
  CreateFeatureRequestBody,
  CreateFeatureResponse,
  CreateFlagRequestBody,
  CreateFlagResponse,
  DeleteFeatureResponse,
  DeleteFlagResponse,
  GetFeatureResponse,
  GetFlagResponse,
  ListFeaturesRequest,
  ListFeaturesResponse,
  ListFlagsRequest,
  ListFlagsResponse,
  UpdateFeatureRequestBody,
  UpdateFeatureResponse,
  UpdateFlagResponse,
  UpdateFlagRulesRequestBody,
  UpdateFlagRulesResponse,
  UpsertFeatureForBillingProductResponse,
} from "../types";

/** `GET /features` */
export const listFeatures: (
  transport: Transport,
  request?: ListFeaturesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFeaturesResponse> =
  /* @__PURE__ */ op("GET", "/features", $ListFeaturesResponse, 1);

/** `POST /features` */
export const createFeature: (
  transport: Transport,
  request: CreateFeatureRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateFeatureResponse> =
  /* @__PURE__ */ op("POST", "/features", $CreateFeatureResponse, $CreateFeatureRequestBody);

/** `GET /features/{feature_id}` */
export const getFeature: (
  transport: Transport,
  featureId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFeatureResponse> =
  /* @__PURE__ */ op("GET", "/features/{feature_id}", $CreateFeatureResponse);

/** `PUT /features/{feature_id}` */
export const updateFeature: (
  transport: Transport,
  featureId: string,
  request?: UpdateFeatureRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateFeatureResponse> =
  /* @__PURE__ */ op("PUT", "/features/{feature_id}", $CreateFeatureResponse, $CreateFeatureRequestBody);

/** `DELETE /features/{feature_id}` */
export const deleteFeature: (
  transport: Transport,
  featureId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteFeatureResponse> =
  /* @__PURE__ */ op("DELETE", "/features/{feature_id}", $DeleteApiKeyResponse);

/** `POST /features/billing-linked` */
export const upsertFeatureForBillingProduct: (
  transport: Transport,
  request: CreateBillingLinkedFeatureRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertFeatureForBillingProductResponse> =
  /* @__PURE__ */ op("POST", "/features/billing-linked", $CreateFeatureResponse, $CreateFeatureRequestBody);

/** `GET /features/count` */
export const countFeatures: (
  transport: Transport,
  request?: CountFeaturesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFeaturesResponse> =
  /* @__PURE__ */ op("GET", "/features/count", $CountAccountMembersResponse, 1);

/** `GET /flags` */
export const listFlags: (
  transport: Transport,
  request?: ListFlagsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListFlagsResponse> =
  /* @__PURE__ */ op("GET", "/flags", $ListFlagsResponse, 1);

/** `POST /flags` */
export const createFlag: (
  transport: Transport,
  request: CreateFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateFlagResponse> =
  /* @__PURE__ */ op("POST", "/flags", $CreateFlagResponse, $0);

/** `GET /flags/{flag_id}` */
export const getFlag: (
  transport: Transport,
  flagId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetFlagResponse> =
  /* @__PURE__ */ op("GET", "/flags/{flag_id}", $CreateFlagResponse);

/** `PUT /flags/{flag_id}` */
export const updateFlag: (
  transport: Transport,
  flagId: string,
  request: CreateFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateFlagResponse> =
  /* @__PURE__ */ op("PUT", "/flags/{flag_id}", $CreateFlagResponse, $0);

/** `DELETE /flags/{flag_id}` */
export const deleteFlag: (
  transport: Transport,
  flagId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteFlagResponse> =
  /* @__PURE__ */ op("DELETE", "/flags/{flag_id}", $DeleteApiKeyResponse);

/** `PUT /flags/{flag_id}/rules` */
export const updateFlagRules: (
  transport: Transport,
  flagId: string,
  request: UpdateFlagRulesRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateFlagRulesResponse> =
  /* @__PURE__ */ op("PUT", "/flags/{flag_id}/rules", $UpdateFlagRulesResponse, $UpdateFlagRulesRequestBody);

/** `POST /flags/{key}/check` */
export const checkFlag: (
  transport: Transport,
  key: string,
  request: CheckFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckFlagResponse> =
  /* @__PURE__ */ op("POST", "/flags/{key}/check", $CheckFlagResponse, $CheckFlagRequestBody);

/** `POST /flags/{key}/check-and-reserve` */
export const checkAndReserveFlag: (
  transport: Transport,
  key: string,
  request?: CheckAndReserveFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckAndReserveFlagResponse> =
  /* @__PURE__ */ op("POST", "/flags/{key}/check-and-reserve", $CheckAndReserveFlagResponse, $CheckAndReserveFlagRequestBody);

/** `POST /flags/check` */
export const checkFlags: (
  transport: Transport,
  request: CheckFlagRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckFlagsResponse> =
  /* @__PURE__ */ op("POST", "/flags/check", $CheckFlagsResponse, $CheckFlagRequestBody);

/** `POST /flags/check-bulk` */
export const checkFlagsBulk: (
  transport: Transport,
  request: CheckFlagsBulkRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CheckFlagsBulkResponse> =
  /* @__PURE__ */ op("POST", "/flags/check-bulk", $CheckFlagsBulkResponse, $CheckFlagsBulkRequestBody);

/** `GET /flags/count` */
export const countFlags: (
  transport: Transport,
  request?: CountFlagsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountFlagsResponse> =
  /* @__PURE__ */ op("GET", "/flags/count", $CountAccountMembersResponse, 1);

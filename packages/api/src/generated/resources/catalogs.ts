// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $GetConfigurationResponse,
  $GetDerivedFeaturesResponse,
  $ListAccountMembersResponse,
  $UpdateCatalogConfigurationRequestBody,
} from "../tables";
import type {
  CreateCatalogRequestBody,
  CreateCatalogResponse,
  DeleteCatalogResponse,
  GetCatalogResponse,
  GetConfigurationResponse,
  GetCreditBundlesInCatalogResponse,
  GetDerivedFeaturesResponse,
  GetPlansInCatalogResponse,
  ListCatalogsRequest,
  ListCatalogsResponse,
  UpdateCatalogConfigurationRequestBody,
  UpdateCatalogRequestBody,
  UpdateCatalogResponse,
  UpdateConfigurationResponse,
} from "../types";

/** `GET /catalogs` */
export const listCatalogs: (
  transport: Transport,
  request?: ListCatalogsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCatalogsResponse> =
  /* @__PURE__ */ op("GET", "/catalogs", $ListAccountMembersResponse, 1);

/** `POST /catalogs` */
export const createCatalog: (
  transport: Transport,
  request: CreateCatalogRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCatalogResponse> =
  /* @__PURE__ */ op("POST", "/catalogs", $GetAccountMemberResponse, $0);

/** `GET /catalogs/{catalog_id}` */
export const getCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCatalogResponse> =
  /* @__PURE__ */ op("GET", "/catalogs/{catalog_id}", $GetAccountMemberResponse);

/** `PUT /catalogs/{catalog_id}` */
export const updateCatalog: (
  transport: Transport,
  catalogId: string,
  request?: UpdateCatalogRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateCatalogResponse> =
  /* @__PURE__ */ op("PUT", "/catalogs/{catalog_id}", $GetAccountMemberResponse, $0);

/** `DELETE /catalogs/{catalog_id}` */
export const deleteCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCatalogResponse> =
  /* @__PURE__ */ op("DELETE", "/catalogs/{catalog_id}", $DeleteApiKeyResponse);

/** `GET /catalogs/{catalog_id}/configuration` */
export const getConfiguration: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetConfigurationResponse> =
  /* @__PURE__ */ op("GET", "/catalogs/{catalog_id}/configuration", $GetConfigurationResponse);

/** `PUT /catalogs/{catalog_id}/configuration` */
export const updateConfiguration: (
  transport: Transport,
  catalogId: string,
  request?: UpdateCatalogConfigurationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateConfigurationResponse> =
  /* @__PURE__ */ op("PUT", "/catalogs/{catalog_id}/configuration", $GetAccountMemberResponse, $UpdateCatalogConfigurationRequestBody);

/** `GET /catalogs/{catalog_id}/credit-bundles` */
export const getCreditBundlesInCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCreditBundlesInCatalogResponse> =
  /* @__PURE__ */ op("GET", "/catalogs/{catalog_id}/credit-bundles", $DeleteApiKeyResponse);

/** `POST /catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}` */
export const addCreditBundle: (
  transport: Transport,
  catalogId: string,
  creditBundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> =
  /* @__PURE__ */ op("POST", "/catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}", 0);

/** `DELETE /catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}` */
export const removeCreditBundle: (
  transport: Transport,
  catalogId: string,
  creditBundleId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> =
  /* @__PURE__ */ op("DELETE", "/catalogs/{catalog_id}/credit-bundles/{credit_bundle_id}", 0);

/** `GET /catalogs/{catalog_id}/features` */
export const getDerivedFeatures: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetDerivedFeaturesResponse> =
  /* @__PURE__ */ op("GET", "/catalogs/{catalog_id}/features", $GetDerivedFeaturesResponse);

/** `GET /catalogs/{catalog_id}/plans` */
export const getPlansInCatalog: (
  transport: Transport,
  catalogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlansInCatalogResponse> =
  /* @__PURE__ */ op("GET", "/catalogs/{catalog_id}/plans", $DeleteApiKeyResponse);

/** `POST /catalogs/{catalog_id}/plans/{plan_id}` */
export const addPlan: (
  transport: Transport,
  catalogId: string,
  planId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> =
  /* @__PURE__ */ op("POST", "/catalogs/{catalog_id}/plans/{plan_id}", 0);

/** `DELETE /catalogs/{catalog_id}/plans/{plan_id}` */
export const removePlan: (
  transport: Transport,
  catalogId: string,
  planId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<void> =
  /* @__PURE__ */ op("DELETE", "/catalogs/{catalog_id}/plans/{plan_id}", 0);

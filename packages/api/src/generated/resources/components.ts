// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $ListAccountMembersResponse,
  $PreviewComponentDataResponse,
} from "../tables";
import type {
  BindCatalogRequestBody,
  BindCatalogResponse,
  CountComponentsRequest,
  CountComponentsResponse,
  CreateComponentRequestBody,
  CreateComponentResponse,
  DeleteComponentResponse,
  GetComponentResponse,
  ListComponentsRequest,
  ListComponentsResponse,
  PreviewComponentDataRequest,
  PreviewComponentDataResponse,
  UpdateComponentRequestBody,
  UpdateComponentResponse,
} from "../types";

/** `GET /components` */
export const listComponents: (
  transport: Transport,
  request?: ListComponentsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListComponentsResponse> =
  /* @__PURE__ */ op("GET", "/components", $ListAccountMembersResponse, 1);

/** `POST /components` */
export const createComponent: (
  transport: Transport,
  request: CreateComponentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateComponentResponse> =
  /* @__PURE__ */ op("POST", "/components", $GetAccountMemberResponse, $0);

/** `GET /components/{component_id}` */
export const getComponent: (
  transport: Transport,
  componentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetComponentResponse> =
  /* @__PURE__ */ op("GET", "/components/{component_id}", $GetAccountMemberResponse);

/** `PUT /components/{component_id}` */
export const updateComponent: (
  transport: Transport,
  componentId: string,
  request?: UpdateComponentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateComponentResponse> =
  /* @__PURE__ */ op("PUT", "/components/{component_id}", $GetAccountMemberResponse, $0);

/** `DELETE /components/{component_id}` */
export const deleteComponent: (
  transport: Transport,
  componentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteComponentResponse> =
  /* @__PURE__ */ op("DELETE", "/components/{component_id}", $DeleteApiKeyResponse);

/** `PUT /components/{component_id}/catalog` */
export const bindCatalog: (
  transport: Transport,
  componentId: string,
  request?: BindCatalogRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<BindCatalogResponse> =
  /* @__PURE__ */ op("PUT", "/components/{component_id}/catalog", $GetAccountMemberResponse, $0);

/** `GET /components/count` */
export const countComponents: (
  transport: Transport,
  request?: CountComponentsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountComponentsResponse> =
  /* @__PURE__ */ op("GET", "/components/count", $CountAccountMembersResponse, 1);

/** `GET /components/preview-data` */
export const previewComponentData: (
  transport: Transport,
  request?: PreviewComponentDataRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewComponentDataResponse> =
  /* @__PURE__ */ op("GET", "/components/preview-data", $PreviewComponentDataResponse, 1);

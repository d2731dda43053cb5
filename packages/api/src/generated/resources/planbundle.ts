// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $CreateCustomPlanBundleRequestBody,
  $CreateCustomPlanBundleResponse,
} from "../tables";
import type {
  CreateCustomPlanBundleRequestBody,
  CreateCustomPlanBundleResponse,
  CreatePlanBundleRequestBody,
  CreatePlanBundleResponse,
  UpdatePlanBundleRequestBody,
  UpdatePlanBundleResponse,
} from "../types";

/** `POST /custom-plan-bundles` */
export const createCustomPlanBundle: (
  transport: Transport,
  request: CreateCustomPlanBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCustomPlanBundleResponse> =
  /* @__PURE__ */ op("POST", "/custom-plan-bundles", $CreateCustomPlanBundleResponse, $CreateCustomPlanBundleRequestBody);

/** `POST /plan-bundles` */
export const createPlanBundle: (
  transport: Transport,
  request: CreatePlanBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanBundleResponse> =
  /* @__PURE__ */ op("POST", "/plan-bundles", $CreateCustomPlanBundleResponse, $CreateCustomPlanBundleRequestBody);

/** `PUT /plan-bundles/{plan_id}` */
export const updatePlanBundle: (
  transport: Transport,
  planId: string,
  request: UpdatePlanBundleRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanBundleResponse> =
  /* @__PURE__ */ op("PUT", "/plan-bundles/{plan_id}", $CreateCustomPlanBundleResponse, $CreateCustomPlanBundleRequestBody);

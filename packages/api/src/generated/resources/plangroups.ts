// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $CreatePlanGroupRequestBody,
  $CreatePlanGroupResponse,
  $GetPlanGroupResponse,
} from "../tables";
import type {
  CreatePlanGroupRequestBody,
  CreatePlanGroupResponse,
  GetPlanGroupRequest,
  GetPlanGroupResponse,
  UpdatePlanGroupRequestBody,
  UpdatePlanGroupResponse,
} from "../types";

/** `GET /plan-groups` */
export const getPlanGroup: (
  transport: Transport,
  request?: GetPlanGroupRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanGroupResponse> =
  /* @__PURE__ */ op("GET", "/plan-groups", $GetPlanGroupResponse, 1);

/** `POST /plan-groups` */
export const createPlanGroup: (
  transport: Transport,
  request: CreatePlanGroupRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreatePlanGroupResponse> =
  /* @__PURE__ */ op("POST", "/plan-groups", $CreatePlanGroupResponse, $CreatePlanGroupRequestBody);

/** `PUT /plan-groups/{plan_group_id}` */
export const updatePlanGroup: (
  transport: Transport,
  planGroupId: string,
  request: UpdatePlanGroupRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanGroupResponse> =
  /* @__PURE__ */ op("PUT", "/plan-groups/{plan_group_id}", $CreatePlanGroupResponse, $CreatePlanGroupRequestBody);

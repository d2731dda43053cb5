// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $GetActivityResponse,
  $GetEnvironmentFeatureUsageTimeSeriesResponse,
  $GetPlanGrowthResponse,
  $GetSummaryResponse,
  $GetTopFeaturesByUsageResponse,
} from "../tables";
import type {
  GetActivityRequest,
  GetActivityResponse,
  GetEnvironmentFeatureUsageTimeSeriesRequest,
  GetEnvironmentFeatureUsageTimeSeriesResponse,
  GetEnvironmentTraitUsageTimeSeriesRequest,
  GetEnvironmentTraitUsageTimeSeriesResponse,
  GetPlanGrowthRequest,
  GetPlanGrowthResponse,
  GetSummaryResponse,
  GetTopFeaturesByUsageRequest,
  GetTopFeaturesByUsageResponse,
} from "../types";

/** `GET /insights/activity` */
export const getActivity: (
  transport: Transport,
  request?: GetActivityRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetActivityResponse> =
  /* @__PURE__ */ op("GET", "/insights/activity", $GetActivityResponse, 1);

/** `GET /insights/feature-usage-timeseries` */
export const getEnvironmentFeatureUsageTimeSeries: (
  transport: Transport,
  request: GetEnvironmentFeatureUsageTimeSeriesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEnvironmentFeatureUsageTimeSeriesResponse> =
  /* @__PURE__ */ op("GET", "/insights/feature-usage-timeseries", $GetEnvironmentFeatureUsageTimeSeriesResponse, 1);

/** `GET /insights/plan-growth` */
export const getPlanGrowth: (
  transport: Transport,
  request?: GetPlanGrowthRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanGrowthResponse> =
  /* @__PURE__ */ op("GET", "/insights/plan-growth", $GetPlanGrowthResponse, 1);

/** `GET /insights/summary` */
export const getSummary: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSummaryResponse> =
  /* @__PURE__ */ op("GET", "/insights/summary", $GetSummaryResponse);

/** `GET /insights/top-features` */
export const getTopFeaturesByUsage: (
  transport: Transport,
  request: GetTopFeaturesByUsageRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetTopFeaturesByUsageResponse> =
  /* @__PURE__ */ op("GET", "/insights/top-features", $GetTopFeaturesByUsageResponse, 1);

/** `GET /insights/trait-usage-timeseries` */
export const getEnvironmentTraitUsageTimeSeries: (
  transport: Transport,
  request: GetEnvironmentTraitUsageTimeSeriesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEnvironmentTraitUsageTimeSeriesResponse> =
  /* @__PURE__ */ op("GET", "/insights/trait-usage-timeseries", $GetEnvironmentFeatureUsageTimeSeriesResponse, 1);

// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $CreateScheduledCheckoutRequest,
  $CreateScheduledCheckoutResponse,
  $ListScheduledCheckoutsResponse,
} from "../tables";
import type {
  CreateScheduledCheckoutRequest,
  CreateScheduledCheckoutResponse,
  GetScheduledCheckoutResponse,
  ListScheduledCheckoutsRequest,
  ListScheduledCheckoutsResponse,
  UpdateScheduledCheckoutRequest,
  UpdateScheduledCheckoutResponse,
} from "../types";

/** `GET /scheduled-checkout` */
export const listScheduledCheckouts: (
  transport: Transport,
  request?: ListScheduledCheckoutsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListScheduledCheckoutsResponse> =
  /* @__PURE__ */ op("GET", "/scheduled-checkout", $ListScheduledCheckoutsResponse, 1);

/** `POST /scheduled-checkout` */
export const createScheduledCheckout: (
  transport: Transport,
  request: CreateScheduledCheckoutRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateScheduledCheckoutResponse> =
  /* @__PURE__ */ op("POST", "/scheduled-checkout", $CreateScheduledCheckoutResponse, $CreateScheduledCheckoutRequest);

/** `GET /scheduled-checkout/{scheduled_checkout_id}` */
export const getScheduledCheckout: (
  transport: Transport,
  scheduledCheckoutId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetScheduledCheckoutResponse> =
  /* @__PURE__ */ op("GET", "/scheduled-checkout/{scheduled_checkout_id}", $CreateScheduledCheckoutResponse);

/** `PUT /scheduled-checkout/{scheduled_checkout_id}` */
export const updateScheduledCheckout: (
  transport: Transport,
  scheduledCheckoutId: string,
  request?: UpdateScheduledCheckoutRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateScheduledCheckoutResponse> =
  /* @__PURE__ */ op("PUT", "/scheduled-checkout/{scheduled_checkout_id}", $CreateScheduledCheckoutResponse, $CreateScheduledCheckoutRequest);

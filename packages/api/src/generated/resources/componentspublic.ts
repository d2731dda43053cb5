// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $GetPublicPlansResponse,
} from "../tables";
import type {
  GetPublicPlansResponse,
} from "../types";

/** `GET /public/plans` */
export const getPublicPlans: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPublicPlansResponse> =
  /* @__PURE__ */ op("GET", "/public/plans", $GetPublicPlansResponse);

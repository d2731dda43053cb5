// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../operation";
import type { ApiPromise } from "../transport/api-promise";
import type { RequestOptions } from "../transport/options";
import type { Transport } from "../transport/transport";

/** `GET /billing/credits/ledger` */
export const getCreditLedger: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<void> =
  /* @__PURE__ */ op("GET", "/billing/credits/ledger", 0);

// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $IssueTemporaryAccessTokenResponse,
} from "../tables";
import type {
  IssueTemporaryAccessTokenRequestBody,
  IssueTemporaryAccessTokenResponse,
} from "../types";

/** `POST /temporary-access-tokens` */
export const issueTemporaryAccessToken: (
  transport: Transport,
  request: IssueTemporaryAccessTokenRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<IssueTemporaryAccessTokenResponse> =
  /* @__PURE__ */ op("POST", "/temporary-access-tokens", $IssueTemporaryAccessTokenResponse, $0, {"resource_type":"company"});

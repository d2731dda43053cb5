// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $CountAccountMembersResponse,
  $GetAccountMemberResponse,
  $ListAccountMembersResponse,
} from "../tables";
import type {
  CountLicensesRequest,
  CountLicensesResponse,
  GetSingleLicenseResponse,
  ListLicensesRequest,
  ListLicensesResponse,
} from "../types";

/** `GET /licenses` */
export const listLicenses: (
  transport: Transport,
  request?: ListLicensesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListLicensesResponse> =
  /* @__PURE__ */ op("GET", "/licenses", $ListAccountMembersResponse, 1);

/** `GET /licenses/{license_id}` */
export const getSingleLicense: (
  transport: Transport,
  licenseId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSingleLicenseResponse> =
  /* @__PURE__ */ op("GET", "/licenses/{license_id}", $GetAccountMemberResponse);

/** `GET /licenses/count` */
export const countLicenses: (
  transport: Transport,
  request?: CountLicensesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountLicensesResponse> =
  /* @__PURE__ */ op("GET", "/licenses/count", $CountAccountMembersResponse, 1);

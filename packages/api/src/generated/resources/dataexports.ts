// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op, streamOp } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $CreateDataExportRequestBody,
  $CreateDataExportResponse,
  $ListDataExportsResponse,
} from "../tables";
import type {
  CreateDataExportRequestBody,
  CreateDataExportResponse,
  GetDataExportResponse,
  ListDataExportsRequest,
  ListDataExportsResponse,
} from "../types";

/** `GET /data-exports` */
export const listDataExports: (
  transport: Transport,
  request?: ListDataExportsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListDataExportsResponse> =
  /* @__PURE__ */ op("GET", "/data-exports", $ListDataExportsResponse, 1);

/** `POST /data-exports` */
export const createDataExport: (
  transport: Transport,
  request: CreateDataExportRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateDataExportResponse> =
  /* @__PURE__ */ op("POST", "/data-exports", $CreateDataExportResponse, $CreateDataExportRequestBody);

/** `GET /data-exports/{data_export_id}` */
export const getDataExport: (
  transport: Transport,
  dataExportId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetDataExportResponse> =
  /* @__PURE__ */ op("GET", "/data-exports/{data_export_id}", $CreateDataExportResponse);

/**
 * `GET /data-exports/{data_export_id}/artifact`: the file as a stream; the time-out holds until its headers.
 */
export const getDataExportArtifact: (
  transport: Transport,
  dataExportId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<ReadableStream<Uint8Array>> =
  /* @__PURE__ */ streamOp("GET", "/data-exports/{data_export_id}/artifact");

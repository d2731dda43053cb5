// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CreateEventBatchRequestBody,
  $CreateEventBatchResponse,
  $CreateEventRequestBody,
  $CreateEventResponse,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $GetEventResponse,
  $GetEventSummariesResponse,
  $GetSegmentIntegrationStatusResponse,
  $ListEventsResponse,
} from "../tables";
import type {
  CreateEventBatchRequestBody,
  CreateEventBatchResponse,
  CreateEventRequestBody,
  CreateEventResponse,
  DeleteOtlpEnvironmentSettingsResponse,
  GetEventResponse,
  GetEventSummariesRequest,
  GetEventSummariesResponse,
  GetOtlpEnvironmentSettingsResponse,
  GetSegmentIntegrationStatusResponse,
  ListEventsRequest,
  ListEventsResponse,
  UpsertOtlpEnvironmentSettingsRequestBody,
  UpsertOtlpEnvironmentSettingsResponse,
} from "../types";

/** `POST /event-batch` */
export const createEventBatch: (
  transport: Transport,
  request: CreateEventBatchRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateEventBatchResponse> =
  /* @__PURE__ */ op("POST", "/event-batch", $CreateEventBatchResponse, $CreateEventBatchRequestBody);

/** `GET /event-types` */
export const getEventSummaries: (
  transport: Transport,
  request?: GetEventSummariesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEventSummariesResponse> =
  /* @__PURE__ */ op("GET", "/event-types", $GetEventSummariesResponse, 1);

/** `GET /events` */
export const listEvents: (
  transport: Transport,
  request?: ListEventsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEventsResponse> =
  /* @__PURE__ */ op("GET", "/events", $ListEventsResponse, 1);

/** `POST /events` */
export const createEvent: (
  transport: Transport,
  request: CreateEventRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateEventResponse> =
  /* @__PURE__ */ op("POST", "/events", $CreateEventResponse, $CreateEventRequestBody);

/** `GET /events/{event_id}` */
export const getEvent: (
  transport: Transport,
  eventId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEventResponse> =
  /* @__PURE__ */ op("GET", "/events/{event_id}", $GetEventResponse);

/** `GET /otlp/settings` */
export const getOtlpEnvironmentSettings: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOtlpEnvironmentSettingsResponse> =
  /* @__PURE__ */ op("GET", "/otlp/settings", $GetAccountMemberResponse);

/** `POST /otlp/settings` */
export const upsertOtlpEnvironmentSettings: (
  transport: Transport,
  request: UpsertOtlpEnvironmentSettingsRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertOtlpEnvironmentSettingsResponse> =
  /* @__PURE__ */ op("POST", "/otlp/settings", $GetAccountMemberResponse, $0);

/** `DELETE /otlp/settings` */
export const deleteOtlpEnvironmentSettings: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteOtlpEnvironmentSettingsResponse> =
  /* @__PURE__ */ op("DELETE", "/otlp/settings", $DeleteApiKeyResponse);

/** `GET /segment-integration` */
export const getSegmentIntegrationStatus: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetSegmentIntegrationStatusResponse> =
  /* @__PURE__ */ op("GET", "/segment-integration", $GetSegmentIntegrationStatusResponse);

// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $CreateWebhookRequestBody,
  $CreateWebhookResponse,
  $DeleteApiKeyResponse,
  $GetWebhookEventResponse,
  $ListWebhookEventsResponse,
  $ListWebhooksResponse,
} from "../tables";
import type {
  CountWebhookEventsRequest,
  CountWebhookEventsResponse,
  CountWebhooksRequest,
  CountWebhooksResponse,
  CreateWebhookRequestBody,
  CreateWebhookResponse,
  DeleteWebhookResponse,
  GetWebhookEventResponse,
  GetWebhookResponse,
  ListWebhookEventsRequest,
  ListWebhookEventsResponse,
  ListWebhooksRequest,
  ListWebhooksResponse,
  SendTestWebhookActionResponse,
  TestWebhookRequestBody,
  UpdateWebhookRequestBody,
  UpdateWebhookResponse,
} from "../types";

/** `GET /webhook-events` */
export const listWebhookEvents: (
  transport: Transport,
  request?: ListWebhookEventsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListWebhookEventsResponse> =
  /* @__PURE__ */ op("GET", "/webhook-events", $ListWebhookEventsResponse, 1);

/** `GET /webhook-events/{webhook_event_id}` */
export const getWebhookEvent: (
  transport: Transport,
  webhookEventId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetWebhookEventResponse> =
  /* @__PURE__ */ op("GET", "/webhook-events/{webhook_event_id}", $GetWebhookEventResponse);

/** `GET /webhook-events/count` */
export const countWebhookEvents: (
  transport: Transport,
  request?: CountWebhookEventsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountWebhookEventsResponse> =
  /* @__PURE__ */ op("GET", "/webhook-events/count", $CountAccountMembersResponse, 1);

/** `GET /webhooks` */
export const listWebhooks: (
  transport: Transport,
  request?: ListWebhooksRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListWebhooksResponse> =
  /* @__PURE__ */ op("GET", "/webhooks", $ListWebhooksResponse, 1);

/** `POST /webhooks` */
export const createWebhook: (
  transport: Transport,
  request: CreateWebhookRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateWebhookResponse> =
  /* @__PURE__ */ op("POST", "/webhooks", $CreateWebhookResponse, $CreateWebhookRequestBody);

/** `GET /webhooks/{webhook_id}` */
export const getWebhook: (
  transport: Transport,
  webhookId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetWebhookResponse> =
  /* @__PURE__ */ op("GET", "/webhooks/{webhook_id}", $CreateWebhookResponse);

/** `PUT /webhooks/{webhook_id}` */
export const updateWebhook: (
  transport: Transport,
  webhookId: string,
  request?: UpdateWebhookRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateWebhookResponse> =
  /* @__PURE__ */ op("PUT", "/webhooks/{webhook_id}", $CreateWebhookResponse, $CreateWebhookRequestBody);

/** `DELETE /webhooks/{webhook_id}` */
export const deleteWebhook: (
  transport: Transport,
  webhookId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteWebhookResponse> =
  /* @__PURE__ */ op("DELETE", "/webhooks/{webhook_id}", $DeleteApiKeyResponse);

/** `POST /webhooks/{webhook_id}/test` */
export const sendTestWebhookAction: (
  transport: Transport,
  webhookId: string,
  request: TestWebhookRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<SendTestWebhookActionResponse> =
  /* @__PURE__ */ op("POST", "/webhooks/{webhook_id}/test", $DeleteApiKeyResponse, $0);

/** `GET /webhooks/count` */
export const countWebhooks: (
  transport: Transport,
  request?: CountWebhooksRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountWebhooksResponse> =
  /* @__PURE__ */ op("GET", "/webhooks/count", $CountAccountMembersResponse, 1);

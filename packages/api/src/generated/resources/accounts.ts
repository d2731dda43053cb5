// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $CountAuditLogsResponse,
  $CreateApiKeyResponse,
  $CreateEnvironmentResponse,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $GetAuditLogResponse,
  $GetOnboardingStateResponse,
  $GetWhoAmIResponse,
  $ListAccountMembersResponse,
  $ListApiKeysResponse,
  $ListAuditLogsResponse,
} from "../tables";
import type {
  CountAccountMembersRequest,
  CountAccountMembersResponse,
  CountApiKeysRequest,
  CountApiKeysResponse,
  CountAuditLogsRequest,
  CountAuditLogsResponse,
  CreateApiKeyRequestBody,
  CreateApiKeyResponse,
  CreateEnvironmentRequestBody,
  CreateEnvironmentResponse,
  DeleteApiKeyResponse,
  DeleteEnvironmentResponse,
  GetAccountMemberResponse,
  GetApiKeyResponse,
  GetAuditLogResponse,
  GetEnvironmentResponse,
  GetOnboardingStateResponse,
  GetWhoAmIResponse,
  ListAccountMembersRequest,
  ListAccountMembersResponse,
  ListApiKeysRequest,
  ListApiKeysResponse,
  ListAuditLogsRequest,
  ListAuditLogsResponse,
  ListEnvironmentsRequest,
  ListEnvironmentsResponse,
  QuickstartResponse,
  UpdateApiKeyRequestBody,
  UpdateApiKeyResponse,
  UpdateEnvironmentRequestBody,
  UpdateEnvironmentResponse,
  UpdateOnboardingStateRequestBody,
  UpdateOnboardingStateResponse,
} from "../types";

/** `GET /account-members` */
export const listAccountMembers: (
  transport: Transport,
  request?: ListAccountMembersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListAccountMembersResponse> =
  /* @__PURE__ */ op("GET", "/account-members", $ListAccountMembersResponse, 1);

/** `GET /account-members/{account_member_id}` */
export const getAccountMember: (
  transport: Transport,
  accountMemberId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetAccountMemberResponse> =
  /* @__PURE__ */ op("GET", "/account-members/{account_member_id}", $GetAccountMemberResponse);

/** `GET /account-members/count` */
export const countAccountMembers: (
  transport: Transport,
  request?: CountAccountMembersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountAccountMembersResponse> =
  /* @__PURE__ */ op("GET", "/account-members/count", $CountAccountMembersResponse, 1);

/** `GET /api-keys` */
export const listApiKeys: (
  transport: Transport,
  request: ListApiKeysRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListApiKeysResponse> =
  /* @__PURE__ */ op("GET", "/api-keys", $ListApiKeysResponse, 1);

/** `POST /api-keys` */
export const createApiKey: (
  transport: Transport,
  request: CreateApiKeyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateApiKeyResponse> =
  /* @__PURE__ */ op("POST", "/api-keys", $CreateApiKeyResponse, $0);

/** `GET /api-keys/{api_key_id}` */
export const getApiKey: (
  transport: Transport,
  apiKeyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetApiKeyResponse> =
  /* @__PURE__ */ op("GET", "/api-keys/{api_key_id}", $CreateApiKeyResponse);

/** `PUT /api-keys/{api_key_id}` */
export const updateApiKey: (
  transport: Transport,
  apiKeyId: string,
  request?: UpdateApiKeyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateApiKeyResponse> =
  /* @__PURE__ */ op("PUT", "/api-keys/{api_key_id}", $CreateApiKeyResponse, $0);

/** `DELETE /api-keys/{api_key_id}` */
export const deleteApiKey: (
  transport: Transport,
  apiKeyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteApiKeyResponse> =
  /* @__PURE__ */ op("DELETE", "/api-keys/{api_key_id}", $DeleteApiKeyResponse);

/** `GET /api-keys/count` */
export const countApiKeys: (
  transport: Transport,
  request: CountApiKeysRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountApiKeysResponse> =
  /* @__PURE__ */ op("GET", "/api-keys/count", $CountAccountMembersResponse, 1);

/** `GET /audit-log` */
export const listAuditLogs: (
  transport: Transport,
  request?: ListAuditLogsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListAuditLogsResponse> =
  /* @__PURE__ */ op("GET", "/audit-log", $ListAuditLogsResponse, 1);

/** `GET /audit-log/{audit_log_id}` */
export const getAuditLog: (
  transport: Transport,
  auditLogId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetAuditLogResponse> =
  /* @__PURE__ */ op("GET", "/audit-log/{audit_log_id}", $GetAuditLogResponse);

/** `GET /audit-log/count` */
export const countAuditLogs: (
  transport: Transport,
  request?: CountAuditLogsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountAuditLogsResponse> =
  /* @__PURE__ */ op("GET", "/audit-log/count", $CountAuditLogsResponse, 1);

/** `GET /environments` */
export const listEnvironments: (
  transport: Transport,
  request?: ListEnvironmentsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEnvironmentsResponse> =
  /* @__PURE__ */ op("GET", "/environments", $ListAccountMembersResponse, 1);

/** `POST /environments` */
export const createEnvironment: (
  transport: Transport,
  request: CreateEnvironmentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateEnvironmentResponse> =
  /* @__PURE__ */ op("POST", "/environments", $CreateEnvironmentResponse, $0);

/** `GET /environments/{environment_id}` */
export const getEnvironment: (
  transport: Transport,
  environmentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEnvironmentResponse> =
  /* @__PURE__ */ op("GET", "/environments/{environment_id}", $GetAccountMemberResponse);

/** `PUT /environments/{environment_id}` */
export const updateEnvironment: (
  transport: Transport,
  environmentId: string,
  request?: UpdateEnvironmentRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateEnvironmentResponse> =
  /* @__PURE__ */ op("PUT", "/environments/{environment_id}", $GetAccountMemberResponse, $0);

/** `DELETE /environments/{environment_id}` */
export const deleteEnvironment: (
  transport: Transport,
  environmentId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteEnvironmentResponse> =
  /* @__PURE__ */ op("DELETE", "/environments/{environment_id}", $DeleteApiKeyResponse);

/** `GET /onboarding-state` */
export const getOnboardingState: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOnboardingStateResponse> =
  /* @__PURE__ */ op("GET", "/onboarding-state", $GetOnboardingStateResponse);

/** `POST /onboarding-state` */
export const updateOnboardingState: (
  transport: Transport,
  request?: UpdateOnboardingStateRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateOnboardingStateResponse> =
  /* @__PURE__ */ op("POST", "/onboarding-state", $GetOnboardingStateResponse, $0);

/** `POST /quickstart` */
export const quickstart: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<QuickstartResponse> =
  /* @__PURE__ */ op("POST", "/quickstart", $DeleteApiKeyResponse);

/** `GET /whoami` */
export const getWhoAmI: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetWhoAmIResponse> =
  /* @__PURE__ */ op("GET", "/whoami", $GetWhoAmIResponse);

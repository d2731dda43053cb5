// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $DeleteApiKeyResponse,
  $GetAccountMemberResponse,
  $GetStripeSandboxClaimLinkResponse,
  $InstallIntegrationResponse,
  $InstallStripeClaimableSandboxResponse,
  $ListIntegrationsResponse,
} from "../tables";
import type {
  AssumeStripeInstalledResponse,
  ClaimStripeSandboxKeysRequestBody,
  ClaimStripeSandboxKeysResponse,
  GetIntegrationWebhookUrlResponse,
  GetStripeSandboxClaimLinkResponse,
  GetStripeSandboxKeysResponse,
  InstallIntegrationRequestBody,
  InstallIntegrationResponse,
  InstallStripeClaimableSandboxResponse,
  InstallStripeResponse,
  InstallStripeSandboxRequestBody,
  ListIntegrationsRequest,
  ListIntegrationsResponse,
  ListStripeSandboxCountriesResponse,
  LoadSampleDataSetResponse,
  RunIntegrationResponse,
  StartDataImportRequestBody,
  StartDataImportResponse,
  UninstallIntegrationResponse,
} from "../types";

/** `GET /integration/start/{integration_id}` */
export const runIntegration: (
  transport: Transport,
  integrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<RunIntegrationResponse> =
  /* @__PURE__ */ op("GET", "/integration/start/{integration_id}", $GetAccountMemberResponse);

/** `GET /integrations` */
export const listIntegrations: (
  transport: Transport,
  request?: ListIntegrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListIntegrationsResponse> =
  /* @__PURE__ */ op("GET", "/integrations", $ListIntegrationsResponse, 1);

/** `GET /integrations/{type}/webhook-url` */
export const getIntegrationWebhookUrl: (
  transport: Transport,
  type: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetIntegrationWebhookUrlResponse> =
  /* @__PURE__ */ op("GET", "/integrations/{type}/webhook-url", $DeleteApiKeyResponse);

/** `POST /integrations/install` */
export const installIntegration: (
  transport: Transport,
  request: InstallIntegrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<InstallIntegrationResponse> =
  /* @__PURE__ */ op("POST", "/integrations/install", $InstallIntegrationResponse, $0);

/** `POST /integrations/start-data-import` */
export const startDataImport: (
  transport: Transport,
  request: StartDataImportRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<StartDataImportResponse> =
  /* @__PURE__ */ op("POST", "/integrations/start-data-import", $GetAccountMemberResponse, $0);

/** `GET /integrations/stripe/dataset-sample-v2` */
export const loadSampleDataSet: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<LoadSampleDataSetResponse> =
  /* @__PURE__ */ op("GET", "/integrations/stripe/dataset-sample-v2", $DeleteApiKeyResponse);

/** `GET /integrations/stripe/sandbox/claim-link` */
export const getStripeSandboxClaimLink: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetStripeSandboxClaimLinkResponse> =
  /* @__PURE__ */ op("GET", "/integrations/stripe/sandbox/claim-link", $GetStripeSandboxClaimLinkResponse);

/** `GET /integrations/stripe/sandbox/keys` */
export const getStripeSandboxKeys: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<GetStripeSandboxKeysResponse> =
  /* @__PURE__ */ op("GET", "/integrations/stripe/sandbox/keys", $DeleteApiKeyResponse);

/** `POST /integrations/stripe/sandbox/keys/claim` */
export const claimStripeSandboxKeys: (
  transport: Transport,
  request: ClaimStripeSandboxKeysRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<ClaimStripeSandboxKeysResponse> =
  /* @__PURE__ */ op("POST", "/integrations/stripe/sandbox/keys/claim", $DeleteApiKeyResponse, $0);

/** `POST /integrations/stripe/v2/assume-installed` */
export const assumeStripeInstalled: (
  transport: Transport,
  request: InstallIntegrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<AssumeStripeInstalledResponse> =
  /* @__PURE__ */ op("POST", "/integrations/stripe/v2/assume-installed", $InstallIntegrationResponse, $0);

/** `POST /integrations/stripe/v2/install` */
export const installStripe: (
  transport: Transport,
  request: InstallIntegrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<InstallStripeResponse> =
  /* @__PURE__ */ op("POST", "/integrations/stripe/v2/install", $InstallIntegrationResponse, $0);

/** `POST /integrations/stripe/v2/sandbox` */
export const installStripeClaimableSandbox: (
  transport: Transport,
  request: InstallStripeSandboxRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<InstallStripeClaimableSandboxResponse> =
  /* @__PURE__ */ op("POST", "/integrations/stripe/v2/sandbox", $InstallStripeClaimableSandboxResponse, $0);

/** `GET /integrations/stripe/v2/sandbox-countries` */
export const listStripeSandboxCountries: (
  transport: Transport,
  requestOptions?: RequestOptions,
) => ApiPromise<ListStripeSandboxCountriesResponse> =
  /* @__PURE__ */ op("GET", "/integrations/stripe/v2/sandbox-countries", $DeleteApiKeyResponse);

/** `DELETE /integrations/uninstall/{integration_id}` */
export const uninstallIntegration: (
  transport: Transport,
  integrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<UninstallIntegrationResponse> =
  /* @__PURE__ */ op("DELETE", "/integrations/uninstall/{integration_id}", $DeleteApiKeyResponse);

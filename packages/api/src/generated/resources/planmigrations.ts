// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $CreateMigrationResponse,
  $ListCompanyMigrationsResponse,
  $ListMigrationsResponse,
  $PreviewMigrationResponse,
  $RetryCompanyMigrationResponse,
} from "../tables";
import type {
  CancelMigrationResponse,
  CompleteMigrationNowRequestBody,
  CompleteMigrationNowResponse,
  CountCompanyMigrationsRequest,
  CountCompanyMigrationsResponse,
  CountMigrationsRequest,
  CountMigrationsResponse,
  CreateMigrationInput,
  CreateMigrationResponse,
  GetMigrationResponse,
  ListCompanyMigrationsRequest,
  ListCompanyMigrationsResponse,
  ListMigrationsRequest,
  ListMigrationsResponse,
  PreviewMigrationRequestBody,
  PreviewMigrationResponse,
  RetryCompanyMigrationResponse,
  RetryMigrationRequestBody,
  RetryMigrationResponse,
} from "../types";

/** `GET /plan-version-company-migrations` */
export const listCompanyMigrations: (
  transport: Transport,
  request: ListCompanyMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyMigrationsResponse> =
  /* @__PURE__ */ op("GET", "/plan-version-company-migrations", $ListCompanyMigrationsResponse, 1);

/** `POST /plan-version-company-migrations/{plan_version_company_migration_id}/retry` */
export const retryCompanyMigration: (
  transport: Transport,
  planVersionCompanyMigrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<RetryCompanyMigrationResponse> =
  /* @__PURE__ */ op("POST", "/plan-version-company-migrations/{plan_version_company_migration_id}/retry", $RetryCompanyMigrationResponse);

/** `GET /plan-version-company-migrations/count` */
export const countCompanyMigrations: (
  transport: Transport,
  request: CountCompanyMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompanyMigrationsResponse> =
  /* @__PURE__ */ op("GET", "/plan-version-company-migrations/count", $CountAccountMembersResponse, 1);

/** `GET /plan-version-migrations` */
export const listMigrations: (
  transport: Transport,
  request?: ListMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListMigrationsResponse> =
  /* @__PURE__ */ op("GET", "/plan-version-migrations", $ListMigrationsResponse, 1);

/** `POST /plan-version-migrations` */
export const createMigration: (
  transport: Transport,
  request: CreateMigrationInput,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateMigrationResponse> =
  /* @__PURE__ */ op("POST", "/plan-version-migrations", $CreateMigrationResponse, $0);

/** `GET /plan-version-migrations/{plan_version_migration_id}` */
export const getMigration: (
  transport: Transport,
  planVersionMigrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetMigrationResponse> =
  /* @__PURE__ */ op("GET", "/plan-version-migrations/{plan_version_migration_id}", $CreateMigrationResponse);

/** `POST /plan-version-migrations/{plan_version_migration_id}/cancel` */
export const cancelMigration: (
  transport: Transport,
  planVersionMigrationId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<CancelMigrationResponse> =
  /* @__PURE__ */ op("POST", "/plan-version-migrations/{plan_version_migration_id}/cancel", $CreateMigrationResponse);

/** `POST /plan-version-migrations/{plan_version_migration_id}/complete-now` */
export const completeMigrationNow: (
  transport: Transport,
  planVersionMigrationId: string,
  request?: CompleteMigrationNowRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CompleteMigrationNowResponse> =
  /* @__PURE__ */ op("POST", "/plan-version-migrations/{plan_version_migration_id}/complete-now", $CreateMigrationResponse, $0);

/** `POST /plan-version-migrations/{plan_version_migration_id}/retry` */
export const retryMigration: (
  transport: Transport,
  planVersionMigrationId: string,
  request: RetryMigrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<RetryMigrationResponse> =
  /* @__PURE__ */ op("POST", "/plan-version-migrations/{plan_version_migration_id}/retry", $CreateMigrationResponse, $0);

/** `GET /plan-version-migrations/count` */
export const countMigrations: (
  transport: Transport,
  request?: CountMigrationsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountMigrationsResponse> =
  /* @__PURE__ */ op("GET", "/plan-version-migrations/count", $CountAccountMembersResponse, 1);

/** `POST /plan-version-migrations/preview` */
export const previewMigration: (
  transport: Transport,
  request: PreviewMigrationRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<PreviewMigrationResponse> =
  /* @__PURE__ */ op("POST", "/plan-version-migrations/preview", $PreviewMigrationResponse, $0);

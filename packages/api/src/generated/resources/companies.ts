// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import { op } from "../../operation";
import type { ApiPromise } from "../../transport/api-promise";
import type { RequestOptions } from "../../transport/options";
import type { Transport } from "../../transport/transport";
import {
  $0,
  $CountAccountMembersResponse,
  $DeleteApiKeyResponse,
  $DeleteCompanyByKeysResponse,
  $EventSummaryResponseData,
  $GetAccountMemberResponse,
  $GetActiveCompanySubscriptionResponse,
  $GetBillingEntityChildSubscriptionsResponse,
  $GetCompanyBillingEntityResponse,
  $GetOrCreateCompanyMembershipResponse,
  $GetPlanChangeResponse,
  $ListAccountMembersResponse,
  $ListCompaniesResponse,
  $ListCompanyMembershipsResponse,
  $ListPlanChangesResponse,
  $ListUsersResponse,
  $UpdatePlanTraitBulkRequestBody,
  $UpsertCompanyResponse,
  $UpsertUserTraitResponse,
} from "../tables";
import type {
  CountCompaniesRequest,
  CountCompaniesResponse,
  CountEntityKeyDefinitionsRequest,
  CountEntityKeyDefinitionsResponse,
  CountEntityKeysRequest,
  CountEntityKeysResponse,
  CountEntityTraitDefinitionsRequest,
  CountEntityTraitDefinitionsResponse,
  CountEntityTraitsRequest,
  CountEntityTraitsResponse,
  CountPlanTraitsRequest,
  CountPlanTraitsResponse,
  CountUsersRequest,
  CountUsersResponse,
  CreateCompanyResponse,
  CreateEntityTraitDefinitionRequestBody,
  CreateUserResponse,
  DeleteCompanyByKeysResponse,
  DeleteCompanyMembershipResponse,
  DeleteCompanyRequest,
  DeleteCompanyResponse,
  DeleteEntityKeyDefinitionResponse,
  DeleteEntityTraitDefinitionResponse,
  DeleteUserByKeysResponse,
  DeleteUserResponse,
  GetActiveCompanySubscriptionRequest,
  GetActiveCompanySubscriptionResponse,
  GetBillingEntityChildSubscriptionsRequest,
  GetBillingEntityChildSubscriptionsResponse,
  GetCompanyBillingEntityRequest,
  GetCompanyBillingEntityResponse,
  GetCompanyResponse,
  GetEntityTraitDefinitionResponse,
  GetEntityTraitDefinitionUsageResponse,
  GetEntityTraitValuesRequest,
  GetEntityTraitValuesResponse,
  GetOrCreateCompanyMembershipRequestBody,
  GetOrCreateCompanyMembershipResponse,
  GetOrCreateEntityTraitDefinitionResponse,
  GetPlanChangeResponse,
  GetPlanTraitResponse,
  GetUserResponse,
  KeysRequestBody,
  ListCompaniesRequest,
  ListCompaniesResponse,
  ListCompanyMembershipsRequest,
  ListCompanyMembershipsResponse,
  ListEntityKeyDefinitionsRequest,
  ListEntityKeyDefinitionsResponse,
  ListEntityTraitDefinitionsRequest,
  ListEntityTraitDefinitionsResponse,
  ListPlanChangesRequest,
  ListPlanChangesResponse,
  ListPlanTraitsRequest,
  ListPlanTraitsResponse,
  ListUsersRequest,
  ListUsersResponse,
  LookupCompanyRequest,
  LookupCompanyResponse,
  LookupUserRequest,
  LookupUserResponse,
  UpdateEntityTraitDefinitionRequestBody,
  UpdateEntityTraitDefinitionResponse,
  UpdatePlanTraitBulkRequestBody,
  UpdatePlanTraitsBulkResponse,
  UpsertCompanyRequestBody,
  UpsertCompanyResponse,
  UpsertCompanyTraitResponse,
  UpsertTraitRequestBody,
  UpsertUserRequestBody,
  UpsertUserResponse,
  UpsertUserTraitResponse,
} from "../types";

/** `GET /companies` */
export const listCompanies: (
  transport: Transport,
  request?: ListCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompaniesResponse> =
  /* @__PURE__ */ op("GET", "/companies", $ListCompaniesResponse, 1);

/** `POST /companies` */
export const upsertCompany: (
  transport: Transport,
  request: UpsertCompanyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertCompanyResponse> =
  /* @__PURE__ */ op("POST", "/companies", $UpsertCompanyResponse, $EventSummaryResponseData);

/** `GET /companies/{company_id}` */
export const getCompany: (
  transport: Transport,
  companyId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyResponse> =
  /* @__PURE__ */ op("GET", "/companies/{company_id}", $UpsertCompanyResponse);

/** `DELETE /companies/{company_id}` */
export const deleteCompany: (
  transport: Transport,
  companyId: string,
  request?: DeleteCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyResponse> =
  /* @__PURE__ */ op("DELETE", "/companies/{company_id}", $CountAccountMembersResponse, 1);

/** `GET /companies/count` */
export const countCompanies: (
  transport: Transport,
  request?: CountCompaniesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountCompaniesResponse> =
  /* @__PURE__ */ op("GET", "/companies/count", $CountAccountMembersResponse, 1);

/** `POST /companies/create` */
export const createCompany: (
  transport: Transport,
  request: UpsertCompanyRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateCompanyResponse> =
  /* @__PURE__ */ op("POST", "/companies/create", $UpsertCompanyResponse, $EventSummaryResponseData);

/** `POST /companies/delete` */
export const deleteCompanyByKeys: (
  transport: Transport,
  request: KeysRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyByKeysResponse> =
  /* @__PURE__ */ op("POST", "/companies/delete", $DeleteCompanyByKeysResponse, $0);

/** `GET /companies/lookup` */
export const lookupCompany: (
  transport: Transport,
  request: LookupCompanyRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<LookupCompanyResponse> =
  /* @__PURE__ */ op("GET", "/companies/lookup", $ListCompaniesResponse, 1);

/** `GET /company-billing-entity` */
export const getCompanyBillingEntity: (
  transport: Transport,
  request: GetCompanyBillingEntityRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetCompanyBillingEntityResponse> =
  /* @__PURE__ */ op("GET", "/company-billing-entity", $GetCompanyBillingEntityResponse, 1);

/** `GET /company-billing-entity-subscriptions` */
export const getBillingEntityChildSubscriptions: (
  transport: Transport,
  request: GetBillingEntityChildSubscriptionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetBillingEntityChildSubscriptionsResponse> =
  /* @__PURE__ */ op("GET", "/company-billing-entity-subscriptions", $GetBillingEntityChildSubscriptionsResponse, 1);

/** `GET /company-memberships` */
export const listCompanyMemberships: (
  transport: Transport,
  request?: ListCompanyMembershipsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListCompanyMembershipsResponse> =
  /* @__PURE__ */ op("GET", "/company-memberships", $ListCompanyMembershipsResponse, 1);

/** `POST /company-memberships` */
export const getOrCreateCompanyMembership: (
  transport: Transport,
  request: GetOrCreateCompanyMembershipRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOrCreateCompanyMembershipResponse> =
  /* @__PURE__ */ op("POST", "/company-memberships", $GetOrCreateCompanyMembershipResponse, $0);

/** `DELETE /company-memberships/{company_membership_id}` */
export const deleteCompanyMembership: (
  transport: Transport,
  companyMembershipId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteCompanyMembershipResponse> =
  /* @__PURE__ */ op("DELETE", "/company-memberships/{company_membership_id}", $DeleteApiKeyResponse);

/** `GET /company-subscriptions` */
export const getActiveCompanySubscription: (
  transport: Transport,
  request?: GetActiveCompanySubscriptionRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetActiveCompanySubscriptionResponse> =
  /* @__PURE__ */ op("GET", "/company-subscriptions", $GetActiveCompanySubscriptionResponse, 1);

/** `POST /company-traits` */
export const upsertCompanyTrait: (
  transport: Transport,
  request: UpsertTraitRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertCompanyTraitResponse> =
  /* @__PURE__ */ op("POST", "/company-traits", $UpsertCompanyResponse, $0);

/** `GET /entity-key-definitions` */
export const listEntityKeyDefinitions: (
  transport: Transport,
  request?: ListEntityKeyDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEntityKeyDefinitionsResponse> =
  /* @__PURE__ */ op("GET", "/entity-key-definitions", $ListAccountMembersResponse, 1);

/** `DELETE /entity-key-definitions/{entity_key_definition_id}` */
export const deleteEntityKeyDefinition: (
  transport: Transport,
  entityKeyDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteEntityKeyDefinitionResponse> =
  /* @__PURE__ */ op("DELETE", "/entity-key-definitions/{entity_key_definition_id}", $DeleteApiKeyResponse);

/** `GET /entity-key-definitions/count` */
export const countEntityKeyDefinitions: (
  transport: Transport,
  request?: CountEntityKeyDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityKeyDefinitionsResponse> =
  /* @__PURE__ */ op("GET", "/entity-key-definitions/count", $CountAccountMembersResponse, 1);

/** `GET /entity-keys/count` */
export const countEntityKeys: (
  transport: Transport,
  request?: CountEntityKeysRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityKeysResponse> =
  /* @__PURE__ */ op("GET", "/entity-keys/count", $CountAccountMembersResponse, 1);

/** `GET /entity-trait-definitions` */
export const listEntityTraitDefinitions: (
  transport: Transport,
  request?: ListEntityTraitDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListEntityTraitDefinitionsResponse> =
  /* @__PURE__ */ op("GET", "/entity-trait-definitions", $ListAccountMembersResponse, 1);

/** `POST /entity-trait-definitions` */
export const getOrCreateEntityTraitDefinition: (
  transport: Transport,
  request: CreateEntityTraitDefinitionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<GetOrCreateEntityTraitDefinitionResponse> =
  /* @__PURE__ */ op("POST", "/entity-trait-definitions", $GetAccountMemberResponse, $0);

/** `GET /entity-trait-definitions/{entity_trait_definition_id}` */
export const getEntityTraitDefinition: (
  transport: Transport,
  entityTraitDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEntityTraitDefinitionResponse> =
  /* @__PURE__ */ op("GET", "/entity-trait-definitions/{entity_trait_definition_id}", $GetAccountMemberResponse);

/** `PUT /entity-trait-definitions/{entity_trait_definition_id}` */
export const updateEntityTraitDefinition: (
  transport: Transport,
  entityTraitDefinitionId: string,
  request: UpdateEntityTraitDefinitionRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdateEntityTraitDefinitionResponse> =
  /* @__PURE__ */ op("PUT", "/entity-trait-definitions/{entity_trait_definition_id}", $GetAccountMemberResponse, $0);

/** `DELETE /entity-trait-definitions/{entity_trait_definition_id}` */
export const deleteEntityTraitDefinition: (
  transport: Transport,
  entityTraitDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteEntityTraitDefinitionResponse> =
  /* @__PURE__ */ op("DELETE", "/entity-trait-definitions/{entity_trait_definition_id}", $DeleteApiKeyResponse);

/** `GET /entity-trait-definitions/{entity_trait_definition_id}/usage` */
export const getEntityTraitDefinitionUsage: (
  transport: Transport,
  entityTraitDefinitionId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEntityTraitDefinitionUsageResponse> =
  /* @__PURE__ */ op("GET", "/entity-trait-definitions/{entity_trait_definition_id}/usage", $DeleteApiKeyResponse);

/** `GET /entity-trait-definitions/count` */
export const countEntityTraitDefinitions: (
  transport: Transport,
  request?: CountEntityTraitDefinitionsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityTraitDefinitionsResponse> =
  /* @__PURE__ */ op("GET", "/entity-trait-definitions/count", $CountAccountMembersResponse, 1);

/** `GET /entity-trait-values` */
export const getEntityTraitValues: (
  transport: Transport,
  request: GetEntityTraitValuesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<GetEntityTraitValuesResponse> =
  /* @__PURE__ */ op("GET", "/entity-trait-values", $CountAccountMembersResponse, 1);

/** `GET /entity-traits/count` */
export const countEntityTraits: (
  transport: Transport,
  request?: CountEntityTraitsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountEntityTraitsResponse> =
  /* @__PURE__ */ op("GET", "/entity-traits/count", $CountAccountMembersResponse, 1);

/** `GET /plan-changes` */
export const listPlanChanges: (
  transport: Transport,
  request?: ListPlanChangesRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanChangesResponse> =
  /* @__PURE__ */ op("GET", "/plan-changes", $ListPlanChangesResponse, 1);

/** `GET /plan-changes/{plan_change_id}` */
export const getPlanChange: (
  transport: Transport,
  planChangeId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanChangeResponse> =
  /* @__PURE__ */ op("GET", "/plan-changes/{plan_change_id}", $GetPlanChangeResponse);

/** `GET /plan-traits` */
export const listPlanTraits: (
  transport: Transport,
  request?: ListPlanTraitsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListPlanTraitsResponse> =
  /* @__PURE__ */ op("GET", "/plan-traits", $ListAccountMembersResponse, 1);

/** `GET /plan-traits/{plan_trait_id}` */
export const getPlanTrait: (
  transport: Transport,
  planTraitId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetPlanTraitResponse> =
  /* @__PURE__ */ op("GET", "/plan-traits/{plan_trait_id}", $GetAccountMemberResponse);

/** `POST /plan-traits/bulk` */
export const updatePlanTraitsBulk: (
  transport: Transport,
  request: UpdatePlanTraitBulkRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpdatePlanTraitsBulkResponse> =
  /* @__PURE__ */ op("POST", "/plan-traits/bulk", $GetAccountMemberResponse, $UpdatePlanTraitBulkRequestBody);

/** `GET /plan-traits/count` */
export const countPlanTraits: (
  transport: Transport,
  request?: CountPlanTraitsRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountPlanTraitsResponse> =
  /* @__PURE__ */ op("GET", "/plan-traits/count", $CountAccountMembersResponse, 1);

/** `POST /user-traits` */
export const upsertUserTrait: (
  transport: Transport,
  request: UpsertTraitRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertUserTraitResponse> =
  /* @__PURE__ */ op("POST", "/user-traits", $UpsertUserTraitResponse, $0);

/** `GET /users` */
export const listUsers: (
  transport: Transport,
  request?: ListUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<ListUsersResponse> =
  /* @__PURE__ */ op("GET", "/users", $ListUsersResponse, 1);

/** `POST /users` */
export const upsertUser: (
  transport: Transport,
  request: UpsertUserRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<UpsertUserResponse> =
  /* @__PURE__ */ op("POST", "/users", $UpsertUserTraitResponse, $EventSummaryResponseData);

/** `GET /users/{user_id}` */
export const getUser: (
  transport: Transport,
  userId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<GetUserResponse> =
  /* @__PURE__ */ op("GET", "/users/{user_id}", $UpsertUserTraitResponse);

/** `DELETE /users/{user_id}` */
export const deleteUser: (
  transport: Transport,
  userId: string,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteUserResponse> =
  /* @__PURE__ */ op("DELETE", "/users/{user_id}", $DeleteApiKeyResponse);

/** `GET /users/count` */
export const countUsers: (
  transport: Transport,
  request?: CountUsersRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<CountUsersResponse> =
  /* @__PURE__ */ op("GET", "/users/count", $CountAccountMembersResponse, 1);

/** `POST /users/create` */
export const createUser: (
  transport: Transport,
  request: UpsertUserRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<CreateUserResponse> =
  /* @__PURE__ */ op("POST", "/users/create", $UpsertUserTraitResponse, $EventSummaryResponseData);

/** `POST /users/delete` */
export const deleteUserByKeys: (
  transport: Transport,
  request: KeysRequestBody,
  requestOptions?: RequestOptions,
) => ApiPromise<DeleteUserByKeysResponse> =
  /* @__PURE__ */ op("POST", "/users/delete", $DeleteCompanyByKeysResponse, $0);

/** `GET /users/lookup` */
export const lookupUser: (
  transport: Transport,
  request: LookupUserRequest,
  requestOptions?: RequestOptions,
) => ApiPromise<LookupUserResponse> =
  /* @__PURE__ */ op("GET", "/users/lookup", $ListUsersResponse, 1);

// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

export * from "../index";
export * from "./resources/accesstokens";
export * from "./resources/accounts";
export * from "./resources/billing";
export * from "./resources/catalogs";
export * from "./resources/checkout";
export * from "./resources/companies";
export * from "./resources/components";
export * from "./resources/componentspublic";
export * from "./resources/credits";
export * from "./resources/dataexports";
export * from "./resources/entitlements";
export * from "./resources/events";
export * from "./resources/features";
export * from "./resources/insights";
export * from "./resources/integrationsapi";
export * from "./resources/licenses";
export * from "./resources/planbundle";
export * from "./resources/plangroups";
export * from "./resources/planmigrations";
export * from "./resources/plans";
export * from "./resources/scheduledcheckout";
export * from "./resources/webhooks";

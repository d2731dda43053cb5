// Generated from the API surface: `pnpm --filter @schematic/api generate <surface.json>`. Do not edit.

import type { BoundResource } from "../bind";
import * as accesstokens from "./resources/accesstokens";
import * as accounts from "./resources/accounts";
import * as billing from "./resources/billing";
import * as catalogs from "./resources/catalogs";
import * as checkout from "./resources/checkout";
import * as companies from "./resources/companies";
import * as components from "./resources/components";
import * as componentspublic from "./resources/componentspublic";
import * as credits from "./resources/credits";
import * as dataexports from "./resources/dataexports";
import * as entitlements from "./resources/entitlements";
import * as events from "./resources/events";
import * as features from "./resources/features";
import * as insights from "./resources/insights";
import * as integrationsapi from "./resources/integrationsapi";
import * as licenses from "./resources/licenses";
import * as planbundle from "./resources/planbundle";
import * as plangroups from "./resources/plangroups";
import * as planmigrations from "./resources/planmigrations";
import * as plans from "./resources/plans";
import * as scheduledcheckout from "./resources/scheduledcheckout";
import * as webhooks from "./resources/webhooks";

/** The operations of every resource, bound to one transport. */
export interface ApiResources {
  readonly accesstokens: BoundResource<typeof accesstokens>;
  readonly accounts: BoundResource<typeof accounts>;
  readonly billing: BoundResource<typeof billing>;
  readonly catalogs: BoundResource<typeof catalogs>;
  readonly checkout: BoundResource<typeof checkout>;
  readonly companies: BoundResource<typeof companies>;
  readonly components: BoundResource<typeof components>;
  readonly componentspublic: BoundResource<typeof componentspublic>;
  readonly credits: BoundResource<typeof credits>;
  readonly dataexports: BoundResource<typeof dataexports>;
  readonly entitlements: BoundResource<typeof entitlements>;
  readonly events: BoundResource<typeof events>;
  readonly features: BoundResource<typeof features>;
  readonly insights: BoundResource<typeof insights>;
  readonly integrationsapi: BoundResource<typeof integrationsapi>;
  readonly licenses: BoundResource<typeof licenses>;
  readonly planbundle: BoundResource<typeof planbundle>;
  readonly plangroups: BoundResource<typeof plangroups>;
  readonly planmigrations: BoundResource<typeof planmigrations>;
  readonly plans: BoundResource<typeof plans>;
  readonly scheduledcheckout: BoundResource<typeof scheduledcheckout>;
  readonly webhooks: BoundResource<typeof webhooks>;
}

/** The operations of every resource, by the resource's name. */
export const resources: { readonly [K in keyof ApiResources]: object } = {
  accesstokens,
  accounts,
  billing,
  catalogs,
  checkout,
  companies,
  components,
  componentspublic,
  credits,
  dataexports,
  entitlements,
  events,
  features,
  insights,
  integrationsapi,
  licenses,
  planbundle,
  plangroups,
  planmigrations,
  plans,
  scheduledcheckout,
  webhooks,
};

// Every operation of the published SDK: its arguments fit ours, and our results fit where its are used.
import type { SchematicApi } from "@schematic/api";
import type { SchematicClient } from "@schematichq/schematic-typescript-node";
import type { WiderResults } from "./generated/wider-results";

type Resource = Extract<keyof SchematicClient, keyof SchematicApi>;
type Callable = (...args: never[]) => PromiseLike<unknown>;

type Fits<Theirs, Ours> = Theirs extends Callable
  ? Ours extends Callable
    ? Parameters<Theirs> extends Parameters<Ours>
      ? Awaited<ReturnType<Ours>> extends Awaited<ReturnType<Theirs>>
        ? never
        : "result"
      : "arguments"
    : "missing"
  : never;

/** Names of what does not fit, by resource. */
type Misfits = {
  [R in Resource]: {
    [M in keyof SchematicClient[R]]: Fits<
      SchematicClient[R][M],
      M extends keyof SchematicApi[R] ? SchematicApi[R][M] : never
    > extends never
      ? never
      : M;
  }[keyof SchematicClient[R]];
}[Resource];

// The artifact is a web stream, which every runtime has, in place of Node's. The others can return enum values that are
// newer than version 1.6.2.
export const misfits: Record<Misfits, true> = {} as Record<WiderResults | "getDataExportArtifact", true>;
export const all: Record<WiderResults | "getDataExportArtifact", true> = {} as Record<Misfits, true>;

export const resources: Record<Resource, true> = {
  accesstokens: true,
  accounts: true,
  billing: true,
  catalogs: true,
  checkout: true,
  companies: true,
  components: true,
  componentspublic: true,
  credits: true,
  dataexports: true,
  entitlements: true,
  events: true,
  features: true,
  insights: true,
  integrationsapi: true,
  licenses: true,
  planbundle: true,
  plangroups: true,
  planmigrations: true,
  plans: true,
  scheduledcheckout: true,
  webhooks: true,
  // Methods of the root client.
  getCreditLedger: true,
  fetch: true,
};

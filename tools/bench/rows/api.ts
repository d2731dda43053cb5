import { SchematicApi, type Transport } from "@schematic/api";
import { listCompanies } from "@schematic/api/companies";
import type { BenchGroup, BenchRow, Contender } from "@schematic-internal/testing";
import { SchematicClient } from "@schematichq/schematic-typescript-node";

const PUBLISHED = "published SDK";
const at = "2024-05-06T07:08:09.010203Z";

const metric = (i: number) => ({
  account_id: "acct_1",
  captured_at_max: at,
  captured_at_min: at,
  company_id: "comp_1",
  created_at: at,
  environment_id: "env_1",
  event_subtype: `event_${i}`,
  month_reset: "first_of_month",
  period: "current_month",
  valid_until: at,
  value: i,
});
const definition = (i: number) => ({
  created_at: at,
  entity_type: "company",
  id: `def_${i}`,
  key: `key_${i}`,
  updated_at: at,
});
const trait = (i: number) => ({
  created_at: at,
  definition_id: `def_${i}`,
  environment_id: "env_1",
  id: `trait_${i}`,
  updated_at: at,
  value: `value ${i}`,
  definition: { ...definition(i), display_name: `Trait ${i}`, hierarchy: [`key_${i}`], trait_type: "string" },
});
const key = (i: number) => ({
  created_at: at,
  definition: definition(i),
  definition_id: `def_${i}`,
  entity_id: "comp_1",
  entity_type: "company",
  environment_id: "env_1",
  id: `key_${i}`,
  key: `key_${i}`,
  updated_at: at,
  value: `value ${i}`,
});
const entitlement = (i: number) => ({
  allocation: 100,
  event_name: `event_${i}`,
  feature_id: `feat_${i}`,
  feature_key: `feature-${i}`,
  metric_period: "current_month",
  metric_reset_at: at,
  month_reset: "first_of_month",
  usage: i,
  value_type: "numeric",
  warning_tiers: [{ key: "soft", value: 80 }],
});
const subscription = {
  cancel_at_period_end: false,
  company_id: "comp_1",
  created_at: at,
  currency: "usd",
  customer_external_id: "cus_1",
  discounts: [],
  expired_at: null,
  id: "sub_1",
  interval: "month",
  metadata: { some_key: "value" },
  period_end: 1_717_000_000,
  period_start: 1_714_000_000,
  products: [],
  provider_type: "stripe",
  status: "active",
  subscription_external_id: "sub_x",
  total_price: 100,
};
const list = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));

/** Twenty companies as the list of companies answers them, about 190 KB of JSON. */
const wire = {
  data: list(20, (i) => ({
    add_ons: [],
    billing_subscription: subscription,
    billing_subscriptions: [subscription],
    created_at: at,
    custom_plan_billings: [],
    entitlements: list(10, entitlement),
    entity_traits: list(8, trait),
    environment_id: "env_1",
    id: `comp_${i}`,
    keys: list(3, key),
    last_seen_at: at,
    logo_url: null,
    metrics: list(5, metric),
    name: `Company ${i}`,
    payment_methods: [],
    plan: { added_on: at, id: "plan_1", included_credit_grants: [], name: "Pro", plan_period: "month" },
    plans: [{ id: "plan_1", name: "Pro" }],
    rules: [],
    traits: Object.fromEntries(list(10, (t) => [`trait_${t}`, t])),
    updated_at: at,
    user_count: 3,
  })),
  params: { limit: 20, offset: 0 },
};
const text = JSON.stringify(wire);

type Companies = {
  data: { createdAt: Date; metrics: { capturedAtMax: Date }[]; traits?: Record<string, unknown> }[];
};

function verify(answer: Companies): void {
  const company = answer.data[19];
  const ok = company?.metrics[4]?.capturedAtMax instanceof Date && company.traits?.trait_9 === 9;
  if (!ok || answer.data.length !== 20) throw new Error("the companies are not decoded");
}

type PeerOptions = {
  apiKey: string;
  fetch?: typeof fetch;
  fetcher?: () => Promise<object>;
  maxRetries: number;
};
type Peer = { companies: { listCompanies(): Promise<Companies> } };
/** The published SDK's generated client, without the timers that its wrapper adds. */
const PeerClient = Object.getPrototypeOf(SchematicClient) as new (options: PeerOptions) => Peer;

const timed = (name: string, call: () => Promise<Companies>): Contender => ({
  name,
  verify: async () => verify(await call()),
  async: call,
});

function decodeRow(): BenchRow {
  // Neither side parses or sends anything: only its conversion of the parsed answer is timed.
  const request = (call: () => { decode(answer: unknown): unknown }) => Promise.resolve(call().decode(wire));
  const transport = { request } as unknown as Transport;
  const rawResponse = {
    headers: new Headers(),
    status: 200,
    statusText: "",
    url: "",
    type: "default",
    redirected: false,
  };
  const peer = new PeerClient({
    apiKey: "k",
    maxRetries: 0,
    fetcher: async () => ({ ok: true, body: wire, headers: {}, rawResponse }),
  });
  return {
    name: `decode 20 companies, ${Math.round(text.length / 1000)} KB of JSON`,
    unit: "ms",
    peer: PUBLISHED,
    contenders: [
      timed("@schematic/api", () => listCompanies(transport) as Promise<Companies>),
      timed(PUBLISHED, () => peer.companies.listCompanies()),
      { name: "JSON.parse alone", verify: () => {}, sync: () => JSON.parse(text) },
    ],
    goals: [{ of: "@schematic/api", times: { than: PUBLISHED, atLeast: 5 } }],
  };
}

function callRow(): BenchRow {
  const fetch = async () => new Response(text, { headers: { "content-type": "application/json" } });
  const ours = new SchematicApi({ apiKey: "k", fetch });
  const peer = new PeerClient({ apiKey: "k", fetch, maxRetries: 0 });
  return {
    name: "list 20 companies, all but the network",
    unit: "ms",
    peer: PUBLISHED,
    contenders: [
      timed("@schematic/api", () => ours.companies.listCompanies() as Promise<Companies>),
      timed(PUBLISHED, () => peer.companies.listCompanies()),
    ],
  };
}

export const group: BenchGroup = {
  name: "api",
  rows: async () => [decodeRow(), callRow()],
};

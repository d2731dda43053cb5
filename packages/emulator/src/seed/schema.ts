import * as v from "valibot";
import { dictionary } from "../names";
import { ACTIONS } from "../webhooks/actions";
import type { Seed } from "./types";

const text = v.pipe(v.string(), v.nonEmpty("must not be empty"));
const keys = v.pipe(
  dictionary(v.pipe(v.string("key values are texts: put numbers in quotes"), v.nonEmpty()), text),
  v.check((record) => Object.keys(record).length > 0, "needs at least one key"),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite());
const isoTime = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value)), "must be an ISO 8601 time"),
);
const period = v.picklist(["current_day", "current_week", "current_month", "all_time"]);
const reset = v.picklist(["first_of_month", "billing_cycle"]);
const op = v.exactOptional(v.picklist(["eq", "ne", "gt", "gte", "lt", "lte", "is_empty", "not_empty"]));
const traits = v.exactOptional(dictionary(v.unknown(), text));
const rates = v.exactOptional(dictionary(amount, text));

const condition = v.variant("type", [
  v.strictObject({ type: v.literal("company"), op, companies: v.array(keys) }),
  v.strictObject({ type: v.literal("user"), op, users: v.array(keys) }),
  v.strictObject({ type: v.picklist(["plan", "base_plan"]), op, plans: v.exactOptional(v.array(text)) }),
  v.strictObject({ type: v.picklist(["plan_version", "billing_product"]), op, ids: v.array(text) }),
  v.strictObject({
    type: v.literal("metric"),
    event: text,
    op,
    value: v.pipe(v.number(), v.integer()),
    period: v.exactOptional(period),
    reset: v.exactOptional(reset),
  }),
  v.strictObject({
    type: v.literal("trait"),
    trait: text,
    of: v.exactOptional(v.picklist(["company", "user"])),
    op,
    value: v.exactOptional(v.union([v.string(), v.number(), v.boolean()])),
    as: v.exactOptional(v.picklist(["string", "int", "bool", "date"])),
    than: v.exactOptional(text),
  }),
  v.strictObject({
    type: v.literal("credit"),
    credit: text,
    rate: v.exactOptional(amount),
    quantity_rates: rates,
    event: v.exactOptional(text),
    op,
  }),
]);

const grantFields = {
  feature: text,
  value: v.exactOptional(v.boolean()),
  limit: v.exactOptional(count),
  unlimited: v.exactOptional(v.boolean()),
  credit: v.exactOptional(text),
  rate: v.exactOptional(amount),
  quantity_rates: rates,
  period: v.exactOptional(period),
  reset: v.exactOptional(reset),
  soft_limit: v.exactOptional(count),
};

interface GrantLike {
  value?: boolean;
  limit?: number;
  unlimited?: boolean;
  credit?: string;
}

function oneGrant(grant: GrantLike): boolean {
  const given = [
    grant.value !== undefined,
    grant.limit !== undefined,
    grant.unlimited === true,
    grant.credit !== undefined,
  ];
  return given.filter(Boolean).length <= 1;
}
const ONE_GRANT = "give only one of value, limit, unlimited, credit";

const grant = v.pipe(
  v.strictObject(grantFields),
  v.check((grant) => oneGrant(grant), ONE_GRANT),
);

const spendPolicies = v.exactOptional(
  v.array(
    v.strictObject({
      id: v.exactOptional(text),
      credit: text,
      limit: amount,
      scope: v.exactOptional(v.picklist(["company", "user", "group"])),
      label: v.exactOptional(v.string()),
      window: v.exactOptional(
        v.strictObject({
          unit: v.picklist(["hour", "day", "week", "month", "billing_period"]),
          count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
        }),
      ),
      consumed: v.exactOptional(amount),
      resets_at: v.exactOptional(isoTime),
    }),
  ),
);

const rule = v.strictObject({
  name: v.exactOptional(v.string()),
  type: v.exactOptional(v.picklist(["standard", "global_override", "default"])),
  priority: v.exactOptional(v.pipe(v.number(), v.integer())),
  value: v.boolean(),
  when: v.exactOptional(v.array(condition)),
  any: v.exactOptional(v.array(v.array(condition))),
});

/** The seed's shape. Unknown members are errors: a typing mistake must not pass in silence. */
export const seedSchema: v.GenericSchema<unknown, Seed> = v.strictObject({
  environment: v.exactOptional(
    v.strictObject({
      id: v.exactOptional(text),
      account_id: v.exactOptional(text),
      api_keys: v.exactOptional(v.pipe(v.array(text), v.minLength(1, "needs at least one key"))),
    }),
  ),
  features: v.exactOptional(
    v.array(
      v.strictObject({
        key: text,
        name: v.exactOptional(v.string()),
        description: v.exactOptional(v.string()),
        type: v.exactOptional(v.picklist(["boolean", "event", "trait"])),
        event: v.exactOptional(text),
        trait: v.exactOptional(text),
        flag: v.exactOptional(v.boolean()),
      }),
    ),
  ),
  flags: v.exactOptional(
    v.array(
      v.strictObject({
        key: text,
        name: v.exactOptional(v.string()),
        description: v.exactOptional(v.string()),
        feature: v.exactOptional(text),
        default: v.exactOptional(v.boolean()),
        rules: v.exactOptional(v.array(rule)),
      }),
    ),
  ),
  plans: v.exactOptional(
    v.array(
      v.strictObject({
        key: text,
        id: v.exactOptional(text),
        name: v.exactOptional(v.string()),
        description: v.exactOptional(v.string()),
        type: v.exactOptional(v.picklist(["plan", "add_on"])),
        entitlements: v.exactOptional(v.array(grant)),
      }),
    ),
  ),
  companies: v.exactOptional(
    v.array(
      v.strictObject({
        keys,
        id: v.exactOptional(text),
        name: v.exactOptional(v.string()),
        plan: v.exactOptional(text),
        add_ons: v.exactOptional(v.array(text)),
        traits,
        usage: v.exactOptional(dictionary(count, text)),
        credit_balances: v.exactOptional(dictionary(amount, text)),
        credit_postpaid: v.exactOptional(
          dictionary<{ overdraft_limit?: number }>(
            v.strictObject({ overdraft_limit: v.exactOptional(v.pipe(amount, v.minValue(0))) }),
            text,
          ),
        ),
        credit_spend_policies: spendPolicies,
        subscription: v.exactOptional(
          v.strictObject({ id: v.exactOptional(text), period_start: isoTime, period_end: isoTime }),
        ),
        billing_product_ids: v.exactOptional(v.array(text)),
      }),
    ),
  ),
  credits: v.exactOptional(
    v.array(
      v.strictObject({
        id: text,
        name: v.exactOptional(v.string()),
        description: v.exactOptional(v.string()),
      }),
    ),
  ),
  users: v.exactOptional(
    v.array(
      v.strictObject({
        keys,
        id: v.exactOptional(text),
        name: v.exactOptional(v.string()),
        companies: v.exactOptional(v.array(keys)),
        traits,
        credit_spend_policies: spendPolicies,
      }),
    ),
  ),
  overrides: v.exactOptional(
    v.array(
      v.pipe(
        v.strictObject({ ...grantFields, company: keys, expires: v.exactOptional(isoTime) }),
        v.check((grant) => oneGrant(grant), ONE_GRANT),
      ),
    ),
  ),
  webhooks: v.exactOptional(
    v.array(
      v.strictObject({
        url: v.pipe(v.string(), v.url("must be a URL")),
        secret: v.exactOptional(text),
        name: v.exactOptional(v.string()),
        actions: v.exactOptional(v.array(v.picklist(ACTIONS, "is no webhook action"))),
      }),
    ),
  ),
});

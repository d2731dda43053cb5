import type { JSX } from "preact";
import type { SnapshotCompany } from "../snapshot";
import { Choice, Details, Empty, Field, Form, Json, keyText, Section } from "./parts";
import { names, problem, send, state } from "./store";

/** Reads a JSON object that a person typed; reports what is wrong with it. */
function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text || "{}");
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Reported below.
  }
  problem.value = `Not a JSON object: ${text}`;
  return undefined;
}

function applyEntity(
  kind: "companies" | "users",
  fields: Record<string, string>,
): Promise<unknown> | undefined {
  const keys = readObject(fields.keys ?? "");
  const traits = readObject(fields.traits ?? "");
  if (keys === undefined || traits === undefined) return undefined;
  const { name, plan, company } = fields;
  const companyKeys = state.value?.companies.find(({ id }) => id === company)?.keys;
  return send("apply", {
    [kind]: [
      {
        keys,
        traits,
        ...(name ? { name } : {}),
        ...(plan ? { plan } : {}),
        ...(companyKeys ? { companies: [companyKeys] } : {}),
      },
    ],
  });
}

function Company({ company }: { company: SnapshotCompany }): JSX.Element {
  const { features = [], overrides = [], plans = [] } = state.value ?? {};
  const own = overrides.filter(({ companyId }) => companyId === company.id);
  const addOns = plans.filter(({ type }) => type === "add_on");
  const toggleAddOn = (key: string): Promise<unknown> => {
    const add_ons = company.addOns.includes(key)
      ? company.addOns.filter((other) => other !== key)
      : [...company.addOns, key];
    return send("apply", { companies: [{ keys: company.keys, add_ons }] });
  };
  return (
    <Details
      summary={
        <>
          <strong>{company.name}</strong> <span class="sub">{keyText(company.keys)}</span>
        </>
      }
    >
      {() => (
        <>
          <Form
            label={`Edit ${company.name}`}
            action="Save"
            onSend={(fields) => applyEntity("companies", fields)}
          >
            <Field label="Name" name="name" defaultValue={company.name} />
            <Field label="Keys (JSON)" name="keys" defaultValue={JSON.stringify(company.keys)} />
            <Field label="Traits (JSON)" name="traits" defaultValue={JSON.stringify(company.traits)} />
          </Form>
          {addOns.map(({ key, name }) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={company.addOns.includes(key)}
                onChange={() => void toggleAddOn(key)}
              />{" "}
              {name}
            </label>
          ))}
          <h3>Overrides</h3>
          {own.map((override) => (
            <div class="label" key={override.id}>
              <span>
                {features.find(({ key }) => `feat_${key}` === override.featureId)?.name}:{" "}
                {override.limit ?? override.creditId ?? (override.value ? "on" : "off")}
              </span>
              <button
                type="button"
                onClick={() => void send("remove", { kind: "override", id: override.id })}
              >
                Remove
              </button>
            </div>
          ))}
          <Form
            label={`Override for ${company.name}`}
            action="Override"
            onSend={({ feature = "", grant = "" }) => {
              const limit = Number(grant);
              const granted =
                grant === "on" || grant === "off"
                  ? { value: grant === "on" }
                  : grant === "unlimited"
                    ? { unlimited: true }
                    : { limit };
              return send("apply", { overrides: [{ company: company.keys, feature, ...granted }] });
            }}
          >
            <Choice
              label="Feature"
              name="feature"
              options={features.map(({ key, name }) => [key, name] as const)}
            />
            <Field
              label="on, off, unlimited or a limit"
              name="grant"
              required
              pattern="on|off|unlimited|\d+"
            />
          </Form>
          <Json value={company} />
          <button
            type="button"
            class="danger"
            onClick={() => void send("remove", { kind: "company", id: company.id })}
          >
            Delete {company.name}
          </button>
        </>
      )}
    </Details>
  );
}

export function Companies(): JSX.Element {
  const { companies = [], users = [], plans = [] } = state.value ?? {};
  const basePlans = plans.filter(({ type }) => type === "plan").map(({ key, name }) => [key, name] as const);
  return (
    <>
      <Section title="Companies" note={`${state.value?.counts.companies ?? 0}, the first 100 are shown`}>
        <div class="list">
          {companies.length === 0 ? <Empty>No companies yet.</Empty> : null}
          {companies.map((company) => (
            <Company key={company.id} company={company} />
          ))}
        </div>
        <h3>New company</h3>
        <Form label="New company" action="Create" onSend={(fields) => applyEntity("companies", fields)}>
          <Field label="Name" name="name" />
          <Field label="Keys (JSON)" name="keys" required placeholder='{"id":"acme"}' />
          <Field label="Traits (JSON)" name="traits" placeholder="{}" />
          <Choice label="Plan" name="plan" options={[["", "no plan"], ...basePlans]} />
        </Form>
      </Section>
      <Section title="Users" note={`${state.value?.counts.users ?? 0}, the first 100 are shown`}>
        <div class="list">
          {users.length === 0 ? <Empty>No users yet.</Empty> : null}
          {users.map((user) => (
            <Details
              key={user.id}
              summary={
                <>
                  <strong>{names.value.get(user.id)}</strong> <span class="sub">{keyText(user.keys)}</span>
                </>
              }
            >
              {() => (
                <>
                  <Json value={user} />
                  <button
                    type="button"
                    class="danger"
                    onClick={() => void send("remove", { kind: "user", id: user.id })}
                  >
                    Delete {names.value.get(user.id)}
                  </button>
                </>
              )}
            </Details>
          ))}
        </div>
        <h3>New user</h3>
        <Form label="New user" action="Create" onSend={(fields) => applyEntity("users", fields)}>
          <Field label="Name" name="name" />
          <Field label="Keys (JSON)" name="keys" required placeholder='{"id":"wile"}' />
          <Field label="Traits (JSON)" name="traits" placeholder="{}" />
          <Choice
            label="Company"
            name="company"
            options={[["", "no company"], ...companies.map(({ id, name }) => [id, name] as const)]}
          />
        </Form>
      </Section>
      <Section title="Plans" note={`${plans.length}`}>
        <Form
          label="New plan"
          action="Create"
          onSend={({ key = "", entitlements }) => {
            const list = readObject(`{"list":${entitlements || "[]"}}`);
            return list === undefined
              ? undefined
              : send("apply", { plans: [{ key, entitlements: list.list }] });
          }}
        >
          <Field label="Key" name="key" required />
          <Field label="Entitlements (JSON list)" name="entitlements" placeholder='[{"feature":"sso"}]' />
        </Form>
      </Section>
    </>
  );
}

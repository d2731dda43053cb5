import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { SnapshotCompany, SnapshotUsage } from "../snapshot";
import type { CapturedEvent } from "../state/model";
import { Details, Empty, Form, Json, keyText, Section, Tag, timeOf } from "./parts";
import { names, send, state } from "./store";

const PERIODS: Record<string, string> = {
  current_day: "today",
  current_week: "this week",
  current_month: "this month",
  all_time: "in all",
};

function Meter({ entitlement }: { entitlement: SnapshotUsage }): JSX.Element {
  const { name, usage = 0, allocation, credits, period = "", valueType, value } = entitlement;
  if (allocation === undefined) {
    const text =
      credits !== undefined
        ? `${credits.toLocaleString("en")} credits`
        : valueType === "unlimited"
          ? "unlimited"
          : value
            ? "on"
            : "off";
    return (
      <div class="label">
        <span>{name}</span>
        <Tag tone={text === "off" || (credits !== undefined && credits <= 0) ? "bad" : "ok"}>{text}</Tag>
      </div>
    );
  }
  const share = allocation === 0 ? 100 : Math.min(100, (100 * usage) / allocation);
  return (
    <div class="meter">
      <div class="label">
        <span>{name}</span>
        <span>
          {usage.toLocaleString("en")} of {allocation.toLocaleString("en")} {PERIODS[period]}
        </span>
      </div>
      <div
        class={`bar ${share >= 100 ? "full" : share >= 80 ? "warn" : ""}`}
        role="progressbar"
        aria-label={name}
        aria-valuenow={usage}
        aria-valuemin={0}
        aria-valuemax={allocation}
      >
        <i style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}

function Company({ company }: { company: SnapshotCompany }): JSX.Element {
  const plans = state.value?.plans.filter(({ type }) => type === "plan") ?? [];
  const events = state.value?.features.flatMap(({ event }) => event ?? []) ?? [];
  const track = ({ event = "", quantity = "1" }: Record<string, string>): Promise<unknown> =>
    send("track", { event, company: company.keys, quantity: Number(quantity) });
  return (
    <article class="card">
      <div class="top">
        <div>
          <h3>{company.name}</h3>
          <div class="sub">{keyText(company.keys)}</div>
        </div>
        <select
          aria-label={`Plan of ${company.name}`}
          value={company.plan ?? ""}
          onChange={(event) =>
            void send("plan", { company: company.keys, plan: event.currentTarget.value || null })
          }
        >
          <option value="">no plan</option>
          {plans.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {company.entitlements.map((entitlement) => (
        <Meter key={entitlement.feature} entitlement={entitlement} />
      ))}
      {events.length === 0 ? null : (
        <Form label={`Track for ${company.name}`} action="Track" onSend={track}>
          <input
            type="number"
            name="quantity"
            min="1"
            defaultValue="1"
            aria-label={`Quantity for ${company.name}`}
          />
          <select name="event" aria-label={`Event for ${company.name}`}>
            {events.map((event) => (
              <option key={event}>{event}</option>
            ))}
          </select>
        </Form>
      )}
    </article>
  );
}

interface Explanation {
  result: { value: boolean; reason: string; rule_type?: string };
  rule: unknown;
  rules: unknown[];
  default_value: boolean;
  company: unknown;
  user: unknown;
}

/** Asks a check and explains its answer: the rule, its conditions and the data that they look at. */
function Check(): JSX.Element {
  const { flags = [], companies = [], users = [] } = state.value ?? {};
  const [flag, setFlag] = useState("");
  const [company, setCompany] = useState<string>();
  const [user, setUser] = useState("");
  const [answer, setAnswer] = useState<Explanation>();
  const key = flag || flags[0]?.key;
  const companyKeys = companies.find(({ id }) => id === (company ?? companies[0]?.id))?.keys;
  const userKeys = users.find(({ id }) => id === user)?.keys;
  // Asked again at every change of the state.
  const current = state.value;
  useEffect(() => {
    if (current === undefined || key === undefined) return;
    const body = {
      flag: key,
      ...(companyKeys && { company: companyKeys }),
      ...(userKeys && { user: userKeys }),
    };
    void send<Explanation>("explain", body).then(setAnswer);
  }, [current, key, companyKeys, userKeys]);
  return (
    <Section title="Check a flag" note="asked again at every change">
      <div class="row-form">
        <select aria-label="Flag" value={key} onChange={(event) => setFlag(event.currentTarget.value)}>
          {flags.map((one) => (
            <option key={one.id}>{one.key}</option>
          ))}
        </select>
        for
        <select
          aria-label="Company"
          value={company ?? companies[0]?.id ?? ""}
          onChange={(event) => setCompany(event.currentTarget.value)}
        >
          <option value="">no company</option>
          {companies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        and
        <select aria-label="User" value={user} onChange={(event) => setUser(event.currentTarget.value)}>
          <option value="">no user</option>
          {users.map(({ id, name, keys }) => (
            <option key={id} value={id}>
              {name || keyText(keys)}
            </option>
          ))}
        </select>
        <output id="answer">
          {answer === undefined ? null : (
            <>
              <Tag tone={answer.result.value ? "ok" : "bad"}>{answer.result.value ? "on" : "off"}</Tag>{" "}
              {answer.result.reason}
            </>
          )}
        </output>
      </div>
      {answer === undefined ? null : (
        <Details summary="Explain: rule, conditions and data">
          {() => (
            <>
              <h3>Rule that decided</h3>
              <Json value={answer.rule ?? { default_value: answer.default_value }} />
              <h3>Company</h3>
              <Json value={answer.company} />
              <h3>User</h3>
              <Json value={answer.user} />
              <h3>All rules of the flag, in order of evaluation within their type</h3>
              <Json value={answer.rules} />
            </>
          )}
        </Details>
      )}
    </Section>
  );
}

function eventTitle(event: CapturedEvent): JSX.Element {
  const who = [event.companyId, event.userId].flatMap((id) => names.value.get(id ?? "") ?? []);
  return (
    <>
      <Tag tone={event.error === undefined ? "info" : "bad"}>{event.type}</Tag> {event.subtype}{" "}
      {event.quantity === 1 ? "" : `× ${event.quantity}`} <span class="sub">{who.join(", ")}</span>{" "}
      <span class="at">{timeOf(event.capturedAt)}</span>
    </>
  );
}

function Events(): JSX.Element {
  const [type, setType] = useState("");
  const { recentEvents = [], events } = state.value ?? {};
  const shown = recentEvents.filter((event) => type === "" || event.type === type);
  const note = `${events?.total ?? 0} taken, ${events?.duplicates ?? 0} repeated`;
  return (
    <Section title="Events" note={note} id="n-events">
      <select
        aria-label="Type of events"
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
      >
        <option value="">all types</option>
        {["track", "identify", "flag_check", "inference"].map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <div class="list">
        {shown.length === 0 ? <Empty>No events yet.</Empty> : null}
        {shown.map((event) => (
          <Details key={event.id} summary={eventTitle(event)}>
            {() => <Json value={event} />}
          </Details>
        ))}
      </div>
    </Section>
  );
}

export function Overview(): JSX.Element {
  const { companies = [], counts } = state.value ?? {};
  return (
    <>
      <Section title="Companies" note={`${counts?.companies ?? 0}`} id="n-companies">
        <div class="cards">
          {companies.map((company) => (
            <Company key={company.id} company={company} />
          ))}
        </div>
        {companies.length === 0 ? <Empty>No companies yet. Apply a seed, or identify one.</Empty> : null}
      </Section>
      <Check />
      <Events />
    </>
  );
}

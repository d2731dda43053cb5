import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { WireFlag } from "../state/model";
import { Choice, Details, Empty, Form, Json, Section, Tag } from "./parts";
import { names, send, state } from "./store";

type Switch = "on" | "off" | "rules";

function SwitchButtons({
  label,
  value,
  onChange,
}: {
  label: string;
  value: boolean | null;
  onChange: (value: boolean | null) => unknown;
}): JSX.Element {
  const current: Switch = value === null ? "rules" : value ? "on" : "off";
  const values: [Switch, boolean | null][] = [
    ["on", true],
    ["off", false],
    ["rules", null],
  ];
  return (
    <fieldset class="switch" aria-label={label}>
      {values.map(([name, next]) => (
        <button key={name} type="button" aria-pressed={current === name} onClick={() => void onChange(next)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}

function Flag({ flag }: { flag: WireFlag }): JSX.Element {
  const { companies = [], users = [], forced = [] } = state.value ?? {};
  const switched = forced.find((one) => one.flag === flag.id);
  const force = (value: boolean | null, target: object = {}): Promise<unknown> =>
    send("flag", { flag: flag.key, value, ...target });
  const single = [
    ...Object.entries(switched?.companies ?? {}).map(([id, value]) => ({
      id,
      value,
      target: { company: id },
    })),
    ...Object.entries(switched?.users ?? {}).map(([id, value]) => ({ id, value, target: { user: id } })),
  ];
  const options = [
    ...companies.map(({ id, name }) => [`company ${id}`, name] as const),
    ...users.map(({ id }) => [`user ${id}`, names.value.get(id) ?? id] as const),
  ];
  return (
    <article class="card">
      <div class="top">
        <div>
          <h3>{flag.key}</h3>
          <span class="sub">
            {flag.rules.length} rules, default {flag.default_value ? "on" : "off"}
          </span>
        </div>
        <SwitchButtons
          label={`${flag.key} for everybody`}
          value={switched?.everybody ?? null}
          onChange={(value) => force(value)}
        />
      </div>
      {single.map(({ id, value, target }) => (
        <div class="label" key={id}>
          <span>
            {names.value.get(id) ?? id} <Tag tone={value ? "ok" : "bad"}>{value ? "on" : "off"}</Tag>
          </span>
          <button type="button" onClick={() => void force(null, target)}>
            Back to rules
          </button>
        </div>
      ))}
      {options.length === 0 ? null : (
        <Form
          label={`Switch ${flag.key} for one`}
          action="Switch"
          onSend={({ who = "", value }) => {
            const [kind = "", id] = who.split(" ");
            return force(value === "on", { [kind]: id });
          }}
        >
          <Choice label="Company or user" name="who" options={options} />
          <Choice
            label="Value"
            name="value"
            options={[
              ["on", "on"],
              ["off", "off"],
            ]}
          />
        </Form>
      )}
      <Details summary="Rules">{() => <Json value={flag.rules} />}</Details>
    </article>
  );
}

export function Flags(): JSX.Element {
  const [search, setSearch] = useState("");
  const flags = (state.value?.flags ?? []).filter(({ key }) => key.includes(search));
  return (
    <Section title="Flags" note={`${flags.length}`}>
      <input
        type="search"
        aria-label="Search flags"
        placeholder="Search"
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      {flags.length === 0 ? <Empty>No flags.</Empty> : null}
      <div class="cards">
        {flags.map((flag) => (
          <Flag key={flag.id} flag={flag} />
        ))}
      </div>
    </Section>
  );
}

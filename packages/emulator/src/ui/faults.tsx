import type { JSX } from "preact";
import { Choice, Empty, Field, Form, Section, Tag } from "./parts";
import { send, state } from "./store";

const KINDS = [
  ["status", "answer with a status"],
  ["latency", "wait (ms)"],
  ["reset", "cut the connection"],
  ["hang", "never answer"],
  ["drop_after_accept", "lose the answer"],
  ["duplicate", "handle twice"],
  ["slow_body", "slow body (bytes per second)"],
  ["date_skew", "skew the Date header (ms)"],
] as const;

function actionOf(type: string, value: number): object {
  if (type === "status") return { type, status: value || 503 };
  if (type === "latency" || type === "date_skew") return { type, ms: value };
  if (type === "slow_body") return { type, bytesPerSecond: value || 100 };
  return { type };
}

export function Faults(): JSX.Element {
  const { faults = [], sockets = [], stream } = state.value ?? {};
  const add = ({ route = "", type = "", value = "", times = "" }: Record<string, string>): Promise<unknown> =>
    send("faults", {
      ...(route === "" ? {} : { route }),
      ...(times === "" ? {} : { times: Number(times) }),
      action: actionOf(type, Number(value)),
    });
  return (
    <>
      <Section title="Faults" note={`${faults.length}`}>
        {faults.length === 0 ? <Empty>Every request is answered as usual.</Empty> : null}
        {faults.map(({ id, route, action, hits, times }) => (
          <div class="label" key={id}>
            <span>
              <Tag tone="warn">{action.type}</Tag> <span class="mono">{route}</span>{" "}
              <span class="sub">
                {hits} of {times ?? "any number of"} times
              </span>
            </span>
            <button type="button" onClick={() => void send(`faults/${id}`, undefined, "DELETE")}>
              Remove
            </button>
          </div>
        ))}
        <h3>New fault</h3>
        <Form label="New fault" action="Add" onSend={add}>
          <Field label="Route" name="route" placeholder="POST /batch" />
          <Choice label="Kind" name="type" options={KINDS} />
          <Field label="Status, ms or bytes" name="value" inputMode="numeric" pattern="-?\d*" />
          <Field label="Times" name="times" inputMode="numeric" pattern="\d*" />
        </Form>
      </Section>
      <Section title="Datastream" note={`${sockets.length} connected`}>
        {sockets.map(({ id, mode, companies, users, all }) => (
          <div class="label" key={id}>
            <span class="mono">{id}</span>
            <span class="sub">
              {mode}: {companies} companies, {users} users{" "}
              {all.length === 0 ? "" : `, all of ${all.join(", ")}`}
            </span>
          </div>
        ))}
        <div class="row-form">
          <button type="button" onClick={() => void send("stream", { kill: true })}>
            Cut all sockets
          </button>
          <button
            type="button"
            aria-pressed={stream?.refuse !== false}
            onClick={() => void send("stream", { refuse: stream?.refuse === false ? "status" : false })}
          >
            Refuse connections
          </button>
          <button
            type="button"
            aria-pressed={stream?.silent === true}
            onClick={() => void send("stream", { silence: stream?.silent !== true })}
          >
            Silence
          </button>
        </div>
      </Section>
    </>
  );
}

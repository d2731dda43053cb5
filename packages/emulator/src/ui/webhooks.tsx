import type { JSX } from "preact";
import { Details, Empty, Field, Form, Json, Section, Tag, timeOf } from "./parts";
import { send, state } from "./store";

export function Webhooks(): JSX.Element {
  const { webhooks = [], deliveries = [] } = state.value ?? {};
  return (
    <>
      <Section title="Webhooks" note={`${webhooks.length}`}>
        {webhooks.length === 0 ? <Empty>No webhooks yet.</Empty> : null}
        {webhooks.map((webhook) => (
          <div class="card" key={webhook.id}>
            <h3>{webhook.name}</h3>
            <span class="sub">
              {webhook.url}: {webhook.actions.length === 0 ? "every action" : webhook.actions.join(", ")}
            </span>
            <div class="row-form">
              <button
                type="button"
                onClick={() => void send(`webhooks/${webhook.id}/test`, { action: "test.send" })}
              >
                Send test
              </button>
              <button
                type="button"
                class="danger"
                onClick={() => void send("remove", { kind: "webhook", id: webhook.id })}
              >
                Delete {webhook.name}
              </button>
            </div>
          </div>
        ))}
        <h3>New webhook</h3>
        <Form
          label="New webhook"
          action="Create"
          onSend={({ url, secret }) => send("apply", { webhooks: [{ url, ...(secret ? { secret } : {}) }] })}
        >
          <Field label="URL on this machine" name="url" type="url" required />
          <Field label="Secret" name="secret" autoComplete="off" />
        </Form>
      </Section>
      <Section title="Deliveries" note={`${deliveries.length} latest`}>
        <div class="list">
          {deliveries.length === 0 ? <Empty>Nothing was delivered yet.</Empty> : null}
          {deliveries.map((delivery) => (
            <Details
              key={delivery.id}
              summary={
                <>
                  <Tag
                    tone={
                      delivery.status === "success" ? "ok" : delivery.status === "failure" ? "bad" : "warn"
                    }
                  >
                    {delivery.responseCode ?? delivery.status}
                  </Tag>{" "}
                  {delivery.action} <span class="at">{timeOf(delivery.createdAt)}</span>
                </>
              }
            >
              {() => (
                <>
                  <p>
                    {delivery.attempts} attempts to {delivery.url}. {delivery.error}
                  </p>
                  <h3>Signature</h3>
                  <Json value={delivery.headers ?? {}} />
                  <h3>Body</h3>
                  <Json value={delivery.payload} />
                  <button type="button" onClick={() => void send(`deliveries/${delivery.id}/again`)}>
                    Deliver again
                  </button>
                </>
              )}
            </Details>
          ))}
        </div>
      </Section>
    </>
  );
}

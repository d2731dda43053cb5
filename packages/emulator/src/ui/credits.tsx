import type { JSX } from "preact";
import { Choice, Empty, Field, Form, Section, Tag, timeOf } from "./parts";
import { names, send, state } from "./store";

const amount = (value: number): string => value.toLocaleString("en", { maximumFractionDigits: 6 });

function Table({
  label,
  head,
  rows,
}: {
  label: string;
  head: string[];
  rows: (string | JSX.Element)[][];
}): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="scroll" tabIndex={0} aria-label={`Table of ${label.toLowerCase()}`}>
      <table>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const open = (releasedAt: number | undefined): JSX.Element =>
  releasedAt === undefined ? <Tag tone="ok">open</Tag> : <Tag tone="soft">closed {timeOf(releasedAt)}</Tag>;

/** Balances, leases and reservations, with a verification that everything adds up. */
export function Credits(): JSX.Element {
  const { credits, companies = [] } = state.value ?? {};
  const { accounts = [], leases = [], reservations = [], verification } = credits ?? {};
  const nameOf = (id: string): string => names.value.get(id) ?? id;
  const topUp = ({ company, credit, amount: text }: Record<string, string>): Promise<unknown> => {
    const keys = companies.find(({ id }) => id === company)?.keys ?? {};
    return send("credits", { top_up: { company: keys, credit, amount: Number(text) } });
  };
  return (
    <>
      <Section title="Balances" note={`${accounts.length}`}>
        <p id="verification">
          {verification?.holds === false ? (
            <>
              <Tag tone="bad">does not add up</Tag> {verification.violations.join(" ")}
            </>
          ) : (
            <>
              <Tag tone="ok">adds up</Tag> deposits = remaining + reserved + consumed − overage
            </>
          )}
        </p>
        {accounts.length === 0 ? <Empty>No company has credits.</Empty> : null}
        <Table
          label="Balances"
          head={["Company", "Credit", "Remaining", "Reserved", "Deposited", "Consumed", "Overage"]}
          rows={accounts.map((one) => [
            nameOf(one.companyId),
            one.creditId,
            amount(one.remaining),
            amount(one.reserved),
            amount(one.deposited),
            amount(one.consumed),
            amount(one.overage),
          ])}
        />
        <Form label="Top up" action="Top up" onSend={topUp}>
          <Choice
            label="Company"
            name="company"
            options={companies.map(({ id, name }) => [id, name] as const)}
          />
          <Field label="Credit" name="credit" required defaultValue={accounts[0]?.creditId ?? ""} />
          <Field label="Amount" name="amount" inputMode="decimal" pattern="-?\d+(\.\d+)?" required />
        </Form>
      </Section>
      <Section title="Leases" note={`${leases.length}`}>
        <Table
          label="Leases"
          head={["Lease", "Company", "Credit", "Granted", "Used", "Ends", "State"]}
          rows={leases.map((one) => [
            one.id,
            nameOf(one.companyId),
            one.creditId,
            amount(one.granted),
            amount(one.tracked),
            timeOf(one.expiresAt),
            open(one.releasedAt),
          ])}
        />
      </Section>
      <Section title="Reservations" note={`${reservations.length}`}>
        <Table
          label="Reservations"
          head={["Reservation", "Company", "Credit", "Held", "Used", "Ends", "State"]}
          rows={reservations.map((one) => [
            one.id,
            nameOf(one.companyId),
            one.creditId,
            amount(one.reserved),
            amount(one.settled),
            timeOf(one.expiresAt),
            open(one.releasedAt),
          ])}
        />
      </Section>
    </>
  );
}

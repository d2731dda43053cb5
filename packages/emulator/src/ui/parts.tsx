import type { ComponentChildren, InputHTMLAttributes, JSX } from "preact";
import { useState } from "preact/hooks";

/** A card with a heading. */
export function Section({
  title,
  note,
  id,
  children,
}: {
  title: string;
  note?: string;
  id?: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section aria-label={title}>
      <h2>
        {title} {note === undefined ? null : <small id={id}>{note}</small>}
      </h2>
      {children}
    </section>
  );
}

export type Tone = "ok" | "warn" | "bad" | "soft" | "info";

export function Tag({ tone = "info", children }: { tone?: Tone; children: ComponentChildren }): JSX.Element {
  return <span class={`tag ${tone}`}>{children}</span>;
}

/** Shown in place of an empty list. */
export function Empty({ children }: { children: ComponentChildren }): JSX.Element {
  return <p class="empty">{children}</p>;
}

/** A line that opens to show details. */
export function Details({
  summary,
  children,
}: {
  summary: ComponentChildren;
  children: () => ComponentChildren;
}): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen ? <div class="detail">{children()}</div> : null}
    </details>
  );
}

export function Json({ value }: { value: unknown }): JSX.Element {
  // A region that scrolls must be reachable by keyboard.
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <pre tabIndex={0}>{typeof value === "string" ? pretty(value) : JSON.stringify(value, null, 2)}</pre>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A form that submits its named fields as text. */
export function Form({
  label,
  action,
  onSend,
  children,
}: {
  label: string;
  action: string;
  onSend: (fields: Record<string, string>) => unknown;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <form
      class="row-form"
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        const fields: Record<string, string> = {};
        for (const [name, value] of new FormData(event.currentTarget)) fields[name] = String(value);
        void onSend(fields);
      }}
    >
      {children}
      <button type="submit" class="primary">
        {action}
      </button>
    </form>
  );
}

/** A labelled text field of a form. */
export function Field({
  label,
  name,
  ...rest
}: { label: string; name: string } & InputHTMLAttributes<HTMLInputElement>): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <input name={name} {...rest} />
    </label>
  );
}

/** A labelled choice of a form. */
export function Choice({
  label,
  name,
  options,
}: {
  label: string;
  name: string;
  options: readonly (readonly [value: string, text: string])[];
}): JSX.Element {
  return (
    <label class="field">
      <span>{label}</span>
      <select name={name}>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A button that copies a text. */
export function Copy({ text, label }: { text: string; label: string }): JSX.Element {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      {isCopied ? "Copied" : label}
    </button>
  );
}

export const keyText = (keys: Record<string, string>): string =>
  Object.entries(keys)
    .map(([key, value]) => `${key}=${value}`)
    .join(" ");

export const timeOf = (at: number | string): string => new Date(at).toISOString().slice(11, 19);

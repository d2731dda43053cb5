import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Copy, Section } from "./parts";
import { problem, send } from "./store";

/** Shows the state as a seed, and starts again from an edited one. */
export function SeedFile(): JSX.Element {
  const [text, setText] = useState("");
  const load = async (): Promise<void> => {
    try {
      setText(JSON.stringify(await (await fetch("/_emulator/seed")).json(), null, 2));
    } catch {
      problem.value = "The emulator does not answer.";
    }
  };
  return (
    <Section title="Seed" note="the state as a file to start from">
      <div class="row-form">
        <button type="button" onClick={() => void load()}>
          Export the state
        </button>
        <Copy text={text} label="Copy" />
        <button
          type="button"
          class="primary"
          disabled={text === ""}
          onClick={() => void send("seed", text, "PUT")}
        >
          Start again from this seed
        </button>
        <button type="button" disabled={text === ""} onClick={() => void send("apply", text)}>
          Add to the state
        </button>
      </div>
      <textarea
        aria-label="Seed, YAML or JSON"
        rows={24}
        spellcheck={false}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
    </Section>
  );
}

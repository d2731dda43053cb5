import { type JSX, render } from "preact";
import { ClockBar } from "./clock";
import { Companies } from "./companies";
import { Credits } from "./credits";
import { Faults } from "./faults";
import { Flags } from "./flags";
import { Overview } from "./overview";
import { Copy } from "./parts";
import { SeedFile } from "./seed";
import { connect, isConnected, notice, problem, state, view } from "./store";
import { Timeline } from "./timeline";
import { Webhooks } from "./webhooks";

const VIEWS: Record<string, { title: string; show: () => JSX.Element }> = {
  overview: { title: "Overview", show: () => <Overview /> },
  flags: { title: "Flags", show: () => <Flags /> },
  companies: { title: "Companies and users", show: () => <Companies /> },
  credits: { title: "Credits", show: () => <Credits /> },
  webhooks: { title: "Webhooks", show: () => <Webhooks /> },
  faults: { title: "Faults", show: () => <Faults /> },
  timeline: { title: "Timeline", show: () => <Timeline /> },
  seed: { title: "Seed", show: () => <SeedFile /> },
};

function Header(): JSX.Element {
  const { url = "", apiKey = "" } = state.value ?? {};
  return (
    <header>
      <div class="brand">
        <span class={`dot ${isConnected.value ? "on" : "off"}`} aria-hidden="true" />
        <h1>Schematic emulator</h1>
        <span id="live" class="sub" role="status">
          {isConnected.value ? "live" : "not connected"}
        </span>
      </div>
      <ClockBar />
      <div class="facts">
        <span class="mono">{url}</span> <Copy text={url} label="Copy URL" />
        <span class="mono">{apiKey}</span> <Copy text={apiKey} label="Copy key" />
      </div>
      <nav aria-label="Parts of the page">
        {Object.entries(VIEWS).map(([name, { title }]) => (
          <a key={name} href={`#${name}`} aria-current={view.value === name ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
    </header>
  );
}

function App(): JSX.Element {
  const shown = Object.hasOwn(VIEWS, view.value) ? VIEWS[view.value] : VIEWS.overview;
  return (
    <>
      <Header />
      <p id="problem" role="alert" hidden={problem.value === ""}>
        {problem.value}
      </p>
      <p class="hidden" role="status">
        {notice.value}
      </p>
      {isConnected.value ? null : (
        <p class="stopped" id="stopped">
          The emulator does not answer. What you see may be outdated.
        </p>
      )}
      <main>{state.value === undefined ? null : shown?.show()}</main>
    </>
  );
}

const root = document.getElementById("app");
if (root !== null) render(<App />, root);
connect();

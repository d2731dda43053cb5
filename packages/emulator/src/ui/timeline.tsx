import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ActivityEntry, RequestRecord } from "../activity";
import { Copy, Details, Empty, Json, Section, Tag, timeOf } from "./parts";
import { state } from "./store";

const KINDS = ["request", "event", "frame", "webhook", "clock", "change"];

/** Returns a command line that repeats a request. */
export function curlOf({ method, path, requestBody }: RequestRecord, url: string, apiKey: string): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const parts = ["curl", "-X", method, quote(url + path), "-H", quote(`X-Schematic-Api-Key: ${apiKey}`)];
  if (requestBody !== "") parts.push("-H", quote("Content-Type: application/json"), "-d", quote(requestBody));
  return parts.join(" ");
}

function Entry({ entry }: { entry: ActivityEntry }): JSX.Element {
  const { kind, title, at, request, reference } = entry;
  const { url = "", apiKey = "", recentEvents = [], deliveries = [] } = state.value ?? {};
  const summary = (
    <>
      <Tag tone={kind === "request" ? "info" : "soft"}>{kind}</Tag> {title}{" "}
      {request === undefined ? null : <span class="sub">{request.durationMs} ms</span>}{" "}
      <span class="at">{timeOf(at)}</span>
    </>
  );
  const subject =
    recentEvents.find(({ id }) => id === reference) ?? deliveries.find(({ id }) => id === reference);
  if (request === undefined && subject === undefined) return <div class="line">{summary}</div>;
  return (
    <Details summary={summary}>
      {() =>
        request === undefined ? (
          <Json value={subject} />
        ) : (
          <>
            <Copy text={curlOf(request, url, apiKey)} label="Copy as curl" />
            <h3>Request body</h3>
            <Json value={request.requestBody || "none"} />
            <h3>Answer</h3>
            <Json value={request.responseBody || "none"} />
          </>
        )
      }
    </Details>
  );
}

/** Shows the activity, newest first: requests, events, frames, webhooks, changes and moves of the clock. */
export function Timeline(): JSX.Element {
  const [kind, setKind] = useState("");
  const [search, setSearch] = useState("");
  const wanted = search.toLowerCase();
  const entries = (state.value?.activity ?? []).filter(
    (entry) => (kind === "" || entry.kind === kind) && entry.title.toLowerCase().includes(wanted),
  );
  return (
    <Section title="Timeline" note={`${entries.length} latest`}>
      <div class="row-form">
        <select aria-label="Kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          <option value="">everything</option>
          {KINDS.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <input
          type="search"
          aria-label="Search the timeline"
          placeholder="Search"
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <div class="list tall">
        {entries.length === 0 ? <Empty>Nothing matches.</Empty> : null}
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </div>
    </Section>
  );
}

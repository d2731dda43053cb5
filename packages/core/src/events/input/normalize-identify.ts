import type { EventMetadata } from "../../contracts/events";
import type { PendingEvent, Subject } from "../buffer/pending-event";
import { EventError } from "../errors";
import { type CopyReport, copyTraits, isMembers, readMembers } from "./json-copy";
import { copyKeys, copyText } from "./keys";
import { normalizeMetadata } from "./metadata";

/** Checks and copies an `identify` event. @throws {EventError} for an event that cannot be sent. */
export function normalizeIdentify(report: CopyReport, body: object, metadata?: EventMetadata): PendingEvent {
  const members = readMembers(report, body, "");
  const user = copySubject(report, members, "");
  if (user === undefined) {
    throw new EventError("invalid_event", "identify: `keys` must name the user by at least one key");
  }
  const wire = { ...user, company: copyCompany(report, members.company) };
  const wireMetadata = metadata && normalizeMetadata(report, metadata);
  const { bytes } = report;
  return { type: "identify", bytes, body: wire, metadata: wireMetadata, seq: 0, at: 0, encoded: undefined };
}

function copyCompany(report: CopyReport, company: unknown): Subject | undefined {
  if (!isMembers(report, company, "company")) return undefined;
  const subject = copySubject(report, readMembers(report, company, "company"), "company.");
  return subject ?? report.omit("company", "without keys");
}

/** Returns undefined if no key names the subject. */
function copySubject(
  report: CopyReport,
  members: Record<string, unknown>,
  path: string,
): Subject | undefined {
  const keys = copyKeys(report, members.keys, `${path}keys`);
  if (keys === undefined || Object.values(keys).every((value) => value === undefined)) return undefined;
  return {
    keys,
    name: copyText(report, members.name, `${path}name`),
    traits: copyTraits(report, members.traits, `${path}traits`),
  };
}

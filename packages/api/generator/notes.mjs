const UNIX = "Unix time, seconds.";
const SECONDS = new Set(["cancelAt", "periodEnd", "periodStart", "trialEnd"]);

/** What a field's name does not say. */
export function fieldNotes(_owner, name, type) {
  if (type === "number" && SECONDS.has(name)) return UNIX;
  return undefined;
}

/** What an operation's name and path do not say. */
export function operationNotes(operation) {
  if (operation.response === "stream") return ["the file as a stream; the time-out holds until its headers."];
  return [];
}

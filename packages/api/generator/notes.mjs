const SECONDS = new Set(["cancelAt", "periodEnd", "periodStart", "trialEnd"]);

const OWN_NOTES = {
  "CreateCreditSpendPolicyRequestBody.maxPerDraw":
    "The API expects either `maxPerDraw` or `windowAmount` together with `windowUnit`.",
};

/** Returns the lines that document what a field's name and type do not say. */
export function fieldNotes(owner, field) {
  const lines = [];
  const isRequest = /Request(Body)?$/.test(owner);
  if (field.type === "number" && SECONDS.has(field.name)) lines.push("Unix time in seconds.");
  const own = OWN_NOTES[`${owner}.${field.name}`];
  if (own) lines.push(own);
  if (field.requiredOnWire) {
    lines.push(isRequest ? "The current API expects this field." : "Older servers leave this field out.");
  }
  if (field.deprecated) lines.push("@deprecated");
  return lines;
}

/** Returns the lines that document what an operation's name and path do not say. */
export function operationNotes(operation) {
  const lines = [];
  if (operation.response === "stream") {
    lines.push("Resolves to the file as a stream as soon as its headers have arrived.");
    lines.push("The time-out ends there; the stream itself has none.");
  }
  return lines;
}

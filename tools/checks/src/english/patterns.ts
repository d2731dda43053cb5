/** One way of writing that the project avoids. */
export interface Pattern {
  /** What to search for. Applied to one sentence-like text at a time. */
  readonly avoid: RegExp;
  /** What to write in its place; shown to the author. */
  readonly write: string;
  /** The word by which a use is exempted: `english: allow <name>` on the same line or on the line before it. */
  readonly name: string;
  /** `doc-start`: applies only to the beginning of a documentation comment. Default: anywhere. */
  readonly where?: "doc-start";
}

/** Things that a program has, which return and report but neither give nor answer. */
const ACTORS =
  "it|that|which|who|server|source|engine|client|method|cache|redis|api|function|check|call|provider|peer|node|handler";

export const PATTERNS: readonly Pattern[] = [
  { name: "told", avoid: /\b(?:tells|told)\b/i, write: "is notified, reports, logs, is logged" },
  { name: "hear", avoid: /\bhears? (?:of|about)\b/i, write: "is notified, receives" },
  { name: "those", avoid: /\bthose who\b/i, write: "callers that, users that" },
  {
    name: "may",
    avoid: /\bmore than may\b|\bso many more\b/i,
    write: "Returns true if … would exceed the limit",
  },
  { name: "way", avoid: /\bthe whole way\b/i, write: "the slow path" },
  {
    name: "alone",
    avoid: /(?<!\blea?(?:ve|ves|ft|ving)\b[^.;:]{0,40})\balone\b/i,
    write: "only",
  },
  { name: "anew", avoid: /\banew\b/i, write: "again" },
  { name: "ever", avoid: /\bfor ever\b/i, write: "indefinitely" },
  { name: "meanwhile", avoid: /\bmeanwhile\b/i, write: "in the meantime" },
  { name: "somebody", avoid: /\bsomebody\b/i, write: "a caller, a user" },
  { name: "nobody", avoid: /\bnobody\b/i, write: "no caller, no company and no user" },
  { name: "whoever", avoid: /\bwhoever\b/i, write: "any caller" },
  { name: "affair", avoid: /\baffairs?\b/i, write: "responsibility" },
  { name: "gives", avoid: /\bgives\b(?! up\b| way\b)/i, write: "returns, resolves to" },
  {
    name: "answers",
    avoid: new RegExp(`\\b(?:${ACTORS}) (?:never |only |still )?answers\\b`, "i"),
    write: "returns, responds with, resolves to",
  },
  {
    name: "start",
    where: "doc-start",
    avoid: /^(?:Gives(?! up\b)|Answers)\b/,
    write: "Returns …, Resolves with …",
  },
  {
    name: "start",
    where: "doc-start",
    avoid: /^(?:What|Whether|Where|Who)\b/,
    write: "Returns …, True if …, Location of …",
  },
  {
    name: "there",
    avoid:
      /\b(?:is|are|was|were) (?:not |already )?there\b(?=[.,;:)]|$| (?:yet|already|and|or|when|where|to|for|by|but)\b)/i,
    write: "exists, is available, is not implemented yet",
  },
  { name: "left", avoid: /\bwhat is left\b/i, write: "remaining" },
  {
    name: "true",
    avoid: /\b(?:no longer|kept|keeps?|keeping) (?:\w+ ){0,3}true\b/i,
    write: "stale, up to date",
  },
  { name: "beside", avoid: /\bbeside the published\b/i, write: "compared with the published" },
  { name: "question", avoid: /\bquestions?\b/i, write: "context, check" },
  { name: "flight", avoid: /\bflights\b/i, write: "coalesced requests" },
  { name: "hurry", avoid: /\bhurr(?:y|ies|ied)\b/i, write: "drain" },
];

/** Objects and lists within each other that are accepted from outside. */
export const MAX_DEPTH = 64;

/** True if a value is nested deeper than the emulator accepts. Deeper values could not be written as JSON again. */
export function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const item of level) {
      if (typeof item !== "object" || item === null) continue;
      for (const member of Object.values(item)) {
        if (typeof member === "object" && member !== null) next.push(member);
      }
    }
    if (next.length > 0 && depth >= MAX_DEPTH) return true;
    level = next;
  }
  return false;
}

/** Nesting in a text that no person writes. Brackets within strings count too, so the limit is generous. */
const MAX_TEXT_DEPTH = 1_000;

/** True if a YAML text is nested so deeply that the parser would run out of memory. */
export function isTextTooDeep(text: string): boolean {
  let brackets = 0;
  let indicators = 0;
  let indentation = 0;
  let isIndented = true;
  for (const character of text) {
    if (character === "\n") {
      indicators = 0;
      indentation = 0;
      isIndented = true;
      continue;
    }
    if (character === "[" || character === "{") brackets++;
    else if (character === "]" || character === "}") brackets = Math.max(0, brackets - 1);
    // "- - -" and "? ? ?" nest on one line.
    if (character === "-" || character === "?") indicators++;
    else if (character === " " && isIndented && indicators === 0) indentation++;
    else if (character !== " ") {
      indicators = 0;
      isIndented = false;
    }
    if (Math.max(brackets, indicators, indentation) > MAX_TEXT_DEPTH) return true;
  }
  return false;
}

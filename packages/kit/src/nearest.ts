/** Returns the pairs of neighbouring letters of a name, by which names are compared. */
function pairsOf(name: string): Set<string> {
  const letters = name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  return new Set(Array.from(letters.slice(1), (letter, index) => letters[index] + letter));
}

/** Returns the letters of a name in the order of the alphabet: letters that changed places do not matter. */
const sorted = (name: string): string => [...name.slice(0, 64).toLowerCase()].sort().join("");

/** Returns the known name that an unknown one was likely meant to be, for a "did you mean". Undefined if none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const wanted = pairsOf(name);
  let best: string | undefined;
  let most = 0.5;
  for (const candidate of known) {
    if (sorted(candidate) === sorted(name)) return candidate;
    const pairs = pairsOf(candidate);
    const shared = [...pairs].filter((pair) => wanted.has(pair)).length;
    const likeness = shared / Math.max(pairs.size, wanted.size);
    if (likeness > most) {
      best = candidate;
      most = likeness;
    }
  }
  return best;
}

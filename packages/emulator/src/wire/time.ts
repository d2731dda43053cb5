/** A moment as the wire has it: ISO 8601, UTC. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString();
}

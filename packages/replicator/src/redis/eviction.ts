/**
 * Returns a warning if Redis may evict keys of the replicator under one of its policies; undefined if it may not.
 * `hasTtl` says whether entries expire. The writer lock always does.
 */
export function evictionWarning(policies: readonly string[], hasTtl: boolean): string | undefined {
  const policy = policies.find((one) => one !== "" && one !== "noeviction");
  if (policy === undefined) return undefined;
  const keys =
    policy.startsWith("volatile-") && !hasTtl ? "the writer lock" : "companies, users, flags and the lock";
  return `Redis may evict ${keys} (maxmemory-policy ${policy}). Set maxmemory-policy to noeviction, and maxmemory high enough for all companies and users.`;
}

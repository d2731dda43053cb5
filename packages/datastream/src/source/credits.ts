import type { EvaluationContext } from "@schematic/core";
import type { CreditCase, CreditEvaluation } from "@schematic/core/internal";
import { creditCaseOf } from "../data/credit-case";
import type { LocalCopy } from "../data/local-copy";

/** Returns evaluation for credit gating on a local copy. `fetch` gets what memory lacks. */
export function creditEvaluation(
  copy: LocalCopy,
  fetch: (context: EvaluationContext, flagKey?: string) => Promise<unknown> | undefined,
): CreditEvaluation {
  const idOf = (keys: Record<string, string>): string | undefined => copy.company.find(keys)?.id || undefined;
  return {
    open(context, flagKey): CreditCase | undefined | Promise<CreditCase | undefined> {
      const known = creditCaseOf(copy, context, flagKey);
      return known ?? fetch(context, flagKey)?.then(() => creditCaseOf(copy, context, flagKey));
    },
    companyId(keys, mayFetch) {
      const known = idOf(keys);
      return known ?? (mayFetch ? fetch({ company: keys })?.then(() => idOf(keys)) : undefined);
    },
    setUnspent(unspent) {
      copy.unspent = unspent;
    },
  };
}

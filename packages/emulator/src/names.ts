import * as v from "valibot";

/**
 * Returns a record for names that users choose, such as `constructor` and `__proto__`. It has no prototype, so
 * that a name that is not in it reads as undefined and every name can be written.
 */
export function dict<T>(...sources: (Readonly<Record<string, T>> | undefined)[]): Record<string, T> {
  return Object.assign(Object.create(null), ...sources) as Record<string, T>;
}

/** Schema of a record with user-chosen names. valibot's `record` drops names such as `constructor`. */
export function dictionary<T>(
  value: v.GenericSchema<unknown, T>,
  name: v.GenericSchema<unknown, string> = v.string(),
): v.GenericSchema<unknown, Record<string, T>> {
  return v.pipe(
    v.custom<Record<string, unknown>>(isRecord, "must be an object"),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const out = dict<T>();
      let failed = false;
      for (const [key, input] of Object.entries(dataset.value)) {
        const parsedName = v.safeParse(name, key);
        const parsed = v.safeParse(value, input);
        if (parsedName.success && parsed.success) {
          out[key] = parsed.output;
          continue;
        }
        const origin = parsedName.success ? "value" : "key";
        const step: v.ObjectPathItem = { type: "object", origin, input: dataset.value, key, value: input };
        for (const { message, path = [] } of parsedName.issues ?? parsed.issues ?? []) {
          addIssue({ message, path: [step, ...(path as v.IssuePathItem[])] });
        }
        failed = true;
      }
      return failed ? NEVER : out;
    }),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

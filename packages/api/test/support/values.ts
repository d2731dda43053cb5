import type { Field, Shape } from "./schema";

/** The kinds of values that each operation is tried with. */
export const SHAPES = [
  "full",
  "required",
  "nulls",
  "undefineds",
  "empty",
  "adversarial",
  "extreme",
  "unknown",
] as const;
export type ValueShape = (typeof SHAPES)[number];

const ADVERSARIAL = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  " ",
  "a_b",
  "aB",
  "ключ 🔑",
  "a.b[c]",
  "0",
];

/** Keys that a converter could mangle or trip over. */
function mapOf(item: (key: string) => unknown, shape: ValueShape): object {
  if (shape === "empty") return {};
  const keys = shape === "adversarial" ? ADVERSARIAL : ["some_key", "someKey"];
  return Object.fromEntries(keys.map((key) => [key, item(key)]));
}

function text(name: string, shape: ValueShape): string {
  if (shape === "empty") return "";
  if (shape === "extreme") return `${name} é/?#&=+%20"'\\ \u{1F600}\n`;
  return `${name}-1`;
}

function number(name: string, shape: ValueShape): number {
  if (shape === "empty") return 0;
  return shape === "extreme" ? -1.5e21 : name.length + 0.25;
}

const opaque = (shape: ValueShape): unknown =>
  mapOf(
    (key) => ({ deep_er: [1, { in_ner: key, null_value: null }], atTime: "2024-01-01T00:00:00Z" }),
    shape,
  );

function dateText(shape: ValueShape): string {
  if (shape === "adversarial") return "not a date";
  if (shape === "extreme") return "2024-02-29T23:59:59.123456+02:00";
  return shape === "empty" ? "" : "2024-05-06T07:08:09.010Z";
}

/** Wire name of a name that no schema lists. */
export const wireName = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A value of a request in public form. */
export function requestValue(shape: Shape, kind: ValueShape, name = "value"): unknown {
  switch (shape.kind) {
    case "string":
      return text(name, kind);
    case "number":
      return number(name, kind);
    case "boolean":
      return kind !== "empty";
    case "date":
      return new Date(kind === "extreme" ? -62_135_596_800_000 : 1_714_979_289_010);
    case "enum":
      return kind === "extreme" ? shape.values.at(-1) : shape.values[0];
    case "unknown":
      return opaque(kind);
    case "array":
      return kind === "empty"
        ? []
        : [requestValue(shape.item, kind, name), requestValue(shape.item, kind, name)];
    case "map":
      return mapOf((key) => requestValue(shape.item, kind, key), kind);
    case "union":
      return requestValue(
        shape.members[kind === "extreme" ? shape.members.length - 1 : 0] as Shape,
        kind,
        name,
      );
    case "object":
      return objectOf(shape.fields, kind, (field) =>
        field.single && kind === "extreme"
          ? requestValue((field.shape as { item: Shape }).item, kind, field.name)
          : requestValue(field.shape, kind, field.name),
      );
  }
}

/** A value of an answer in wire form. */
export function answerValue(shape: Shape, kind: ValueShape, name = "value"): unknown {
  switch (shape.kind) {
    case "date":
      return dateText(kind);
    case "enum":
      return kind === "unknown" ? "a value of tomorrow" : shape.values[0];
    case "array":
      return kind === "empty"
        ? []
        : [answerValue(shape.item, kind, name), answerValue(shape.item, kind, name)];
    case "map":
      return mapOf((key) => answerValue(shape.item, kind, key), kind);
    case "union":
      return answerValue(
        shape.members[kind === "extreme" ? shape.members.length - 1 : 0] as Shape,
        kind,
        name,
      );
    case "object": {
      const value = objectOf(shape.fields, kind === "undefineds" ? "nulls" : kind, (field) =>
        answerValue(field.shape, kind, field.name),
      );
      const names = new Map(shape.fields.map((field) => [field.name, field.wire]));
      const wire: [string, unknown][] = Object.entries(value).map(([key, item]) => [
        names.get(key) ?? key,
        item,
      ]);
      if (kind === "unknown") wire.push(["field_of_tomorrow", { nested_value: 1 }]);
      return Object.fromEntries(wire);
    }
    default:
      return requestValue(shape, kind, name);
  }
}

function objectOf(fields: Field[], kind: ValueShape, make: (field: Field) => unknown): object {
  const entries: [string, unknown][] = [];
  for (const field of fields) {
    if (field.optional && kind === "required") continue;
    if (field.optional && kind === "nulls") entries.push([field.name, null]);
    else if (field.optional && kind === "undefineds") entries.push([field.name, undefined]);
    else entries.push([field.name, make(field)]);
  }
  return Object.fromEntries(entries);
}

// Calls every operation, those that are newer than the published SDK included. What is sent and what is returned is
// compared with what the surface file says, field by field.
import { describe, expect, test } from "vitest";
import { SchematicApi } from "../src";
import { caseOf } from "./support/case";
import { withoutFilledKeys } from "./support/differences";
import { recorder } from "./support/recorder";
import { readOperations, type Shape } from "./support/schema";
import { answerValue, requestValue, type ValueShape } from "./support/values";

type Callable = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;
type Wire = Record<string, unknown>;

const operations = readOperations();

/** The public form of an answer in wire form, by its shape. */
function publicForm(shape: Shape, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  switch (shape.kind) {
    case "date":
      return new Date(value as string);
    case "array":
      return (value as unknown[]).map((item) => publicForm(shape.item, item));
    case "map":
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, publicForm(shape.item, item)]),
      );
    case "object":
      return Object.fromEntries(
        shape.fields
          .filter(({ wire }) => wire in (value as Wire))
          .map((field) => [field.name, publicForm(field.shape, (value as Wire)[field.wire])]),
      );
    case "union":
      return publicForm(memberOf(shape, value as Wire, "wire"), value);
    default:
      return value;
  }
}

/** The wire form of a request body, by its shape. */
function wireForm(shape: Shape, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (shape.kind) {
    case "date":
      return (value as Date).toISOString();
    case "array":
      return Array.isArray(value) ? value.map((item) => wireForm(shape.item, item)) : value;
    case "map":
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, wireForm(shape.item, item)]),
      );
    case "object":
      return Object.fromEntries(
        shape.fields
          .filter(({ name }) => name in (value as Wire))
          .map((field) => [field.wire, wireForm(field.shape, (value as Wire)[field.name])]),
      );
    case "union":
      return wireForm(memberOf(shape, value as Wire, "name"), value);
    default:
      return value;
  }
}

/** The member of a union that has every field of a value. */
function memberOf(shape: Shape & { kind: "union" }, value: Wire, form: "name" | "wire"): Shape {
  const found = shape.members.find(
    (member) =>
      member.kind === "object" &&
      Object.keys(value).every((key) =>
        member.fields.some(
          (field) =>
            field[form] === key &&
            (field.shape.kind !== "enum" || field.shape.values.includes(value[key] as string)),
        ),
      ),
  );
  return found ?? (shape.members[0] as Shape);
}

/** The query of a request, by its shape: lists repeat their name, maps are one JSON value. */
function queryOf(shape: Shape, value: unknown): string[] {
  if (shape.kind !== "object") throw new Error("a query is an object");
  const given = (value ?? {}) as Wire;
  const pairs = shape.fields.flatMap(({ name, wire, shape: kind }) => {
    const one = given[name];
    if (one === undefined || one === null) return [];
    if (kind.kind === "array") return [one].flat().map((item) => [wire, String(item)]);
    if (kind.kind === "map") return [[wire, JSON.stringify(one)]];
    return [[wire, kind.kind === "date" ? (one as Date).toISOString() : String(one)]];
  });
  return pairs.map((pair) => pair.join("=")).sort();
}

const sentQuery = (url: string): string[] =>
  [...new URL(url).searchParams].map((pair) => pair.join("=")).sort();

describe.each(["full", "required", "extreme"] satisfies ValueShape[])("with %s values", (kind) => {
  test.each(operations.map((one) => [`${one.resource}.${one.name}`, one] as const))(
    "%s",
    async (_, operation) => {
      const { resource, name, request, result, isQuery, constants } = operation;
      const one = caseOf(operation, kind);
      const { fetch, calls } = recorder(one.answer);
      const api = new SchematicApi({ apiKey: "k", fetch }) as unknown as Callable;
      const answer = await api[resource]?.[name]?.(...one.args);

      const [call] = calls;
      expect(calls).toHaveLength(1);
      expect(call?.method).toBe(operation.method);
      const path = operation.path.replaceAll(/{\w+}/g, () => encodeURIComponent(one.args[0] as string));
      if (operation.pathParams <= 1) expect(new URL(call?.url ?? "").pathname).toBe(path);

      const given = request && requestValue(request, kind);
      if (request && isQuery) expect(sentQuery(call?.url ?? "")).toEqual(queryOf(request, given));
      if (request && !isQuery) {
        const wire = JSON.parse(JSON.stringify(wireForm(request, given)));
        expect(withoutFilledKeys(call?.body)).toEqual({ ...wire, ...constants });
      }
      if (!request) expect(call?.body).toBeUndefined();

      if (result === "void") expect(answer).toBeUndefined();
      else if (result === "stream")
        expect(await new Response(answer as BodyInit).text()).toBe("a_b,aB\n1,2\n");
      else expect(answer).toEqual(publicForm(result, answerValue(result, kind)));
    },
  );
});

test("all operations of the surface are called", () => {
  expect(operations).toHaveLength(310);
  expect(operations.filter(({ result }) => result === "stream").map(({ name }) => name)).toEqual([
    "exportNativeInvoice",
    "downloadNativeInvoicePdf",
    "getDataExportArtifact",
  ]);
});

import { expect, test } from "vitest";
import { MessageReader } from "../src/stream/messages";

const read = (frame: object) => new MessageReader().read(JSON.stringify(frame));
const entity = { id: "comp_1", keys: { id: "acme" } };
const flag = { id: "flag_1", key: "f", default_value: true };

test("changes of companies and users", () => {
  const full = { entity_type: "rulesengine.Company", message_type: "full", data: entity, stream_id: "5-0" };
  expect(read(full)).toEqual({
    type: "changes",
    changes: [{ kind: "company", type: "put", entity }],
    streamId: "5-0",
  });
  const partial = { entity_type: "rulesengine.User", message_type: "partial", data: { traits: [] } };
  expect(read({ ...partial, entity_id: "user_1" })).toEqual({
    type: "changes",
    changes: [{ kind: "user", type: "patch", id: "user_1", data: { traits: [] } }],
    streamId: undefined,
  });
  expect(read({ ...partial, message_type: "delete", data: { id: "user_2" } })).toMatchObject({
    changes: [{ kind: "user", type: "delete", id: "user_2" }],
  });
});

test("changes of flags", () => {
  const one = { entity_type: "rulesengine.Flag", message_type: "partial", data: flag };
  expect(read(one)).toMatchObject({ changes: [{ kind: "flags", type: "put", flag }] });
  const deletion = { entity_type: "rulesengine.Flags", message_type: "delete" };
  const deleted = (more: object) => read({ ...deletion, ...more });
  expect(deleted({ data: { key: "f" } })).toMatchObject({
    changes: [{ kind: "flags", type: "delete", key: "f", id: undefined }],
  });
  expect(deleted({ data: { id: "flag_1" } })).toMatchObject({ changes: [{ key: undefined, id: "flag_1" }] });
  expect(deleted({ data: null, entity_id: "flag_1" })).toMatchObject({ changes: [{ id: "flag_1" }] });
  expect(deleted({ data: {} })).toEqual({ type: "unreadable" });
});

test("a list of flags is complete with its last page; what is not a flag is left out", () => {
  const reader = new MessageReader();
  const page = (data: unknown, pagination?: object) =>
    reader.read(JSON.stringify({ entity_type: "rulesengine.Flags", message_type: "full", data, pagination }));
  expect(page([flag], { has_more: true, page: 1 })).toEqual({ type: "page" });
  expect(page([{ key: "no id" }, { ...flag, key: "g" }], { has_more: false, page: 2 })).toEqual({
    type: "flags",
    flags: [flag, { ...flag, key: "g" }],
  });
  expect(page([flag])).toEqual({ type: "flags", flags: [flag] });
  expect(page("x")).toEqual({ type: "unreadable" });
});

test("confirmations, reloads and errors", () => {
  const bulk = { entity_type: "rulesengine.Companies", message_type: "full", data: {}, stream_id: "1-0" };
  expect(read(bulk)).toEqual({ type: "subscribed", kind: "company", streamId: "1-0" });
  expect(read({ ...bulk, message_type: "reload" })).toEqual({
    type: "reload",
    kind: "company",
    streamId: "1-0",
  });
  expect(read({ ...bulk, entity_type: "rulesengine.Company", message_type: "reload" })).toMatchObject({
    type: "reload",
    kind: undefined,
  });
  expect(read({ ...bulk, message_type: "error", data: { error: "too many" } })).toEqual({
    type: "error",
    message: "too many",
  });
  expect(read({ ...bulk, message_type: "error" })).toEqual({ type: "error", message: "unnamed error" });
});

test.each([
  "",
  "{",
  "null",
  "[]",
  "7",
  '{"message_type":"full"}',
  '{"entity_type":"rulesengine.Plan","message_type":"full","data":{"id":"x"}}',
  '{"entity_type":"rulesengine.Company","message_type":"full","data":null}',
  '{"entity_type":"rulesengine.Company","message_type":"full","data":{"id":""}}',
  '{"entity_type":"rulesengine.Company","message_type":"full","data":{"id":"a","keys":{"k":1}}}',
  '{"entity_type":"rulesengine.Company","message_type":"partial","data":{}}',
  '{"entity_type":"rulesengine.Company","message_type":"unknown","data":{"id":"a"}}',
  '{"entity_type":"rulesengine.Flag","message_type":"full","data":{"key":"f"}}',
])("%s is unreadable", (text) => expect(new MessageReader().read(text)).toEqual({ type: "unreadable" }));

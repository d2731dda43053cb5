import { repeatMarks } from "./repeats.mjs";

function table(rows) {
  const lines = rows.map(({ resource, method, http, path, extra }) => {
    const cells = [`\`${resource}.${method}\``, `\`${http} ${path}\``, ...(extra ? [`\`${extra}\``] : [])];
    return `| ${cells.join(" | ")} |\n`;
  });
  return lines.join("");
}

/** Returns RETRIES.md: which operations are repeated after which failures. */
export function emitRepeatsDocument(operations, schemas) {
  const marked = operations.map((operation) => ({ ...operation, ...repeatMarks(operation, schemas) }));
  const keyed = marked
    .filter((operation) => operation.idempotencyField)
    .map((operation) => ({ ...operation, extra: operation.idempotencyField }));
  const once = marked.filter((operation) => operation.repeat);
  const reads = marked.filter((operation) => operation.readOnly);
  return `<!-- Generated from generator/api-surface.json and generator/repeats.mjs. Do not edit. -->

# Which requests are retried

A failed request is sent again up to \`maxRetries\` times (2 by default). The failure and the operation decide:

| failure | \`GET\`, \`PUT\`, \`DELETE\` and POSTs that only read | operations with an idempotency field | other POSTs | operations that move money or credits |
| --- | --- | --- | --- | --- |
| never sent: connection refused, host not found | yes | yes | yes | yes |
| connection lost, response cut short | yes | yes | no | no |
| 429, 503 with \`Retry-After\` | yes | yes | yes | yes |
| 408, other statuses from 500 up, except 501 | yes | yes | yes | no |
| 501 and all other statuses, time-out, abort | no | no | no | no |

## Operations with an idempotency field

The SDK fills the field with a random id, once per call, unless you set it. Every attempt of the call sends the same id, so the server carries it out once.

| operation | request | field |
| --- | --- | --- |
${table(keyed)}
## Operations that move money or credits

These create or move credits, grants, invoices, subscriptions or payments, and the API has no idempotency field for them. After a 500 or a lost connection, the request may or may not have been carried out. The SDK then rejects instead of sending it a second time. Look at the current state before you repeat the call.

| operation | request |
| --- | --- |
${table(once)}
## POSTs that only read

| operation | request |
| --- | --- |
${table(reads)}`;
}

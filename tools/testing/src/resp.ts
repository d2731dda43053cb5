import { connect } from "node:net";

/** What a Redis server answers; errors are thrown. */
export type RespReply = string | number | null | RespReply[];

/** Sends one command over a connection of its own: the test servers are steered without any client library. */
export async function redisCommand(port: number, ...args: (string | number)[]): Promise<RespReply> {
  const parts = args.map(String);
  const request = `*${parts.length}\r\n${parts.map((p) => `$${Buffer.byteLength(p)}\r\n${p}\r\n`).join("")}`;
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" });
    let received = Buffer.alloc(0);
    const done = (settle: () => void) => {
      socket.destroy();
      settle();
    };
    socket.setTimeout(10_000, () => done(() => reject(new Error(`${parts[0]} on port ${port}: no answer`))));
    socket.on("error", (error) => done(() => reject(error)));
    socket.on("close", () => reject(new Error(`${parts[0]} on port ${port}: connection closed`)));
    socket.on("connect", () => socket.write(request));
    socket.on("data", (chunk) => {
      received = Buffer.concat([received, chunk]);
      const parsed = parse(received, 0);
      if (!parsed) return;
      const { value } = parsed;
      done(() =>
        value instanceof Error ? reject(new Error(`${parts.join(" ")}: ${value.message}`)) : resolve(value),
      );
    });
  });
}

type Parsed = { value: RespReply | Error; next: number } | undefined;

function parse(bytes: Buffer, at: number): Parsed {
  const end = bytes.indexOf("\r\n", at);
  if (end < 0) return undefined;
  const text = bytes.toString("utf8", at + 1, end);
  const next = end + 2;
  switch (String.fromCharCode(bytes[at] ?? 0)) {
    case "+":
      return { value: text, next };
    case "-":
      return { value: new Error(text), next };
    case ":":
      return { value: Number(text), next };
    case "$": {
      const length = Number(text);
      if (length < 0) return { value: null, next };
      if (bytes.length < next + length + 2) return undefined;
      return { value: bytes.toString("utf8", next, next + length), next: next + length + 2 };
    }
    case "*":
      return parseArray(bytes, Number(text), next);
    default:
      return { value: new Error(`unexpected reply ${JSON.stringify(text)}`), next };
  }
}

function parseArray(bytes: Buffer, length: number, start: number): Parsed {
  const items: RespReply[] = [];
  let at = start;
  for (let i = 0; i < length; i++) {
    const item = parse(bytes, at);
    if (!item) return undefined;
    if (item.value instanceof Error) return item;
    items.push(item.value);
    at = item.next;
  }
  return { value: length < 0 ? null : items, next: at };
}

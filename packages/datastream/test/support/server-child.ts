/** A `StreamServer` in a process of its own, so that what it costs is not charged to the client. */
import type { ServerCommand } from "./server-process";
import { StreamServer } from "./stream-server";

const server = new StreamServer();
let prepared: string[] = [];

function handle(command: ServerCommand): void {
  switch (command.do) {
    case "put":
      for (const flag of command.flags ?? []) server.flags.set(String(flag.key), flag);
      for (const one of command.companies ?? []) server.companies.set(one.id, one);
      for (const one of command.users ?? []) server.users.set(one.id, one);
      return;
    case "send":
      for (const frame of command.frames) server.sendRaw(frame);
      return;
    case "prepare":
      prepared = Array.from({ length: command.count }, (_, value) =>
        JSON.stringify({
          entity_type: "rulesengine.Company",
          entity_id: `comp_${value % command.companies}`,
          message_type: "partial",
          data: { metrics: [{ ...command.metric, value }] },
        }),
      );
      prepared.push(command.last);
      return;
    case "flush":
      for (const frame of prepared) server.sendRaw(frame);
      return;
    case "kill":
      server.kill();
      return;
  }
}

process.on("message", ({ id, command }: { id: number; command: ServerCommand }) => {
  handle(command);
  process.send?.({ id });
});
process.on("disconnect", () => process.exit(0));

await server.start();
process.send?.({ url: server.url, httpUrl: server.httpUrl });

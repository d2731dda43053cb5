import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { setUp } from "./support/client";

const DIST = new URL("../dist/index.js", import.meta.url).href;

/** Runs a program with twelve clients, sends it SIGTERM once it prints "ready", and returns how it ended. */
async function endedBySigterm(body: string): Promise<{ signal: NodeJS.Signals | null; errors: string }> {
  const script = `
    import { SchematicClient } from ${JSON.stringify(DIST)};
    const clients = Array.from({ length: 12 }, () => new SchematicClient({ offline: true }));
    ${body}
    setInterval(() => {}, 1_000);
    console.log("ready");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script]);
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  child.stdout.once("data", () => child.kill("SIGTERM"));
  const lastResort = setTimeout(() => child.kill("SIGKILL"), 15_000);
  const signal = await new Promise<NodeJS.Signals | null>((resolve) =>
    child.on("close", (_code, name) => resolve(name)),
  );
  clearTimeout(lastResort);
  return { signal, errors };
}

describe("closeOnSignal()", () => {
  test.each([
    ["that the program closed", "for (const each of clients) { each.closeOnSignal(); await each.close(); }"],
    ["closed before", "for (const each of clients) { await each.close(); each.closeOnSignal(); }"],
    ["that no longer wait", "for (const each of clients) each.closeOnSignal()();"],
    [
      "asked twice",
      "for (const each of clients) { each.closeOnSignal(); each.closeOnSignal(); await each.close(); }",
    ],
  ])("leaves SIGTERM to the process with clients %s", async (_title, body) => {
    expect(await endedBySigterm(body)).toEqual({ signal: "SIGTERM", errors: "" });
  });

  test("shares one listener between clients and removes it with the last", async () => {
    const before = process.listenerCount("SIGUSR2");
    const clients = await Promise.all([setUp(), setUp(), setUp()]);
    const [first, second, third] = clients.map(({ client }) => client);
    first?.closeOnSignal(["SIGUSR2"]);
    const stop = second?.closeOnSignal(["SIGUSR2"]);
    third?.closeOnSignal(["SIGUSR2"]);
    expect(process.listenerCount("SIGUSR2")).toBe(before + 1);
    stop?.();
    stop?.();
    await first?.close();
    expect(process.listenerCount("SIGUSR2")).toBe(before + 1);
    process.kill(process.pid, "SIGUSR2");
    await expect.poll(() => third?.status().state, { timeout: 15_000 }).toBe("closed");
    expect(second?.status().state).toBe("ready");
    expect(process.listenerCount("SIGUSR2")).toBe(before);
  });
});

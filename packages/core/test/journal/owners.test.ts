import { fork } from "node:child_process";
import { once } from "node:events";
import fs, {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { identityOfProcess, isAlive, parseIdentity } from "../../src/journal/owners/liveness";
import { journalScope } from "../../src/journal/scope";
import { FakeClock } from "../events/support/fake-clock";
import { append, filesBelow, fileWithEnd, openJournal, replayAll, texts } from "./support/open-journal";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "journal-owners-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Leaves a folder with one event, and returns its path. */
async function leave(text: string, owner?: object): Promise<string> {
  const left = openJournal({ dir });
  await append(left.journal, text);
  await left.journal.close();
  const events = filesBelow(dir).find(
    (file) => file.endsWith(".events") && readFileSync(file).includes(text),
  );
  const folder = dirname(events as string);
  if (owner !== undefined) writeFileSync(join(folder, "owner.json"), JSON.stringify(owner));
  return folder;
}

function makeOld(folder: string, seconds: number): void {
  const time = new Date(Date.now() - seconds * 1000);
  utimesSync(join(folder, "owner.json"), time, time);
}

describe("whether an owner is alive", () => {
  const here = { pid: 10, start: "5", machine: "host pid:[1]", boot: "b" };
  const running = { start: "5" };
  test.each([
    ["a process that runs", here, { running, silent: false }, true],
    ["a thread that ended, in a process that runs", here, { running, silent: true }, false],
    ["a process that ended", here, { running: undefined, silent: false }, false],
    ["a process id that was used again", here, { running: { start: "6" }, silent: false }, false],
    ["an earlier boot", { ...here, boot: "a" }, { running, silent: false }, false],
    ["another machine", { ...here, machine: "other" }, { running: undefined, silent: false }, true],
    ["another machine that is silent", { ...here, machine: "other" }, { running, silent: true }, false],
  ])("%s", (_, owner, signs, expected) => {
    expect(isAlive(owner, here, signs)).toBe(expected);
  });

  test("an owner file that describes no process is recognized", () => {
    expect(parseIdentity(JSON.stringify(here))).toEqual(here);
    for (const text of ["", "null", "[]", '{"pid":0,"start":"","machine":"","boot":""}', '{"pid":1}']) {
      expect(parseIdentity(text)).toBeUndefined();
    }
  });
});

describe("takeover", () => {
  test("a thread of this process is left alone until its heartbeat is older than 120 s", async () => {
    const folder = await leave("{}", await identityOfProcess());
    makeOld(folder, 110);
    const early = openJournal({ dir });
    expect(await replayAll(early.journal)).toEqual([]);
    await early.journal.close();
    makeOld(folder, 130);
    const late = openJournal({ dir });
    expect(await replayAll(late.journal)).toHaveLength(1);
    await late.journal.close();
  });

  test("a process id that was used again does not protect a folder", async () => {
    const self = await identityOfProcess();
    await leave("{}", { ...self, start: `${self.start}0` });
    const { journal } = openJournal({ dir });
    expect(await replayAll(journal)).toHaveLength(self.start === "" ? 0 : 1);
    await journal.close();
  });

  test("a running journal takes over the events of a process that ends, at its next heartbeat", async () => {
    const clock = new FakeClock();
    const running = openJournal({ dir, clock });
    expect(await replayAll(running.journal)).toEqual([]);
    await leave('{"late":1}');
    expect(await replayAll(running.journal)).toEqual([]);
    await clock.armed(30_000);
    clock.advance(30_000);
    await clock.armed(30_000);
    expect(running.replays()).toBe(1);
    expect(texts(await replayAll(running.journal))).toEqual(['{"late":1}']);
    await running.journal.close();
  });

  test("heartbeats renew the time of the owner file", async () => {
    const clock = new FakeClock();
    const { journal } = openJournal({ dir, clock });
    await replayAll(journal);
    const folder = dirname(fileWithEnd(dir, "owner.json"));
    makeOld(folder, 1000);
    clock.advance(30_000);
    await clock.armed(30_000);
    expect(Date.now() - statSync(join(folder, "owner.json")).mtimeMs).toBeLessThan(500_000);
    await journal.close();
  });

  test.each(["EBUSY", "EPERM", "ESTALE"])(
    "a rename that fails with %s is tried again; others go on",
    async (code) => {
      const folder = await leave('{"n":1}');
      const aside = join(dir, "aside");
      renameSync(folder, aside);
      await leave('{"n":2}');
      renameSync(aside, join(dirname(folder), "0-stuck"));
      const { rename } = fs.promises;
      fs.promises.rename = async (from, to) => {
        if (String(from).endsWith("0-stuck")) throw Object.assign(new Error(`${code}: stuck`), { code });
        await rename(from, to);
      };
      syncBuiltinESMExports();
      const clock = new FakeClock();
      const { journal, errors } = openJournal({ dir, clock });
      try {
        expect(texts(await replayAll(journal))).toEqual(['{"n":2}']);
        clock.advance(30_000);
        await clock.armed(30_000);
      } finally {
        fs.promises.rename = rename;
        syncBuiltinESMExports();
      }
      expect(errors).toHaveLength(1);
      expect(errors[0]).toContain("tries again");
      clock.advance(30_000);
      await clock.armed(30_000);
      expect(texts(await replayAll(journal))).toEqual(['{"n":1}']);
      await journal.close();
    },
  );

  test("a journal whose folder was taken over in a pause writes its next events elsewhere", async () => {
    const paused = openJournal({ dir });
    await append(paused.journal, '{"n":1}');
    const folder = dirname(fileWithEnd(dir, "owner.json"));
    const taken = join(dirname(folder), "taker~0");
    renameSync(folder, taken);
    const taker = join(dirname(folder), "taker");
    mkdirSync(taker);
    writeFileSync(join(taker, "owner.json"), JSON.stringify(await identityOfProcess()));
    // The taker of the folder has read it before these events are written.
    expect(await append(paused.journal, '{"n":2}')).toBeDefined();
    expect(await append(paused.journal, '{"n":3}')).toBeDefined();
    const kept = filesBelow(dir).filter((file) => file.endsWith(".events") && !file.startsWith(taken));
    const written = kept.map((file) => readFileSync(file, "latin1")).join("");
    expect(written).toContain('{"n":2}');
    expect(written).toContain('{"n":3}');
    expect(paused.errors).toEqual([]);
    await paused.journal.close();
  });

  test("a process that is killed leaves its events to the next one", async () => {
    const child = fork(new URL("./children/append-and-wait.mjs", import.meta.url), [dir]);
    await once(child, "message");
    const early = openJournal({ dir });
    expect(await replayAll(early.journal)).toEqual([]);
    await early.journal.close();
    child.kill("SIGKILL");
    await once(child, "exit");
    const { journal } = openJournal({ dir });
    expect(texts(await replayAll(journal))).toEqual(['{"n":1}']);
    await journal.close();
  });
});

describe("files", () => {
  test("only their user can read the files and folders", async () => {
    const home = join(dir, "journal");
    const { journal } = openJournal({ dir: home });
    const id = await append(journal, "{}");
    await journal.attempting([id as number], 1);
    const paths = filesBelow(home);
    expect(paths.map((path) => path.split(".").at(-1)).sort()).toEqual(["events", "json", "marks"]);
    for (const path of paths) expect(statSync(path).mode & 0o077).toBe(0);
    const folders = readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    expect(folders).toHaveLength(2);
    for (const { parentPath, name } of folders) expect(statSync(join(parentPath, name)).mode & 0o077).toBe(0);
    await journal.close();
  });

  test("an unreadable folder entry does not stop the others", async () => {
    const folder = await leave('{"n":1}');
    mkdirSync(join(dirname(folder), "0-odd", "000000000.events"), { recursive: true });
    const { journal } = openJournal({ dir });
    expect(texts(await replayAll(journal))).toEqual(['{"n":1}']);
    await journal.close();
  });
});

describe("the scope", () => {
  const sender = { apiKey: "k", baseUrl: "https://c.example", headers: {} };
  const scopeOf = (headers: Record<string, string>): string => journalScope({ ...sender, headers }).scope;

  test("differs by key, URL, environment and tenant headers", () => {
    const scopes = [
      journalScope(sender).scope,
      journalScope({ ...sender, apiKey: "l" }).scope,
      journalScope({ ...sender, baseUrl: "https://d.example" }).scope,
      scopeOf({ "X-Schematic-Environment-Id": "a" }),
      scopeOf({ "X-Schematic-Environment-Id": "b" }),
      scopeOf({ "X-Tenant": "a" }),
      scopeOf({ "X-Tenant": "b" }),
      scopeOf({ "X-Tenant-a": "" }),
    ];
    expect(new Set(scopes).size).toBe(scopes.length);
  });

  test("does not depend on case, order, or headers of a single request", () => {
    const expected = scopeOf({ "X-A": "1", "X-B": "2" });
    const traced = { "user-agent": "x", traceparent: "00", "X-Request-Id": "7", Authorization: "Bearer 1" };
    expect(scopeOf({ "x-b": "2", "x-a": "1", ...traced })).toBe(expected);
    expect(journalScope({ ...sender, baseUrl: "https://c.example/" }).scope).toBe(journalScope(sender).scope);
  });
});

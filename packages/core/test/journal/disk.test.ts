import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fileJournal } from "../../src/journal";
import { FileJournal } from "../../src/journal/file-journal";
import { systemClock } from "../../src/platform/clock";
import { CaptureServer } from "../events/support/capture-server";
import { makeQueue, track } from "../events/support/make-queue";

let server: CaptureServer;
let dir: string;
beforeEach(async () => {
  server = await CaptureServer.start();
  dir = mkdtempSync(join(tmpdir(), "journal-disk-"));
});
afterEach(async () => {
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Limits of a disk, each as a shell command that runs `"$@"` under it. */
const DISKS = [
  { name: "a disk of 256 KB", shell: 'mount -t tmpfs -o size=256k tmpfs "$0" && exec "$@"', root: true },
  // Blocks of 512 bytes: a write beyond fails after a part of it, as on a disk that fills up.
  { name: "files of at most 64 KB", shell: 'ulimit -f 128 && exec "$@"', root: false },
];

/** The program and its first arguments. */
function wrapped(root: boolean): string[] {
  return root ? ["unshare", "--map-root-user", "--mount", "sh", "-c"] : ["sh", "-c"];
}

function works(shell: string, root: boolean): boolean {
  const [program = "", ...args] = wrapped(root);
  const folder = mkdtempSync(join(tmpdir(), "journal-disk-"));
  try {
    return spawnSync(program, [...args, shell, folder, "true"]).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("a disk that is full: reported once, nothing blocks, what it kept outlives the client", () => {
  for (const { name, shell, root } of DISKS) {
    const can = works(shell, root);
    if (!can) console.warn(`SKIPPED: "${name}": this machine allows no mount of its own (unshare --mount)`);
    test.skipIf(!can)(name, async () => {
      server.fault = () => ({ kind: "hang" });
      const [program = "", ...args] = wrapped(root);
      const file = fileURLToPath(new URL("./children/full-disk.mjs", import.meta.url));
      const child = spawn(program, [...args, shell, dir, process.execPath, file, server.url, dir, "600"], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      const exited = once(child, "close");
      const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const next = async (): Promise<string> => String((await output.next()).value);
      const closed = await next();
      expect(closed).toMatch(/^closed /);
      const { held, dropped, lines } = JSON.parse(closed.slice(7)) as {
        held: number;
        dropped: number;
        lines: string[];
      };
      // All were held, in memory at least; those that only memory held were counted when it closed.
      expect(held).toBe(600);
      expect(dropped).toBeGreaterThan(0);
      expect(dropped).toBeLessThan(600);
      const told = lines.filter((line) => line.includes("cannot be kept on disk"));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/ENOSPC|EFBIG/);
      expect(told[0]).toContain("event_journal_failed");
      server.fault = undefined;
      child.stdin.write("go on\n");
      expect(await next()).toBe("left 0");
      expect(await exited).toEqual([0, null]);
      expect(server.counted).toBe(600 - dropped);
    });
  }
});

describe("an fsync that fails", () => {
  /** The real files of this process, but the disk does not say that it has the data. */
  async function failingSync(times: number): Promise<() => void> {
    const file = await open(join(dir, "file"), "w");
    const prototype = Object.getPrototypeOf(file) as { datasync: FileHandle["datasync"] };
    await file.close();
    const { datasync } = prototype;
    let left = times;
    prototype.datasync = async function (this: FileHandle) {
      if (left-- > 0) throw Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" });
      return await datasync.call(this);
    };
    return () => {
      prototype.datasync = datasync;
    };
  }

  test.each([0, 5])(
    "is reported; events go on, later ones into another segment (fsyncMs %i)",
    async (fsyncMs) => {
      server.fault = () => ({ kind: "hang" });
      const folder = join(dir, "journal");
      const restore = await failingSync(1);
      try {
        const { queue, logs } = makeQueue(server.url, { journal: fileJournal({ dir: folder, fsyncMs }) });
        await track(queue, 0);
        await track(queue, 1);
        expect(logs.filter((line) => line.includes("fsync failed: EIO"))).toHaveLength(1);
        expect(logs.join()).toContain("event_journal_failed");
        expect(await queue.close(0)).toBe(2);
      } finally {
        restore();
      }
      server.fault = undefined;
      const next = makeQueue(server.url, { journal: fileJournal({ dir: folder }) });
      expect(await next.queue.flush()).toBe(0);
      expect(server.counted).toBe(2);
      await next.queue.close();
    },
  );

  test("costs no event of the one that waited for it", async () => {
    const restore = await failingSync(1);
    try {
      const journal = new FileJournal({ dir: join(dir, "journal") });
      const errors: unknown[] = [];
      const host = { scope: "s", clock: systemClock, onReplay: () => undefined };
      journal.open({ ...host, onError: (error) => errors.push(error) });
      const append = (n: number) =>
        new Promise<number | undefined>((resolve) => {
          journal.append({ type: "track", group: "", text: `{"n":${n}}` }, resolve);
        });
      const [first, second] = [await append(0), await append(1)];
      expect([first, second].every((id) => id !== undefined)).toBe(true);
      // What the disk may not have is in a segment that gets no more.
      expect(Math.floor(Number(first) / 2 ** 32)).not.toBe(Math.floor(Number(second) / 2 ** 32));
      expect(errors).toHaveLength(1);
      await journal.close();
    } finally {
      restore();
    }
  });
});

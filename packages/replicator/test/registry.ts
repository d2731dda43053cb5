import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));

interface Packed {
  manifest: { name: string; version: string };
  file: string;
  bytes: Buffer;
}

/** Packs one package, as it would be published. */
async function pack(folder: string, name: string): Promise<Packed> {
  const cwd = join(root, "packages", name);
  const { packageManager } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const args = ["--yes", packageManager, "pack", "--json", "--pack-destination", folder];
  const { stdout } = await run("npx", args, { cwd });
  const file = basename(JSON.parse(stdout.slice(stdout.indexOf("{"))).filename);
  const path = join(folder, file);
  // What was packed, not what lies here: the versions of the workspace are filled in.
  const { stdout: text } = await run("tar", ["-xzOf", path, "package/package.json"]);
  return { manifest: JSON.parse(text), file, bytes: await readFile(path) };
}

/** A registry of the packages here, for npm's `@schematic` scope only. */
export async function startRegistry(
  folder: string,
  names: readonly string[],
): Promise<{ url: string; version: string; close(): void }> {
  const packed: Packed[] = [];
  for (const name of names) packed.push(await pack(folder, name));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "").slice(1);
    const tarball = packed.find(({ file }) => file === path);
    const found = packed.find(({ manifest }) => manifest.name === path);
    if (tarball) response.end(tarball.bytes);
    else if (found) response.end(JSON.stringify(packument(found, `http://${request.headers.host}`)));
    else response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    version: packed.at(-1)?.manifest.version ?? "",
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function packument({ manifest, file, bytes }: Packed, host: string): object {
  const integrity = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  const { name, version } = manifest;
  return {
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, dist: { tarball: `${host}/${file}`, integrity } } },
  };
}

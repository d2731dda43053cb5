import { ACTIONS } from "../webhooks/actions";

function columns(items: readonly string[], width: number): string {
  const lines: string[] = [];
  let line = " ";
  for (const item of items) {
    if (line.length + item.length + 1 > width) {
      lines.push(line);
      line = " ";
    }
    line += ` ${item}`;
  }
  return [...lines, line].join("\n");
}

/** Text that `schematic-emulator --help` prints. */
export const HELP: string = `schematic-emulator: a local Schematic

Usage
  schematic-emulator start [seed] [--port N] [--persist folder] [--host address]
      Runs until Ctrl+C and prints its URLs. The port is 8787; 0 takes a free one.
      --persist <folder>       keeps the state in a folder, from which the next start continues
      --host <address>         listens on another address than 127.0.0.1, with a random key (containers: 0.0.0.0)
      --allow-host <name>      accepts requests to another host name; may be repeated
      --allow-origin <origin>  lets web pages of another origin call the API; may be repeated
      --webhook-host <name>    sends webhooks to another machine; may be repeated

  schematic-emulator exec [seed] [--port N] -- <command> [arguments]
      Runs a command beside an emulator and ends with its exit code. It sets SCHEMATIC_API_URL,
      SCHEMATIC_EVENT_CAPTURE_URL and SCHEMATIC_API_KEY for programs that read them.

  schematic-emulator trigger <action> --to <url> --secret <secret>
      Sends one signed example webhook; exit code 0 if it was answered with 2xx.

seed: a YAML or JSON file; without one the emulator starts empty.
Exit codes: 0 fine, 1 failed, 2 wrong arguments or seed; exec: the command's own.

Actions
${columns(ACTIONS, 100)}`;

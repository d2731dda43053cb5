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

/** What `schematic-emulator --help` prints. */
export const HELP: string = `schematic-emulator: a local Schematic

Usage
  schematic-emulator start [seed] [--port N]
      Runs until Ctrl+C and prints its URLs. Port 8787; 0 takes a free one.

  schematic-emulator exec [seed] [--port N] -- <command> [arguments]
      Runs a command beside an emulator and ends with its exit code. It sets SCHEMATIC_API_URL,
      SCHEMATIC_EVENT_CAPTURE_URL and SCHEMATIC_API_KEY for programs that read them.

  schematic-emulator trigger <action> --to <url> --secret <secret>
      Sends one signed example webhook; exit code 0 if it was answered with 2xx.

seed: a YAML or JSON file; without one the emulator starts empty.
Exit codes: 0 fine, 1 failed, 2 wrong arguments or seed; exec: the command's own.

Actions
${columns(ACTIONS, 100)}`;

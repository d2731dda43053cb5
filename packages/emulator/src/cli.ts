import { runCli } from "./cli/run";

const output = {
  out: (line: string): unknown => process.stdout.write(`${line}\n`),
  err: (line: string): unknown => process.stderr.write(`${line}\n`),
};

void runCli(process.argv.slice(2), output).then((code) => {
  process.exitCode = code;
});

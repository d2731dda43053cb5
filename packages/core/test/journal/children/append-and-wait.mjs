// Keeps one event in a journal, reports that it is on disk, and waits to be killed. Argument: the folder.
import { systemClock } from "@schematic/core";
import { fileJournal } from "@schematic/core/journal";

const queue = {
  scope: "s",
  clock: systemClock,
  room: () => 100,
  add: () => undefined,
  idle: () => undefined,
  onError: (error) => {
    throw error;
  },
};
const journal = fileJournal({ dir: process.argv[2] });
journal.attach(queue);
const event = {
  type: "track",
  group: "g",
  text: '{"n":1}',
  bytes: 7,
  firstAttempt: undefined,
  unknown: false,
};
await journal.append(event);
process.send("kept");
setInterval(() => undefined, 1000);

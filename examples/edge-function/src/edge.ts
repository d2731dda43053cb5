// Edge runtimes with the events of service workers: settings are in process.env.
import { createHandler, type Settings } from "./handler";

interface FetchEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}
declare const addEventListener: (type: "fetch", listener: (event: FetchEvent) => void) => void;
declare const process: { env: Settings };

const handler = createHandler(process.env);
addEventListener("fetch", (event) => {
  event.respondWith(handler(event.request, (work) => event.waitUntil(work)));
});

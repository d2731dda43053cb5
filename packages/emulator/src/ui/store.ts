import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { PageState } from "../http/control/state";

/** The emulator's state, pushed by the server after each change. */
export const state: Signal<PageState | undefined> = signal(undefined);
/** True while the server pushes its state. */
export const isConnected: Signal<boolean> = signal(false);
/** Why the last action failed; empty if it did not. */
export const problem: Signal<string> = signal("");
/** Result of the last action, for screen readers. */
export const notice: Signal<string> = signal("");
/** The part of the page that is shown. */
export const view: Signal<string> = signal(location.hash.slice(1) || "overview");

/** Names of companies and users by id. */
export const names: ReadonlySignal<Map<string, string>> = computed(() => {
  const found = new Map<string, string>();
  for (const { id, name, keys } of [...(state.value?.companies ?? []), ...(state.value?.users ?? [])])
    found.set(id, name || Object.values(keys)[0] || id);
  return found;
});

/** Sends an action to the control path. Resolves to the answer, or to undefined after a failure, which is shown. */
export async function send<T = unknown>(
  path: string,
  body?: unknown,
  method: "POST" | "PUT" | "DELETE" = "POST",
): Promise<T | undefined> {
  try {
    const answer = await fetch(`/_emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const json = (await answer.json()) as T & { error?: string };
    problem.value = answer.ok ? "" : (json.error ?? `The emulator answered ${answer.status}.`);
    notice.value = answer.ok ? "Done." : "";
    return answer.ok ? json : undefined;
  } catch {
    problem.value = "The emulator does not answer. It was stopped, or the connection was lost.";
    return undefined;
  }
}

/** Follows the emulator's state. The browser reconnects by itself. */
export function connect(): void {
  const source = new EventSource("/_emulator/live");
  source.addEventListener("state", (event) => {
    state.value = JSON.parse(event.data) as PageState;
    isConnected.value = true;
  });
  source.addEventListener("error", () => {
    isConnected.value = false;
  });
  addEventListener("hashchange", () => {
    view.value = location.hash.slice(1) || "overview";
  });
}

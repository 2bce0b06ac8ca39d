// What the clients told of their calls, for the panel under the hood. Nothing in it is a token, a value or an e-mail
// address: the library's events hold none.

/** So many calls are kept; older ones go. */
const KEPT = 100;

/**
 * The calls, newest first: `{ operation, method, pathTemplate, at, events, issues, state, status, code }`, where `state` is
 * `running`, `done` or `failed`. Tells `change` when anything is new.
 */
export class Calls extends EventTarget {
  list = [];

  /** Takes an event of a client. Those of two calls of one operation at once are told apart by their attempts alone. */
  record(event) {
    const { operation, attempt, type } = event;
    const open = this.list.filter((call) => call.operation === operation && call.state !== "done");
    const call = open.findLast(({ events }) => follows(events.at(-1), event)) ?? this.#begin(event);
    call.events.push(event);
    if (type !== "retry") call.attempts = attempt;
    call.status = event.status ?? (type === "request" ? call.status : undefined);
    call.code = event.code;
    call.state = STATES[type] ?? (event.code ? "failed" : "done");
    call.issues.push(...(event.issues ?? []));
    this.#changed();
  }

  /** What was found in the answer of the last call of an operation. */
  find(operation, issues) {
    const call = this.list.find((known) => known.operation === operation);
    if (!call || issues.length === 0) return;
    call.issues = issues;
    this.#changed();
  }

  clear() {
    this.list = [];
    this.#changed();
  }

  #begin({ operation, method, pathTemplate }) {
    const call = { operation, method, pathTemplate, at: new Date(), events: [], issues: [], attempts: 1 };
    this.list = [call, ...this.list].slice(0, KEPT);
    return call;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

const STATES = { request: "running", retry: "running" };

function follows(last, { type, attempt }) {
  if (type === "request") return attempt > 1 && last.attempt === attempt - 1;
  return last.type === "request" ? last.attempt === attempt : last.code !== undefined;
}

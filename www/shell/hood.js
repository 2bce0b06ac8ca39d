// Under the hood: the calls as the library tells of them, what was found in the answers, and a switch that lets the sandbox
// fail.

import { byId, element, foreign } from "../parts/dom.js";
import { clock } from "../words/intl.js";
import { counted, say, t } from "../words/words.js";
import { faultSwitch } from "./faults.js";

/** So many issues of a call are listed; the others are counted. */
const LISTED = 20;

/** Wires the panel; returns what opens and closes it. */
export function hood(desk) {
  const { calls } = desk.connection;
  const panel = byId("hood");
  const toggle = byId("hood-toggle");
  const list = byId("hood-calls");
  const faults = faultSwitch(desk, byId("hood-faults"));
  /** Which entries the person opened, so that they stay open when news come. */
  const open = new WeakSet();
  let due = false;

  const set = (shown) => {
    panel.hidden = !shown;
    toggle.setAttribute("aria-expanded", String(shown));
    (shown ? byId("hood-heading") : toggle).focus({ preventScroll: true });
    if (!shown) return;
    draw();
    faults.look();
  };
  byId("hood-close").addEventListener("click", () => set(false));
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && set(false));
  desk.connection.addEventListener("change", () => panel.hidden || faults.look());
  byId("hood-clear").addEventListener("click", () => calls.clear());
  calls.addEventListener("change", () => {
    if (due || panel.hidden) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      draw();
    });
  });

  function draw() {
    const focused = [...list.children].findIndex((entry) => entry.contains(document.activeElement));
    const at = focused >= 0 ? list.children[focused].dataset.call : undefined;
    list.replaceChildren(...calls.list.map(entry));
    byId("hood-empty").hidden = calls.list.length > 0;
    if (at) [...list.children].find(({ dataset }) => dataset.call === at)?.querySelector("summary").focus({ preventScroll: true });
  }

  function entry(call) {
    const { operation, method, pathTemplate, attempts, events, issues, state } = call;
    const took = events.reduce((sum, { durationMs, delayMs }) => sum + (durationMs ?? 0) + (delayMs ?? 0), 0);
    const facts = [
      counted(attempts, "1 attempt", "{count} attempts"),
      took > 0 && t("{ms} ms", { ms: Math.round(took) }),
      issues.length > 0 && counted(issues.length, "1 issue", "{count} issues"),
    ].filter(Boolean);
    const details = element(
      "details",
      { open: open.has(call), on: { toggle: ({ currentTarget }) => (currentTarget.open ? open.add(call) : open.delete(call)) } },
      element(
        "summary",
        {},
        element("code", { class: "call-operation" }, operation),
        element("span", { class: `call-state call-${state}` }, outcome(call)),
        element("span", { class: "call-facts" }, ...facts.flatMap((fact, at) => (at > 0 ? [" · ", fact] : [fact]))),
      ),
      element("p", { class: "call-path" }, element("code", { class: "break" }, `${method} ${pathTemplate}`), " ", element("span", {}, clock(call.at))),
      element("ol", { class: "call-events", role: "list" }, ...events.map((event) => element("li", {}, line(event)))),
      issues.length > 0 && element("ul", { class: "call-issues", role: "list" }, ...issues.slice(0, LISTED).map(issue)),
      issues.length > LISTED && element("p", {}, t("and {count} more", { count: issues.length - LISTED })),
    );
    return element("li", { "data-call": String(call.at.getTime()) + operation }, details);
  }

  return () => set(panel.hidden);
}

function outcome({ state, status, code }) {
  if (state === "running") return t("under way");
  return [status, code].filter((part) => part !== undefined).join(" ") || t("done");
}

function line({ type, attempt, status, code, durationMs, delayMs, requestId }) {
  const said = {
    request: () => t("Attempt {attempt} is sent", { attempt }),
    response: () => t("Answered {status}", { status: String(status) }),
    failure: () => t("Failed: {code}", { code }),
    retry: () => t("Waits {ms} ms before the next attempt", { ms: Math.round(delayMs) }),
    token: () => (code ? t("No token: {code}", { code }) : t("Got a token")),
  };
  const parts = [said[type]?.() ?? type];
  if (type === "response" && code) parts.push(` (${code})`);
  if (durationMs !== undefined) parts.push(", ", t("{ms} ms", { ms: Math.round(durationMs) }));
  if (requestId) parts.push(" ", element("code", {}, requestId));
  return element("span", {}, ...parts);
}

function issue({ path, code, message }) {
  return element("li", {}, element("code", { class: "break" }, path.join(".")), " ", message ? foreign(message) : code);
}

// Lets the sandbox fail on purpose, where it lets itself be steered: `--control`, which `cargo xtask demo` sets.

import { element, icon } from "../parts/dom.js";
import { counted, say, t } from "../words/words.js";

const EVERY = { method: "*", path: "/*" };

/** What can go wrong, by the value of its choice. */
const FAULTS = [
  ["401", t("401 – the token is not accepted"), { fault: "status", value: 401 }],
  ["403", t("403 – not allowed"), { fault: "status", value: 403 }],
  ["409", t("409 – a conflict, for whatever writes"), { fault: "status", value: 409 }],
  ["429", t("429 – too many requests"), { fault: "status", value: 429, retryAfter: "1" }],
  ["503", t("503 – out of service"), { fault: "status", value: 503 }],
  ["503-twice", t("503 twice, then well again"), { fault: "status", value: 503, times: 2 }],
  ["slow", t("Three seconds late"), { fault: "delay", value: 3000 }],
  ["reset", t("The connection breaks"), { fault: "reset", value: "before" }],
  ["truncate-json", t("Half an answer"), { fault: "truncate-json" }],
  ["html", t("A page in place of an answer"), { fault: "html" }],
];
const WRITES = ["POST", "PUT", "PATCH", "DELETE"];

/** The switch. `look()` asks whether the sandbox can be steered, and shows it then. */
export function faultSwitch(desk, place) {
  const select = element("select", { id: "fault", autocomplete: "off" }, element("option", { value: "" }, t("Nothing")), ...FAULTS.map(([value, words]) => element("option", { value }, words)));
  const told = element("p", { class: "hint", role: "status" });
  place.replaceChildren(element("div", { class: "field" }, element("label", { for: "fault" }, t("What goes wrong in the sandbox")), element("div", { class: "control with-arrow" }, select, icon("chevron"))), told);
  place.hidden = true;

  select.addEventListener("change", async () => {
    const [, , fault] = FAULTS.find(([value]) => value === select.value) ?? [];
    const methods = select.value === "409" ? WRITES : [EVERY.method];
    const rules = fault ? methods.map((method) => ({ ...EVERY, method, ...fault })) : [];
    const failed = await steer("PUT", rules).then(({ ok }) => !ok, () => true);
    say(told, failed ? t("The sandbox did not take it. Is it running?") : fault ? t("It is so from the next call on.") : t("Everything is well again."));
  });

  return {
    async look() {
      const rules = isOwn(desk.connection) ? await steer("GET").then((answer) => (answer.ok ? answer.json() : undefined), () => undefined) : undefined;
      place.hidden = !Array.isArray(rules);
      if (rules?.length === 0) select.value = "";
      say(told, rules?.length > 0 && select.value === "" ? counted(rules.length, "One fault was set elsewhere.", "{count} faults were set elsewhere.") : "");
    },
  };
}

/** Only the page that a sandbox serves itself can steer it. */
function isOwn({ isSandbox, settings }) {
  return isSandbox && new URL(settings.baseUrl).origin === location.origin;
}

function steer(method, rules) {
  return fetch(new URL("/_sandbox/faults", location.href), { method, body: rules && JSON.stringify(rules) });
}

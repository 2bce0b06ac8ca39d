// Many at once: lines that are pasted, or a file, are checked as a whole, and sent when the person says so.

import { button, byId, element, icon, scrollTo } from "../parts/dom.js";
import { fields, tellAt } from "../parts/fields.js";
import { load } from "../shell/package.js";
import { counted, say, sentences, t } from "../words/words.js";
import { takesDrops, textFile } from "./segment-file.js";

/** How long nothing is typed before the lines are checked. */
const PAUSE_MS = 250;
/** A check that is quicker tells nothing in between. */
const QUIET_MS = 300;
const FORMATS = [["", t("Recognise it")], ["csv", t("CSV")], ["ndjson", t("NDJSON")]];
const BUTTONS = {
  assign: { none: t("Assign"), some: (count) => counted(count, "Assign 1 customer", "Assign {count} customers") },
  remove: { none: t("Remove"), some: (count) => counted(count, "Remove 1 customer", "Remove {count} customers") },
};

export function bulkPanel(desk, segment) {
  /** The file in the place of what is pasted, the verdict on the lines, and the check that is under way. */
  let file;
  let verdict;
  let schema;
  let checking;
  let timer;
  /** What tells the verdict, what sends the lines, and what asks before; they are there when lines were checked. */
  let words;
  let run;
  let sure;
  /** The text whose lines were sent. */
  let sent;

  const area = element("textarea", { id: "bulk-lines", rows: "10", wrap: "off", spellcheck: "false", autocomplete: "off", autocapitalize: "none", "aria-describedby": "bulk-lines-hint bulk-fault", on: { input: () => soon() } });
  const fault = element("p", { class: "field-error", id: "bulk-fault", hidden: true });
  const pasted = element(
    "div",
    { class: "field" },
    element("label", { for: "bulk-lines" }, t("Lines")),
    element("p", { class: "hint", id: "bulk-lines-hint" }, t("CSV with the columns customerId and legalEntityId, with or without a header line; or NDJSON, a JSON object or a quoted id a line.")),
    fault,
    area,
  );
  const chosen = element("div", { class: "chosen", hidden: true });
  const input = element("input", { class: "visually-hidden", type: "file", id: "bulk-file", accept: ".csv,.tsv,.txt,.ndjson,.jsonl,.json,text/csv,text/plain", on: { change: () => input.files[0] && take(input.files[0]) } });
  const format = fields("bulk", { name: "format", type: "select", label: t("Format"), options: FORMATS });
  format.addEventListener("change", () => check());
  const choose = element("div", { class: "bulk-choose" }, input, element("label", { class: "quiet", for: "bulk-file" }, icon("upload"), t("Choose a file")), element("span", { class: "hint" }, t("or drop it here")));

  const progress = element("p", { class: "hint bulk-progress", hidden: true });
  const read = element("p", { class: "hint", hidden: true });
  const counts = element("ul", { class: "counts", role: "list", hidden: true });
  const actions = ["assign", "remove"].map((value) => element("input", { type: "radio", name: "bulk-action", value, id: `bulk-${value}`, checked: value === "assign", on: { change: () => showButton() } }));
  const sends = element("span", { class: "primary-text" });
  const send = element("button", { class: "primary", type: "button", id: "bulk-send", on: { click: () => submit() } }, element("span", { class: "spinner", "aria-hidden": "true" }), sends);
  const what = element(
    "fieldset",
    { class: "bulk-action" },
    element("legend", {}, t("What to do with them")),
    choice(actions[0], t("Assign to {segment}", { segment })),
    choice(actions[1], t("Remove from {segment}", { segment })),
  );
  const mended = element("div", { class: "bulk-wrong", hidden: true });
  const node = element(
    "section",
    { class: "sheet-of-paper bulk", id: "bulk", "aria-labelledby": "bulk-heading", tabindex: "-1" },
    element("h3", { id: "bulk-heading" }, t("Many at once")),
    element("p", { class: "lead" }, t("Each line is checked here first; nothing is sent before you say so. Whoever is assigned already is written anew.")),
    element("div", { class: "bulk-body" }, element("div", { class: "bulk-input" }, pasted, chosen, element("div", { class: "bulk-tools" }, choose, format)), element("div", { class: "bulk-verdict" }, progress, counts, read, what, send)),
    mended,
  );
  takesDrops(node, (dropped) => take(dropped));

  const textOf = () => file?.text ?? area.value;

  function soon() {
    stale();
    timer = setTimeout(check, PAUSE_MS);
  }

  /** The verdict is on other lines than those that are there now. */
  function stale() {
    clearTimeout(timer);
    checking?.abort();
    checking = new AbortController();
    showButton();
  }

  async function check() {
    stale();
    const mine = checking;
    const text = textOf();
    const began = performance.now();
    if (text.trim() === "") {
      settle(undefined);
      return;
    }
    let checked;
    let runner;
    try {
      [{ schemas: { assignmentBulkItem: schema } }, { checked }, words, { runner }, { sure }] = await Promise.all([
        load(), import("./segment-check.js"), import("./segment-verdict.js"), import("./segment-run.js"), import("../parts/question.js"),
      ]);
    } catch (error) {
      if (mine === checking) settle(undefined);
      desk.showNotLoaded(error);
      return;
    }
    if (!run) {
      run = runner(desk, segment, { onChange: showButton, onSettled: () => self.onSettled() });
      node.append(run.node);
    }
    const found = await checked(text, {
      format: format.querySelector("select").value,
      validate: (item) => schema.validate(item).ok,
      signal: mine.signal,
      onProgress(line, of) {
        if (mine !== checking || performance.now() - began < QUIET_MS) return;
        progress.hidden = false;
        say(progress, t("Checking: line {line} of {of}", { line, of }));
      },
    });
    if (!found || mine !== checking) return;
    settle(found);
    desk.announce(sentences(...words.countsOf(found).map(([, , each]) => t("{sentence}.", { sentence: each }))));
  }

  function settle(found) {
    checking = undefined;
    verdict = found;
    progress.hidden = true;
    counts.hidden = read.hidden = !found;
    counts.replaceChildren(...(found ? words.countsList(found) : []));
    say(read, found && words.howRead(found));
    mended.hidden = !found || found.wrong.length === 0;
    mended.replaceChildren(...(mended.hidden ? [] : words.wrongLines(segment, schema, found.wrong)));
    showFault();
    showButton();
  }

  function showButton() {
    const { none, some } = BUTTONS[action()];
    const count = checking ? 0 : (verdict?.fine.length ?? 0);
    say(sends, checking ? t("Checking…") : count > 0 ? some(count) : none);
    if (checking || run?.isRunning()) send.setAttribute("aria-busy", "true");
    else send.removeAttribute("aria-busy");
  }

  const showFault = (message) => tellAt(area, fault, message);

  const action = () => actions.find(({ checked: on }) => on).value;

  async function submit() {
    if (checking || run?.isRunning()) return;
    const lines = verdict?.fine ?? [];
    if (lines.length > 0) {
      const kind = action();
      const yes = BUTTONS[kind].some(lines.length);
      if (kind === "assign" || (await sure({ title: t("{action}?", { action: yes }), text: t("They leave {segment}, with what is kept beside the assignments.", { segment }), yes, no: t("Keep them") }))) {
        sent = textOf();
        run.start(kind, lines);
      }
      return;
    }
    refuse(verdict ? t("No line is fine: correct those below first.") : t("Paste lines or choose a file first."));
  }

  function refuse(message) {
    showFault(message);
    desk.announce(message);
    (file ? chosen.querySelector("button") : area).focus();
  }

  async function take(given) {
    const taken = await textFile(given);
    // The same file can be chosen once more.
    input.value = "";
    if (taken.fault) {
      refuse(taken.fault);
      return;
    }
    file = taken;
    showFile();
    chosen.querySelector("button").focus();
    check();
  }

  /** What was pasted stays behind a file, and is back when the file goes. */
  function showFile() {
    area.hidden = Boolean(file);
    chosen.hidden = !file;
    if (!file) return;
    const size = file.size < 1000 ? t("{size} bytes", { size: file.size }) : t("{size} kB", { size: Math.round(file.size / 1000) });
    const away = button(t("Take the file away"), () => {
      file = undefined;
      showFile();
      area.focus();
      check();
    });
    chosen.replaceChildren(icon("upload"), element("p", { class: "break" }, element("b", {}, element("bdi", {}, file.name)), " ", element("span", { class: "hint" }, size)), away);
  }

  showButton();
  desk.held.add(() => textOf().trim() !== "" && textOf() !== sent);
  const self = {
    node,
    check,
    /** Told when assignments were made or removed. */
    onSettled() {},
    /** Leads here from further up. */
    enter() {
      scrollTo(node, "start");
      (file ? node : byId("bulk-lines")).focus({ preventScroll: true });
    },
  };
  return self;
}

function choice(input, words) {
  return element("div", { class: "choice" }, input, element("label", { for: input.id }, words));
}

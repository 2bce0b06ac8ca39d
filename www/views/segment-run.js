// Sends many assignments or removals: how far it is, a way to stop, and what became of each.

import { button, element, foreign, icon, settingsButton } from "../parts/dom.js";
import { describe, logUnknown } from "../words/failures.js";
import { counted, say, sentences, t } from "../words/words.js";
import { downloadButton, fileName, lineTable } from "./segment-tables.js";
import { lineNumber } from "./segment-verdict.js";

const ACTIONS = {
  assign: {
    busy: (count) => counted(count, "Assigning 1 customer…", "Assigning {count} customers…"),
    all: (count) => counted(count, "1 customer is assigned.", "{count} customers are assigned."),
    some: (done, of) => t("{done} of {of} customers are assigned.", { done, of }),
    send: (segment, items, options) => segment.putMany(items, options),
  },
  remove: {
    busy: (count) => counted(count, "Removing 1 customer…", "Removing {count} customers…"),
    all: (count) => counted(count, "1 customer is removed.", "{count} customers are removed."),
    some: (done, of) => t("{done} of {of} customers are removed.", { done, of }),
    send: (segment, items, options) => segment.removeMany(items.map(({ customerId, legalEntityId }) => ({ customerId, ...(legalEntityId && { legalEntityId }) })), options),
  },
};

/** `onChange()` is told when a run begins and ends; `onSettled()` when it changed the segment. */
export function runner(desk, segment, { onChange, onSettled }) {
  const { connection } = desk;
  const node = element("div", { class: "run", id: "run", hidden: true });
  let running;

  /** Sends `{ line, item }` each. `before` is what an earlier try of the same lines came to. */
  async function start(action, entries, { of = entries.length, done = 0 } = {}) {
    const { busy, send } = ACTIONS[action];
    const mine = new AbortController();
    running = mine;
    const progress = showProgress(busy(entries.length), entries.length, () => mine.abort());
    onChange();
    addEventListener("beforeunload", warn);
    desk.announce(busy(entries.length));
    let failed;
    try {
      const client = await connection.emporix();
      const result = await send(client.segment(segment), entries.map(({ item }) => item), { signal: mine.signal, onProgress: progress });
      failed = result.failed.map((failure) => ({ ...failure, ...entries[failure.position] }));
    } catch (error) {
      // Nothing was sent: the call itself was not right.
      logUnknown(error);
      failed = entries.map((entry) => ({ ...entry, code: error.status ?? null, status: error.code ?? "", message: error.message, error }));
    }
    removeEventListener("beforeunload", warn);
    // It was meant for another service.
    if (running !== mine) return;
    running = undefined;
    showResult(action, failed, { of, done: done + entries.length - failed.length });
    onChange();
    onSettled();
  }

  function showProgress(words, total, onCancel) {
    const bar = element("progress", { max: String(total), value: "0", "aria-labelledby": "run-words" });
    const told = element("p", { class: "run-told" });
    const showDone = ({ done, failed }) => {
      bar.value = done;
      const far = t("{done} of {of} done", { done, of: total });
      say(told, failed > 0 ? t("{far}, {failed} failed", { far, failed }) : far);
    };
    const focused = holdsFocus();
    const cancel = button(t("Cancel"), onCancel);
    node.hidden = false;
    node.replaceChildren(element("p", { class: "run-words", id: "run-words" }, words), bar, element("div", { class: "run-foot" }, told, cancel));
    // The button that was pressed is gone with what it stood in.
    if (focused) cancel.focus();
    showDone({ done: 0, failed: 0 });
    return showDone;
  }

  function holdsFocus() {
    return node.contains(document.activeElement);
  }

  function showResult(action, failed, { of, done }) {
    const { all, some } = ACTIONS[action];
    const well = failed.length === 0;
    const open = failed.filter(({ error }) => error?.ambiguous).length;
    const unsent = failed.filter(isUnsent).length;
    const refused = failed.length - open - unsent;
    const words = well ? all(of) : some(done, of);
    const text = sentences(
      refused > 0 && counted(refused, "1 failed.", "{count} failed."),
      open > 0 && counted(open, "1 was under way: it is not certain whether it was done. Trying again does no harm.", "{count} were under way: it is not certain whether they were done. Trying again does no harm."),
      unsent > 0 && counted(unsent, "1 was not sent.", "{count} were not sent."),
    );
    const error = failed.find((each) => each.error && !isUnsent(each) && each.error.code !== "aborted")?.error;
    const why = error && describe(error, connection.settings.baseUrl);
    const heading = element("h4", { id: "run-heading", tabindex: "-1" }, words);
    const focused = holdsFocus();
    node.hidden = false;
    node.replaceChildren(
      element("div", { class: `outcome ${well ? "is-well" : "is-not"}` }, icon(well ? "done" : "alert"), element("div", {}, heading, !well && element("p", {}, text), why && element("p", { class: "break" }, t("{title}. ", { title: why.title }), why.text))),
      ...(well ? [] : [element(
        "div",
        { class: "lines-head" },
        button(t("Try the failed ones again"), () => start(action, failed.map(({ line, text, item }) => ({ line, text, item })), { of, done })),
        downloadButton(t("Download the failed lines"), fileName(segment, "failed"), () => rowsOf(failed)),
        why?.settings && settingsButton(desk.openSettings),
      ), tableOf(failed)]),
    );
    desk.announce(well ? words : sentences(words, text, why && t("{title}.", { title: why.title })));
    if (focused) heading.focus({ preventScroll: true });
    if (node.isConnected && !document.querySelector("dialog[open]")) heading.scrollIntoView({ block: "nearest" });
  }

  function tableOf(failed) {
    return lineTable({
      name: t("Failed lines"),
      kind: "lines-failed",
      rows: failed,
      columns: [
        { label: t("Line"), cell: ({ line }) => lineNumber(line) },
        { label: t("Customer ID"), cell: ({ item }) => element("code", {}, foreign(item.customerId)) },
        { label: t("Legal entity ID"), cell: ({ item }) => item.legalEntityId && element("code", {}, foreign(item.legalEntityId)) },
        { label: t("What the service said"), cell: (failure) => saidOf(failure) },
      ],
    });
  }

  function rowsOf(failed) {
    return [["line", "customerId", "legalEntityId", "code", "message"], ...failed.map((failure) => [failure.line, failure.item.customerId, failure.item.legalEntityId, failure.code ?? failure.status, wordsOf(failure)])];
  }

  /** Words of the service's own keep their direction. */
  function saidOf(failure) {
    const words = wordsOf(failure);
    return typeof words === "string" ? element("span", {}, failure.code && `${failure.code} – `, foreign(words)) : element("span", {}, words);
  }

  function wordsOf(failure) {
    const { error, status, message } = failure;
    if (!error) return message || status;
    if (isUnsent(failure)) return t("Not sent");
    const { title } = describe(error, connection.settings.baseUrl);
    return error.ambiguous ? t("Not certain: {title}", { title }) : title;
  }

  // What was meant for one service is not sent on when another is chosen, and what became of it there is of no use here.
  connection.addEventListener("change", ({ detail }) => {
    if (!detail.elsewhere) return;
    running?.abort();
    running = undefined;
    node.hidden = true;
    onChange();
  });

  return { node, start, isRunning: () => running !== undefined };
}

/** An abort found it before its turn. */
function isUnsent({ error }) {
  return error?.code === "aborted" && !error.ambiguous;
}

/** Whoever closes the page in the middle is asked. */
function warn(event) {
  event.preventDefault();
}

// A branch of the tree: a list that is loaded in parts, with what is shown while it loads, when it ends and when it fails.

import { button, element, icon } from "../parts/dom.js";
import { say, sentences, t } from "../words/words.js";
import { failure } from "./operator-calls.js";

/**
 * Makes a branch.
 *
 * - `part(at, signal)`: answers `{ items, next, more?, said? }`: `next` is where the next part begins, undefined at the end;
 *   `more` are the words of the button that leads there, `said` what to say of what came so far;
 * - `node(item)`: the item as a list item;
 * - `home`: what gets the focus when a button in the branch goes; `labelledBy`, `failed`: what it is, and that it failed.
 */
export function branch(desk, { part, node, home, name, failed, empty }) {
  const list = element("ul", { role: "list", class: "nodes", "aria-label": name });
  const foot = element("div", { class: "branch-foot" });
  const self = element("div", { class: "branch", "aria-busy": "true" }, list, foot);
  const over = new AbortController();
  let at = 0;
  let running = false;

  async function load(from = at, focus = false) {
    if (running) return;
    running = true;
    self.setAttribute("aria-busy", "true");
    foot.replaceChildren(element("p", { class: "hint" }, element("span", { class: "spinner", "aria-hidden": "true" }), t("Loading…")));
    try {
      const { items, next, more, said } = await part(from, over.signal);
      if (over.signal.aborted) return;
      at = next;
      const made = items.map(node);
      list.append(...made);
      const further = next !== undefined && button(more ?? t("Show more"), () => again(true));
      const words = said ?? (list.children.length === 0 ? empty : undefined);
      foot.replaceChildren(...[words && element("p", { class: "hint" }, words), further].filter(Boolean));
      foot.hidden = foot.children.length === 0;
      if (focus) (made[0]?.querySelector("button, a") ?? (further || home)).focus({ preventScroll: true });
      return { came: made.length, words };
    } catch (error) {
      if (over.signal.aborted) return;
      showFailure(error, from, focus);
    } finally {
      running = false;
      self.removeAttribute("aria-busy");
    }
  }

  function showFailure(error, from, focus) {
    const retry = () => again(true, from);
    const { title, text, actions } = failure(desk, error, { retry });
    foot.hidden = false;
    foot.replaceChildren(element("div", { class: "branch-failure" }, icon("alert"), element("p", { class: "break" }, element("strong", {}, t("{title}.", { title })), " ", text), element("div", { class: "branch-actions" }, ...actions)));
    desk.announce(sentences(failed, t("{title}.", { title }), text));
    if (focus) (actions.at(-1) ?? home).focus({ preventScroll: true });
  }

  /** Loads by a button that goes with it: the focus waits at home. */
  function again(focus, from = at) {
    const had = foot.contains(document.activeElement);
    if (had) home.focus({ preventScroll: true });
    foot.hidden = false;
    load(from, focus && had).then((told) => told && desk.announce(told.words ?? t("Loaded.")));
  }

  return {
    node: self,
    load,
    dispose: () => over.abort(),
  };
}

// What is done a little later, so that it can be taken back while nothing was sent yet.

import { inSentences, logUnknown } from "../words/failures.js";
import { say, t } from "../words/words.js";
import { button, element } from "../parts/dom.js";

/** How long a change of mind is possible. A page that is closed in between has sent nothing. */
const GRACE_MS = 10_000;
const TICK_MS = 1_000;

/**
 * Makes `later({ what, act, done, onUndo, onDone })`: shows `what` with a way back, and calls `act()` when nobody took it. Time stands
 * still while the pointer or the focus is on it, so that nobody has to hurry. `onUndo` is told as well where it is left undone.
 */
export function later(desk, place) {
  const pending = new Set();

  function begin({ what, act, done, onUndo, onDone }) {
    const text = element("p", { class: "break" }, what);
    const rest = element("span", { class: "rest", "aria-hidden": "true" });
    const undo = button(t("Undo"), () => end(onUndo));
    const now = button(t("Do it now"), () => carryOut());
    const actions = element("div", { class: "later-actions" }, rest, undo, now);
    const box = element("div", { class: "later", role: "region", "aria-label": what }, text, actions);
    let left = GRACE_MS;
    const timer = setInterval(() => {
      if (box.matches(":hover, :focus-within")) return;
      left -= TICK_MS;
      if (left <= 0) carryOut();
      else count();
    }, TICK_MS);
    const count = () => say(rest, t("{seconds} s", { seconds: left / TICK_MS }));
    const task = { stop: () => end(onUndo) };

    function end(then) {
      clearInterval(timer);
      pending.delete(task);
      const focused = box.contains(document.activeElement);
      box.remove();
      if (focused) document.getElementById("stage").firstElementChild?.focus({ preventScroll: true });
      then?.();
    }

    async function carryOut() {
      clearInterval(timer);
      box.setAttribute("aria-busy", "true");
      actions.hidden = true;
      try {
        await act();
        end(onDone);
        desk.announce(done);
      } catch (error) {
        logUnknown(error);
        const why = inSentences(error, desk.connection.settings.baseUrl, t("It is not certain whether it was done: look before you try again."));
        box.removeAttribute("aria-busy");
        box.classList.add("failed");
        text.replaceChildren(element("strong", {}, what), " ", element("span", {}, why));
        const again = button(t("Try again"), () => {
          box.classList.remove("failed");
          say(text, what);
          carryOut();
        });
        actions.replaceChildren(button(t("Leave it"), () => end(onUndo)), again);
        actions.hidden = false;
        desk.announce(why);
      }
    }

    count();
    pending.add(task);
    place.append(box);
    desk.announce(t("{what} You can still undo it.", { what }));
  }

  // What was meant for one service must not reach another.
  desk.connection.addEventListener("change", ({ detail }) => {
    if (!detail.elsewhere) return;
    for (const task of pending) task.stop();
  });
  return begin;
}

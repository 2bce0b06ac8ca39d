// A question that has to be answered first, in a dialog.

import { t } from "../words/words.js";
import { button, byId, element } from "./dom.js";

/** Asks; the answer is the value of the button that was pressed, or `otherwise` where none was. */
export function ask(otherwise, ...content) {
  const dialog = byId("question");
  dialog.replaceChildren(...content);
  dialog.returnValue = otherwise;
  dialog.showModal();
  // Seen at once: the dialog tells of its end in a task of its own, in which the person may be on the way already.
  return new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      if (dialog.open) return;
      seen.disconnect();
      resolve(dialog.returnValue);
    });
    seen.observe(dialog, { attributeFilter: ["open"] });
  });
}

/** Whether the person wants it. `yes` is what the button says that does it, `no` the one that does not. */
export async function sure({ title, text, yes, no }) {
  const leave = (value) => () => byId("question").close(value);
  const answer = await ask(
    "no",
    element("h2", { id: "question-heading" }, title),
    element("p", { class: "lead", id: "question-text" }, text),
    element("div", { class: "sheet-foot" }, button(no, leave("no")), element("button", { class: "primary", type: "button", on: { click: leave("yes") } }, yes)),
  );
  return answer === "yes";
}

/** Whether what was typed and not saved may go. */
export function mayBeLost() {
  return sure({ title: t("Leave without saving?"), text: t("What you changed here is not saved yet."), yes: t("Leave without saving"), no: t("Stay here") });
}

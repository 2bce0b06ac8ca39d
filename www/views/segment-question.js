// Asks before many assignments go at once: what stood beside them is not brought back by assigning anew.

import { button, byId, element } from "../parts/dom.js";
import { ask } from "../parts/question.js";
import { t } from "../words/words.js";

/** Whether the person wants it. `yes` is what the button says that does it. */
export async function sure({ title, text, yes }) {
  const leave = (value) => () => byId("question").close(value);
  const answer = await ask(
    "no",
    element("h2", { id: "question-heading" }, title),
    element("p", { class: "lead", id: "question-text" }, text),
    element("div", { class: "sheet-foot" }, button(t("Keep them"), leave("no")), element("button", { class: "primary", type: "button", on: { click: leave("yes") } }, yes)),
  );
  return answer === "yes";
}

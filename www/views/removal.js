// Asks before an address is removed, since nothing brings it back.

import { byId, element } from "../parts/dom.js";
import { ask } from "../parts/question.js";
import { t } from "../words/words.js";
import { letter } from "./address-card.js";

/** Whether the person wants it gone. */
export async function askRemoval(address) {
  const choice = (value, className, words, more = {}) => element("button", { class: className, value, ...more }, element("span", { class: "primary-text" }, words));
  const answer = await ask(
    "keep",
    element(
      "form",
      { method: "dialog" },
      element("h2", { id: "question-heading" }, t("Remove this address?")),
      element("p", { class: "lead", id: "question-text" }, address.isDefault ? t("It is the default address; without it the customer has none. It can't be brought back.") : t("It can't be brought back.")),
      element("div", { class: "removal-address" }, element("b", { class: "break" }, element("bdi", {}, address.title)), letter(address)),
      element("div", { class: "sheet-foot" }, choice("remove", "primary danger", t("Remove the address")), choice("keep", "quiet", t("Keep it"), { autofocus: true })),
    ),
  );
  return answer === "remove";
}

/** Closes the question, if it is open; the answer is no. */
export function dropRemoval() {
  byId("question").close("keep");
}

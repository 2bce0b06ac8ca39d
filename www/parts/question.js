// A question that has to be answered first, in a dialog.

import { byId } from "./dom.js";

/** Asks; the answer is the value of the button that was pressed, or `otherwise` where none was. */
export function ask(otherwise, ...content) {
  const dialog = byId("question");
  dialog.replaceChildren(...content);
  dialog.returnValue = otherwise;
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

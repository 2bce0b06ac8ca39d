// Asks before an address is removed, since nothing brings it back.

import { byId, element } from "../dom.js";
import { letter } from "./address-card.js";

/** Whether the person wants it gone. */
export function askRemoval(address) {
  const dialog = byId("removal");
  byId("removal-text").textContent = address.isDefault
    ? "It is the default address; without it the customer has none. It can't be brought back."
    : "It can't be brought back.";
  byId("removal-address").replaceChildren(element("b", { class: "break" }, element("bdi", {}, address.title)), letter(address));
  dialog.returnValue = "keep";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "remove"), { once: true });
  });
}

/** Closes the question, if it is open; the answer is no. */
export function dropRemoval() {
  byId("removal").close("keep");
}

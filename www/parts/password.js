// A button that shows what was typed into a password field, and hides it again.

import { label, say, t } from "../words/words.js";
import { element } from "./dom.js";

/** Puts the button into the field that holds `input`. */
export function showAndHide(input, field) {
  const toggle = element("button", { class: "inside", type: "button", id: "password-toggle", "aria-controls": input.id });
  const control = element("div", { class: "control with-button" });
  field.append(control);
  control.append(input, toggle);
  const set = (shown) => {
    input.type = shown ? "text" : "password";
    say(toggle, shown ? t("Hide") : t("Show"));
    label(toggle, "aria-label", shown ? t("Hide the password") : t("Show the password"));
  };
  set(false);
  toggle.addEventListener("click", () => set(input.type === "password"));
  // A browser offers to keep a password only when it leaves the page as one.
  input.form.addEventListener("submit", () => set(false), { capture: true });
}

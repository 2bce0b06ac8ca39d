// The small form in a card that adds tags: several at once with commas between, and one after the other.

import { element } from "../dom.js";
import { takeOver } from "../forms/errors.js";
import { checkWhileTyping } from "../forms/timing.js";
import { missing } from "../forms/values.js";

const COMMON = ["BILLING", "SHIPPING"];

/**
 * The form for the address that `current()` gives. `onAdd(tags)` adds them and throws what went wrong; `said(error)` puts
 * that in words, or gives nothing when there is nothing more to say here. Returns `{ node, focus, clear }`.
 */
export function tagForm({ announce, current, onAdd, said, onClose }) {
  const input = element("input", {
    id: "tag-names", name: "tags", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    required: true, list: "tag-suggestions", "data-needed": "Enter a tag, like BILLING.", "aria-describedby": "tag-names-hint",
  });
  const submit = element("button", { class: "quiet", type: "submit" }, element("span", { class: "spinner", "aria-hidden": "true" }), "Add");
  const close = element("button", { class: "plain", type: "button" }, "Done");
  const summary = element("div", { class: "summary", id: "tag-summary", tabindex: "-1", hidden: true });
  const form = element(
    "form",
    { class: "tag-form", "aria-label": `Tags for the address of ${current().title}` },
    summary,
    element(
      "div",
      { class: "field" },
      element("label", { for: "tag-names" }, "New tags"),
      element("p", { class: "hint", id: "tag-names-hint" }, "Several with commas between"),
      element("div", { class: "control with-action" }, input, submit),
      element("datalist", { id: "tag-suggestions" }, ...COMMON.map((value) => element("option", { value }))),
    ),
    close,
  );
  const errors = takeOver(form, summary, "h5");
  checkWhileTyping(form, { judge: () => (input.value === "" ? [] : judge(form, input, current().tags)), errors, announce });
  let sending = false;

  close.addEventListener("click", onClose);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onClose();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    const faults = judge(form, input, current().tags);
    if (faults.length > 0) {
      errors.report(faults);
      return;
    }
    errors.clear();
    sending = true;
    submit.setAttribute("aria-busy", "true");
    try {
      await onAdd(tagsIn(input).filter((tag) => !current().tags.includes(tag)));
      form.reset();
      input.focus({ preventScroll: true });
    } catch (error) {
      const message = said(error);
      if (message && form.isConnected) errors.report([{ message }]);
    } finally {
      sending = false;
      submit.removeAttribute("aria-busy");
    }
  });
  return { node: form, focus: () => input.focus(), clear: () => errors.clear() };
}

function tagsIn(input) {
  return [...new Set(input.value.split(",").map((tag) => tag.trim()).filter(Boolean))];
}

function judge(form, input, present) {
  const given = tagsIn(input);
  if (given.length === 0) return input.value.trim() === "" ? missing(form) : [{ name: "tags", message: input.dataset.needed }];
  if (given.every((tag) => present.includes(tag))) {
    return [{ name: "tags", message: given.length === 1 ? `The address has the tag ${given[0]} already. Enter another one.` : "The address has these tags already. Enter others." }];
  }
  return [];
}

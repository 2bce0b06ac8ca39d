// The small form in a card that adds tags: several at once with commas between, and one after the other.

import { element } from "../parts/dom.js";
import { summaryBox } from "../parts/fields.js";
import { boundForm, schemaOf } from "../parts/form.js";
import { counted, t } from "../words/words.js";

const COMMON = ["BILLING", "SHIPPING"];
const NEEDED = t("Enter a tag, like BILLING.");

/**
 * The form for the address that `current()` gives. `onAdd(tags)` adds them and throws what went wrong; `said(error)` puts
 * that in words, or gives nothing when there is nothing more to say here. Returns `{ node, focus, isChanged, clear }`.
 */
export function tagForm(desk, { current, onAdd, said, onClose }) {
  const input = element("input", {
    id: "tag-names", name: "tags", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    required: true, list: "tag-suggestions", "aria-describedby": "tag-names-hint",
  });
  const submit = element("button", { class: "quiet", type: "submit" }, element("span", { class: "spinner", "aria-hidden": "true" }), t("Add"));
  const close = element("button", { class: "plain", type: "button", on: { click: onClose } }, t("Done"));
  const summary = summaryBox("tag-summary", "h5");
  const form = element(
    "form",
    { class: "tag-form", "aria-label": t("Tags for the address of {title}", current()) },
    summary,
    element(
      "div",
      { class: "field" },
      element("label", { for: "tag-names" }, t("New tags")),
      element("p", { class: "hint", id: "tag-names-hint" }, t("Several with commas between")),
      element("p", { class: "field-error", id: "tag-names-error", "data-error-for": "tags", hidden: true }),
      element("div", { class: "control with-action" }, input, submit),
      element("datalist", { id: "tag-suggestions" }, ...COMMON.map((value) => element("option", { value }))),
    ),
    close,
  );
  const bound = boundForm(desk, form, {
    schema: () => schemaOf((value) => issuesIn(value, current())),
    summary,
    needed: { tags: NEEDED },
    submit: { button: submit },
    async send({ tags }) {
      try {
        await onAdd(tagsIn(tags).filter((tag) => !current().tags.includes(tag)));
      } catch (error) {
        const message = said(error);
        if (message && form.isConnected) bound.show([{ message }]);
        return;
      }
      form.reset();
      input.focus({ preventScroll: true });
    },
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") onClose();
  });
  return { node: form, focus: () => input.focus(), isChanged: () => input.value.trim() !== "", clear: () => bound.dispose() };
}

function tagsIn(text) {
  return [...new Set(text.split(",").map((tag) => tag.trim()).filter(Boolean))];
}

/** What is wrong with the one field, a list in a text. */
function issuesIn({ tags: text }, { tags: present }) {
  if (text === undefined) return [];
  const given = tagsIn(text);
  if (given.some((tag) => !present.includes(tag))) return [];
  const words = given.length === 0 ? NEEDED : counted(given.length, "The address has the tag {tags} already. Enter another one.", "The address has these tags already. Enter others.", { tags: given.join(", ") });
  return [{ path: ["tags"], code: "conflict", message: String(words), params: {} }];
}

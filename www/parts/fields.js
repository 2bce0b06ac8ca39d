// Fields of forms, made of what is known of them: label, hint, control, in this order, tied together by ids.

import { say, t } from "../words/words.js";
import { element, icon } from "./dom.js";

/** What turns off a browser's help that would change or underline an identifier. */
const VERBATIM = { autocapitalize: "none", spellcheck: "false", autocomplete: "off" };

/**
 * One field. `prefix` makes ids unique on the page. Of a field are known `name`, `label` and, where they differ from a text
 * without hints: `hint`, `type` (of the input, or `select`, `tick`, `area`), `options` (`[value, words]` of a select), `suggest`
 * (values to choose from), `required`, `verbatim`, `upper` (capitals), `wide` or `roomy` (how much of the row), `value`, and
 * `more`, further attributes.
 */
export function field(prefix, given) {
  const { name, label, hint, type = "text", required, wide, roomy, suggest } = given;
  const id = `${prefix}-${(name ?? given.key).replaceAll(/[^A-Za-z0-9]+/g, "-")}`;
  const shared = {
    id,
    name,
    required,
    "aria-describedby": hint && `${id}-hint`,
    ...(given.verbatim && VERBATIM),
    ...given.more,
  };
  const control = CONTROLS[type]?.(shared, given) ?? element("input", {
    type,
    value: given.value,
    list: suggest && `${id}-list`,
    ...(given.upper && { class: "capitals", autocapitalize: "characters", spellcheck: "false" }),
    ...shared,
  });
  const words = element("label", { for: id }, label, required ? " " : null, required ? element("span", { class: "need" }, t("required")) : null);
  const below = hint ? element("p", { class: "hint", id: `${id}-hint` }, hint) : null;
  if (type === "tick") return element("div", { class: "field tick" }, control, words, below);
  return element(
    "div",
    { class: `field${wide ? " wide" : ""}${roomy ? " roomy" : ""}` },
    words,
    below,
    type === "select" ? element("div", { class: "control with-arrow" }, control, icon("chevron")) : control,
    suggest && element("datalist", { id: `${id}-list` }, ...suggest.map((value) => element("option", { value }))),
  );
}

const CONTROLS = {
  select: (shared, { options, value }) =>
    element("select", shared, ...options.map(([key, words]) => element("option", { value: key, selected: key === value }, words))),
  tick: (shared, { value }) => element("input", { type: "checkbox", checked: value === true, ...shared }),
  area: (shared, { value }) => element("textarea", { rows: 6, ...shared }, value),
};

/** Fields beside each other, as far as there is room. */
export function fields(prefix, ...list) {
  return element("div", { class: "fields" }, ...list.map((given) => (given instanceof Node ? given : field(prefix, given))));
}

/** Says at a control that no bound form looks after what is wrong with it, or takes that away. */
export function tellAt(control, place, words) {
  place.hidden = !words;
  say(place, words);
  if (words) control.setAttribute("aria-invalid", "true");
  else control.removeAttribute("aria-invalid");
}

/** The empty place for what is wrong with a form; `heading` is what its heading is, fitting those around it. */
export function summaryBox(id, heading) {
  return element("div", { class: "summary", id, tabindex: "-1", "data-heading": heading, hidden: true });
}

/** The button that sends a form. */
export function submitButton(words, more = {}) {
  return element("button", { class: "primary", type: "submit", ...more }, element("span", { class: "spinner", "aria-hidden": "true" }), element("span", { class: "primary-text" }, words));
}

/** Shows a value in the controls that are named after its fields; what it does not hold is empty. */
export function fillIn(form, value) {
  for (const control of form.elements) {
    if (!control.name || control.type === "radio") continue;
    const given = control.name.split(".").reduce((part, step) => part?.[step], value);
    if (control.type === "checkbox") control.checked = given === true;
    else control.value = given ?? "";
  }
}

/** Whether a form holds something else than when it was made. */
export function isTyped(form) {
  return [...form.elements].some((control) => {
    if (control.type === "checkbox") return control.checked !== control.defaultChecked;
    if (control.options) return control.selectedIndex !== Math.max(0, [...control.options].findIndex(({ defaultSelected }) => defaultSelected));
    return "defaultValue" in control && control.value !== control.defaultValue;
  });
}

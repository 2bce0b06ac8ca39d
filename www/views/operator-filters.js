// The form of the filters: the usual ones in sight, the others behind a disclosure; and above the list those in force.

import { element, foreign, icon, plainButton } from "../parts/dom.js";
import { field, fields, summaryBox } from "../parts/fields.js";
import { boundForm, controlNamed } from "../parts/form.js";
import { moment } from "../words/intl.js";
import { label, say, t } from "../words/words.js";
import { TYPES, nameOf } from "./operator-parts.js";
import { FILTERS, LABELS, addressed, filterSchema, startOf } from "./operator-query.js";

/** The filters that are behind the disclosure. */
const MORE = Object.values(FILTERS).filter((name) => !["search", "types", "direct"].includes(name));
const NUMERIC = { verbatim: true, more: { inputmode: "numeric" } };
const day = (name) => ({ name, type: "date", label: LABELS[name], more: { autocomplete: "off" } });

/** Makes the form; `go(values)` goes to where the address has these values. */
export function filterForm(desk, go) {
  const summary = summaryBox("filter-summary");
  const active = element("span", { class: "more-about" });
  const more = element(
    "details",
    { class: "more" },
    element("summary", {}, icon("chevron"), element("span", {}, t("More filters"), " ", active)),
    element(
      "fieldset",
      {},
      element("legend", {}, t("Who it is, and who is above")),
      fields(
        "filter",
        { name: "customerIds", label: LABELS.customerIds, hint: t("Numbers with commas, like 1001, 1002"), verbatim: true },
        { name: "cpoId", label: LABELS.cpoId, hint: t("The id of the operator"), ...NUMERIC },
        { name: "ownerId", label: LABELS.ownerId, hint: t("The id of the owner"), ...NUMERIC },
        { name: "direct", type: "tick", label: t("Only what it owns directly") },
      ),
    ),
    element("fieldset", {}, element("legend", {}, t("When")), fields("filter", day("createdAtFrom"), day("createdAtTo"), day("updatedAtFrom"), day("updatedAtTo"))),
    element("button", { class: "quiet", type: "submit" }, icon("search"), t("Apply the filters")),
  );
  const types = Object.entries(TYPES).map(([value, words]) =>
    element("div", { class: "field tick" }, element("input", { type: "checkbox", id: `filter-type-${value}`, name: "types", value }), element("label", { for: `filter-type-${value}` }, words)),
  );
  const form = element(
    "form",
    { class: "search", role: "search", id: "operator-search", "aria-label": t("Filter operators") },
    summary,
    element(
      "div",
      { class: "first-filters" },
      field("filter", { name: "search", type: "search", label: LABELS.search, verbatim: true }),
      element("fieldset", { class: "types" }, element("legend", {}, LABELS.types), ...types),
      element("button", { class: "quiet search-button", type: "submit" }, icon("search"), t("Search")),
    ),
    more,
  );
  const bound = boundForm(desk, form, { schema: filterSchema, summary, send: async (value) => go({ ...addressed(value), page: undefined }) });

  let shown;

  return {
    node: form,
    /** Shows the filters that the address has. What was typed since stays while they are the same. */
    show(filters) {
      const key = JSON.stringify(filters);
      if (key === shown) return;
      shown = key;
      bound.clear();
      for (const control of form.elements) {
        if (control.name === "types") control.checked = filters.types?.includes(control.value) ?? false;
        else if (control.name === "direct") control.checked = filters.direct === true;
        else if (control.name) control.value = filters[control.name] ?? "";
      }
      const count = MORE.filter((name) => filters[name] !== undefined).length;
      say(active, count > 0 ? t("{count} in use", { count }) : "");
    },
    /** Says what is wrong with filters that came by the address. */
    refuse(issues) {
      if (issues.some(({ path: [name] }) => MORE.includes(name))) more.open = true;
      bound.show(
        issues.map(({ path, message }) => {
          const name = path[0];
          return controlNamed(form, name) ? { name, message } : { message: `${name}: ${message}` };
        }),
      );
    },
    dispose: bound.dispose,
  };
}

/** The filters in force, each with a way to take it away. `home` gets the focus when the last one went. */
export function filterChips(go, home) {
  const list = element("ul", { role: "list", class: "filter-chips" });
  const node = element("div", { class: "filters-in-use", id: "filters-in-use", hidden: true }, list);
  label(list, "aria-label", t("Filters in use"));
  /** Where the chip was that was just taken away. */
  let gone;

  function chip([name, value, left], at) {
    const away = () => {
      gone = at;
      go({ ...addressed(left), page: undefined });
    };
    const button = plainButton("unfilter", away, element("span", { class: "visually-hidden" }, t("Remove the filter:"), " "), element("span", { class: "filter-name" }, name), " ", typeof value === "string" ? foreign(value) : value, icon("close"));
    return element("li", {}, button);
  }

  return {
    node,
    show(filters) {
      const chips = chipsOf(filters).map(chip);
      const at = gone ?? [...list.children].findIndex((item) => item.contains(document.activeElement));
      gone = undefined;
      node.hidden = chips.length === 0;
      const all = plainButton("unfilter-all", () => {
        gone = 0;
        go({ ...addressed({}), page: undefined });
      }, t("Clear all"));
      list.replaceChildren(...chips, ...(chips.length > 1 ? [element("li", {}, all)] : []));
      if (at < 0) return;
      const next = list.children[Math.min(at, chips.length - 1)]?.querySelector("button") ?? home;
      next.focus({ preventScroll: true });
    },
  };
}

/** `[name, value, the filters without it]` for each. */
function chipsOf(filters) {
  const without = (...names) => Object.fromEntries(Object.entries(filters).filter(([name]) => !names.includes(name)));
  const whose = (id) => (nameOf(id) ? `${nameOf(id)} (${id})` : id);
  const simple = (name, value, words = LABELS[name]) => filters[name] !== undefined && [words, value(filters[name]), without(name)];
  const dated = (name) => simple(name, (text) => moment(startOf(text))?.day ?? text);
  return [
    simple("search", String, t("Search")),
    ...(filters.types ?? []).map((type) => [LABELS.types, Object.hasOwn(TYPES, type) ? TYPES[type] : type, { ...filters, types: filters.types.filter((other) => other !== type) }]),
    simple("customerIds", (ids) => ids.replaceAll(/\s*,\s*/g, ", ")),
    filters.ownerId !== undefined && [filters.direct ? t("Owned directly by") : t("Below"), whose(filters.ownerId), without("ownerId", "direct")],
    simple("cpoId", whose),
    ...["createdAtFrom", "createdAtTo", "updatedAtFrom", "updatedAtTo"].map(dated),
  ].filter(Boolean);
}

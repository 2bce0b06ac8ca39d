// Two versions of a customer, side by side where they differ: the person's own, and what somebody else saved meanwhile.

import { button, element, foreign } from "../parts/dom.js";
import { nothing } from "../parts/listing.js";
import { t } from "../words/words.js";
import { differing, grown, leaves } from "./customer-changes.js";
import { BUSINESS, main, PERSON, PREFERENCES, RESTRICTION } from "./customer-fields.js";

const LABELS = new Map([...main({}), ...PERSON, ...BUSINESS, ...PREFERENCES, RESTRICTION].map(({ name, label }) => [name, label]));

/**
 * The choice. `before` is what the person's version was made from; all three are values of the form. `onChoose(value)` is
 * called with what was put together, `onTake()` when the other version is to stay as it is.
 */
export function versions({ before, mine, theirs, onChoose, onTake }) {
  const [own, other, first] = [leaves(mine), leaves(theirs), leaves(before)];
  const paths = differing(theirs, mine);
  const rows = paths.map((path, position) => {
    // What the person did not touch is somebody else's to change.
    const touched = own.get(path) !== first.get(path);
    const name = LABELS.get(path) ?? foreign(path);
    const option = (value, which, checked) =>
      element("td", { role: "cell" }, element("label", { class: "version" }, element("input", { type: "radio", name: `version-${position}`, value: which, checked }), element("span", {}, value === undefined ? nothing(t("Empty")) : foreign(String(value)))));
    return element("tr", { role: "row" }, element("th", { role: "rowheader", scope: "row" }, name), option(own.get(path), "mine", touched), option(other.get(path), "theirs", !touched));
  });
  const table = element(
    "table",
    { role: "table" },
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...[t("Field"), t("Yours"), t("Saved meanwhile")].map((words) => element("th", { role: "columnheader", scope: "col" }, words)))),
    element("tbody", { role: "rowgroup" }, ...rows),
  );
  const choose = () => {
    const result = new Map(other);
    paths.forEach((path, position) => {
      const which = table.querySelector(`[name="version-${position}"]:checked`).value;
      if (which === "theirs") return;
      if (own.has(path)) result.set(path, own.get(path));
      else result.delete(path);
    });
    onChoose(grown(result));
  };
  return element(
    "div",
    { class: "versions", id: "versions", tabindex: "-1", role: "group", "aria-labelledby": "versions-heading" },
    element("h3", { id: "versions-heading" }, t("Somebody changed this customer after you opened it")),
    element("p", {}, paths.length > 0 ? t("Choose for each field what is to be saved.") : t("Both versions say the same in every field of this form.")),
    paths.length > 0 && table,
    element("div", { class: "notice-actions" }, button(t("Save this choice"), choose), button(t("Take what was saved meanwhile"), onTake)),
  );
}

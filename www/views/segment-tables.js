// Tables of lines, of which the first are shown and all can be downloaded.

import { button, element } from "../parts/dom.js";
import { t } from "../words/words.js";
import { csvOf } from "./segment-csv.js";

const SHOWN = 100;
/** Nobody reads more of a line than that. */
const LONGEST = 200;

/** `columns` are `{ label, cell(row) }`; the first one names its row. `name` is what the table is called. */
export function lineTable({ name, kind, columns, rows }) {
  const head = columns.map(({ label }) => element("th", { role: "columnheader", scope: "col" }, label));
  const body = rows.slice(0, SHOWN).map((row) =>
    element("tr", { role: "row" }, ...columns.map(({ label, cell }, at) => {
      // Where there is little room the columns have no heads.
      const content = cell(row);
      const parts = [element("span", { class: "cell-name", "aria-hidden": "true" }, label), content];
      return at === 0 ? element("th", { role: "rowheader", scope: "row" }, ...parts) : element("td", { role: "cell", class: content ? null : "is-empty" }, ...parts);
    })),
  );
  return element(
    "div",
    { class: `lines ${kind}`, tabindex: "0", role: "group", "aria-label": name },
    element("table", { role: "table", "aria-label": name }, element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head)), element("tbody", { role: "rowgroup" }, ...body)),
    rows.length > SHOWN && element("p", { class: "and-more" }, t("and {count} more", { count: rows.length - SHOWN })),
  );
}

/** A line's text as it came; its breaks and tabs are kept. */
export function lineText(text) {
  return element("code", { class: "line-text break" }, element("bdi", {}, text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text));
}

/** A button that saves rows as CSV; `rowsOf()` is asked at the click. */
export function downloadButton(words, name, rowsOf) {
  return button(words, () => download(name, csvOf(rowsOf())));
}

function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The name of a file for a segment, whatever its id holds. */
export function fileName(segment, about) {
  return `${segment.replace(/[^\p{L}\p{N}_-]+/gu, "_")}-${about}.csv`;
}

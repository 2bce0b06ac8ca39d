// What was found in the lines before anything is sent, in words and in a table.

import { element, icon } from "../parts/dom.js";
import { nameOf } from "../parts/form.js";
import { Words, counted, language, sentences, t } from "../words/words.js";
import { downloadButton, fileName, lineTable, lineText } from "./segment-tables.js";

const SEPARATORS = { ",": t("commas"), ";": t("semicolons"), "\t": t("tabs") };
const PROBLEMS = {
  json: t("This is no JSON. Write an object, such as {\"customerId\":\"C-1\"}, or an id in quotation marks."),
  quote: t("A quotation mark is opened and never closed. Close it, or write it twice where it belongs to the text."),
  after_quote: t("Something stands behind a closing quotation mark. Put the whole field in quotation marks, and write those in it twice."),
};

/** What is wrong with a line, in the page's language: of its own, or in the words of the library. */
export function problemOf(schema, { problem, item }) {
  if (problem) return PROBLEMS[problem];
  return new Words(() => {
    const { issues = [] } = schema.validate(item, { locale: language() });
    return sentences(...issues.map(({ path, message }) => (path.length > 0 ? `${nameOf(path)}: ${message}` : message)));
  });
}

/** How the lines were read. */
export function howRead({ format, separator, header, ignored }) {
  const names = ignored.map((name) => (typeof name === "number" ? t("column {number}", { number: name }) : name));
  const read =
    format === "ndjson" ? t("Read as NDJSON: one JSON value a line.")
    : header ? t("Read as CSV with {separators} and a header line.", { separators: SEPARATORS[separator] })
    : t("Read as CSV with {separators} and without a header line: customerId, then legalEntityId.", { separators: SEPARATORS[separator] });
  const left = names.length > 0 && t("Left out: {names}.", { names: new Words(() => names.join(", ")) });
  return sentences(read, left);
}

/** The counts as `[kind, icon, words]`. */
export function countsOf({ fine, wrong, repeated }) {
  const parts = [["fine", "done", counted(fine.length, "1 line is fine", "{count} lines are fine")]];
  if (wrong.length > 0) parts.push(["wrong", "alert", counted(wrong.length, "1 line is wrong and will not be sent", "{count} lines are wrong and will not be sent")]);
  if (repeated.length > 0) {
    const [{ line, of }] = repeated;
    const values = { line, of };
    parts.push(["repeated", "hold", counted(repeated.length, "1 line is there already and is sent once: line {line} repeats line {of}", "{count} lines are there already and are sent once, the first of them line {line}, which repeats line {of}", values)]);
  }
  return parts;
}

export function countsList(verdict) {
  return countsOf(verdict).map(([kind, sign, words]) => element("li", { class: `count-${kind}` }, icon(sign), element("span", {}, words)));
}

/** The wrong lines: a heading, a table, a download. */
export function wrongLines(segment, schema, wrong) {
  const name = t("Wrong lines");
  const table = lineTable({
    name,
    kind: "lines-wrong",
    rows: wrong,
    columns: [
      { label: t("Line"), cell: ({ line }) => lineNumber(line) },
      { label: t("What it says"), cell: ({ text }) => lineText(text) },
      { label: t("What is wrong with it"), cell: (entry) => element("span", {}, problemOf(schema, entry)) },
    ],
  });
  const rows = () => [["line", "text", "problem"], ...wrong.map((entry) => [entry.line, entry.text, problemOf(schema, entry)])];
  return [element("div", { class: "lines-head" }, element("h4", {}, name), downloadButton(t("Download the wrong lines"), fileName(segment, "wrong-lines"), rows)), table];
}

export function lineNumber(line) {
  return element("span", { class: "line-number" }, String(line));
}

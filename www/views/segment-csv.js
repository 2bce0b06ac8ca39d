// Writes CSV that programs read alike, and that no spreadsheet takes for a formula.

/** Where a spreadsheet would calculate, an apostrophe tells it that this is text. segment-lines.js takes it away again. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** The rows as CSV, with the mark that tells spreadsheets it is UTF-8. */
export function csvOf(rows) {
  return `\uFEFF${rows.map((row) => row.map(csvField).join(",")).join("\r\n")}\r\n`;
}

function csvField(value) {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return String(value);
  const text = String(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

// From what was pasted or dropped to items: CSV with or without a header line, or a JSON value a line. Nothing here knows
// the page, so that it can be tried without one.

/** What an item may hold; whatever else stands in a file is left out, and said. */
const FIELDS = ["customerId", "legalEntityId", "mixins", "metadata"];
const COLUMNS = FIELDS.slice(0, 2);
const SEPARATORS = [",", ";", "\t"];
/** A quoted field may hold line breaks. One that is still open after so many lines was never meant to. */
const MOST_LINES = 50;
/** So many lines are looked at to tell what the text is. */
const LOOKED_AT = 20;

/** The lines of a text, without the mark that some programs put before it. */
export function linesOf(text) {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
}

/** `ndjson` or `csv`. A column of quoted ids is both, and reads the same; its header line tells it to be CSV. */
export function recognised(lines) {
  const first = [];
  for (const line of lines) {
    if (line.trim() !== "") first.push(line.trim());
    if (first.length === LOOKED_AT) break;
  }
  if (/^[[{]/.test(first[0] ?? "")) return "ndjson";
  const texts = first.map(jsonText);
  return texts.length > 0 && texts.every((text) => text !== undefined) && columnOf(texts[0]) === undefined ? "ndjson" : "csv";
}

function jsonText(line) {
  const value = line.startsWith('"') ? parsed(line) : undefined;
  return typeof value === "string" ? value : undefined;
}

/**
 * Reads lines in a format: `{ separator, header, ignored, records }`. `ignored` is a set that grows while reading, of columns
 * and fields that are left out: their names, or the numbers of columns without any. `records` gives `{ line, text, item }`,
 * or `{ line, text, problem }` where a line cannot be read; blank lines give nothing.
 */
export function reading(lines, format) {
  const ignored = new Set();
  if (format === "ndjson") return { separator: undefined, header: false, ignored, records: jsonRecords(lines, ignored) };
  const separator = separatorOf(lines.find((line) => line.trim() !== "") ?? "");
  const rows = csvRows(lines, separator);
  const first = rows.next();
  const names = (first.value?.fields ?? []).map(columnOf);
  const header = names.some((name) => name !== undefined);
  return { separator, header, ignored, records: csvRecords(first, rows, header ? names : undefined, ignored) };
}

function* jsonRecords(lines, ignored) {
  for (const [index, text] of lines.entries()) {
    if (text.trim() === "") continue;
    const line = index + 1;
    const value = parsed(text);
    if (value === undefined) yield { line, text, problem: "json" };
    else if (typeof value === "string") yield { line, text, item: { customerId: value } };
    else yield { line, text, item: known(value, ignored) };
  }
}

/** JSON has no undefined, so that is what a text is that is no JSON. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What is no object stays as it is: the schema says what is wrong with it. */
function known(value, ignored) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  for (const name of Object.keys(value)) if (!FIELDS.includes(name)) ignored.add(name);
  return Object.fromEntries(FIELDS.filter((name) => Object.hasOwn(value, name)).map((name) => [name, value[name]]));
}

function* csvRecords(first, rows, names, ignored) {
  const columns = names ?? COLUMNS;
  // Of two columns of one name the first counts.
  const places = COLUMNS.map((name) => columns.indexOf(name));
  if (names) first.value.fields.forEach((field, at) => !places.includes(at) && field !== "" && ignored.add(field));
  if (!names && !first.done) yield* csvRecord(first.value, places, ignored);
  for (const row of rows) yield* csvRecord(row, places, names ? undefined : ignored);
}

function* csvRecord({ line, text, fields, problem }, places, ignored) {
  if (problem) {
    yield { line, text, problem };
    return;
  }
  // Spreadsheets write empty rows as separators alone.
  if (fields.every((field) => field === "")) return;
  if (ignored) fields.forEach((field, at) => at >= COLUMNS.length && field !== "" && ignored.add(at + 1));
  const item = {};
  COLUMNS.forEach((name, at) => {
    const field = fields[places[at]];
    if (field) item[name] = unguarded(field);
  });
  yield { line, text, item };
}

/** What segment-csv.js made harmless is itself again. */
function unguarded(field) {
  return /^'+[=+\-@]/.test(field) ? field.slice(1) : field;
}

/** `customerId` or `legalEntityId`, however a header writes it: `Customer ID`, `customer_id`. */
function columnOf(field) {
  const plain = field.toLowerCase().replace(/[^a-z0-9]/g, "");
  return COLUMNS.find((name) => name.toLowerCase() === plain);
}

/** The separator that the line has most of, outside quotes. */
function separatorOf(line) {
  const bare = line.replace(/"[^"]*"/g, "");
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))];
}

/** `{ line, text, fields }` of each row, which may go over several lines; `{ line, text, problem }` of one that cannot be read. */
function* csvRows(lines, separator) {
  for (let index = 0; index < lines.length; index += 1) {
    const first = lines[index];
    const line = index + 1;
    if (first.trim() === "") continue;
    if (!first.includes('"')) {
      yield { line, text: first, fields: first.split(separator).map((field) => field.trim()) };
      continue;
    }
    let text = first;
    let row = csvFields(text, separator);
    let more = 0;
    while (row.open && more < MOST_LINES && index + more + 1 < lines.length) {
      more += 1;
      const next = lines[index + more];
      text += `\n${next}`;
      if (next.includes('"')) row = csvFields(text, separator);
    }
    if (row.fields) {
      index += more;
      yield { line, text, fields: row.fields };
    } else {
      // A quote that nothing closes is the fault of its own line; the next ones are read by themselves.
      yield { line, text: first, problem: row.open || more > 0 ? "quote" : "after_quote" };
    }
  }
}

const FIELD = Object.fromEntries(
  SEPARATORS.map((separator) => [separator, new RegExp(`[^\\S${separator}]*(?:"([^"]*(?:""[^"]*)*)"[^\\S${separator}]*|([^${separator}]*))(${separator}|$)`, "y")]),
);

/** `{ fields }`; `{ open: true }` where a quote is not closed; neither where something stands behind a closed one. */
function csvFields(text, separator) {
  const pattern = FIELD[separator];
  const fields = [];
  pattern.lastIndex = 0;
  for (;;) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text);
    // Where the quoted form does not fit, the plain one takes the quote as a letter: it was open, or closed too early.
    if (!found || found[2]?.startsWith('"')) return { open: quotesAfter(text, at) % 2 === 1 };
    fields.push(found[1] === undefined ? found[2].trim() : found[1].replaceAll('""', '"').trim());
    if (found[3] === "") return { fields };
  }
}

function quotesAfter(text, at) {
  return text.slice(at).split('"').length - 1;
}

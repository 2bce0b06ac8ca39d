// Looks through all lines before anything is sent: which are fine, which are wrong, which are there twice. In slices, so
// that the page stays alive whatever was pasted.

import { linesOf, reading, recognised } from "./segment-lines.js";

/** So long a slice may take; a frame has sixteen. */
const SLICE_MS = 10;
/** Looking at the clock costs more than a line does. */
const BETWEEN = 64;

/**
 * Checks a text. `validate(item)` says whether an item is fine; `format` is `csv`, `ndjson`, or empty to recognise it. Answers
 * `{ format, separator, header, ignored, count, fine, wrong, repeated }`: `fine` and `wrong` hold `{ line, text, item }`, or a
 * `problem` in place of an item that cannot be read; `repeated` holds `{ line, of }`. Undefined once `signal` is aborted.
 */
export async function checked(text, { format, validate, signal, onProgress = () => {} }) {
  const lines = linesOf(text);
  const used = format || recognised(lines);
  const { records, ...how } = reading(lines, used);
  const fine = [];
  const wrong = [];
  const repeated = [];
  const seen = new Map();
  let until = performance.now() + SLICE_MS;
  let count = 0;
  for (const record of records) {
    count += 1;
    sort(record);
    if (count % BETWEEN > 0 || performance.now() < until) continue;
    onProgress(record.line, lines.length);
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) return undefined;
    until = performance.now() + SLICE_MS;
  }
  return { format: used, ...how, ignored: [...how.ignored], count, fine, wrong, repeated };

  function sort(record) {
    if (record.problem || !validate(record.item)) {
      wrong.push(record);
      return;
    }
    const key = keyOf(record.item);
    const before = seen.get(key);
    if (before !== undefined) {
      repeated.push({ line: record.line, of: before });
      return;
    }
    seen.set(key, record.line);
    fine.push(record);
  }
}

/** What tells assignments apart: the customer, for a legal entity or as a shopper. */
export function keyOf({ customerId, legalEntityId }) {
  return JSON.stringify([customerId, legalEntityId ?? null]);
}

// Text out of answers: a service may send anything in any field, and what is no text counts as absent.

/** Whether something has fields. */
export function isRecord(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

export function textOf(value) {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The fields of these names that hold text. */
export function textsOf(record, names) {
  if (!isRecord(record)) return {};
  return Object.fromEntries(names.map((name) => [name, textOf(record[name])]).filter(([, text]) => text !== undefined));
}

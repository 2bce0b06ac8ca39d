// From what a person searches for to a query of the library's: a field, a text, a status.

import { t } from "../words/words.js";

/** The fields that are searched in. */
export const SEARCHED = [
  ["lastName", t("Last name")],
  ["firstName", t("First name")],
  ["contactEmail", t("E-mail")],
  ["company", t("Company")],
  ["customerNumber", t("Customer number")],
];

export const STATUSES = [
  ["", t("Any")],
  ["active", t("Active")],
  ["hold", t("On hold")],
  ["inactive", t("Inactive")],
];

/** The query, or undefined where nothing is searched for. A text that no query can hold is a ValidationError. */
export function queryOf(field, { name, how, text, status }) {
  const terms = [];
  if (text) terms.push(how === "is" ? field(name).eq(text) : field(name).matches((how === "begins" ? "^" : "") + literal(text)));
  if (status === "active") terms.push(field("active").eq(true), field("onHold").eq(false));
  if (status === "hold") terms.push(field("onHold").eq(true));
  if (status === "inactive") terms.push(field("active").eq(false));
  return terms.length > 1 ? terms[0].and(...terms.slice(1)) : terms[0];
}

/** The services document no way to escape, so what means something in a pattern becomes "any one character". */
function literal(text) {
  return text.replace(/[.*+?^$()[\]{}|]/g, ".");
}

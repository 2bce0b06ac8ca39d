// One customer as a row of the list; on narrow screens the same row is a card, where a cell that holds nothing is left out.
// A service may send anything in any field: what cannot be shown counts as absent, so that one odd customer hides no other.

import { element, hiddenText, icon } from "../dom.js";
import { LOCALE } from "../locale.js";

const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const MOMENT = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });
const LANGUAGES = new Intl.DisplayNames(LOCALE, { type: "language" });

const TEXTS = [
  "firstName", "middleName", "lastName", "company", "contactEmail", "email", "customerNumber",
  "preferredLanguage", "preferredCurrency", "metadataCreatedAt",
];

/** The row of a customer; `isNew` marks the one that was just registered. */
export function customerRow(given, isNew) {
  const customer = presentable(given);
  const row = element(
    "tr",
    { role: "row", class: isNew ? "is-new" : null, tabindex: isNew ? "-1" : null },
    who(customer, isNew),
    cell(customer.company && element("bdi", { class: "break" }, customer.company)),
    cell(customer.preferredLanguage && language(customer.preferredLanguage)),
    cell(customer.preferredCurrency && element("span", { class: "code" }, customer.preferredCurrency)),
    cell(customer.status && status(customer.status)),
    cell(customer.metadataCreatedAt && created(customer.metadataCreatedAt)),
  );
  return row;
}

/** The shape of a row while the customers are on their way. */
export function skeletonRow(position) {
  const bar = (kind) => element("span", { class: `bone bone-${kind} bone-${position % 3}` });
  const cells = ["company", "language", "currency", "status", "created"].map((kind) =>
    element("td", { role: "cell" }, bar(kind)),
  );
  const person = element("div", { class: "person" }, element("span", { class: "bone bone-avatar" }), element("div", {}, bar("name"), bar("email")));
  return element("tr", { role: "row", class: "skeleton", "aria-hidden": "true" }, element("td", { role: "cell" }, person), ...cells);
}

/** The fields of a customer that can be shown. Something that is no customer has none, not even a status. */
function presentable(given) {
  if (given === null || typeof given !== "object" || Array.isArray(given)) return {};
  const texts = TEXTS.map((name) => [name, textOf(given[name])]).filter(([, text]) => text !== undefined);
  return { ...Object.fromEntries(texts), status: statusOf(given) };
}

function textOf(value) {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

function who(customer, isNew) {
  const name = [customer.firstName, customer.middleName, customer.lastName].filter(Boolean).join(" ");
  const email = customer.contactEmail ?? customer.email;
  const title = name || customer.company || email || customer.customerNumber || "No name";
  return element(
    "th",
    { role: "rowheader", scope: "row" },
    element(
      "div",
      { class: "person" },
      element("span", { class: "avatar", "aria-hidden": "true" }, initials(customer, title)),
      element(
        "div",
        { class: "person-text" },
        element("span", { class: "name" }, element("bdi", { class: "break" }, title), isNew ? element("span", { class: "new" }, "New") : null),
        email ? element("span", { class: "email" }, ...breakable(email)) : element("span", { class: "email" }, nothing("No e-mail address")),
      ),
    ),
  );
}

/** Lets a long e-mail address break before its `@`. */
function breakable(email) {
  const at = email.lastIndexOf("@");
  return at > 0 ? [email.slice(0, at), element("wbr"), email.slice(at)] : [email];
}

function initials({ firstName, lastName }, title) {
  const first = (text) => [...(text ?? "")].find((char) => /[\p{L}\p{N}]/u.test(char)) ?? "";
  // Scripts without capitals are written joined or in full width: one letter stands better alone there.
  const pair = first(firstName) + first(lastName);
  const shown = /^\p{Lu}+$/u.test(pair) ? pair : first(pair || title);
  return shown.toLocaleUpperCase(LOCALE) || "·";
}

function cell(content) {
  return element("td", { role: "cell", class: content ? null : "is-empty" }, content || nothing());
}

function nothing(words = "None") {
  return element("span", { class: "nothing" }, element("span", { "aria-hidden": "true" }, "–"), hiddenText(words));
}

function language(tag) {
  return element("span", { title: tag }, languageName(tag) ?? tag);
}

/** `de_DE` as `German (DE)`; `Intl` knows BCP 47 alone, which has a hyphen there. */
function languageName(tag) {
  try {
    const { language, region } = new Intl.Locale(tag.replaceAll("_", "-"));
    return region ? `${LANGUAGES.of(language)} (${region})` : LANGUAGES.of(language);
  } catch {
    return undefined;
  }
}

const STATUS = {
  active: { words: "Active", sign: "active" },
  hold: { words: "On hold", sign: "hold" },
  inactive: { words: "Inactive", sign: "inactive" },
};

function statusOf({ active, onHold }) {
  return active === false ? "inactive" : onHold === true ? "hold" : "active";
}

function status(key) {
  return element("span", { class: `status status-${key}` }, icon(STATUS[key].sign), STATUS[key].words);
}

function created(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return element("span", {}, text);
  return element("time", { class: "created", datetime: date.toISOString(), title: MOMENT.format(date) }, DAY.format(date));
}

// What is shown of a customer, in the list and in the customer's own view. A service may send anything in any field: what
// cannot be shown counts as absent, so that one odd customer hides no other.

import { element, hiddenText, icon } from "../dom.js";
import { LOCALE } from "../locale.js";
import { isRecord, textsOf } from "../text.js";

const DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium" });
const MOMENT = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });
const LANGUAGES = new Intl.DisplayNames(LOCALE, { type: "language" });

const NAMELESS = "No name";

const TEXTS = [
  "id", "title", "firstName", "middleName", "lastName", "company", "contactEmail", "email", "contactPhone", "customerNumber",
  "preferredLanguage", "preferredCurrency", "preferredSite", "type", "businessModel", "restriction", "metadataCreatedAt",
];

/** The fields of a customer that can be shown. Something that is no customer has none, not even a status. */
export function presentable(given) {
  if (!isRecord(given)) return { title: NAMELESS };
  const { title: salutation, ...texts } = textsOf(given, TEXTS);
  const name = [texts.firstName, texts.middleName, texts.lastName].filter(Boolean).join(" ");
  const email = texts.contactEmail ?? texts.email;
  const title = name || texts.company || email || texts.customerNumber || NAMELESS;
  const { companyRegistrationId } = textsOf(given.b2b, ["companyRegistrationId"]);
  return { ...texts, salutation, email, title, companyRegistrationId, status: statusOf(given) };
}

/** Lets a long e-mail address break before its `@`. */
export function breakable(email) {
  const at = email.lastIndexOf("@");
  return at > 0 ? [email.slice(0, at), element("wbr"), email.slice(at)] : [email];
}

/** The first letters of a customer's name; decoration. */
export function avatar(customer) {
  return element("span", { class: "avatar", "aria-hidden": "true" }, initials(customer));
}

function initials({ firstName, lastName, title }) {
  const first = (text) => [...(text ?? "")].find((char) => /[\p{L}\p{N}]/u.test(char)) ?? "";
  // Scripts without capitals are written joined or in full width: one letter stands better alone there.
  const pair = first(firstName) + first(lastName);
  const shown = /^\p{Lu}+$/u.test(pair) ? pair : first(pair || title);
  return shown.toLocaleUpperCase(LOCALE) || "·";
}

export function nothing(words = "None") {
  return element("span", { class: "nothing" }, element("span", { "aria-hidden": "true" }, "–"), hiddenText(words));
}

export function languageOf(tag) {
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

export function status(key) {
  return element("span", { class: `status status-${key}` }, icon(STATUS[key].sign), STATUS[key].words);
}

export function created(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return element("span", {}, text);
  return element("time", { class: "created", datetime: date.toISOString(), title: MOMENT.format(date) }, DAY.format(date));
}

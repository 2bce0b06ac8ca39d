// What is shown of a customer, in the list and in the customer's own view. A service may send anything in any field: what
// cannot be shown counts as absent, so that one odd customer hides no other.

import { element, foreign, icon } from "../parts/dom.js";
import { nothing } from "../parts/listing.js";
import { isRecord, textOf, textsOf } from "../parts/text.js";
import { address } from "../shell/route.js";
import { countryName, languageName, moment } from "../words/intl.js";
import { counted, locale, t } from "../words/words.js";

const NAMELESS = t("No name");

const TEXTS = [
  "id", "title", "firstName", "middleName", "lastName", "company", "contactEmail", "email", "contactPhone", "customerNumber",
  "preferredLanguage", "preferredCurrency", "preferredSite", "type", "businessModel", "restriction", "metadataCreatedAt", "photoUrl", "lastLogin",
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

/** What names a customer to the service. */
export function numberOf({ customerNumber, id }) {
  return customerNumber ?? id;
}

/** What a customer is called among what is on its way out. */
export function leavingKey(number) {
  return `customer ${number}`;
}

/** The person of a row: a sign, the name as a link to the customer, the e-mail address. */
export function who(customer) {
  const { email, title } = customer;
  const number = numberOf(customer);
  const target = number && address("customers", number);
  const name = foreign(title);
  return element(
    "div",
    { class: "person" },
    avatar(customer),
    element(
      "div",
      { class: "person-text" },
      element("span", { class: "name" }, target ? element("a", { class: "open", href: target }, name) : name),
      email ? element("span", { class: "email" }, ...breakable(email)) : element("span", { class: "email" }, nothing(t("No e-mail address"))),
    ),
  );
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
  const shown = /^\p{Lu}+$/u.test(pair) ? pair : first(pair || String(title));
  return shown.toLocaleUpperCase(locale()) || "·";
}

export function companyOf({ company }) {
  return company && foreign(company);
}

export function languageOf(tag) {
  return tag && element("span", { title: tag }, languageName(tag));
}

export function codeOf(code) {
  return code && element("span", { class: "code" }, code);
}

const STATUS = {
  active: { words: t("Active"), sign: "active" },
  hold: { words: t("On hold"), sign: "hold" },
  inactive: { words: t("Inactive"), sign: "inactive" },
};

function statusOf({ active, onHold }) {
  return active === false ? "inactive" : onHold === true ? "hold" : "active";
}

export function status(key) {
  return key && element("span", { class: `status status-${key}` }, icon(STATUS[key].sign), STATUS[key].words);
}

/** A date-time as a day, with the moment as its title. */
export function when(text) {
  if (!text) return undefined;
  const at = moment(text);
  if (!at) return element("span", {}, text);
  return element("time", { class: "created", datetime: at.iso, title: at.moment }, at.day);
}

/** What was asked for beside a customer, as a row below the customer's own. */
export function expanded(given, show, columns) {
  const parts = [show.includes("addresses") && addressesOf(given), show.includes("mixins") && mixinsOf(given)].filter(Boolean);
  if (parts.length === 0) return [];
  return [element("tr", { role: "row", class: "beside" }, element("td", { role: "cell", colspan: String(columns) }, ...parts))];
}

function addressesOf(given) {
  const list = Array.isArray(given?.addresses) ? given.addresses.filter(isRecord) : [];
  if (list.length === 0) return undefined;
  const lines = list.map((each) => {
    const { contactName, street, streetNumber, zipCode, city, country } = textsOf(each, ["contactName", "street", "streetNumber", "zipCode", "city", "country"]);
    const place = [[street, streetNumber].filter(Boolean).join(" "), [zipCode, city].filter(Boolean).join(" ")].filter(Boolean).join(", ");
    return element("li", {}, foreign([contactName, place].filter(Boolean).join(" – ")), country ? [", ", element("span", {}, countryName(country))] : null);
  });
  return element("div", { class: "beside-part" }, element("p", { class: "beside-head" }, counted(list.length, "1 address", "{count} addresses")), element("ul", { role: "list" }, ...lines));
}

/** The tenant's own fields, flat: `loyalty.tier: gold`. */
export function mixinsOf(given) {
  const mixins = isRecord(given?.mixins) ? Object.entries(given.mixins) : [];
  const facts = mixins.flatMap(([name, values]) => (isRecord(values) ? Object.entries(values).map(([key, value]) => [`${name}.${key}`, textOf(value) ?? JSON.stringify(value) ?? "null"]) : []));
  if (facts.length === 0) return undefined;
  return element(
    "div",
    { class: "beside-part" },
    element("p", { class: "beside-head" }, t("Mixins")),
    element("dl", { class: "mixins" }, ...facts.map(([key, value]) => element("div", {}, element("dt", {}, foreign(key)), element("dd", {}, foreign(value))))),
  );
}

// Everything that a customer of Spirii can hold, in groups. What is absent is left out, a group with nothing in it too.

import { button, element, foreign, hiddenText, plainButton } from "../parts/dom.js";
import { isRecord, textOf, textsOf } from "../parts/text.js";
import { languageName } from "../words/intl.js";
import { counted, say, t, textNode } from "../words/words.js";
import { breakable } from "./customer-parts.js";

/** So many locations are listed before the person asks for all. */
const LISTED = 40;

/** `[field, label, show?]` of each group that is a record of texts. */
const GROUPS = [
  ["contactDetails", t("Contact"), [["name", t("Name")], ["email", t("E-mail"), email], ["phone", t("Telephone"), number]]],
  [
    "billingDetails",
    t("Billing"),
    [
      ["paymentMethod", t("Payment")],
      ["invoiceFormat", t("Format of invoices")],
      ["invoiceEmail", t("Invoices go to"), email],
      ["vatNumber", t("VAT number"), number],
      ["gln", t("Global location number (GLN)"), number],
      ["address", t("Street")],
      ["zipCode", t("Postal code")],
      ["city", t("City")],
    ],
  ],
  [
    "payoutInformation",
    t("Payout"),
    [
      ["bankAccountHolderName", t("Account holder")],
      ["iban", t("IBAN"), secret],
      ["swiftCode", t("SWIFT code"), number],
      ["bankAccount", t("Account number"), secret],
      ["bankRegistrationNumber", t("Bank registration number"), secret],
    ],
  ],
  ["financialSetup", t("Financial set-up"), [["language", t("Language"), (text) => element("span", { title: text }, languageName(text))], ["currency", t("Currency"), number]]],
  [
    "billingSettings",
    t("Billing settings"),
    [
      ["chargeKeyDocumentAggregation", t("Charge keys on documents")],
      ["chargeKeyLineAggregation", t("Charge keys on lines")],
      ["companyCarReimbursementMethod", t("Reimbursement for company cars")],
    ],
  ],
];

/** The groups of a customer that hold anything. */
export function groupsOf(customer) {
  const records = GROUPS.map(([field, name, fields]) => {
    const texts = textsOf(customer[field], fields.map(([key]) => key));
    const facts = fields.filter(([key]) => texts[key] !== undefined).map(([key, words, show = foreign]) => [words, show(texts[key], words)]);
    return facts.length > 0 && group(field, name, factList(facts));
  });
  return [...records, locationsOf(customer.locations)].filter(Boolean);
}

export function factList(facts) {
  return element("dl", { class: "operator-facts" }, ...facts.map(([words, ...content]) => element("div", {}, element("dt", {}, words), element("dd", {}, ...content))));
}

function group(field, name, ...content) {
  const id = `operator-${field}`;
  return element("section", { class: "operator-card", "aria-labelledby": id }, element("h3", { id }, name), ...content);
}

function email(text) {
  return element("bdi", { class: "break" }, ...breakable(text));
}

function number(text) {
  return element("bdi", { class: "break figures" }, text);
}

/** A number that is not for everybody who looks at the screen: its end, until the person asks for all of it. */
function secret(text, name) {
  const end = text.length > 4 ? text.slice(-4) : "";
  const shown = element("bdi", { class: "break figures" });
  const toggle = plainButton("reveal", () => set(!all));
  let all;
  const set = (open) => {
    all = open;
    toggle.replaceChildren(textNode(open ? t("Hide") : t("Show")), hiddenText(" – "), hiddenText(name));
    if (open) say(shown, text);
    else shown.replaceChildren(element("span", { "aria-hidden": "true" }, "•••• "), hiddenText(end ? t("ends in") : t("hidden")), hiddenText(" "), end);
  };
  set(false);
  return element("span", { class: "secret" }, shown, toggle);
}

function locationsOf(given) {
  const numbers = Array.isArray(given) ? given.map(textOf).filter(Boolean) : [];
  if (numbers.length === 0) return undefined;
  const item = (text) => element("li", {}, number(text));
  const list = element("ul", { role: "list", class: "locations" }, ...numbers.slice(0, LISTED).map(item));
  const rest = numbers.slice(LISTED);
  const more = button(t("Show all {count}", { count: numbers.length }), () => {
    list.append(...rest.map(item));
    list.tabIndex = -1;
    list.focus();
    more.remove();
  });
  return group("locations", t("Locations"), element("p", { class: "hint" }, counted(numbers.length, "1 location", "{count} locations")), list, rest.length > 0 && more);
}

// The main data of a customer, to be read. A field that holds nothing is left out.

import { element, foreign } from "../parts/dom.js";
import { textOf } from "../parts/text.js";
import { t } from "../words/words.js";
import { KINDS } from "./customer-fields.js";
import { avatar, breakable, codeOf, languageOf, mixinsOf, status, when } from "./customer-parts.js";

const MODELS = { B2B: t("Business (B2B)"), B2C: t("Consumer (B2C)") };

/** The parts of the profile; `customer` is what can be shown of one, `given` the customer as it was read. */
export function profile(customer, given) {
  const text = (value) => value && foreign(value);
  // Long ones have a line of their own where others share one.
  const rows = [
    [t("E-mail"), customer.email && element("span", { class: "break" }, ...breakable(customer.email)), true],
    [t("Phone"), text(customer.contactPhone)],
    [t("Title"), text(customer.salutation)],
    [t("Company"), customer.company !== customer.title && text(customer.company), true],
    [t("Registration id"), text(customer.companyRegistrationId)],
    [t("Kind of profile"), KINDS[customer.type] ?? text(customer.type)],
    [t("Business model"), MODELS[customer.businessModel] ?? text(customer.businessModel)],
    [t("Language"), languageOf(customer.preferredLanguage)],
    [t("Currency"), codeOf(customer.preferredCurrency)],
    [t("Site"), text(customer.preferredSite)],
    [t("Restriction"), text(customer.restriction)],
    [t("Picture address"), text(customer.photoUrl), true],
    [t("Created"), when(customer.metadataCreatedAt)],
    [t("Last login"), when(customer.lastLogin)],
    [t("Customer number"), customer.customerNumber && element("bdi", { class: "number" }, customer.customerNumber)],
    [t("Version"), text(textOf(given?.metadata?.version))],
  ];
  return [
    element(
      "div",
      { class: "profile-head" },
      avatar(customer),
      element(
        "div",
        { class: "person-text" },
        element("h2", { id: "customer-heading" }, foreign(customer.title)),
        customer.status ? element("p", {}, status(customer.status)) : null,
      ),
    ),
    element("dl", { class: "facts" }, ...rows.filter(([, value]) => value).map((row) => fact(...row))),
    mixinsOf(given),
  ].filter(Boolean);
}

function fact(term, value, whole) {
  return element("div", { class: whole ? "whole" : null }, element("dt", {}, term), element("dd", {}, value));
}

/** The shape of a profile while it is on its way. */
export function profileSkeleton() {
  const bone = (kind, position) => element("span", { class: `bone bone-${kind} bone-${position % 3}` });
  const rows = Array.from({ length: 6 }, (_, position) => element("div", {}, bone("currency", position), bone("email", position)));
  return element(
    "div",
    { "aria-hidden": "true" },
    element("div", { class: "profile-head" }, element("span", { class: "bone bone-avatar" }), element("div", { class: "person-text" }, bone("name", 0), bone("status", 0))),
    element("div", { class: "facts" }, ...rows),
  );
}

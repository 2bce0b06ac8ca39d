// The main data of a customer, to be read. A field that holds nothing is left out.

import { element } from "../dom.js";
import { avatar, breakable, created, languageOf, status } from "./customer-parts.js";

const KINDS = { CUSTOMER: "Customer", CONTACT: "Contact of a company" };
const MODELS = { B2B: "Business (B2B)", B2C: "Consumer (B2C)" };
/** These are long, and have a line of their own where others share one. */
const WHOLE = ["E-mail", "Company"];

/** The parts of the profile; `customer` is what can be shown of one. */
export function profile(customer) {
  const text = (value) => value && element("bdi", { class: "break" }, value);
  const rows = [
    ["E-mail", customer.email && element("span", { class: "break" }, ...breakable(customer.email))],
    ["Phone", text(customer.contactPhone)],
    ["Title", text(customer.salutation)],
    ["Company", customer.company !== customer.title && text(customer.company)],
    ["Registration id", text(customer.companyRegistrationId)],
    ["Kind of profile", text(KINDS[customer.type] ?? customer.type)],
    ["Business model", text(MODELS[customer.businessModel] ?? customer.businessModel)],
    ["Language", customer.preferredLanguage && languageOf(customer.preferredLanguage)],
    ["Currency", customer.preferredCurrency && element("span", { class: "code" }, customer.preferredCurrency)],
    ["Site", text(customer.preferredSite)],
    ["Restriction", text(customer.restriction)],
    ["Created", customer.metadataCreatedAt && created(customer.metadataCreatedAt)],
    ["Customer number", customer.customerNumber && element("bdi", { class: "number" }, customer.customerNumber)],
  ];
  return [
    element(
      "div",
      { class: "profile-head" },
      avatar(customer),
      element(
        "div",
        { class: "person-text" },
        element("h2", { id: "customer-heading" }, element("bdi", { class: "break" }, customer.title)),
        customer.status ? element("p", {}, status(customer.status)) : null,
      ),
    ),
    element("dl", { class: "facts" }, ...rows.filter(([, value]) => value).map(([term, value]) => fact(term, value, WHOLE.includes(term)))),
  ];
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

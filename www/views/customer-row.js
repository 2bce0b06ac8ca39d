// One customer as a row of the list; on narrow screens the same row is a card, where a cell that holds nothing is left out.

import { element } from "../dom.js";
import { customerAddress } from "../route.js";
import { avatar, breakable, created, languageOf, nothing, presentable, status } from "./customer-parts.js";

/** The row of a customer; `isNew` marks the one that was just registered. */
export function customerRow(given, isNew) {
  const customer = presentable(given);
  const row = element(
    "tr",
    { role: "row", class: isNew ? "is-new" : null, tabindex: isNew ? "-1" : null },
    who(customer, isNew),
    cell(customer.company && element("bdi", { class: "break" }, customer.company)),
    cell(customer.preferredLanguage && languageOf(customer.preferredLanguage)),
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

function who(customer, isNew) {
  const { email, title } = customer;
  const name = element("bdi", { class: "break" }, title);
  const address = customerAddress(customer.customerNumber ?? customer.id);
  return element(
    "th",
    { role: "rowheader", scope: "row" },
    element(
      "div",
      { class: "person" },
      avatar(customer),
      element(
        "div",
        { class: "person-text" },
        element("span", { class: "name" }, address ? element("a", { class: "open", href: address }, name) : name, isNew ? element("span", { class: "new" }, "New") : null),
        email ? element("span", { class: "email" }, ...breakable(email)) : element("span", { class: "email" }, nothing("No e-mail address")),
      ),
    ),
  );
}

function cell(content) {
  return element("td", { role: "cell", class: content ? null : "is-empty" }, content || nothing());
}

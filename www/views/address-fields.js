// The fields of an address.

import { element } from "../parts/dom.js";
import { field } from "../parts/fields.js";
import { t } from "../words/words.js";

const part = (given) => field("address", given);

export const NEEDED = { contactName: t("Enter the name of the contact.") };

/** What most addresses have. `countries` are codes to choose from. */
export function main(countries) {
  return [
    part({ name: "contactName", wide: true, required: true, label: t("Contact's name"), hint: t("The person or department to ask for"), more: { autocomplete: "name" } }),
    part({ name: "companyName", wide: true, label: t("Company"), more: { autocomplete: "organization" } }),
    element(
      "div",
      { class: "street" },
      part({ name: "street", label: t("Street"), more: { autocomplete: "address-line1" } }),
      part({ name: "streetNumber", label: t("Number"), more: { autocomplete: "off" } }),
    ),
    element(
      "div",
      { class: "place" },
      part({ name: "zipCode", label: t("Postal code"), more: { autocomplete: "postal-code", spellcheck: "false" } }),
      part({ name: "city", label: t("City"), more: { autocomplete: "address-level2" } }),
    ),
    part({ name: "state", roomy: true, label: t("State or province"), more: { autocomplete: "address-level1" } }),
    part({ name: "country", roomy: true, upper: true, label: t("Country"), hint: t("Two letters, like DE"), suggest: countries, more: { autocomplete: "country" } }),
    part({ name: "contactPhone", wide: true, type: "tel", label: t("Phone"), more: { inputmode: "tel", autocomplete: "tel" } }),
  ];
}

/** What some have. */
export function more() {
  return [
    part({ name: "streetAppendix", wide: true, label: t("After the number"), hint: t("A staircase, a floor or a flat, like 3rd floor"), more: { autocomplete: "off" } }),
    ...[1, 2, 3, 4].map((number) => part({ name: `extraLine${number}`, roomy: true, label: t("Further line {number}", { number }), more: { autocomplete: "off" } })),
  ];
}

/** An id is given once. */
export function ownId() {
  return part({ name: "id", wide: true, verbatim: true, label: t("Address id"), hint: t("Your own id, if you have one. The service makes one when it is empty.") });
}

export function isDefault() {
  return part({ name: "isDefault", type: "tick", label: t("Use as the default address") });
}

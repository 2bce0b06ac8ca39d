// The fields of a customer, for the form that creates one and the one that changes one. What a value must look like is
// the schema's to say; the native attributes do for a page whose module cannot be had.

import { t } from "../words/words.js";

const LANGUAGES = ["en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "nl_NL", "pl_PL", "pt_BR", "sv_SE", "ja_JP", "ar_AE"];
const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "PLN", "JPY", "AED"];

/** The kinds of profile; the list is open, so one that is not in it keeps its own name. */
export const KINDS = { CUSTOMER: t("Customer"), CONTACT: t("Contact of a company") };

const LAST_NAME = { name: "lastName", label: t("Last name"), more: { autocomplete: "family-name" } };
const EMAIL = {
  name: "contactEmail", wide: true, type: "email", label: t("E-mail address"),
  more: { inputmode: "email", autocomplete: "email", autocapitalize: "none", spellcheck: "false" },
};

const FIRST_NAME = { name: "firstName", label: t("First name"), more: { autocomplete: "given-name" } };
const COMPANY = { name: "company", wide: true, label: t("Company"), more: { autocomplete: "organization" } };
/** A desk that registers somebody needs these, though the service does not. */
export const NEEDED = { lastName: t("Enter the last name."), contactEmail: t("Enter the e-mail address.") };

export function main({ required }) {
  return [FIRST_NAME, { ...LAST_NAME, required }, { ...EMAIL, required }, COMPANY];
}

export const PERSON = [
  { name: "title", label: t("Title"), suggest: ["MS", "MRS", "MR", "DR"], more: { autocomplete: "honorific-prefix" } },
  { name: "middleName", label: t("Middle name"), more: { autocomplete: "additional-name" } },
  { name: "contactPhone", wide: true, type: "tel", label: t("Phone"), more: { inputmode: "tel", autocomplete: "tel" } },
  {
    name: "photoUrl", wide: true, verbatim: true, label: t("Picture address"), hint: t("Where a photo of the customer is, like https://example.com/ada.jpg"),
    more: { inputmode: "url", autocomplete: "photo" },
  },
];

export const BUSINESS = [
  {
    name: "b2b.companyRegistrationId", wide: true, verbatim: true, label: t("Company registration id"),
    hint: t("The company's number in its register, like HRB 12345"),
  },
  { name: "type", wide: true, type: "select", label: t("Kind of profile"), options: Object.entries(KINDS) },
];

export const PREFERENCES = [
  {
    name: "preferredLanguage", roomy: true, verbatim: true, label: t("Language"), hint: t("With its region, like de_DE"), suggest: LANGUAGES,
    more: { autocomplete: "language" },
  },
  {
    name: "preferredCurrency", roomy: true, upper: true, label: t("Currency"), hint: t("Three letters, like EUR"), suggest: CURRENCIES,
    more: { autocomplete: "transaction-currency" },
  },
  { name: "preferredSite", wide: true, verbatim: true, label: t("Site"), hint: t("The site's code; the service takes main when it is empty") },
];

export const RESTRICTION = {
  name: "restriction", wide: true, verbatim: true, label: t("Restriction"), hint: t("Who may see the customer: one of the tenant's restrictions"),
};
export const OWN_ID = {
  name: "id", wide: true, verbatim: true, label: t("Customer id"),
  hint: t("Your own id: letters, digits, hyphens and underscores. The service makes one when it is empty."),
};

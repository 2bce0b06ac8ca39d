// One address as a card: where it is, what it is used for, and what can be done with it.

import { element, hiddenText, icon } from "../dom.js";
import { LOCALE } from "../locale.js";
import { isRecord, textOf, textsOf } from "../text.js";

const COUNTRIES = new Intl.DisplayNames(LOCALE, { type: "region", fallback: "none" });

const TEXTS = [
  "id", "contactName", "companyName", "street", "streetNumber", "streetAppendix", "extraLine1", "extraLine2", "extraLine3",
  "extraLine4", "zipCode", "city", "state", "country", "contactPhone",
];

/** The fields of an address that can be shown, with `title`, `isDefault` and `tags`. */
export function presentable(given) {
  const texts = textsOf(given, TEXTS);
  const tags = isRecord(given) && Array.isArray(given.tags) ? given.tags.map(textOf).filter((tag) => tag !== undefined) : [];
  const title = texts.contactName ?? texts.companyName ?? "No name";
  return { ...texts, title, isDefault: isRecord(given) && given.isDefault === true, tags: [...new Set(tags)] };
}

/** The name of the country; its code where nobody knows one. */
export function countryName(code) {
  try {
    return COUNTRIES.of(code) ?? code;
  } catch {
    return code;
  }
}

/** An address as it is written on a letter, without the contact's name. */
export function addressLines(address) {
  const line = (...parts) => parts.filter(Boolean).join(" ");
  const lines = [
    address.companyName !== address.title && address.companyName,
    line(address.street, address.streetNumber, address.streetAppendix),
    address.extraLine1,
    address.extraLine2,
    address.extraLine3,
    address.extraLine4,
    [line(address.zipCode, address.city), address.state].filter(Boolean).join(", "),
    address.country && countryName(address.country),
  ];
  return lines.filter(Boolean);
}

/** The same as markup. */
export function letter(address) {
  const lines = addressLines(address);
  if (lines.length === 0) return element("p", { class: "lines nothing" }, "Nothing but a name");
  return element("p", { class: "lines" }, ...lines.map((text) => element("span", { class: "line" }, element("bdi", {}, text))));
}

/**
 * The card. `acts` are called with the address: `edit`, `makeDefault`, `remove`, `tag` and `untag(address, tag)`. Parts
 * that can have the focus are named by `data-act`, so that it can be given back to the card that takes this one's place.
 */
export function addressCard(address, acts, { isNew }) {
  const head = element(
    "div",
    { class: "address-head" },
    element("h4", { tabindex: "-1", "data-act": "title" }, element("bdi", { class: "break" }, address.title)),
    isNew ? element("span", { class: "new" }, "New") : null,
    address.isDefault ? element("span", { class: "status status-default" }, icon("active"), "Default") : null,
  );
  const phone = address.contactPhone ? element("p", { class: "phone" }, element("bdi", { class: "break" }, address.contactPhone)) : null;
  const card = element("li", { class: isNew ? "address is-new" : "address" }, head, letter(address), phone);
  // Without an id the service cannot be told which one is meant.
  if (address.id === undefined) {
    if (address.tags.length > 0) card.append(element("ul", { class: "tags", role: "list" }, ...address.tags.map((tag) => element("li", { class: "tag" }, element("bdi", {}, tag)))));
    return card;
  }
  card.append(tags(address, acts), foot(address, acts));
  return card;
}

function tags(address, acts) {
  const chips = address.tags.map((tag) => {
    const remove = act("untag", () => acts.untag(address, tag), icon("close"), hiddenText(`Remove the tag ${tag}`));
    remove.className = "tag-remove";
    remove.dataset.tag = tag;
    return element("li", { class: "tag" }, element("bdi", { class: "break" }, tag), remove);
  });
  const add = act("tag", () => acts.tag(address), icon("add"), "Tag", hiddenText(` the address of ${address.title}`));
  add.className = "tag-add";
  add.setAttribute("aria-expanded", "false");
  return element("ul", { class: "tags", role: "list" }, ...chips, element("li", {}, add));
}

function foot(address, acts) {
  const words = hiddenText(` the address of ${address.title}`);
  const edit = act("edit", () => acts.edit(address), "Edit", words);
  const remove = act("remove", () => acts.remove(address), "Remove", words.cloneNode(true));
  const makeDefault = address.isDefault ? null : act("makeDefault", () => acts.makeDefault(address), "Make default", hiddenText(`: the address of ${address.title}`));
  return element("div", { class: "address-foot" }, edit, makeDefault, remove);
}

function act(name, onClick, ...words) {
  const made = element("button", { class: "plain", type: "button", "data-act": name }, ...words);
  made.addEventListener("click", onClick);
  return made;
}

/** The shape of an address while it is on its way. */
export function addressSkeleton(position) {
  const bone = (kind) => element("span", { class: `bone bone-${kind} bone-${position % 3}` });
  return element("li", { class: "address skeleton", "aria-hidden": "true" }, bone("name"), bone("company"), bone("email"), bone("language"));
}

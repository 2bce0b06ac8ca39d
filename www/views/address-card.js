// One address as a card: where it is, what it is used for, and what can be done with it.

import { element, foreign, hiddenText, icon, plainButton } from "../parts/dom.js";
import { isRecord, textOf, textsOf } from "../parts/text.js";
import { countryName } from "../words/intl.js";
import { t } from "../words/words.js";

const TEXTS = [
  "id", "contactName", "companyName", "street", "streetNumber", "streetAppendix", "extraLine1", "extraLine2", "extraLine3",
  "extraLine4", "zipCode", "city", "state", "country", "contactPhone",
];

/** The fields of an address that can be shown, with `title`, `isDefault` and `tags`. */
export function presentable(given) {
  const texts = textsOf(given, TEXTS);
  const tags = isRecord(given) && Array.isArray(given.tags) ? given.tags.map(textOf).filter((tag) => tag !== undefined) : [];
  const title = texts.contactName ?? texts.companyName ?? t("No name");
  return { ...texts, title, isDefault: isRecord(given) && given.isDefault === true, tags: [...new Set(tags)] };
}

/** An address as it is written on a letter, without the contact's name. */
function addressLines(address) {
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
  if (lines.length === 0) return element("p", { class: "lines nothing" }, t("Nothing but a name"));
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
    element("h4", { tabindex: "-1", "data-act": "title" }, foreign(address.title)),
    isNew ? element("span", { class: "new" }, t("New")) : null,
    address.isDefault ? element("span", { class: "status status-default" }, icon("active"), t("Default")) : null,
  );
  const phone = address.contactPhone ? element("p", { class: "phone" }, foreign(address.contactPhone)) : null;
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
    const remove = plainButton("untag", () => acts.untag(address, tag), icon("close"), hiddenText(t("Remove the tag {tag}", { tag })));
    remove.className = "tag-remove";
    remove.dataset.tag = tag;
    return element("li", { class: "tag" }, foreign(tag), remove);
  });
  const add = plainButton("tag", () => acts.tag(address), icon("add"), t("Tag"), whose(address));
  add.className = "tag-add";
  add.setAttribute("aria-expanded", "false");
  return element("ul", { class: "tags", role: "list" }, ...chips, element("li", {}, add));
}

function foot(address, acts) {
  const edit = plainButton("edit", () => acts.edit(address), t("Edit"), whose(address));
  const remove = plainButton("remove", () => acts.remove(address), t("Remove"), whose(address));
  const makeDefault = address.isDefault ? null : plainButton("makeDefault", () => acts.makeDefault(address), t("Make default"), whose(address));
  return element("div", { class: "address-foot" }, edit, makeDefault, remove);
}

/** Which address a button is about, for ears alone. */
function whose({ title }) {
  return hiddenText(t(" the address of {title}", { title }));
}

/** The shape of an address while it is on its way. */
export function addressSkeleton(position) {
  const bone = (kind) => element("span", { class: `bone bone-${kind} bone-${position % 3}` });
  return element("li", { class: "address skeleton", "aria-hidden": "true" }, bone("name"), bone("company"), bone("email"), bone("language"));
}

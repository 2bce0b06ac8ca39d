// What is shown of Spirii's customers in the list, the tree and the details. A service may send anything in any field: what
// cannot be shown counts as absent, so that one odd customer hides no other.

import { element, foreign } from "../parts/dom.js";
import { isRecord, textsOf } from "../parts/text.js";
import { address } from "../shell/route.js";
import { countryName } from "../words/intl.js";
import { counted, say, t } from "../words/words.js";
import { avatar, when } from "./customer-parts.js";

const NAMELESS = t("No name");

/** The types, by the service's words. */
export const TYPES = {
  CPO: t("Operator"),
  CPOSubsidiary: t("Subsidiary"),
  Business: t("Company"),
  Private: t("Private person"),
};

/** Names that were read in answers, by ids: a filter that holds an id alone can say whose it is. */
const names = new Map();

export function nameOf(id) {
  return names.get(String(id));
}

/** Where the list or the tree was last, for the way back from one customer. */
export const last = { address: undefined };

/** An id that can stand in an address and in a query: a whole number. */
export function idOf(value) {
  return /^\d{1,15}$/.test(String(value)) ? Number(value) : undefined;
}

/** The fields that the list and the tree show. Something that is no customer has none. */
export function presentable(given) {
  const record = isRecord(given) ? given : {};
  const texts = textsOf(record, ["name", "externalId", "country", "type", "createdAt", "updatedAt"]);
  const id = idOf(record.id);
  if (id !== undefined && texts.name) names.set(String(id), texts.name);
  return { ...texts, id, title: texts.name ?? NAMELESS, owner: reference(record.owner), cpo: reference(record.cpo) };
}

/** Another customer: `{ id?, name? }`; undefined where there is neither. */
function reference(given) {
  if (!isRecord(given)) return undefined;
  const { name } = textsOf(given, ["name"]);
  const id = idOf(given.id);
  if (id !== undefined && name) names.set(String(id), name);
  return id === undefined && !name ? undefined : { id, name };
}

/** The name, which leads to the details. */
export function nameLink({ id, title }) {
  const name = foreign(title);
  return id === undefined ? name : element("a", { class: "open", href: address("operators", id) }, name);
}

/** The first cell of a row: the name, and below it both ids. */
export function who(customer) {
  const { id, externalId } = customer;
  const ids = [id !== undefined && element("span", {}, String(id)), externalId && foreign(externalId)].filter(Boolean);
  return element(
    "div",
    { class: "person" },
    avatar(customer),
    element("div", { class: "person-text" }, element("span", { class: "name" }, nameLink(customer)), element("span", { class: "ids" }, ...ids.flatMap((part, at) => (at > 0 ? [" · ", part] : [part])))),
  );
}

/** The type in words; one that nobody knows as it came. */
export function kind({ type }) {
  if (!type) return undefined;
  const words = Object.hasOwn(TYPES, type) ? TYPES[type] : foreign(type);
  return element("span", { class: `kind${Object.hasOwn(TYPES, type) ? ` kind-${type}` : ""}` }, words);
}

export function country({ country: code }) {
  return code && element("span", { title: code }, countryName(code));
}

export function created({ createdAt }) {
  return when(createdAt);
}

/** The name of another customer, as a link that goes to `target`; `about` says to ears what it does. */
export function referenceLink(to, target, about) {
  if (!to) return undefined;
  const name = foreign(to.name ?? String(to.id));
  return target && to.id !== undefined ? element("a", { class: "plain-link", href: target }, name, element("span", { class: "visually-hidden" }, " – ", about)) : name;
}

/** A quiet line that says how many calls are left: as the service says with its answers, or nothing. */
export function rateLine() {
  const node = element("p", { class: "rate", id: "rate", hidden: true });
  const number = (headers, name) => {
    const text = headers?.get(name);
    return /^\d{1,15}$/.test(text ?? "") ? Number(text) : undefined;
  };
  return {
    node,
    show(headers) {
      const left = number(headers, "x-ratelimit-remaining");
      const limit = number(headers, "x-ratelimit-limit");
      node.hidden = left === undefined;
      if (left === undefined) return;
      say(node, limit === undefined ? counted(left, "1 call left this minute", "{count} calls left this minute") : t("{left} of {limit} calls left this minute", { left, limit }));
    },
  };
}

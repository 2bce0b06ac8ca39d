// What is shown of an assignment, and how one is written and removed. A service may send anything in any field.

import { element, foreign } from "../parts/dom.js";
import { isRecord, textsOf } from "../parts/text.js";
import { t } from "../words/words.js";

const KINDS = { MANUAL: t("By hand"), AUTOMATIC: t("Automatic") };

export const CHOICES = [["", t("Any kind")], ...Object.entries(KINDS)];

/** The fields of an assignment that can be shown; `key` is absent where nothing tells which one it is. */
export function presentable(given) {
  const { customer, legalEntity, assignmentType, metadata } = isRecord(given) ? given : {};
  const { id, customerId = id, firstName, lastName, email } = textsOf(customer, ["id", "customerId", "firstName", "lastName", "email"]);
  const own = id ?? customerId;
  const entity = textsOf(legalEntity, ["id", "name"]);
  const isClear = own !== undefined && (!isRecord(legalEntity) || entity.id !== undefined);
  return {
    customer: { customerNumber: own, firstName, lastName, email, title: [firstName, lastName].filter(Boolean).join(" ") || email || own || t("No name") },
    entity: entity.id ?? entity.name ? entity : undefined,
    kind: typeof assignmentType === "string" ? assignmentType : undefined,
    ...textsOf(metadata, ["createdAt"]),
    key: isClear ? { customerId: own, ...(entity.id !== undefined && { legalEntityId: entity.id }) } : undefined,
  };
}

/** What tells a key from others. */
export function nameOfKey({ customerId, legalEntityId = "" }) {
  return JSON.stringify([customerId, legalEntityId]);
}

export function idOf({ customer: { customerNumber } }) {
  return customerNumber && element("code", { class: "break" }, foreign(customerNumber));
}

export function entityOf({ entity }) {
  if (!entity) return undefined;
  const { id, name } = entity;
  return element("div", { class: "entity" }, name && foreign(name), id && element("code", { class: "break" }, foreign(id)));
}

/** What is no kind that is known is shown as it came. */
export function kindOf({ kind }) {
  return kind && element("span", { class: `status kind kind-${Object.hasOwn(KINDS, kind) ? kind.toLowerCase() : "other"}` }, KINDS[kind] ?? kind);
}

/** Assigns one customer; `created` is undefined where the service does not say whether it is new. */
export function putOne(segment, { customerId, legalEntityId }) {
  const key = { customerId, ...(legalEntityId && { legalEntityId }) };
  return orMany(
    () => segment.put(key),
    () => segment.putMany([key]),
  );
}

export function removeOne(segment, key) {
  return orMany(
    () => segment.remove(key),
    () => segment.removeMany([key]),
  );
}

/** An id that cannot stand in an address can stand in the body of a call for many. */
async function orMany(one, many) {
  try {
    return await one();
  } catch (error) {
    if (error?.code !== "validation") throw error;
    (await many()).throwIfFailed();
    return {};
  }
}

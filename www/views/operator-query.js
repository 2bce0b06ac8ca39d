// The filters of Spirii's listing: as the page's address has them, as the form holds them, and as the library asks for them.

import { pageSizeOf, wholeNumber } from "../shell/route.js";
import { t } from "../words/words.js";

/** By their names in the address those in the form, which are the library's. */
export const FILTERS = {
  search: "search",
  types: "types",
  ids: "customerIds",
  ownerId: "ownerId",
  direct: "direct",
  cpoId: "cpoId",
  createdFrom: "createdAtFrom",
  createdTo: "createdAtTo",
  updatedFrom: "updatedAtFrom",
  updatedTo: "updatedAtTo",
};

export const LABELS = {
  search: t("Name or id"),
  types: t("Type"),
  customerIds: t("Ids"),
  ownerId: t("Owner"),
  cpoId: t("Operator (CPO)"),
  createdAtFrom: t("Created from"),
  createdAtTo: t("Created to"),
  updatedAtFrom: t("Changed from"),
  updatedAtTo: t("Changed to"),
};

const NEWEST_FIRST = "createdAt:desc";
export const SORTS = [
  [NEWEST_FIRST, t("Newest first")],
  ["createdAt", t("Oldest first")],
  ["updatedAt:desc", t("Changed last")],
  ["updatedAt", t("Changed longest ago")],
  ["name", t("Name, A to Z")],
  ["name:desc", t("Name, Z to A")],
  ["type", t("Type")],
  ["type:desc", t("Type, backwards")],
  ["ownerName", t("Owner, A to Z")],
  ["ownerName:desc", t("Owner, Z to A")],
  ["cpoName", t("Operator, A to Z")],
  ["cpoName:desc", t("Operator, Z to A")],
  ["id", t("Id, lowest first")],
  ["id:desc", t("Id, highest first")],
];

/** What the address asks for. */
export function wantedOf({ sort, page, size, view, open, ...values }) {
  return {
    filters: filtersOf(values),
    sort: (sort || NEWEST_FIRST).replace(/:asc$/, ""),
    pageNumber: wholeNumber(page, 1),
    pageSize: pageSizeOf(size),
    tree: view === "tree",
    opened: (open ?? "").split(",").filter(Boolean),
  };
}

function filtersOf(values) {
  const given = Object.entries(FILTERS).map(([name, own]) => [own, values[name]]);
  const filters = Object.fromEntries(given.filter(([, text]) => text));
  if (filters.types) filters.types = filters.types.split(",");
  if (filters.direct) filters.direct = filters.ownerId !== undefined;
  return filters;
}

/** The filters as values of the address; what is not asked for takes its place out of it. */
export function addressed(filters) {
  const { direct, ownerId } = filters;
  return Object.fromEntries(
    Object.entries(FILTERS).map(([name, own]) => [name, own === "direct" ? (direct && ownerId ? "1" : undefined) : (filters[own] || undefined)?.toString().replaceAll(/,\s+/g, ",")]),
  );
}

/** The library's query. What cannot be read as a number or a day stays as it is, so that the library says what is wrong. */
export function queryOf({ search, types, customerIds, ownerId, direct, cpoId, createdAtFrom, createdAtTo, updatedAtFrom, updatedAtTo }) {
  const query = {
    search,
    types: types?.length > 0 ? types : undefined,
    customerIds: customerIds?.split(/[\s,;]+/).filter(Boolean).map(number),
    [direct ? "directOwnerId" : "ownerId"]: number(ownerId),
    cpoId: number(cpoId),
    createdAtFrom: startOf(createdAtFrom),
    createdAtTo: endOf(createdAtTo),
    updatedAtFrom: startOf(updatedAtFrom),
    updatedAtTo: endOf(updatedAtTo),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ""));
}

/** The same with the order and the part of the list. */
export function listingOf({ filters, sort, pageNumber, pageSize }) {
  const [sortBy, sortDirection = "asc"] = sort.split(":");
  return { ...queryOf(filters), sortBy, sortDirection, limit: pageSize, offset: (pageNumber - 1) * pageSize };
}

function number(text) {
  const value = Number(text);
  return /^-?\d+$/.test(text) && Number.isSafeInteger(value) ? value : text;
}

/** When a day begins where the reader is. Not every day has 24 hours, so days are counted, not hours. */
export function startOf(text, later = 0) {
  const [, year, month, day] = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(text ?? "")?.map(Number) ?? [];
  if (year === undefined) return text;
  const date = new Date(2000, 0, 1);
  date.setFullYear(year, month - 1, day);
  if (date.getMonth() !== month - 1) return text;
  date.setDate(day + later);
  return date;
}

function endOf(text) {
  const next = startOf(text, 1);
  return next instanceof Date ? new Date(next - 1) : next;
}

/** What the form and the address are judged by: the library's schema for the query that is made of them. */
export function filterSchema({ schemas }) {
  return judgedBy(schemas.spiriiCustomerQuery);
}

function judgedBy(schema, make = queryOf) {
  const told = (verdict) => (verdict.issues ? { ...verdict, issues: verdict.issues.map(atField) } : verdict);
  return {
    "~standard": {
      validate(value) {
        const verdict = schema["~standard"].validate(make(value));
        return verdict.then?.(told) ?? told(verdict);
      },
    },
    validate: (value) => told(schema.validate(make(value))),
    with: (options) => judgedBy(schema.with(options), make),
  };
}

/** What is wrong with what the address asks for, in this language. */
export function faultsIn({ schemas }, wanted, locale) {
  return judgedBy(schemas.spiriiCustomerQuery, listingOf).with({ locale }).validate(wanted).issues;
}

/** The owner has one field for both depths, and a field has a label where the library has its name. */
function atField({ path: [name, ...rest], message, params, ...issue }) {
  const other = params?.with;
  const path = [name === "directOwnerId" ? "ownerId" : name, ...rest];
  return { ...issue, path, params, message: LABELS[other] ? message.replace(other, t("“{label}”", { label: LABELS[other] })) : message };
}

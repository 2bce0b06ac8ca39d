// The customers: found by a search that the library writes, in pages, sorted by a click.

import { element, icon } from "../parts/dom.js";
import { fields, tellAt } from "../parts/fields.js";
import { listing, sizeChoice } from "../parts/listing.js";
import { isLeaving, leavingChange } from "../shell/leaving.js";
import { library, load } from "../shell/package.js";
import { address, go as goTo, named, pageSizeOf, wholeNumber } from "../shell/route.js";
import { counted, t } from "../words/words.js";
import { codeOf, companyOf, expanded, languageOf, leavingKey, numberOf, presentable, status, who, when } from "./customer-parts.js";
import { queryOf, SEARCHED, STATUSES } from "./customer-query.js";

const NEWEST_FIRST = "metadataCreatedAt:desc";
const SORTS = [
  [NEWEST_FIRST, t("Newest first")],
  ["metadataCreatedAt", t("Oldest first")],
  ["lastName", t("Last name, A to Z")],
  ["lastName:desc", t("Last name, Z to A")],
  ["company", t("Company, A to Z")],
  ["company:desc", t("Company, Z to A")],
  ["preferredLanguage", t("Language")],
  ["preferredLanguage:desc", t("Language, backwards")],
  ["preferredCurrency", t("Currency")],
  ["preferredCurrency:desc", t("Currency, backwards")],
];
const EXPANDS = { addresses: "addresses", mixins: "mixin:*" };

const COLUMNS = [
  { label: t("Customer"), sort: "lastName", cell: (given) => who(presentable(given)) },
  { label: t("Company"), sort: "company", cell: (given) => companyOf(presentable(given)) },
  { label: t("Language"), sort: "preferredLanguage", cell: (given) => languageOf(presentable(given).preferredLanguage) },
  { label: t("Currency"), sort: "preferredCurrency", cell: (given) => codeOf(presentable(given).preferredCurrency) },
  { label: t("Status"), cell: (given) => statusOf(presentable(given)) },
  { label: t("Created"), sort: "metadataCreatedAt", cell: (given) => when(presentable(given).metadataCreatedAt) },
];

/** The status, or that the customer is about to be deleted. */
function statusOf(customer) {
  return isOnWayOut(customer) ? t("On its way out") : status(customer.status);
}

function isOnWayOut(customer) {
  return isLeaving(leavingKey(numberOf(customer)));
}

/** What the page's address asks for. */
function wantedOf({ in: name, how, for: text, status: state, sort, page, size, show = "" }) {
  return {
    search: { name: SEARCHED.some(([key]) => key === name) ? name : "lastName", how, text: text ?? "", status: state ?? "" },
    sort: sort || NEWEST_FIRST,
    pageNumber: wholeNumber(page, 1),
    pageSize: pageSizeOf(size),
    show: show.split(",").filter((part) => Object.hasOwn(EXPANDS, part)),
  };
}

export function open(desk, place, route) {
  const { connection, announce } = desk;
  let wanted;

  /** Goes to where the address has these values beside those that it has. */
  const go = (values, options) => goTo(address("customers", undefined, { ...named().values, ...values }), options);

  const form = element(
    "form",
    { class: "search", role: "search", id: "search", "aria-label": t("Search customers") },
    fields(
      "search",
      { name: "in", type: "select", label: t("Search in"), options: SEARCHED },
      { name: "how", type: "select", label: t("How"), options: [["", t("contains")], ["begins", t("begins with")], ["is", t("is exactly")]] },
      { name: "for", type: "search", label: t("Text"), more: { autocomplete: "off", spellcheck: "false", "aria-describedby": "search-fault" } },
      { name: "status", type: "select", label: t("Status"), options: STATUSES },
      element("button", { class: "quiet search-button", type: "submit" }, icon("search"), t("Search")),
    ),
    element("p", { class: "field-error", id: "search-fault", hidden: true }),
  );
  const sort = { name: "sort", type: "select", label: t("Sort by"), options: SORTS };
  const shows = [
    { name: "addresses", type: "tick", label: t("Addresses") },
    { name: "mixins", type: "tick", label: t("Mixins") },
  ];
  const order = element("div", { class: "order" }, fields("order", sort), element("fieldset", { class: "shows" }, element("legend", {}, t("Show as well")), fields("show", ...shows)));
  const query = element("p", { class: "query", id: "query", hidden: true });
  const count = element("p", { class: "count", id: "customers-count" });
  const size = sizeChoice("page-size", go);
  const heading = element("h2", { id: "customers-heading" }, t("Customers"));
  const section = element(
    "section",
    { class: "customers", id: "customers", "aria-labelledby": "customers-heading", tabindex: "-1" },
    element("div", { class: "customers-head" }, heading, count, size.node, element("a", { class: "quiet", href: address("new-customer") }, icon("add"), t("New customer"))),
    form,
    order,
    query,
  );

  const list = listing(desk, {
    section,
    kind: "list-customers",
    labelledBy: "customers-heading",
    pagesName: t("Pages of customers"),
    columns: COLUMNS,
    rowAttributes: (given) => ({ class: isOnWayOut(presentable(given)) && "is-leaving" }),
    rows: (given) => expanded(given, wanted.show, COLUMNS.length),
    count,
    go,
    words: {
      count: (total) => counted(total, "1 customer", "{count} customers"),
      onPage: (items) => counted(items, "1 customer", "{count} customers"),
      failed: t("The customers could not be loaded."),
      empty,
    },
    async fetch({ pageNumber, pageSize, sort: order, signal }) {
      const { field } = await library();
      const q = searchable(field, wanted.search);
      const expand = wanted.show.map((part) => EXPANDS[part]);
      const client = await connection.emporix();
      const page = await client.customers.list({ pageNumber, pageSize, sort: order, ...(q && { q }), ...(expand.length > 0 && { expand }) }, { signal });
      connection.calls.find("customers.list", page.issues);
      return page;
    },
  });
  section.append(list.node, list.pager);
  place.append(section);

  /** The query; of one that cannot be written a notice says so, and not the settings of the connection. */
  function searchable(field, search) {
    try {
      return queryOf(field, search);
    } catch (cause) {
      throw Object.assign(new Error("a text that no query can hold", { cause }), { code: "unsearchable", issues: cause.issues });
    }
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    const fault = await faultIn(values);
    showFault(fault);
    if (!fault) go({ ...values, for: values.for.trim(), in: values.for.trim() && values.in, how: values.for.trim() && values.how, page: undefined });
  });
  form.elements.status.addEventListener("change", () => form.requestSubmit());
  order.addEventListener("change", ({ target }) => {
    if (target.name === "sort") go({ sort: target.value, page: undefined });
    else go({ show: Object.keys(EXPANDS).filter((part) => order.querySelector(`[name="${part}"]`).checked).join(",") });
  });
  const onConnection = () => {
    list.reset();
    list.again();
  };
  connection.addEventListener("change", onConnection);
  const onLeaving = ({ detail }) => detail.key.startsWith(leavingKey("")) && list.again({ quiet: true });
  leavingChange.addEventListener("change", onLeaving);

  /** What cannot be searched for: the services know no way to write it. */
  async function faultIn({ in: name, how, for: text, status: state }) {
    const { field } = await load();
    try {
      queryOf(field, { name, how, text: text.trim(), status: state });
      return undefined;
    } catch (error) {
      return error.issues?.map(({ message }) => message).join(" ") ?? String(error);
    }
  }

  function showFault(message) {
    tellAt(form.elements.for, form.querySelector("#search-fault"), message);
    if (!message) return;
    form.elements.for.focus();
    announce(message);
  }

  function empty() {
    const { text, status: state } = wanted.search;
    if (!text && !state) return { sign: "people", title: t("No customers yet"), text: t("The first one that you add appears here."), actions: [element("a", { class: "quiet", href: address("new-customer") }, icon("add"), t("New customer"))] };
    return { sign: "people", title: t("Nobody was found"), text: t("Search for something shorter, or in another field."), actions: [element("a", { class: "quiet", href: address("customers") }, t("Show all customers"))] };
  }

  function update({ values }) {
    wanted = wantedOf(values);
    const { search } = wanted;
    const { elements } = form;
    elements.in.value = search.name;
    elements.how.value = search.how ?? "";
    elements.for.value = search.text;
    elements.status.value = search.status;
    const select = order.querySelector('[name="sort"]');
    if (![...select.options].some(({ value }) => value === wanted.sort)) select.append(element("option", { value: wanted.sort }, wanted.sort));
    select.value = wanted.sort;
    for (const part of Object.keys(EXPANDS)) order.querySelector(`[name="${part}"]`).checked = wanted.show.includes(part);
    size.show(wanted.pageSize);
    showFault();
    showQuery();
    return list.show(wanted);
  }

  /** What the search is in the service's own language. */
  async function showQuery() {
    const mine = wanted;
    const { field } = await load().catch(() => ({}));
    if (!field || mine !== wanted) return;
    let written;
    try {
      written = queryOf(field, mine.search)?.toString();
    } catch {
      // What is wrong with it is said by the call.
    }
    query.hidden = !written;
    query.replaceChildren(element("span", {}, t("The service is asked for")), " ", element("code", { class: "break" }, written ?? ""));
  }

  return {
    title: t("Customers"),
    ready: update(route),
    update,
    refresh: () => list.again({ quiet: true }),
    dispose() {
      list.dispose();
      connection.removeEventListener("change", onConnection);
      leavingChange.removeEventListener("change", onLeaving);
    },
  };
}

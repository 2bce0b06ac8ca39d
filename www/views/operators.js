// The customers of Spirii: as a list with all of its filters, or as a tree of who owns whom.

import { element } from "../parts/dom.js";
import { fields } from "../parts/fields.js";
import { listing, sizeChoice } from "../parts/listing.js";
import { load } from "../shell/package.js";
import { address, go as goTo, named } from "../shell/route.js";
import { counted, language, t } from "../words/words.js";
import { failure, list as listOf } from "./operator-calls.js";
import { filterChips, filterForm } from "./operator-filters.js";
import { country, created, kind, last, presentable, rateLine, referenceLink, who } from "./operator-parts.js";
import { FILTERS, SORTS, faultsIn, listingOf, wantedOf } from "./operator-query.js";
import { tree } from "./operator-tree.js";

/** The address where the list has these values beside those that it has. */
const there = (values) => address("operators", undefined, { ...named().values, ...values });
const filtered = (to, values) => there({ ...values, view: undefined, open: undefined, page: undefined });

const COLUMNS = [
  { label: t("Name"), sort: "name", cell: (given) => who(presentable(given)) },
  { label: t("Type"), sort: "type", cell: (given) => kind(presentable(given)) },
  { label: t("Country"), cell: (given) => country(presentable(given)) },
  { label: t("Owner"), sort: "ownerName", cell: (given) => related(presentable(given).owner, (id) => ({ ownerId: id, direct: undefined }), t("Owner"), t("list everything below")) },
  { label: t("CPO"), sort: "cpoName", cell: (given) => related(presentable(given).cpo, (id) => ({ cpoId: id }), t("CPO"), t("list everything of this operator")) },
  { label: t("Created"), sort: "createdAt", cell: (given) => created(presentable(given)) },
];

/** Another customer, whose link filters by it; `name` stands before it where the columns have no heads. */
function related(to, values, name, about) {
  return to && element("span", { class: "related" }, element("span", { class: "cell-name", "aria-hidden": "true" }, name), " ", referenceLink(to, filtered(to, values(to.id)), about));
}

export function open(desk, place, route) {
  const { connection } = desk;
  let wanted;
  let grown;

  const go = (values, options) => goTo(there(values), options);
  const heading = element("h2", { id: "operators-heading" }, t("Operators"));
  const count = element("p", { class: "count", id: "operators-count" });
  const size = sizeChoice("operators-size", go);
  const views = [[t("List"), undefined], [t("Tree"), "tree"]].map(([words, view]) => ({ view, link: element("a", { "data-view-switch": view ?? "list" }, words) }));
  const rate = rateLine();
  const section = element(
    "section",
    { class: "customers operators", id: "operators", "aria-labelledby": "operators-heading", tabindex: "-1" },
    element("div", { class: "customers-head" }, heading, count, size.node, element("nav", { class: "view-switch", "aria-label": t("Show as") }, ...views.map(({ link }) => link))),
  );
  const form = filterForm(desk, go);
  const chips = filterChips(go, section);
  const order = element("div", { class: "order" }, fields("operators", { name: "sort", type: "select", label: t("Sort by"), options: SORTS }));
  const sort = order.querySelector("select");
  sort.addEventListener("change", () => go({ sort: sort.value, page: undefined }));

  const list = listing(desk, {
    section,
    kind: "list-operators",
    labelledBy: "operators-heading",
    pagesName: t("Pages of operators"),
    columns: COLUMNS,
    count,
    go,
    failure: (_, error, options) => (error.code === "filters" ? refusal() : failure(desk, error, options)),
    words: {
      count: (total) => counted(total, "1 customer", "{count} customers"),
      onPage: (items) => counted(items, "1 customer", "{count} customers"),
      failed: t("The operators could not be loaded."),
      empty,
    },
    async fetch({ signal, ...asked }) {
      const issues = faultsIn(await load(), asked, language());
      if (issues.length > 0) {
        form.refuse(issues);
        throw Object.assign(new Error("the filters need a correction"), { code: "filters" });
      }
      const page = await listOf(desk, listingOf(asked), signal);
      return { ...page, issues: [], total: page.count };
    },
    onShown({ response }) {
      rate.show(response.headers);
      // Now it may be known who they are.
      chips.show(wanted.filters);
    },
  });
  const listed = element("div", { class: "as-list" }, form.node, chips.node, order, list.node, list.pager);
  const rooted = element("div", { class: "as-tree", hidden: true });
  section.append(listed, rooted, rate.node);
  place.append(section);

  const all = () => element("a", { class: "quiet", href: address("operators") }, t("Show all"));
  const refusal = () => ({ sign: "people", title: t("The filters need a correction"), text: t("What is wrong stands at the fields above. Nothing was asked for yet."), actions: [all()] });
  const filters = () => Object.keys(FILTERS).some((name) => named().values[name]);

  function empty() {
    if (!filters()) return { sign: "people", title: t("No operators yet"), text: t("Spirii answers that this key sees no customers.") };
    return { sign: "people", title: t("Nothing was found"), text: t("Take a filter away, or search for something shorter."), actions: [all()] };
  }

  const onConnection = () => {
    grown?.reset();
    list.reset();
    if (!wanted.tree) list.again();
  };
  connection.addEventListener("change", onConnection);

  function update({ values }) {
    wanted = wantedOf(values);
    last.address = location.hash;
    for (const { view, link } of views) {
      link.setAttribute("href", there({ view }));
      if (wanted.tree === (view === "tree")) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    listed.hidden = wanted.tree;
    rooted.hidden = !wanted.tree;
    for (const part of [count, size.node]) part.hidden = wanted.tree;
    if (wanted.tree) {
      list.dispose();
      grown ??= tree(desk, rooted, { onOpened: (ids) => go({ open: ids.join(",") }, { replace: true }), onAnswer: rate.show });
      grown.show(wanted.opened);
      return;
    }
    form.show(wanted.filters);
    chips.show(wanted.filters);
    if (![...sort.options].some(({ value }) => value === wanted.sort)) sort.append(element("option", { value: wanted.sort }, wanted.sort));
    sort.value = wanted.sort;
    size.show(wanted.pageSize);
    list.show(wanted);
  }

  update(route);
  return {
    title: t("Operators"),
    update,
    refresh: () => (wanted.tree ? grown.again() : list.again()),
    dispose() {
      list.dispose();
      grown?.dispose();
      form.dispose();
      connection.removeEventListener("change", onConnection);
    },
  };
}

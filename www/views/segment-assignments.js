// The assignments of a segment, newest first, in pages, by kind.

import { element, plainButton } from "../parts/dom.js";
import { fields } from "../parts/fields.js";
import { listing, sizeChoice } from "../parts/listing.js";
import { failureNotice } from "../parts/notice.js";
import { isLeaving, leavingChange } from "../shell/leaving.js";
import { library } from "../shell/package.js";
import { address, go as goTo, named, pageSizeOf, wholeNumber } from "../shell/route.js";
import { counted, t } from "../words/words.js";
import { when, who } from "./customer-parts.js";
import { CHOICES, entityOf, idOf, kindOf, nameOfKey, presentable } from "./segment-parts.js";
import { leavingKey, segmentKey, takeOut } from "./segment-removal.js";

/** Who was just assigned stands on the first page. */
const NEWEST_FIRST = "metadata.createdAt:desc";

export function assignments(desk, id, section) {
  const { connection } = desk;
  let wanted;
  /** The key of the one that was assigned by hand last. */
  let newest;
  /** What led to another page was announced. */
  let quiet = false;

  const go = (values, options) => goTo(address("segments", id, { ...named().values, ...values }), options);
  const type = { name: "type", type: "select", label: t("Kind"), options: CHOICES };
  const order = element("div", { class: "order", on: { change: ({ target }) => go({ type: target.value, page: undefined }) } }, fields("assignments", type));
  const count = element("p", { class: "count", id: "assignments-count" });
  const size = sizeChoice("assignments-size", go);

  const list = listing(desk, {
    section,
    kind: "list-assignments",
    labelledBy: "segment-heading",
    pagesName: t("Pages of assignments"),
    columns: [
      { label: t("Customer"), cell: person },
      { label: t("Customer ID"), cell: (given) => idOf(presentable(given)) },
      { label: t("Legal entity"), cell: (given) => entityOf(presentable(given)) },
      { label: t("Kind"), cell: (given) => kindOf(presentable(given)) },
      { label: t("Assigned"), cell: (given) => when(presentable(given).createdAt) },
      { label: t("Action"), cell: action },
    ],
    rowAttributes,
    count,
    go,
    words: {
      count: (total) => counted(total, "1 assignment", "{count} assignments"),
      onPage: (items) => counted(items, "1 assignment", "{count} assignments"),
      failed: t("The assignments could not be loaded."),
      empty,
    },
    failure: (_, error, options) => {
      const unknown = error.code === "not_found" && { title: t("There is no segment {id}", { id }), text: t("Check the id of the segment, and the tenant in the connection settings.") };
      return { ...failureNotice(desk, error, options), ...unknown };
    },
    async fetch({ pageNumber, pageSize, signal }) {
      const { field } = await library();
      const q = wanted.type && field("assignmentType").eq(wanted.type);
      const client = await connection.emporix();
      const page = await client.segment(id).list({ pageNumber, pageSize, sort: NEWEST_FIRST, totalCount: true, ...(q && { q }) }, { signal });
      connection.calls.find("segment.list", page.issues);
      return page;
    },
  });
  const node = element("div", { class: "customers" }, order, list.node, list.pager);

  function person(given) {
    const { customer, key } = presentable(given);
    const shown = who(customer);
    if (key && nameOfKey(key) === newest) shown.querySelector(".name").append(element("span", { class: "new" }, t("New")));
    return shown;
  }

  function rowAttributes(given) {
    const { key } = presentable(given);
    return key ? { "data-key": nameOfKey(key), class: classOf(key) } : {};
  }

  function classOf(key) {
    if (isLeaving(leavingKey(id, key))) return "is-leaving";
    return nameOfKey(key) === newest ? "is-new" : null;
  }

  function action(given) {
    const { customer, entity, key } = presentable(given);
    if (!key) return undefined;
    const name = entity ? t("{name} for {entity}", { name: customer.title, entity: entity.name ?? entity.id }) : customer.title;
    const button = plainButton("remove", () => button.getAttribute("aria-disabled") !== "true" && takeOut(desk, id, key, name));
    button.key = key;
    button.words = t("Remove {name}", { name });
    mark(button);
    return button;
  }

  /** Shows whether its assignment is on its way out. The button stays where it is, and with it the focus. */
  function mark(button) {
    const gone = isLeaving(leavingKey(id, button.key));
    button.replaceChildren(
      gone ? element("span", {}, t("On its way out")) : element("span", { "aria-hidden": "true" }, t("Remove")),
      gone ? "" : element("span", { class: "visually-hidden" }, button.words),
    );
    button.setAttribute("aria-disabled", String(gone));
    button.closest("tr")?.classList.toggle("is-leaving", gone);
  }

  const onLeaving = ({ detail: { key, gone } }) => {
    if (!key.startsWith(segmentKey(id))) return;
    if (gone) again();
    else for (const button of list.body.querySelectorAll('[data-act="remove"]')) mark(button);
  };
  const onConnection = () => {
    newest = undefined;
    list.reset();
    list.again();
  };
  leavingChange.addEventListener("change", onLeaving);
  connection.addEventListener("change", onConnection);

  /** Loads the page once more after a change, which is announced; a focus in a row that goes is handed to the one in its place. */
  async function again() {
    const focused = [...list.body.rows].findIndex((row) => row.contains(document.activeElement));
    await list.again({ quiet: true });
    if (focused < 0 || (document.activeElement !== document.body && document.activeElement !== null)) return;
    const row = list.body.rows[focused] ?? list.body.rows[list.body.rows.length - 1];
    (row?.querySelector("button") ?? section).focus({ preventScroll: true });
  }

  function empty() {
    if (wanted.type) return { sign: "people", title: t("Nobody is assigned this way"), text: t("Look for the other kind, or show all."), actions: [element("a", { class: "quiet", href: address("segments", id) }, t("Show all assignments"))] };
    return { sign: "people", title: t("Nobody is assigned yet"), text: t("Whom you assign appears here.") };
  }

  return {
    node,
    count,
    size: size.node,
    again,
    /** Shows whom somebody just assigned. */
    welcome(key) {
      newest = nameOfKey(key);
      if (wanted.pageNumber === 1 && !wanted.type) again();
      else {
        quiet = true;
        go({ page: undefined, type: undefined });
      }
    },
    update({ page, size: perPage, type: kind }) {
      wanted = { type: CHOICES.some(([value]) => value === kind) ? kind : "", pageNumber: wholeNumber(page, 1), pageSize: pageSizeOf(perPage) };
      order.querySelector("select").value = wanted.type;
      size.show(wanted.pageSize);
      const shown = list.show(wanted, { quiet });
      quiet = false;
      return shown;
    },
    dispose() {
      list.dispose();
      leavingChange.removeEventListener("change", onLeaving);
      connection.removeEventListener("change", onConnection);
    },
  };
}

// The list of customers: newest first, in pages; what is shown while it loads, when it is empty and when it fails.

import { byId, element, icon, scrollTo } from "../dom.js";
import { inDigits } from "../locale.js";
import { describe } from "../words.js";
import { customerRow, skeletonRow } from "./customer-row.js";
import { pager, positionText } from "./pager.js";

const SORT = "metadataCreatedAt:desc";

/** `library` is a promise of the package. Returns `load(pageNumber)`, `ensure()`, `showNew(id)` and `bringIntoSight(id)`. */
export function customersView({ library, connection, announce, openSettings }) {
  const list = byId("list");
  const rows = byId("list-rows");
  const notice = byId("list-notice");
  const count = byId("customers-count");
  const size = byId("page-size");
  const pages = pager((pageNumber) => load(pageNumber));
  /** The call that is under way, and what is known from earlier ones. */
  let running;
  let known = null;
  let newest;
  /** Whether nothing was asked for yet from the service in force. */
  let wanted = true;

  size.addEventListener("change", () => load(1));
  connection.addEventListener("change", () => {
    newest = undefined;
    known = null;
    rows.replaceChildren();
    wanted = true;
    ensure();
  });

  /** Loads what is wanted, once somebody can see it. */
  function ensure() {
    if (wanted && !list.closest("[hidden]")) load(1);
  }

  async function load(pageNumber = 1) {
    wanted = false;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const pageSize = Number(size.value);
    showLoading(pageNumber, pageSize);
    try {
      const ready = await library();
      const query = { pageNumber, pageSize, sort: SORT };
      const page = await connection.client(ready).customers.list(query, { signal: mine.signal });
      if (running !== mine) return undefined;
      const last = Math.max(1, page.total === null ? pageNumber : Math.ceil(page.total / pageSize));
      // Customers may have gone since the pages were counted.
      if (pageNumber > last) return load(last);
      showPage(page, pageNumber, pageSize);
      return page;
    } catch (error) {
      if (running === mine) showFailure(error, pageNumber);
      return undefined;
    }
  }

  /** Goes to the first page, where a new customer stands, and marks it. */
  async function showNew(id) {
    newest = id;
    const page = await load(1);
    if (!page || page.items.some((customer) => isThe(id, customer))) return;
    // A service may list a new customer later than it can be asked for.
    try {
      const customer = await connection.client(await library()).customers.get(id, {}, { signal: running.signal });
      if (newest === id && !notice.hidden) hideNotice();
      if (newest === id) rows.prepend(customerRow(customer, true));
    } catch {
      // The list is right as it is, and the form has said that the customer was saved.
    }
  }

  async function bringIntoSight(id) {
    const row = () => rows.querySelector(".is-new");
    if (!row()) await showNew(id);
    row()?.focus({ preventScroll: true });
    scrollTo(row() ?? list, "center");
  }

  function showLoading(pageNumber, pageSize) {
    list.setAttribute("aria-busy", "true");
    pages.show({ pageNumber, pages: known === null ? null : Math.max(1, Math.ceil(known / pageSize)), hasNext: false });
    if (list.dataset.state === "ready") {
      // Rows that are there stay, faded: nothing jumps.
      list.dataset.state = "turning";
    } else if (list.dataset.state !== "turning") {
      list.dataset.state = "loading";
      hideNotice();
      rows.replaceChildren(...Array.from({ length: pageSize }, (_, position) => skeletonRow(position)));
    }
  }

  function showPage(page, pageNumber, pageSize) {
    const turned = known !== null;
    known = page.total;
    list.removeAttribute("aria-busy");
    count.textContent = page.total === null ? "" : `${customersInWords(page.total)}, newest first`;
    if (page.items.length === 0) {
      list.dataset.state = "empty";
      rows.replaceChildren();
      pages.hide();
      showNotice("people", "No customers yet", "The first one you register appears here.");
      announce("There are no customers yet.");
      return;
    }
    hideNotice();
    list.dataset.state = "ready";
    rows.replaceChildren(...page.items.map((customer) => customerRow(customer, newest !== undefined && isThe(newest, customer))));
    const total = page.total === null ? null : Math.max(1, Math.ceil(page.total / pageSize));
    pages.show({ pageNumber, pages: total, hasNext: page.hasNext });
    // The first page that is seen, and the one with a new customer on it, are announced by what led to them.
    if (turned && (pageNumber !== 1 || newest === undefined)) announce(`${positionText(pageNumber, total)}, ${customersInWords(page.items.length)}.`);
    // The page was turned from below a long list: go on reading at its top.
    const section = list.closest("section");
    if (section.getBoundingClientRect().top < -innerHeight && section.contains(document.activeElement)) section.scrollIntoView();
  }

  function showFailure(error, pageNumber) {
    const { title, text, settings } = describe(error, connection.settings.baseUrl);
    if (error?.code === undefined) console.error(error);
    list.removeAttribute("aria-busy");
    list.dataset.state = "failed";
    rows.replaceChildren();
    count.textContent = "";
    pages.hide();
    const retry = element("button", { class: "quiet", type: "button" }, "Try again");
    retry.addEventListener("click", () => {
      list.closest("section").focus({ preventScroll: true });
      load(pageNumber);
    });
    const open = element("button", { class: "quiet", type: "button" }, icon("plug"), "Connection settings");
    open.addEventListener("click", openSettings);
    showNotice("broken", title, text, ...(settings ? [open, retry] : [retry]));
    announce(`The customers could not be loaded. ${title}. ${text}`);
  }

  function showNotice(sign, title, text, ...buttons) {
    const actions = buttons.length > 0 ? element("div", { class: "notice-actions" }, ...buttons) : null;
    notice.replaceChildren(icon(sign), element("h3", {}, title), element("p", { class: "break" }, text), ...(actions ? [actions] : []));
    notice.hidden = false;
  }

  function hideNotice() {
    notice.hidden = true;
    notice.replaceChildren();
  }

  return { load, ensure, showNew, bringIntoSight };
}

function isThe(id, customer) {
  return customer?.id === id || customer?.customerNumber === id;
}

function customersInWords(total) {
  return `${inDigits(total)} ${total === 1 ? "customer" : "customers"}`;
}

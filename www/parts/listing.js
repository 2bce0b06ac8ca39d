// A listing of a service in pages: a table, or cards where there is little room; what is shown while it loads, when it is
// empty and when it fails. What is shown is what the page's own address says, so that back and forward lead through it.

import { say, sentences, t } from "../words/words.js";
import { element, icon } from "./dom.js";
import { failureNotice, noticeParts } from "./notice.js";
import { pager, positionWords } from "./pager.js";

/**
 * Makes a listing. `section` is what it stands in, and gets the focus when something in it goes.
 *
 * - `kind`: a class of the list; `labelledBy`: the id of its heading; `pagesName`: what the pager is called;
 * - `columns`: `{ label, sort?, cell(item) }`; `sort` is the field that a click on the head sorts by;
 * - `fetch({ pageNumber, pageSize, sort, signal })`: answers `{ items, total, hasNext }`;
 * - `rows(item)`: further rows below the item's own; `rowAttributes(item)`;
 * - `words`: `count(total)`, `onPage(count)`, `failed`, and `empty()`, `{ sign, title, text, actions? }`;
 * - `go(values)`: goes to where the address has these values: `page`, `sort`;
 * - `failure(desk, error, { retry })`: the notice for a failed call, where it is not the same for all services.
 */
export function listing(desk, { section, kind, labelledBy, pagesName, columns, fetch, rows: further = () => [], rowAttributes = () => ({}), words, go, count, onShown = () => {}, failure = failureNotice }) {
  const body = element("tbody", { role: "rowgroup", id: "list-rows" });
  const head = element("tr", { role: "row" });
  const notice = element("div", { class: "notice", id: "list-notice", hidden: true });
  const table = element("table", { role: "table", "aria-labelledby": labelledBy }, element("thead", { role: "rowgroup" }, head), body);
  const list = element("div", { class: `list ${kind}`, id: "list", "data-state": "loading", "aria-busy": "true" }, element("div", { class: "progress", "aria-hidden": "true" }), table, notice);
  const pages = pager(pagesName, (page) => go({ page }));
  /** The call that is under way, what is asked for, and what is known from earlier answers. */
  let running;
  let asked;
  let known = null;
  let shown = false;

  async function show(wanted, { quiet = false } = {}) {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    asked = wanted;
    showHead(wanted.sort);
    showLoading(wanted);
    try {
      const page = await fetch({ ...wanted, signal: mine.signal });
      if (running !== mine) return;
      const last = page.total === null ? wanted.pageNumber : Math.max(1, Math.ceil(page.total / wanted.pageSize));
      // Some may have gone since the pages were counted.
      if (wanted.pageNumber > last) {
        go({ page: last }, { replace: true });
        return;
      }
      showPage(page, wanted, quiet);
    } catch (error) {
      if (running === mine) showFailure(error);
    }
  }

  function showHead(sort) {
    const [by, direction = "asc"] = (sort ?? "").split(":");
    const focused = [...head.children].findIndex((cell) => cell.contains(document.activeElement));
    head.replaceChildren(
      ...columns.map((column) => {
        const sorted = column.sort !== undefined && column.sort === by;
        const state = { role: "columnheader", scope: "col", "aria-sort": sorted ? (direction === "asc" ? "ascending" : "descending") : null };
        if (!column.sort) return element("th", state, column.label);
        const next = sorted && direction === "asc" ? `${column.sort}:desc` : column.sort;
        const sign = element("span", { class: "sort-sign", "aria-hidden": "true" }, sorted ? (direction === "asc" ? "↑" : "↓") : "↕");
        return element("th", state, element("button", { class: "sort", type: "button", on: { click: () => go({ sort: next, page: undefined }) } }, column.label, sign));
      }),
    );
    if (focused >= 0) head.children[focused]?.querySelector("button")?.focus({ preventScroll: true });
  }

  function showLoading({ pageNumber, pageSize }) {
    list.setAttribute("aria-busy", "true");
    pages.show({ pageNumber, pages: known === null ? null : Math.max(1, Math.ceil(known / pageSize)), hasNext: false });
    if (list.dataset.state === "ready") {
      // Rows that are there stay, faded: nothing jumps.
      list.dataset.state = "turning";
    } else if (list.dataset.state !== "turning") {
      list.dataset.state = "loading";
      showNotice();
      body.replaceChildren(...Array.from({ length: pageSize }, (_, position) => skeletonRow(columns.length, position)));
    }
  }

  function showPage(page, { pageNumber, pageSize }, quiet) {
    known = page.total;
    list.removeAttribute("aria-busy");
    say(count, page.total === null ? "" : words.count(page.total));
    if (page.items.length === 0) {
      list.dataset.state = "empty";
      body.replaceChildren();
      pages.hide();
      const { title, ...more } = words.empty();
      showNotice({ title, ...more });
      if (!quiet) desk.announce(t("{title}.", { title }));
      shown = true;
      onShown(page);
      return;
    }
    showNotice();
    list.dataset.state = "ready";
    body.replaceChildren(...page.items.flatMap((item) => [row(item), ...further(item)]));
    const total = page.total === null ? null : Math.max(1, Math.ceil(page.total / pageSize));
    pages.show({ pageNumber, pages: total, hasNext: page.hasNext });
    // The page that the view begins with is announced by what led there.
    if (shown && !quiet) desk.announce(t("{position}, {items}.", { position: positionWords(pageNumber, total), items: words.onPage(page.items.length) }));
    shown = true;
    // The page was turned from below a long list: go on reading at its top.
    if (section.getBoundingClientRect().top < -innerHeight && section.contains(document.activeElement)) section.scrollIntoView();
    onShown(page);
  }

  function row(item) {
    const cells = columns.map((column, position) => {
      const content = column.cell(item);
      const state = { class: content ? null : "is-empty" };
      if (position === 0) return element("th", { role: "rowheader", scope: "row", ...state }, content);
      return element("td", { role: "cell", ...state }, content || nothing());
    });
    return element("tr", { role: "row", ...rowAttributes(item) }, ...cells);
  }

  function showFailure(error) {
    list.removeAttribute("aria-busy");
    list.dataset.state = "failed";
    body.replaceChildren();
    say(count, "");
    pages.hide();
    const retry = () => {
      section.focus({ preventScroll: true });
      self.again();
    };
    const parts = failure(desk, error, { retry });
    showNotice(parts);
    desk.announce(sentences(words.failed, t("{title}.", { title: parts.title }), parts.text));
  }

  function showNotice(parts) {
    notice.hidden = parts === undefined;
    notice.replaceChildren(...(parts ? noticeParts(parts) : []));
  }

  const self = {
    node: list,
    pager: pages.node,
    /** The part that holds the items' rows. */
    body,
    /** Loads and shows `{ pageNumber, pageSize, sort }`; `quiet` where something else is announced. */
    show,
    /** Loads what is shown once more; `quiet` where something else is to be said. */
    again: (how) => show(asked, how),
    /** Forgets what is known: another service answers from now on. */
    reset() {
      known = null;
      body.replaceChildren();
      list.dataset.state = "loading";
    },
    dispose() {
      running?.abort();
      running = undefined;
    },
  };
  return self;
}

/** What a cell shows that holds nothing. */
export function nothing(words = t("None")) {
  return element("span", { class: "nothing" }, element("span", { "aria-hidden": "true" }, "–"), element("span", { class: "visually-hidden" }, words));
}

/** The shape of a row while the items are on their way. */
function skeletonRow(columns, position) {
  const bar = (kind) => element("span", { class: `bone bone-${kind} bone-${position % 3}` });
  const first = element("td", { role: "cell" }, element("div", { class: "person" }, element("span", { class: "bone bone-avatar" }), element("div", {}, bar("name"), bar("email"))));
  const others = Array.from({ length: columns - 1 }, () => element("td", { role: "cell" }, bar("cell")));
  return element("tr", { role: "row", class: "skeleton", "aria-hidden": "true" }, first, ...others);
}

/** How many items a page holds: a choice that goes into the address. */
export function sizeChoice(id, go) {
  const select = element("select", { id, autocomplete: "off", on: { change: () => go({ size: select.value, page: undefined }) } }, ...[10, 25, 50].map((size) => element("option", {}, String(size))));
  const node = element("div", { class: "per-page" }, element("label", { for: id }, t("Per page")), element("div", { class: "control with-arrow" }, select, icon("chevron")));
  return {
    node,
    show(size) {
      if (![...select.options].some(({ value }) => value === String(size))) select.append(element("option", {}, String(size)));
      select.value = String(size);
    },
  };
}

// Who owns whom: a tree of disclosures. A branch is asked for when it is first opened; which are open stands in the page's
// address.

import { element, foreign, icon } from "../parts/dom.js";
import { address } from "../shell/route.js";
import { counted, sentences, t } from "../words/words.js";
import { branch } from "./operator-branch.js";
import { list } from "./operator-calls.js";
import { kind, nameLink, presentable } from "./operator-parts.js";

const PART = 25;
/** How many of the others are looked through at a time: most of them have an owner. */
const LOOK = 100;
/** So many parts without any root are passed over before the person is asked. */
const PATIENCE = 4;

/** Branches are numbered: a service may send one customer twice. */
let made = 0;

/** Makes the tree in `place`. `onOpened(ids)` is told which nodes are open, `onAnswer(headers)` of each answer. */
export function tree(desk, place, { onOpened, onAnswer }) {
  let root;
  let opened = [];
  /** The nodes on the page, by their ids: what opens and closes them. */
  let nodes = new Map();

  async function ask(query, signal) {
    const page = await list(desk, query, signal);
    onAnswer(page.response.headers);
    // A service that says that more follow and sends nothing would be asked for ever.
    const next = page.hasNext && page.items.length > 0 ? (query.offset ?? 0) + page.items.length : undefined;
    return { items: page.items, count: page.count, next };
  }

  /** The operators that nobody owns; then, when the person wants it, whoever else has no owner. */
  async function roots(at, signal) {
    if (at.others) return others(at, signal);
    let { offset } = at;
    const items = [];
    for (let turn = 0; offset !== undefined && items.length === 0 && turn < PATIENCE; turn += 1) {
      const part = await ask({ types: ["CPO"], sortBy: "name", sortDirection: "asc", limit: PART, offset }, signal);
      items.push(...part.items.filter(isRoot));
      offset = part.next;
    }
    if (offset !== undefined) return { items, next: { offset } };
    return { items, next: { others: true, offset: 0, found: 0 }, more: t("Look for others without an owner") };
  }

  // The service has no filter for them.
  async function others({ offset, found }, signal) {
    const part = await ask({ types: ["CPOSubsidiary", "Business", "Private"], sortBy: "ownerName", sortDirection: "asc", limit: LOOK, offset }, signal);
    const items = part.items.filter(isRoot);
    const all = found + items.length;
    const looked = offset + part.items.length;
    const said = sentences(
      part.count === null ? counted(looked, "1 other was looked through.", "{count} others were looked through.") : t("{looked} of {count} others were looked through.", { looked, count: part.count }),
      counted(all, "1 of them has no owner.", "{count} of them have no owner."),
    );
    return { items, next: part.next === undefined ? undefined : { others: true, offset: part.next, found: all }, more: t("Look further"), said };
  }

  function node(above, given) {
    const customer = presentable(given);
    const { id, title } = customer;
    const row = element("div", { class: "node-row" });
    const item = element("li", { class: "node" }, row);
    const words = element("div", { class: "node-text" }, element("span", { class: "name" }, nameLink(customer)), kind(customer), id !== undefined && element("span", { class: "ids" }, String(id)));
    if (id === undefined || above.includes(id)) {
      row.append(element("span", { class: "node-toggle", "aria-hidden": "true" }), words);
      if (id !== undefined) words.append(element("span", { class: "hint" }, t("Stands above already")));
      return item;
    }
    const everything = element("a", { class: "plain-link", href: address("operators", undefined, { ownerId: id }) }, t("List everything below"), element("span", { class: "visually-hidden" }, " – ", foreign(title)));
    const below = element("div", { class: "node-below", id: `below-${(made += 1)}`, hidden: true });
    const toggle = element("button", { class: "bare node-toggle", type: "button", "aria-expanded": "false", "aria-controls": below.id, "aria-label": t("Owned by {name}", { name: title }) }, icon("on"));
    let grown;

    function set(open) {
      toggle.setAttribute("aria-expanded", String(open));
      below.hidden = !open;
      if (!open || grown) return undefined;
      grown = branch(desk, {
        part: (offset, signal) => ask({ directOwnerId: id, sortBy: "name", sortDirection: "asc", limit: PART, offset }, signal).then(counting),
        node: (child) => node([...above, id], child),
        home: toggle,
        name: t("Owned by {name}", { name: title }),
        failed: t("What {name} owns could not be loaded.", { name: title }),
        empty: t("It owns nobody."),
      });
      branches.push(grown);
      below.append(grown.node);
      return grown.load();
    }

    toggle.addEventListener("click", async () => {
      const open = toggle.getAttribute("aria-expanded") !== "true";
      opened = open ? [...opened, String(id)] : opened.filter((other) => other !== String(id));
      const loading = set(open);
      onOpened(opened);
      const told = await loading;
      if (told) desk.announce(told.words ?? counted(told.came, "1 customer below {name}.", "{count} customers below {name}.", { name: title }));
    });
    row.append(toggle, words, everything);
    item.append(below);
    nodes.set(String(id), set);
    if (opened.includes(String(id))) set(true);
    return item;
  }

  function counting({ items, next, count }) {
    const more = count === null || next === undefined ? undefined : t("Show more ({left} left)", { left: count - next });
    return { items, next, more };
  }

  let branches = [];
  const hint = element("p", { class: "hint tree-hint" }, t("Operators that nobody owns. Open one to see whom it owns."));

  function grow() {
    cut();
    const box = element("div", { class: "tree", id: "operator-tree", tabindex: "-1", role: "group", "aria-labelledby": "operators-heading" });
    root = branch(desk, {
      part: (at, signal) => roots(at || { offset: 0 }, signal),
      node: (given) => node([], given),
      home: box,
      name: t("Operators"),
      failed: t("The operators could not be loaded."),
      empty: t("There are no operators without an owner."),
    });
    branches.push(root);
    box.append(root.node);
    place.replaceChildren(hint, box);
    root.load();
  }

  function cut() {
    for (const grown of branches) grown.dispose();
    branches = [];
    nodes = new Map();
    root = undefined;
    place.replaceChildren();
  }

  return {
    /** Shows the tree with these nodes open. */
    show(ids) {
      const before = opened;
      opened = ids;
      if (!root) grow();
      else for (const [id, set] of nodes) if (ids.includes(id) !== before.includes(id)) set(ids.includes(id));
    },
    again: grow,
    /** Another service answers from now on: nothing is known of it, and ids mean others. */
    reset() {
      const shown = place.isConnected && !place.hidden;
      cut();
      opened = [];
      if (shown) grow();
    },
    dispose: cut,
  };
}

function isRoot(given) {
  return presentable(given).owner === undefined;
}

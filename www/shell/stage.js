// Which view is on the stage, by the page's own address. A view is fetched when it is first wanted; going back leads to
// where the person left.

import { byId } from "../parts/dom.js";
import { canBeAsked, followRoute, named } from "./route.js";
import { FORM, styles } from "./styles.js";

/** Each view's script, and the styles that no other view has. */
const VIEWS = {
  customers: ({ id }) => (id === undefined ? [import("../views/customers.js")] : [import("../views/customer.js"), ...styles(...FORM, "customer", "addresses", "address-form", "mixins")]),
  "new-customer": () => [import("../views/new-customer.js"), ...styles(...FORM, "mixins")],
  segments: ({ id }) => (id === undefined || !canBeAsked(id) ? [import("../views/segment-ask.js"), ...styles(...FORM, "segments")] : [import("../views/segments.js"), ...styles(...FORM, "segments", "segment-bulk", "segment-lines")]),
  operators: ({ id }) => (id === undefined ? [import("../views/operators.js"), ...styles(...FORM, "operators", "operator-tree")] : [import("../views/operator-details.js"), ...styles("operators", "operator-details", "customer")]),
};

/**
 * Follows the page's address. A view's module exports `open(desk, place, route)`, which fills `place` and answers
 * `{ title, update?(route), refresh?(), focus?, ready?, isUnsaved?(), mayLeave?(), dispose() }`: `update` takes another address of the same view,
 * `focus` is what gets the focus when the view is opened, `ready` is kept when what it shows first is there, `mayLeave` is asked
 * before another view takes its place, as `followRoute` has it, and `isUnsaved` before the page is closed. What a view keeps for who
 * comes back is lost with the page as well: `desk.held` has functions that say whether there is any.
 */
export function stage(desk) {
  const place = byId("stage");
  let shown;
  let turn = 0;
  /** Where the person was in each address that was left. */
  const left = new Map();
  let at;

  async function show(route) {
    turn += 1;
    const mine = turn;
    const first = shown === undefined;
    if (at !== undefined) left.set(at, { scroll: scrollY, link: document.activeElement?.getAttribute("href") });
    at = location.hash;
    const { name, key } = viewOf(route);
    if (name === "customers" && route.id === undefined) desk.customersAddress = at;
    mark(name);
    if (shown?.key === key && shown.update) {
      shown.update(route);
      return;
    }
    const [view] = await Promise.all(VIEWS[name](route)).catch((cause) => {
      if (mine === turn) desk.showPartMissing(cause);
      return [];
    });
    if (mine !== turn || !view) return;
    shown?.dispose();
    place.replaceChildren();
    shown = { key, ...view.open(desk, place, route) };
    desk.setTitle(shown.title);
    if (first) return;
    scrollTo(0, 0);
    const start = shown.focus ?? place.firstElementChild;
    start.focus({ preventScroll: true });
    const before = left.get(at);
    if (!before) return;
    // What the person came from has to be there first, and the person still where the view began.
    await shown.ready;
    if (mine !== turn || document.activeElement !== start) return;
    scrollTo(0, before.scroll);
    [...place.querySelectorAll("a[href]")].find((link) => link.getAttribute("href") === before.link)?.focus({ preventScroll: true });
  }

  function mark(name) {
    for (const link of document.querySelectorAll("nav.views a")) {
      const own = link.dataset.view === name;
      if (own) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  // Where it leads is no view of its own: the address stays the view's.
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    place.firstElementChild?.focus();
  });
  addEventListener("beforeunload", (event) => {
    if (shown?.isUnsaved?.() || [...desk.held].some((isHeld) => isHeld())) event.preventDefault();
  });
  /** Whether what is shown may go: true, or a promise of it where a person is asked. */
  const mayLeave = () => shown?.mayLeave?.() ?? true;
  followRoute(show, (route) => viewOf(route).key === shown?.key || mayLeave());
  return {
    mayLeave,
    /** Loads anew what is on the stage. */
    refresh() {
      shown?.refresh?.();
      // Its script did not arrive when it was wanted.
      if (shown?.key !== viewOf(named()).key) show(named());
    },
  };
}

function viewOf({ view, id }) {
  const name = Object.hasOwn(VIEWS, view) ? view : "customers";
  return { name, key: JSON.stringify([name, id]) };
}

// Which view is on the stage, by the page's own address. A view is fetched when it is first wanted; going back leads to
// where the person left.

import { byId, element } from "../parts/dom.js";
import { sentences, t } from "../words/words.js";
import { address, followRoute } from "./route.js";

const VIEWS = {
  customers: ({ id }) => (id === undefined ? import("../views/customers.js") : import("../views/customer.js")),
  "new-customer": () => import("../views/new-customer.js"),
  segments: () => import("../views/segments.js"),
  operators: ({ id }) => (id === undefined ? import("../views/operators.js") : import("../views/operator-details.js")),
};

/**
 * Follows the page's address. A view's module exports `open(desk, place, route)`, which fills `place` and answers
 * `{ title, update?(route), focus?, dispose() }`: `update` takes another address of the same view, `focus` is what gets the
 * focus when the view is opened.
 */
export function stage(desk, setTitle) {
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
    const name = Object.hasOwn(VIEWS, route.view) ? route.view : "customers";
    const key = JSON.stringify([name, route.id]);
    mark(name);
    if (shown?.key === key && shown.update) {
      shown.update(route);
      return;
    }
    const view = await VIEWS[name](route).catch((cause) => {
      if (mine === turn) desk.showNotLoaded(Object.assign(new Error("a part of the page could not be loaded", { cause }), { code: "not_loaded" }));
    });
    if (mine !== turn || !view) return;
    shown?.dispose();
    place.replaceChildren();
    shown = { key, ...view.open(desk, place, route) };
    setTitle(shown.title);
    if (first) return;
    comeBack();
  }

  /** To the link that was followed from here, when the person comes back; else to the top of the view. */
  function comeBack() {
    const before = left.get(at);
    const link = before?.link && [...place.querySelectorAll("a[href]")].find((known) => known.getAttribute("href") === before.link);
    const target = link ?? shown.focus ?? place.firstElementChild;
    scrollTo(0, before?.scroll ?? 0);
    target?.focus({ preventScroll: true });
  }

  function mark(name) {
    for (const link of document.querySelectorAll("nav.views a")) {
      const own = link.dataset.view === name;
      if (own) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  followRoute(show);
  return {
    /** Loads anew what is on the stage. */
    refresh() {
      shown?.refresh?.();
      if (!shown) show({ view: "customers", values: {} });
    },
  };
}

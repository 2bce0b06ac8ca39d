// Which of the two views is on the stage: the desk with the form and the list, or one customer. Going back leads to where
// the person left.

import { byId } from "./dom.js";

/** `desk` and `customer` are the views' own controls. Returns `show`, for the route, and `refresh`. */
export function stage({ desk, customer }) {
  let number;
  let left;

  const swap = () => {
    const shown = number === undefined ? "desk" : "customer";
    for (const part of document.querySelectorAll("[data-view]")) part.hidden = part.dataset.view !== shown;
  };

  // Where it leads is no view of its own: the fragment stays the customer's.
  byId("skip-to-addresses").addEventListener("click", (event) => {
    event.preventDefault();
    byId("addresses").focus();
  });

  return {
    show(next, { atStart }) {
      if (number === undefined && !atStart) left = { scroll: scrollY, link: document.activeElement };
      const before = number;
      number = next;
      swap();
      if (number !== undefined) {
        customer.open(number);
        if (atStart) return;
        scrollTo(0, 0);
        byId("customer").focus({ preventScroll: true });
        return;
      }
      customer.close();
      desk.ensure();
      if (before === undefined) return;
      const target = left?.link?.isConnected && left.link !== document.body ? left.link : byId("customers");
      target.focus({ preventScroll: true });
      scrollTo(0, left?.scroll ?? 0);
    },
    /** Loads anew what is on the stage. */
    refresh() {
      if (number === undefined) desk.load();
      else customer.open(number);
    },
  };
}

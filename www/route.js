// Which view the page's own address names: one customer, or the list. The fragment holds it, so that back, forward, a
// reload and a copied link lead to the same view.

const CUSTOMER = "#customer/";

/** The fragment that opens a customer; undefined where the number cannot stand in an address. */
export function customerAddress(customerNumber) {
  if (customerNumber === undefined) return undefined;
  try {
    return CUSTOMER + encodeURIComponent(customerNumber);
  } catch {
    return undefined;
  }
}

/** Calls `show(customerNumber, { atStart })` now and whenever another view is named; the list has no number. */
export function followRoute(show) {
  let shown = named();
  addEventListener("hashchange", () => {
    const next = named();
    if (next === shown) return;
    shown = next;
    show(next, { atStart: false });
  });
  show(shown, { atStart: true });
}

function named() {
  if (!location.hash.startsWith(CUSTOMER)) return undefined;
  const written = location.hash.slice(CUSTOMER.length);
  try {
    return decodeURIComponent(written) || undefined;
  } catch {
    return written;
  }
}

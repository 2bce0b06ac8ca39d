// Which view the page's own address names, and with what. The fragment holds it, so that back, forward, a reload and a
// copied link lead to the same view, and the page works from any folder.
//
// #/customers?page=2   #/new-customer   #/customers/C-1   #/segments/vip?page=2   #/operators?search=…

const FIRST = "customers";

/** The address of a view; values that are absent or empty are left out. Undefined where the id cannot stand in an address. */
export function address(view, id, values = {}) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== ""));
  try {
    const path = id === undefined ? view : `${view}/${encodeURIComponent(id)}`;
    return `#/${path}${query.size > 0 ? `?${query}` : ""}`;
  } catch {
    return undefined;
  }
}

/** The view that is named now: `{ view, id, values }`. */
export function named() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const [view, ...rest] = path.split("/");
  const id = rest.join("/");
  return { view: view || FIRST, id: id === "" ? undefined : decoded(id), values: Object.fromEntries(new URLSearchParams(query)) };
}

function decoded(written) {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** Goes to a view. With `replace` the step is none to come back to. */
export function go(target, { replace = false } = {}) {
  if (!replace) {
    location.hash = target;
    return;
  }
  history.replaceState(null, "", target);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** A whole number of an address from `least`, else `otherwise`. */
export function wholeNumber(text, otherwise, least = 1) {
  const number = Number(text);
  return text && Number.isSafeInteger(number) && number >= least ? number : otherwise;
}

/** Calls `show(route)` now and whenever another view is named. */
export function followRoute(show) {
  addEventListener("hashchange", () => show(named()));
  show(named());
}

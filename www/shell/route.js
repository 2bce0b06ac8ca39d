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

/** Whether an id can stand in the address of a service. */
export function canBeAsked(id) {
  return !/^\.{0,2}$|[/\\\p{Cc}\p{Cs}]/u.test(id);
}

/** Goes to a view. With `replace` the step is none to come back to. */
export function go(target, { replace = false } = {}) {
  if (!replace) {
    location.hash = target;
    return;
  }
  history.replaceState(history.state, "", target);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** A whole number of an address from `least`, else `otherwise`. */
export function wholeNumber(text, otherwise, least = 1) {
  const number = Number(text);
  return text && Number.isSafeInteger(number) && number >= least ? number : otherwise;
}

/** How many items a page of a listing holds, as an address asks for it: a table of more helps nobody. */
export function pageSizeOf(text) {
  return Math.min(wholeNumber(text, 10), 250);
}

/**
 * Calls `show(route)` now and whenever another view is named. `mayLeave(route)` answers with true, or with a promise of it where
 * a person is asked: until it is kept the way is gone back, so that the address stays that of the view.
 */
export function followRoute(show, mayLeave) {
  /** The place of what is shown among those of this visit, which are counted: it tells how far back or forward a step leads. */
  let at = placed(0);
  /** What the next change of the address is: the way back, or the way that was asked for. */
  let way;
  let asking = false;

  async function follow() {
    const place = placed(at + 1);
    const taken = way;
    way = undefined;
    if (taken === "back") return;
    const leave = taken === "on" || place === at || (!asking && mayLeave(named()));
    if (leave === true) {
      at = place;
      show(named());
      return;
    }
    const steps = place - at;
    way = "back";
    history.go(-steps);
    if (asking) return;
    asking = true;
    const goesOn = await leave;
    asking = false;
    if (!goesOn) return;
    way = "on";
    history.go(steps);
  }
  addEventListener("hashchange", follow);
  show(named());
}

/** The number of the place in the history where the page is; `next` for one that has none yet. */
function placed(next) {
  if (typeof history.state?.place !== "number") history.replaceState({ place: next }, "");
  return history.state.place;
}

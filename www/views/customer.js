// One customer: who it is, and the addresses. Opened by the page's own address; what is shown while it loads, and when
// the customer is not there.

import { byId, button, element, hiddenText, icon, settingsButton } from "../dom.js";
import { retitle } from "../forms/errors.js";
import { describe } from "../words.js";
import { addressesView } from "./addresses.js";
import { profile, profileSkeleton } from "./profile.js";
import { presentable } from "./customer-parts.js";

const TITLE = document.title;

/** `library` is a promise of the package. Returns `open(customerNumber)` and `close()`. */
export function customerView({ library, connection, announce, openSettings }) {
  const view = byId("customer");
  const body = byId("customer-body");
  const notice = byId("customer-notice");
  const addresses = addressesView({ library, connection, announce, openSettings, onGone: showGone });
  let number;
  let running;

  connection.addEventListener("change", () => {
    if (number !== undefined) open(number);
  });

  async function open(customerNumber) {
    close();
    number = customerNumber;
    const mine = new AbortController();
    running = mine;
    showLoading();
    // Both are asked for at once; each says for itself what becomes of it.
    addresses.open(number);
    try {
      const client = connection.client(await library());
      const found = await client.customers.get(number, {}, { signal: mine.signal });
      if (running === mine) showCustomer(found);
    } catch (error) {
      if (running !== mine) return;
      if (isNotThere(error)) showGone();
      else showFailure(error);
    }
  }

  function close() {
    running?.abort();
    running = undefined;
    number = undefined;
    addresses.close();
    retitle(TITLE);
  }

  function showLoading() {
    view.dataset.state = "loading";
    view.setAttribute("aria-busy", "true");
    notice.hidden = true;
    body.hidden = false;
    byId("profile").replaceChildren(element("h2", { id: "customer-heading" }, hiddenText("Loading the customer")), profileSkeleton());
  }

  function showCustomer(found) {
    const customer = presentable(found);
    view.dataset.state = "ready";
    view.removeAttribute("aria-busy");
    byId("profile").replaceChildren(...profile(customer));
    retitle(`${customer.title} – ${TITLE}`);
    announce(`${customer.title}.`);
  }

  function showGone() {
    const text = `No customer has the number ${number} here: it was removed, or belongs to another tenant.`;
    showNotice("people", "There is no such customer", text, settingsButton(openSettings));
  }

  function showFailure(error) {
    const { title, text, settings } = describe(error, connection.settings.baseUrl);
    if (error?.code === undefined) console.error(error);
    const retry = button("Try again", () => {
      view.focus({ preventScroll: true });
      open(number);
    });
    showNotice("broken", title, text, ...(settings ? [settingsButton(openSettings), retry] : [retry]));
  }

  /** In place of the customer, and of the addresses too: without the one there is nothing to do with the others. */
  function showNotice(sign, title, text, ...buttons) {
    running?.abort();
    running = undefined;
    // The focus may be on something that goes.
    if (body.contains(document.activeElement)) view.focus({ preventScroll: true });
    addresses.close();
    view.dataset.state = "failed";
    view.removeAttribute("aria-busy");
    body.hidden = true;
    byId("profile").replaceChildren();
    notice.replaceChildren(
      icon(sign),
      element("h2", { id: "customer-heading" }, title),
      element("p", { class: "break" }, text),
      element("div", { class: "notice-actions" }, ...buttons),
    );
    notice.hidden = false;
    retitle(TITLE);
    announce(`${title}. ${text}`);
  }

  return { open, close };
}

/** A number that cannot stand in a path belongs to nobody either. */
function isNotThere(error) {
  return error?.code === "not_found" || (error?.code === "validation" && error.issues?.[0]?.path[0] === "customerNumber");
}

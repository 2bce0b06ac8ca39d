// The form that registers a customer: checked here by the package, sent, and answered at its fields.

import { load } from "../package.js";
import { byId, element, icon, settingsButton } from "../dom.js";
import { describe } from "../words.js";
import { takeOver } from "../forms/errors.js";
import { showAndHide } from "../forms/password.js";
import { faultsOf } from "../forms/service-faults.js";
import { checkWhileTyping } from "../forms/timing.js";
import { judgeBy, readValues } from "../forms/values.js";

const UNSURE = "It is not certain whether the customer was saved: look at the list before you send again.";

/**
 * Wires the form up. `library` is the loaded package. `onRegistered({ id, name })` shows the new customer;
 * `onShow(id)` brings it into sight; `openSettings()` opens the connection settings.
 */
export function registerView({ library, connection, announce, onRegistered, onShow, openSettings }) {
  const form = byId("register-form");
  const button = byId("register-submit");
  const cancel = byId("register-cancel");
  const done = byId("register-done");
  const errors = takeOver(form, byId("register-summary"));
  const has = (name) => [...form.elements].some((control) => control.name === name);
  const judge = () => judgeBy(form, library.schemas.customerCreate);
  /** What cancels the call that is under way. */
  let sending;

  checkWhileTyping(form, { judge, errors, announce });
  form.addEventListener("input", () => {
    done.hidden = true;
  });

  cancel.addEventListener("click", () => sending?.abort());

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    done.hidden = true;
    const faults = judge();
    if (faults.length > 0) {
      errors.report(faults);
      return;
    }
    errors.clear();
    const value = readValues(form);
    sending = new AbortController();
    showSending(button, cancel, true);
    announce("Sending the customer.");
    try {
      const { id } = await connection.client(library).customers.create(value, {}, { signal: sending.signal });
      const name = nameFor(value);
      form.reset();
      confirm(done, name, () => onShow(id));
      announce(`${name} is registered.`);
      onRegistered({ id, name });
    } catch (error) {
      if (!library.isClientError(error)) console.error(error);
      // What the call came to is said by the summary: that it was on its way need not be said any more.
      announce("");
      const { faults, settings } = faultsOf(error, { has, conflict: conflictOf(value), unsure: UNSURE, address: connection.settings.baseUrl });
      errors.report(faults, settings ? settingsButton(openSettings) : undefined);
    } finally {
      sending = undefined;
      showSending(button, cancel, false);
    }
  });
}

/** What the form can do before the package is there: show itself, and hold back what cannot be checked or sent. */
export function registerFormAlone() {
  const form = byId("register-form");
  showAndHide(byId("register-password"), byId("password-toggle"));
  const hold = async (event) => {
    event.preventDefault();
    try {
      await load();
      form.requestSubmit();
    } catch {
      byId("not-loaded").scrollIntoView({ block: "nearest" });
    }
  };
  form.addEventListener("submit", hold);
  return () => form.removeEventListener("submit", hold);
}

/** Says above everything else that the package did not arrive. */
export function showNotLoaded(error, retry) {
  const { title, text } = describe(error);
  const banner = byId("not-loaded");
  const again = element("button", { class: "quiet", type: "button" }, "Try again");
  again.addEventListener("click", retry);
  banner.replaceChildren(icon("alert"), element("p", {}, element("strong", {}, `${title}. `), text), again);
  banner.hidden = false;
}

/** The service names the account that is in use, which is the e-mail address or the id. */
const conflictOf = ({ contactEmail, id }) => (error) => {
  const fields = (error.details ?? []).map(({ field }) => field);
  const said = (error.serviceMessage ?? "").toLowerCase();
  const names = (text) => text !== undefined && said.includes(`'${text.toLowerCase()}'`);
  if (fields.includes("contactEmail") || names(contactEmail) || id === undefined) {
    return { name: "contactEmail", message: "This e-mail address belongs to another customer. Enter a different one." };
  }
  if (fields.includes("id") || names(id)) {
    return { name: "id", message: "This customer id is taken. Enter a different one, or leave it empty." };
  }
  return { message: "The e-mail address or the customer id belongs to another customer. Change one of them and send again." };
};

function nameFor({ firstName, lastName, contactEmail }) {
  return [firstName, lastName].filter(Boolean).join(" ") || contactEmail;
}

function confirm(done, name, show) {
  const link = element("button", { class: "link", type: "button" }, "Show in the list");
  link.addEventListener("click", show);
  done.replaceChildren(icon("done"), element("p", {}, element("bdi", {}, name), " is registered. ", link));
  done.hidden = false;
}

function showSending(button, cancel, busy) {
  if (busy) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
  // The focus must not be lost with the button that goes.
  if (!busy && document.activeElement === cancel) button.focus({ preventScroll: true });
  cancel.hidden = !busy;
  button.querySelector(".primary-text").textContent = busy ? "Registering…" : "Register customer";
}

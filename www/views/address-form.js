// The form for an address: a new one, or one that is there. It is made anew each time it is opened.

import { saveChange } from "../address-changes.js";
import { button, byId, element, settingsButton } from "../dom.js";
import { takeOver } from "../forms/errors.js";
import { faultsOf } from "../forms/service-faults.js";
import { checkWhileTyping } from "../forms/timing.js";
import { fillIn, judgeBy, readValues } from "../forms/values.js";
import { countryName, presentable } from "./address-card.js";

const UNSURE = "It is not certain whether the address was saved: look at the addresses before you send again.";
const GONE = "This address was removed meanwhile. What you typed is still here: save it as a new address, or cancel.";
const CHANGED = "Somebody changed this address after you opened it. Save again to put your changes on top, or take what is there now.";

/**
 * Opens the form. `given` is the address to edit, absent for a new one; `first` tells that it is the customer's first.
 * `api()` gives the operations, `onSaved({ id, title, sent })` shows the result, `onClose()` takes the form away,
 * `onStale()` reads the addresses again and gives the one that is edited, if it is still there.
 */
export function addressForm({ library, connection, announce, openSettings, given, first, api, onSaved, onClose, onStale }) {
  const node = byId("address-editor").content.firstElementChild.cloneNode(true);
  const form = node.querySelector("form");
  const part = (selector) => node.querySelector(selector);
  const submit = part('[type="submit"]');
  const ownId = part("#address-own-id");
  let edited = given;
  let before;
  let sending;

  const setKind = () => {
    part("#address-heading").textContent = edited ? "Edit the address" : "Add an address";
    part("#address-more-about").textContent = edited ? "appendix, further lines" : "appendix, further lines, address id";
    // An id is given once.
    if (edited) ownId.remove();
    else part("details .fields").append(ownId);
    showSending(false);
  };
  const showSending = (busy) => {
    if (busy) submit.setAttribute("aria-busy", "true");
    else submit.removeAttribute("aria-busy");
    submit.querySelector(".primary-text").textContent = busy ? "Saving…" : edited ? "Save the address" : "Add the address";
  };
  const fill = (address) => {
    edited = address;
    fillIn(form, presentable(address));
    before = readValues(form);
  };

  setKind();
  offerCountries(part("#countries"), library);
  if (edited) fill(edited);
  else part("#address-default").checked = first;
  const lines = ["streetAppendix", "extraLine1", "extraLine2", "extraLine3", "extraLine4"];
  part("details").open = Boolean(edited && lines.some((name) => before[name]));

  const errors = takeOver(form, part(".summary"), "h4");
  const judge = () => judgeBy(form, edited ? library.schemas.addressUpdate : library.schemas.addressCreate);
  checkWhileTyping(form, { judge, errors, announce });

  part('[data-act="cancel"]').addEventListener("click", () => {
    if (sending) sending.abort();
    else onClose();
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    const faults = judge();
    if (faults.length > 0) {
      errors.report(faults);
      return;
    }
    errors.clear();
    sending = new AbortController();
    showSending(true);
    announce("Saving the address.");
    try {
      await onSaved(await save({ signal: sending.signal }));
    } catch (error) {
      announce("");
      if (node.isConnected) await showFailure(error);
    } finally {
      sending = undefined;
      showSending(false);
    }
  });

  async function save(options) {
    const after = readValues(form);
    if (!edited) {
      const { id } = await (await api()).add(after, options);
      return { id, title: after.contactName, sent: true };
    }
    const sent = await saveChange(await api(), edited, { before, after }, options);
    return { id: edited.id, title: after.contactName, sent };
  }

  async function showFailure(error) {
    if (!library.isClientError(error)) console.error(error);
    if (edited && (error.code === "not_found" || error.code === "conflict")) {
      const now = await onStale();
      if (!node.isConnected) return;
      if (now) showChanged(now);
      else showGone();
      return;
    }
    if (error.code === "not_found") {
      // It is the customer that is gone.
      await onStale();
      if (!node.isConnected) return;
    }
    const has = (name) => [...form.elements].some((control) => control.name === name);
    const { faults, settings } = faultsOf(error, { has, conflict, unsure: UNSURE, address: connection.settings.baseUrl });
    errors.report(faults, settings ? settingsButton(openSettings) : undefined);
  }

  function showGone() {
    edited = undefined;
    setKind();
    errors.report([{ message: GONE }]);
  }

  /** What was typed is kept; from here on it is a change of the address as it is now. */
  function showChanged(now) {
    edited = now;
    const take = button("Take what is there now", () => {
      errors.clear();
      fill(now);
      focus();
    });
    errors.report([{ message: CHANGED }], take);
  }

  function focus() {
    part("#address-contact-name").focus();
  }

  const untouched = JSON.stringify(readValues(form));
  return {
    node,
    focus,
    /** Whether something would be lost with the form. */
    isChanged: () => sending !== undefined || JSON.stringify(readValues(form)) !== untouched,
    clear: () => errors.clear(),
  };
}

/** Only an id of one's own can be in use. */
function conflict(error) {
  if (error.details?.some(({ field }) => field && field !== "id")) return { message: error.serviceMessage || "The address contradicts another one." };
  return { name: "id", message: "This address id is taken. Enter a different one, or leave it empty." };
}

/** Every country that the rule knows, by its name. */
function offerCountries(list, { schemas }) {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => schemas.country.validate(code).ok);
  list.replaceChildren(...codes.map((value) => element("option", { value }, countryName(value))));
}

// The form for an address: a new one, or one that is there. It is made anew each time it is opened.

import { saveChange } from "./address-changes.js";
import { button, element, icon } from "../parts/dom.js";
import { fields, fillIn, submitButton, summaryBox } from "../parts/fields.js";
import { boundForm } from "../parts/form.js";
import { say, t } from "../words/words.js";
import { presentable } from "./address-card.js";
import { NEEDED, isDefault, main, more, ownId } from "./address-fields.js";

const UNSURE = t("It is not certain whether the address was saved: look at the addresses before you send again.");
const GONE = t("This address was removed meanwhile. What you typed is still here: save it as a new address, or cancel.");
const CHANGED = t("Somebody changed this address after you opened it. Save again to put your changes on top, or take what is there now.");

/**
 * Opens the form. `given` is the address to edit, absent for a new one; `first` tells that it is the customer's first.
 * `api()` gives the operations, `onSaved({ id, title, sent })` shows the result, `onClose()` takes the form away,
 * `onStale()` reads the addresses again and gives the one that is edited, if it is still there.
 */
export function addressForm(desk, { schemas, given, first, api, onSaved, onClose, onStale }) {
  let edited = given;
  let before;
  const summary = summaryBox("address-summary");
  const heading = element("h3", { id: "address-heading" });
  const about = element("span", { class: "more-about" });
  const submit = submitButton("");
  const idField = ownId();
  const furtherLines = fields("address", ...more());
  const details = element("details", { class: "more" }, element("summary", {}, icon("chevron"), element("span", { class: "more-text" }, t("More lines"), " ", about)), furtherLines);
  const cancel = button(t("Cancel"), () => (bound.isSending() ? bound.stop() : onClose()));
  cancel.dataset.act = "cancel";
  const form = element(
    "form",
    { "aria-labelledby": "address-heading", autocomplete: "on" },
    fields("address", ...main(countriesOf(schemas))),
    details,
    isDefault(),
    element("div", { class: "form-foot" }, submit, cancel),
  );
  const node = element("div", { class: "editor" }, summary, heading, element("p", { class: "lead" }, t("The contact's name is required, the rest is up to you.")), form);

  const bound = boundForm(desk, form, {
    schema: ({ schemas: known }) => (edited ? known.addressUpdate : known.addressCreate),
    summary,
    needed: NEEDED,
    submit: { button: submit, idle: "", busy: t("Saving…") },
    conflict,
    unsure: UNSURE,
    async send(after, options) {
      let saved;
      try {
        saved = await save(after, options);
      } catch (error) {
        if (!(await showStale(error))) throw error;
        return;
      }
      await onSaved(saved);
    },
  });

  const setKind = () => {
    say(heading, edited ? t("Edit the address") : t("Add an address"));
    say(about, edited ? t("appendix, further lines") : t("appendix, further lines, address id"));
    if (edited) idField.remove();
    else furtherLines.append(idField);
    bound.name(edited ? t("Save the address") : t("Add the address"));
  };
  /** The values of the form as it is: what it holds is known once it is bound, which it is before anybody can type. */
  const fill = (address) => {
    edited = address;
    fillIn(form, presentable(address));
    before = bound.values();
  };

  setKind();
  if (edited) fillIn(form, presentable(edited));
  else form.elements.isDefault.checked = first;
  details.open = Boolean(edited && [...furtherLines.querySelectorAll("input")].some(({ value }) => value));
  let untouched;
  const opened = bound.ready.then(() => {
    before = bound.values();
    untouched = JSON.stringify(before);
  }, () => {});

  async function save(after, options) {
    await opened;
    if (!edited) {
      const { id } = await (await api()).add(after, options);
      return { id, title: after.contactName, sent: true };
    }
    const sent = await saveChange(await api(), edited, { before, after }, options);
    return { id: edited.id, title: after.contactName, sent };
  }

  /** Whether it went wrong because the address, or the customer, is not what it was. */
  async function showStale(error) {
    if (edited && (error.code === "not_found" || error.code === "conflict")) {
      const now = await onStale();
      if (!node.isConnected) return true;
      if (now) showChanged(now);
      else showGone();
      return true;
    }
    // It is the customer that is gone.
    if (error.code === "not_found") await onStale();
    return false;
  }

  function showGone() {
    edited = undefined;
    setKind();
    bound.show([{ message: GONE }]);
  }

  /** What was typed is kept; from here on it is a change of the address as it is now. */
  function showChanged(now) {
    edited = now;
    const take = button(t("Take what is there now"), () => {
      bound.clear();
      fill(now);
      focus();
    });
    bound.show([{ message: CHANGED }], take);
  }

  function focus() {
    form.elements.contactName.focus();
  }

  return {
    node,
    focus,
    /** Whether something would be lost with the form. */
    isChanged: () => bound.isSending() || JSON.stringify(bound.values()) !== untouched,
    clear: () => bound.dispose(),
  };
}

/** Only an id of one's own can be in use. */
function conflict(error) {
  if (error.details?.some(({ field }) => field && field !== "id")) return { message: error.serviceMessage || t("The address contradicts another one.") };
  return { name: "id", message: t("This address id is taken. Enter a different one, or leave it empty.") };
}

/** Every country that the rule knows. */
function countriesOf({ country }) {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => country.validate(code).ok);
}

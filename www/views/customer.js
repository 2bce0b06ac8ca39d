// One customer: who it is, what can be done, and the addresses. Opened by the page's own address; what is shown while it
// loads, and when the customer is not there.

import { element, hiddenText, icon, settingsButton } from "../parts/dom.js";
import { failureNotice, noticeParts } from "../parts/notice.js";
import { mayBeLost } from "../parts/question.js";
import { isLeaving, leave, leavingChange } from "../shell/leaving.js";
import { formLibrary } from "../shell/package.js";
import { go } from "../shell/route.js";
import { sentences, t } from "../words/words.js";
import { inSentences, logUnknown } from "../words/failures.js";
import { addressesView } from "./addresses.js";
import { customerEdit } from "./customer-edit.js";
import { leavingKey, presentable } from "./customer-parts.js";
import { profile, profileSkeleton } from "./profile.js";

export function open(desk, place, { id: number }) {
  const { connection, announce } = desk;
  const card = element("div", { class: "profile", id: "profile" });
  const notice = element("div", { class: "notice", id: "customer-notice", hidden: true });
  const addresses = addressesView(desk, { onGone: showGone });
  const body = element("div", { class: "customer-body", id: "customer-body" }, card, addresses.node);
  const view = element(
    "section",
    { class: "customer", id: "customer", "data-state": "loading", "aria-labelledby": "customer-heading", tabindex: "-1" },
    element("a", { class: "trail", href: desk.customersAddress }, icon("back"), t("All customers")),
    notice,
    body,
  );
  place.append(view);
  let running;
  let shown;
  let editor;

  const read = async (options) => (await connection.emporix()).customers.get(number, { expand: ["mixin:*"] }, options);

  async function load() {
    stop();
    const mine = new AbortController();
    running = mine;
    showLoading();
    // Both are asked for at once; each says for itself what becomes of it.
    addresses.open(number);
    try {
      const found = await read({ signal: mine.signal });
      if (running === mine) showCustomer(found, true);
    } catch (error) {
      if (running !== mine) return;
      if (isNotThere(error)) showGone();
      else showFailure(error);
    }
  }

  function stop() {
    running?.abort();
    running = undefined;
    endEdit();
    addresses.close();
  }

  function showLoading() {
    view.dataset.state = "loading";
    view.setAttribute("aria-busy", "true");
    notice.hidden = true;
    body.hidden = false;
    card.replaceChildren(element("h2", { id: "customer-heading" }, hiddenText(t("Loading the customer"))), profileSkeleton());
  }

  function showCustomer(found, first = false) {
    shown = found;
    const customer = presentable(found);
    view.dataset.state = "ready";
    view.removeAttribute("aria-busy");
    card.replaceChildren(...profile(customer, found), fault, actions(customer));
    fault.replaceChildren();
    desk.setTitle(customer.title);
    if (first) announce(t("{title}.", { title: customer.title }));
  }

  // ---------------------------------------------------------------------------------------------- what can be done

  const fault = element("div", { class: "fault" });

  function actions({ title, status }) {
    const act = (name, words, onClick) => element("button", { class: "quiet", type: "button", id: `customer-${name}`, on: { click: onClick } }, words);
    return element(
      "div",
      { class: "profile-actions" },
      act("edit", t("Edit"), edit),
      shown.onHold === true
        ? act("hold", t("Take off hold"), () => change("hold", { onHold: false }, t("{title} is not on hold any more.", { title })))
        : act("hold", t("Put on hold"), () => change("hold", { onHold: true }, t("{title} is on hold.", { title }))),
      status === "inactive"
        ? act("active", t("Activate"), () => change("active", { active: true }, t("{title} is active.", { title })))
        : act("active", t("Deactivate"), () => change("active", { active: false }, t("{title} is not active any more.", { title }))),
      deletion(),
    );
  }

  /** Once pressed it says so, and stays where it is. */
  function deletion() {
    const gone = isLeaving(leavingKey(number));
    return element("button", { class: "quiet", type: "button", id: "customer-delete", "aria-disabled": gone && "true", on: { click: () => gone || remove() } }, gone ? t("On its way out") : t("Delete"));
  }

  function onLeaving({ detail: { key, gone } }) {
    if (key !== leavingKey(number)) return;
    if (gone && !isUnsaved()) load();
    const before = card.querySelector("#customer-delete");
    const focused = before === document.activeElement;
    before?.replaceWith(deletion());
    if (focused) card.querySelector("#customer-delete").focus({ preventScroll: true });
  }

  /** One field, at a click. */
  async function change(name, body, done) {
    const mine = running;
    const pressed = card.querySelector(`#customer-${name}`);
    if (pressed.getAttribute("aria-busy") === "true") return;
    pressed.setAttribute("aria-busy", "true");
    try {
      const client = await connection.emporix();
      await client.customers.patch(number, body, { signal: mine.signal });
      const now = await readAfter(mine, done);
      if (!now || editor) return;
      const focused = card.contains(document.activeElement);
      showCustomer(now);
      if (focused) card.querySelector(`#customer-${name}`).focus({ preventScroll: true });
      announce(done);
    } catch (error) {
      if (running !== mine) return;
      pressed.removeAttribute("aria-busy");
      if (isNotThere(error)) showGone();
      else showFault(error);
    }
  }

  /** The customer after a change that was made; where that cannot be read it is said for itself, and `done` all the same. */
  async function readAfter(mine, done) {
    try {
      const now = await read({ signal: mine.signal });
      return running === mine ? now : undefined;
    } catch {
      if (running !== mine) return undefined;
      await load();
      announce(done);
      return undefined;
    }
  }

  function showFault(error) {
    logUnknown(error);
    const words = inSentences(error, connection.settings.baseUrl, t("It is not certain whether the change was made: load the page again to see."));
    fault.replaceChildren(icon("alert"), element("p", {}, hiddenText(sentences(t("Error:"), " ")), words));
    announce(words);
  }

  function remove() {
    const { title } = presentable(shown);
    leave(desk, leavingKey(number), {
      what: t("{title} will be deleted.", { title }),
      // That the customer is gone already is what was wanted.
      act: async () => (await connection.emporix()).customers.delete(number).catch((error) => (isNotThere(error) ? undefined : Promise.reject(error))),
      done: t("{title} is deleted.", { title }),
    });
    go(desk.customersAddress);
  }

  // ---------------------------------------------------------------------------------------------- edit

  async function edit() {
    // What was pressed before makes another version of the customer.
    if (card.querySelector('[aria-busy="true"]')) return;
    const mine = running;
    const found = await formLibrary().catch(desk.showNotLoaded);
    if (!found || running !== mine || editor) return;
    editor = customerEdit(desk, number, shown, {
      read,
      async onSaved(sent) {
        if (!sent) {
          endEdit("edit");
          announce(t("Nothing was changed."));
          return;
        }
        const now = await readAfter(running, t("{title} is saved.", { title: presentable(shown).title }));
        if (!now) return;
        shown = now;
        endEdit("edit");
        announce(t("{title} is saved.", { title: presentable(now).title }));
      },
      onClose: () => endEdit("edit"),
    });
    card.hidden = true;
    card.before(editor.node);
    editor.focus();
  }

  function endEdit(focus) {
    if (!editor) return;
    editor.dispose();
    editor.node.remove();
    editor = undefined;
    card.hidden = false;
    if (!focus) return;
    showCustomer(shown);
    card.querySelector(`#customer-${focus}`)?.focus();
  }

  // ---------------------------------------------------------------------------------------------- not there

  function showGone() {
    const text = t("No customer has the number {number} here: it was removed, or belongs to another tenant.", { number: String(number) });
    showNotice({ sign: "people", title: t("There is no such customer"), text, actions: [settingsButton(desk.openSettings)] });
  }

  function showFailure(error) {
    const retry = () => {
      view.focus({ preventScroll: true });
      load();
    };
    showNotice(failureNotice(desk, error, { retry }));
  }

  /** In place of the customer, and of the addresses too: without the one there is nothing to do with the others. */
  function showNotice(parts) {
    // The focus may be on something that goes.
    if (body.contains(document.activeElement)) view.focus({ preventScroll: true });
    stop();
    view.dataset.state = "failed";
    view.removeAttribute("aria-busy");
    body.hidden = true;
    card.replaceChildren();
    notice.replaceChildren(...noticeParts({ heading: "h2", headingId: "customer-heading", ...parts }));
    notice.hidden = false;
    desk.setTitle(parts.title);
    announce(sentences(t("{title}.", { title: parts.title }), parts.text));
  }

  const isUnsaved = () => Boolean(editor?.isChanged()) || addresses.isChanged();

  /** With a new token the same customer is there: what was typed is sent with it. */
  function onConnection({ detail }) {
    if (detail.elsewhere || !isUnsaved()) load();
  }

  connection.addEventListener("change", onConnection);
  leavingChange.addEventListener("change", onLeaving);
  load();
  // Whoever looks at a customer is about to change something.
  formLibrary().catch(() => {});
  return {
    title: t("Customer"),
    refresh: load,
    isUnsaved,
    mayLeave: () => !isUnsaved() || mayBeLost(),
    dispose() {
      connection.removeEventListener("change", onConnection);
      leavingChange.removeEventListener("change", onLeaving);
      stop();
      addresses.dispose();
    },
  };
}

/** A number that cannot stand in a path belongs to nobody either. */
function isNotThere(error) {
  return error?.code === "not_found" || (error?.code === "validation" && error.issues?.[0]?.path[0] === "customerNumber");
}

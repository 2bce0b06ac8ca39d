// A customer's addresses: shown as cards, added, edited, tagged, made the default and removed. The service is asked anew
// after each change, since one change can touch several addresses.

import { button, byId, element, hiddenText, icon, scrollTo, settingsButton } from "../dom.js";
import { inDigits } from "../locale.js";
import { describe } from "../words.js";
import { addressSkeleton, presentable } from "./address-card.js";
import { addressForm } from "./address-form.js";
import { addressList } from "./address-list.js";
import { askRemoval, dropRemoval } from "./removal.js";
import { tagForm } from "./tag-form.js";

const SKELETONS = 2;

/** `onGone` is called when the customer is not there any more. Returns `open(customerNumber)` and `close()`. */
export function addressesView({ library, connection, announce, openSettings, onGone }) {
  const section = byId("addresses");
  const notice = byId("addresses-notice");
  const note = byId("addresses-note");
  const add = byId("address-add");
  const list = addressList(byId("address-list"), { edit, makeDefault, remove, tag, untag });
  /** The customer whose addresses these are; another object each time one is opened. */
  let book;

  add.addEventListener("click", () => edit());

  function open(number) {
    close();
    book = { number, stop: new AbortController(), busy: new Set(), asked: 0 };
    load();
  }

  function close() {
    book?.stop.abort();
    list.editor?.clear();
    book = undefined;
    list.clear();
    dropRemoval();
  }

  const api = async () => {
    const { number } = book;
    return connection.client(await library()).customers.addresses(number);
  };

  async function load() {
    const mine = book;
    section.setAttribute("aria-busy", "true");
    showNotice();
    showNote();
    add.hidden = true;
    byId("addresses-count").textContent = "";
    list.showOutline(Array.from({ length: SKELETONS }, (_, position) => addressSkeleton(position)));
    try {
      await read(mine);
    } catch (error) {
      if (book !== mine) return;
      list.clear();
      showFailure(error);
    } finally {
      if (book === mine || !book) section.removeAttribute("aria-busy");
    }
  }

  /** Reads and shows the addresses; `before` is run at the moment they are there. Of several readings the last counts. */
  async function read(mine, before = () => {}) {
    mine.asked += 1;
    const turn = mine.asked;
    const found = await (await api()).list({ signal: mine.stop.signal });
    if (book !== mine || mine.asked !== turn) return;
    before();
    list.show(found);
    showCount();
  }

  /** Reads again after a change. Where that fails the change is made all the same. */
  async function readAgain(before = () => {}) {
    const mine = book;
    try {
      await read(mine, before);
    } catch (error) {
      if (book !== mine) return;
      if (error?.code === "not_found") {
        onGone();
        return;
      }
      before();
      list.show();
      const { title, text } = describe(error, connection.settings.baseUrl);
      const again = button("Read them again", () => {
        section.focus({ preventScroll: true });
        showNote();
        readAgain();
      });
      showNote("alert", `What stands here may be out of date: the addresses could not be read again. ${title}. ${text}`, again);
    }
  }

  function showCount() {
    const { length } = list;
    byId("addresses-count").textContent = length === 0 ? "" : `${inDigits(length)} ${length === 1 ? "address" : "addresses"}`;
    add.hidden = false;
    if (length > 0 || list.editor) showNotice();
    else showNotice("house", "No addresses yet", "Add the first one: orders and invoices need somewhere to go.");
  }

  // ---------------------------------------------------------------------------------------------- add and edit

  async function edit(address) {
    if (list.editor?.isChanged()) {
      list.editor.focus();
      announce("Save or cancel this address first.");
      return;
    }
    const mine = book;
    const ready = await library();
    if (book !== mine) return;
    showNote();
    list.closeTags();
    const given = address && list.given(address.id);
    const editor = addressForm({
      library: ready,
      connection,
      announce,
      openSettings,
      given,
      first: list.length === 0,
      api,
      onSaved: async ({ id, title, sent }) => {
        if (book !== mine) return;
        const added = given === undefined || !list.given(id);
        const done = () => {
          list.closeEditor();
          if (added) list.newest = id;
        };
        if (sent) await readAgain(done);
        else {
          done();
          list.show();
        }
        if (book !== mine) return;
        showCount();
        if (!list.focus(id)) section.focus();
        announce(!sent ? "Nothing was changed." : added ? `The address of ${title} is added.` : `The address of ${title} is saved.`);
      },
      onClose: () => {
        list.closeEditor();
        list.show();
        showCount();
        if (!address || !list.focus(address.id, "edit")) add.focus();
      },
      onStale: async () => {
        await readAgain();
        return given && list.given(given.id);
      },
    });
    list.openEditor(editor, address?.id);
    showCount();
    editor.focus();
    scrollTo(editor.node, "nearest");
  }

  // ---------------------------------------------------------------------------------------------- one click

  function makeDefault(address) {
    return change(address, {
      doing: "Making it the default address.",
      call: (service) => service.patch(address.id, { isDefault: true }),
      done: `The address of ${address.title} is the default now.`,
    });
  }

  function untag(address, name) {
    return change(address, {
      doing: "Removing the tag.",
      call: (service) => service.removeTags(address.id, [name]),
      done: `The tag ${name} is removed.`,
    });
  }

  async function remove(address) {
    const mine = book;
    if (mine.busy.has(address.id) || !(await askRemoval(address)) || book !== mine) return;
    const neighbour = list.neighbour(address.id);
    await change(address, {
      doing: "Removing the address.",
      // That it is gone already is what was wanted.
      call: (service) => service.delete(address.id).catch((error) => (error?.code === "not_found" ? undefined : Promise.reject(error))),
      done: `The address of ${address.title} is removed.`,
      then: () => {
        if (list.given(address.id)) list.focus(address.id);
        else if (!neighbour || !list.focus(neighbour)) add.focus();
      },
    });
  }

  /** Makes one change to an address; a second one while it is under way does nothing. */
  async function change(address, { doing, call, done, then }) {
    const mine = book;
    if (mine.busy.has(address.id)) return;
    mine.busy.add(address.id);
    showNote();
    list.setBusy(address.id, true);
    announce(doing);
    try {
      await call(await api());
      if (book !== mine) return;
      await readAgain();
      if (book !== mine) return;
      then?.();
      announce(done);
    } catch (error) {
      if (book === mine) await showFault(address, error);
    } finally {
      mine.busy.delete(address.id);
      if (book === mine) list.setBusy(address.id, false);
    }
  }

  // ---------------------------------------------------------------------------------------------- tags

  function tag(address) {
    if (list.tagging === address.id) {
      endTagging(address.id);
      return;
    }
    const mine = book;
    const form = tagForm({
      announce,
      current: () => presentable(list.given(address.id)),
      onAdd: async (names) => {
        await (await api()).addTags(address.id, names);
        if (book !== mine) return;
        await readAgain();
        announce(`${names.length === 1 ? "The tag" : "The tags"} ${names.join(", ")} ${names.length === 1 ? "is" : "are"} added.`);
      },
      said: (error) => {
        if (book !== mine) return undefined;
        if (error?.code === "not_found") {
          showFault(address, error);
          return undefined;
        }
        return wordsFor(error);
      },
      onClose: () => endTagging(address.id),
    });
    list.openTags(form, address.id);
    form.focus();
  }

  function endTagging(id) {
    list.closeTags();
    list.focus(id, "tag");
  }

  // ---------------------------------------------------------------------------------------------- what went wrong

  /** Says at the address that a change failed; one that is gone is said above the others, which are read again. */
  async function showFault(address, error) {
    if (error?.code === undefined) console.error(error);
    if (error?.code !== "not_found") {
      const text = wordsFor(error);
      const settings = issuesOf(error).length === 0 && describe(error, connection.settings.baseUrl).settings;
      list.showFault(address.id, element("p", {}, hiddenText("Error: "), text), settings ? settingsButton(openSettings) : undefined);
      announce(text);
      return;
    }
    const mine = book;
    await readAgain();
    if (book !== mine) return;
    const text = `The address of ${address.title} is gone: somebody removed it meanwhile. These are the addresses that are there now.`;
    showNote("alert", text);
    note.focus();
    announce(text);
  }

  function wordsFor(error) {
    const issues = issuesOf(error);
    if (issues.length > 0) return `Nothing was sent. ${issues.map(({ message }) => message).join(" ")}`;
    const { title, text } = describe(error, connection.settings.baseUrl);
    const unsure = error?.ambiguous ? " It is not certain whether the change was made: load the page again to see." : "";
    return `${title}. ${text}${unsure}`;
  }

  function showFailure(error) {
    if (error?.code === "not_found") {
      onGone();
      return;
    }
    if (error?.code === undefined) console.error(error);
    const { title, text, settings } = describe(error, connection.settings.baseUrl);
    const retry = button("Try again", () => {
      section.focus({ preventScroll: true });
      load();
    });
    showNotice("broken", title, text, ...(settings ? [settingsButton(openSettings), retry] : [retry]));
    announce(`The addresses could not be loaded. ${title}. ${text}`);
  }

  function showNotice(sign, title, text, ...buttons) {
    notice.hidden = sign === undefined;
    if (notice.hidden) return;
    const actions = buttons.length > 0 ? [element("div", { class: "notice-actions" }, ...buttons)] : [];
    notice.replaceChildren(icon(sign), element("h4", {}, title), element("p", { class: "break" }, text), ...actions);
  }

  function showNote(sign, text, ...buttons) {
    note.hidden = sign === undefined;
    note.replaceChildren(...(sign === undefined ? [] : [icon(sign), element("p", { class: "break" }, text), ...buttons]));
  }

  return { open, close };
}

/** The issues of what a call was given; others are those of the connection. */
function issuesOf(error) {
  return (error?.issues ?? []).filter(({ path }) => ["addressId", "tags"].includes(path[0]));
}

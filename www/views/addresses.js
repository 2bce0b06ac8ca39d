// A customer's addresses: shown as cards, added, edited, tagged, made the default and removed. The service is asked anew
// after each change, since one change can touch several addresses.

import { button, element, hiddenText, icon, scrollTo, settingsButton } from "../parts/dom.js";
import { failureNotice, noticeParts } from "../parts/notice.js";
import { describe, inSentences, logUnknown } from "../words/failures.js";
import { formLibrary } from "../shell/package.js";
import { counted, say, sentences, t } from "../words/words.js";
import { addressSkeleton, presentable } from "./address-card.js";
import { addressForm } from "./address-form.js";
import { addressList } from "./address-list.js";
import { askRemoval, dropRemoval } from "./removal.js";
import { tagForm } from "./tag-form.js";

const SKELETONS = 2;

/** `onGone` is called when the customer is not there any more. Returns the `node`, `open(customerNumber)` and `close()`. */
export function addressesView(desk, { onGone }) {
  const { connection, announce, openSettings } = desk;
  const notice = element("div", { class: "notice", id: "addresses-notice", hidden: true });
  const note = element("div", { class: "note", id: "addresses-note", tabindex: "-1", hidden: true });
  const count = element("p", { class: "count", id: "addresses-count" });
  const add = button(t("Add an address"), () => edit(), icon("add"));
  add.id = "address-add";
  const cards = element("ul", { class: "address-list", id: "address-list", role: "list" });
  const list = addressList(cards, { edit, makeDefault, remove, tag, untag });
  const section = element(
    "section",
    { class: "addresses", id: "addresses", "aria-labelledby": "addresses-heading", tabindex: "-1" },
    element("div", { class: "addresses-head" }, element("h3", { id: "addresses-heading" }, t("Addresses")), count, add),
    note,
    cards,
    notice,
  );
  /** The customer whose addresses these are; another object each time one is opened. */
  let book;

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
    return (await connection.emporix()).customers.addresses(number);
  };

  async function load() {
    const mine = book;
    section.setAttribute("aria-busy", "true");
    showNotice();
    showNote();
    add.hidden = true;
    say(count, "");
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
      const again = button(t("Read them again"), () => {
        section.focus({ preventScroll: true });
        showNote();
        readAgain();
      });
      showNote("alert", sentences(t("What stands here may be out of date: the addresses could not be read again."), inSentences(error, connection.settings.baseUrl)), again);
    }
  }

  function showCount() {
    const { length } = list;
    say(count, length === 0 ? "" : counted(length, "1 address", "{count} addresses"));
    add.hidden = false;
    if (length > 0 || list.editor) showNotice();
    else showNotice({ sign: "house", title: t("No addresses yet"), text: t("Add the first one: orders and invoices need somewhere to go.") });
  }

  // ---------------------------------------------------------------------------------------------- add and edit

  async function edit(address) {
    if (list.editor?.isChanged()) {
      list.editor.focus();
      announce(t("Save or cancel this address first."));
      return;
    }
    const mine = book;
    const schemas = await formLibrary().then((found) => found.schemas, desk.showNotLoaded);
    if (book !== mine || !schemas) return;
    showNote();
    list.closeTags();
    const given = address && list.given(address.id);
    const editor = addressForm(desk, {
      schemas,
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
        announce(!sent ? t("Nothing was changed.") : added ? t("The address of {title} is added.", { title }) : t("The address of {title} is saved.", { title }));
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
      doing: t("Making it the default address."),
      call: (service) => service.patch(address.id, { isDefault: true }),
      done: t("The address of {title} is the default now.", address),
    });
  }

  function untag(address, name) {
    return change(address, {
      doing: t("Removing the tag."),
      call: (service) => service.removeTags(address.id, [name]),
      done: t("The tag {name} is removed.", { name }),
    });
  }

  async function remove(address) {
    const mine = book;
    if (mine.busy.has(address.id) || !(await askRemoval(address)) || book !== mine) return;
    const neighbour = list.neighbour(address.id);
    await change(address, {
      doing: t("Removing the address."),
      // That it is gone already is what was wanted.
      call: (service) => service.delete(address.id).catch((error) => (error?.code === "not_found" ? undefined : Promise.reject(error))),
      done: t("The address of {title} is removed.", address),
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
    const form = tagForm(desk, {
      current: () => presentable(list.given(address.id)),
      onAdd: async (names) => {
        await (await api()).addTags(address.id, names);
        if (book !== mine) return;
        await readAgain();
        announce(counted(names.length, "The tag {names} is added.", "The tags {names} are added.", { names: names.join(", ") }));
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
    logUnknown(error);
    if (error?.code !== "not_found") {
      const text = wordsFor(error);
      const settings = issuesOf(error).length === 0 && describe(error, connection.settings.baseUrl).settings;
      list.showFault(address.id, element("p", {}, hiddenText(sentences(t("Error:"), " ")), text), settings ? settingsButton(openSettings) : undefined);
      announce(text);
      return;
    }
    const mine = book;
    await readAgain();
    if (book !== mine) return;
    const text = t("The address of {title} is gone: somebody removed it meanwhile. These are the addresses that are there now.", address);
    showNote("alert", text);
    note.focus();
    announce(text);
  }

  function wordsFor(error) {
    const issues = issuesOf(error);
    if (issues.length > 0) return sentences(t("Nothing was sent."), ...issues.map(({ message }) => message));
    return inSentences(error, connection.settings.baseUrl, t("It is not certain whether the change was made: load the page again to see."));
  }

  function showFailure(error) {
    if (error?.code === "not_found") {
      onGone();
      return;
    }
    const retry = () => {
      section.focus({ preventScroll: true });
      load();
    };
    showNotice(failureNotice(desk, error, { retry }));
    announce(sentences(t("The addresses could not be loaded."), inSentences(error, connection.settings.baseUrl)));
  }

  function showNotice(parts) {
    notice.hidden = parts === undefined;
    if (parts) notice.replaceChildren(...noticeParts({ heading: "h4", ...parts }));
  }

  function showNote(sign, text, ...buttons) {
    note.hidden = sign === undefined;
    note.replaceChildren(...(sign === undefined ? [] : [icon(sign), element("p", { class: "break" }, text), ...buttons]));
  }

  return { node: section, open, close, isChanged: () => [list.editor, list.tagForm].some((form) => form?.isChanged()), dispose: close };
}

/** The issues of what a call was given; others are those of the connection. */
function issuesOf(error) {
  return (error?.issues ?? []).filter(({ path }) => ["addressId", "tags"].includes(path[0]));
}

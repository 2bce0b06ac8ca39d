// The summary of errors above a form, what is announced, and the title of the page.
import { freshId, hidden } from "./marks.js";
import { TITLES } from "./words.js";

/** The forms whose summary is shown, and what the title starts with for each. */
const wrong = new Map();

function retitle(document) {
  const prefix = TITLES.find((title) => document.title.startsWith(title)) ?? "";
  const plain = document.title.slice(prefix.length);
  const [now = ""] = wrong.values();
  if (prefix !== now) document.title = now + plain;
}

/** The summary of a form, in the element that is given for it or in one of its own at the top of the form. */
export function summaryOf(form, given, words) {
  const { ownerDocument: document } = form;
  const box = given ?? document.createElement("div");
  const before = { hidden: box.hidden, tabindex: box.getAttribute("tabindex"), content: [...box.childNodes] };
  if (!given) {
    box.className = "form-summary";
    form.prepend(box);
  }
  box.hidden = true;
  box.setAttribute("tabindex", "-1");
  const named = new Set();

  const linkTo = (control, message) => {
    if (!control.id) {
      control.id = freshId(document, "form-field");
      named.add(control);
    }
    const link = document.createElement("a");
    link.href = `#${control.id}`;
    link.textContent = message;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const disclosure = control.closest("details");
      if (disclosure) disclosure.open = true;
      control.focus();
    });
    return link;
  };

  return {
    /** Shows `[{ message, control? }]` and takes the focus. */
    show(faults) {
      const [alert, heading, list] = ["div", "h2", "ul"].map((tag) => document.createElement(tag));
      alert.setAttribute("role", "alert");
      heading.textContent = words.problem;
      list.append(...faults.map(({ message, control }) => {
        const item = document.createElement("li");
        item.append(control ? linkTo(control, message) : message);
        return item;
      }));
      alert.append(heading, list);
      box.hidden = false;
      box.replaceChildren(alert);
      wrong.set(form, words.error);
      retitle(document);
      box.focus();
    },
    hide() {
      box.hidden = true;
      box.replaceChildren();
      wrong.delete(form);
      retitle(document);
    },
    dispose() {
      this.hide();
      for (const control of named) control.removeAttribute("id");
      if (!given) return box.remove();
      box.replaceChildren(...before.content);
      box.hidden = before.hidden;
      if (before.tabindex === null) box.removeAttribute("tabindex");
      else box.setAttribute("tabindex", before.tabindex);
    },
  };
}

/** Long enough for a person to go on typing. */
const PAUSE_MS = 600;

/** A polite live region that is there from the start, and speaks after a pause. */
export function announcerOf(form) {
  const region = hidden(form.ownerDocument.createElement("div"));
  region.setAttribute("aria-live", "polite");
  region.setAttribute("aria-atomic", "true");
  form.append(region);
  let timer;
  return {
    say(text) {
      clearTimeout(timer);
      region.textContent = "";
      if (text) timer = setTimeout(() => (region.textContent = text), PAUSE_MS);
    },
    dispose() {
      clearTimeout(timer);
      region.remove();
    },
  };
}

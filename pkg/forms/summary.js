// What is said above a form that could not be sent: a summary with a link a fault, and the title of the page.
import { element } from "./dom.js";

/** The summaries that are on the page, of any form, and what stands before the title for them. */
let lists = [];
let prefix = "";

/** Puts `word` before the title, or takes it away again when no summary is left. A form may have gone with its own. */
function retitle(word) {
  lists = lists.filter(({ isConnected }) => isConnected);
  const { title } = document;
  const plain = title.startsWith(prefix) ? title.slice(prefix.length) : title;
  prefix = word ?? (lists[0] ? prefix : "");
  document.title = prefix + plain;
}

/** The summary of one form: in `given`, or at the form's top. */
export function summaryOf(form, given, errors, words) {
  const box = given ?? element("div", { class: "error-summary" });
  const { hidden } = box;
  const focusable = box.hasAttribute("tabindex");
  let list;

  function clear() {
    list = undefined;
    box.replaceChildren();
    box.hidden = hidden;
    if (!given) box.remove();
    if (!focusable) box.removeAttribute("tabindex");
    retitle();
  }

  return {
    /** Shows these faults and no others, `{ message }` and for a field `{ first }`, and moves the focus there. */
    show(faults) {
      if (list) clear();
      if (!faults[0]) return;
      const items = faults.map(({ first, message }) => {
        if (!first) return element("li", {}, message);
        reveal(first);
        const link = element("a", { href: `#${first.id}` }, message);
        link.onclick = (event) => goTo(event, first);
        errors.shown.get(first).link = link;
        return element("li", {}, link);
      });
      list = element("ul", {}, ...items);
      box.replaceChildren(element("div", { role: "alert" }, element(box.dataset.heading ?? "h2", {}, words.problem), list));
      box.hidden = false;
      if (!focusable) box.tabIndex = -1;
      if (!given) form.prepend(box);
      lists.push(list);
      retitle(words.error);
      box.focus();
    },
    /** Goes when every fault in it is mended. */
    settle() {
      if (list && !list.firstChild) clear();
    },
  };
}

function goTo(event, control) {
  event.preventDefault();
  reveal(control);
  control.focus();
}

/** In a closed disclosure nothing can be seen or focused. */
function reveal(control) {
  for (let part = control; (part = part.parentElement?.closest("details")); ) part.open = true;
}

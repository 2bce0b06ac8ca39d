// Previous, next, and where one is. It shows the page that was asked for, so that fast clicks count from there.

import { say, t } from "../words/words.js";
import { element, icon } from "./dom.js";

/** `onTurn(pageNumber)` asks for a page. `show` says where one is; `pages` is null while nobody knows. */
export function pager(name, onTurn) {
  const turning = (step, id, ...content) =>
    element("button", {
      class: "quiet", type: "button", id, "aria-disabled": "true",
      on: { click: (event) => event.currentTarget.getAttribute("aria-disabled") !== "true" && onTurn(at + step) },
    }, ...content);
  const previous = turning(-1, "page-previous", icon("back"), t("Previous"));
  const next = turning(1, "page-next", t("Next"), icon("on"));
  const position = element("p", { id: "page-position" });
  const node = element("nav", { class: "pager", id: "pager", "aria-label": name, hidden: true }, previous, position, next);
  let at = 1;

  return {
    node,
    show({ pageNumber, pages, hasNext }) {
      at = pageNumber;
      node.hidden = false;
      say(position, positionWords(pageNumber, pages));
      // A disabled button would drop the focus of the person who just used it.
      previous.setAttribute("aria-disabled", String(pageNumber <= 1));
      next.setAttribute("aria-disabled", String(!(hasNext || (pages !== null && pageNumber < pages))));
    },
    hide() {
      node.hidden = true;
    },
  };
}

export function positionWords(page, pages) {
  return pages === null ? t("Page {page}", { page }) : t("Page {page} of {pages}", { page, pages });
}

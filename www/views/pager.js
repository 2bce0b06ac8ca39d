// Previous, next, and where one is. It shows the page that was asked for, so that fast clicks count from there.

import { byId } from "../dom.js";
import { inDigits } from "../locale.js";

/** `onTurn(pageNumber)` asks for a page. `show` says where one is; `pages` is null while nobody knows. */
export function pager(onTurn) {
  const nav = byId("pager");
  const previous = byId("page-previous");
  const next = byId("page-next");
  const position = byId("page-position");
  let at = 1;

  const turn = (button, step) => {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") onTurn(at + step);
    });
  };
  turn(previous, -1);
  turn(next, 1);

  return {
    show({ pageNumber, pages, hasNext }) {
      at = pageNumber;
      nav.hidden = false;
      position.textContent = positionText(pageNumber, pages);
      // A disabled button would drop the focus of the person who just used it.
      previous.setAttribute("aria-disabled", String(pageNumber <= 1));
      next.setAttribute("aria-disabled", String(!(hasNext || (pages !== null && pageNumber < pages))));
    },
    hide() {
      nav.hidden = true;
    },
  };
}

export function positionText(pageNumber, pages) {
  return pages === null ? `Page ${inDigits(pageNumber)}` : `Page ${inDigits(pageNumber)} of ${inDigits(pages)}`;
}

// Fields that come and go with a button, such as those of one more address: where the focus goes, unless the page moves it
// itself. Nobody who works by keyboard or ear should be sent to the top of the page by a block that goes.
import { wordsIn } from "./words.js";

/** `Node.DOCUMENT_POSITION_FOLLOWING`, which is not there where pages are made on a server. */
const FOLLOWING = 4;

/**
 * Sees to the focus after these changes of a form. `focused` is what had it last. Returns the name of a block that took it
 * along, by its legend.
 */
export function moveFocus(form, records, focused) {
  const active = document.activeElement;
  const reachable = [...form.elements].filter((control) => control.matches(":enabled:not([type=hidden], fieldset)"));
  for (const { addedNodes, removedNodes, nextSibling, target } of records) {
    const lost = active === document.body && [...removedNodes].find((node) => node.contains(focused));
    if (lost) {
      // What follows in its place, or the last before it.
      const next = reachable.find((control) => (nextSibling ?? target).compareDocumentPosition(control) & FOLLOWING && (nextSibling || !target.contains(control)));
      (next ?? reachable.at(-1))?.focus();
      return wordsIn(lost.querySelector("legend"));
    }
    // A button that was pressed has added them; of what is drawn anew nobody knows which part is new.
    const added = active?.type === "button" && !removedNodes[0] && reachable.find((control) => [...addedNodes].some((node) => node.contains(control)));
    if (added) return added.focus();
  }
}

// The messages at the fields: what each shows, and everything that assistive technology and the browser are told with it.
import { UNSEEN, describe, element, mark } from "./dom.js";

/** Ids are numbered: what a field is called need not be fit for one, and several forms have fields of one name. */
let made = 0;

/** The messages of one form. */
export function errorsAt(form, words) {
  /**
   * What fields show, by their first controls: `{ message, given, slot, link?, close() }`, where `link` leads to the field from
   * elsewhere and says the same.
   */
  const shown = new Map();

  /** A new error, with the place for its message. */
  function open({ first, controls }) {
    const own = slotOf(form, first);
    const slot = own ?? element("p", { class: "field-error", id: `field-error-${++made}` });
    const { hidden } = slot;
    slot.hidden = false;
    if (!own) placeBefore(controls, slot);
    // A page that names the message's element itself keeps doing so.
    const linked = controls.filter((control) => describe(control, slot.id, true));
    const error = {
      slot,
      close() {
        shown.delete(first);
        tell(controls, "");
        for (const control of linked) describe(control, slot.id, false);
        slot.replaceChildren();
        slot.hidden = hidden;
        if (!own) slot.remove();
        error.link?.parentNode.remove();
      },
    };
    shown.set(first, error);
    return error;
  }

  return {
    shown,
    /**
     * Shows a field's `message`, or takes away what is there when it has none. `given` tells one that did not come from the
     * schema. Returns whether that changed anything.
     */
    set(field, given) {
      const { first, controls, message } = field;
      const before = shown.get(first);
      if (!message) {
        before?.close();
        return before;
      }
      const error = before ?? open(field);
      error.given = given;
      if (error.message === message) return false;
      error.message = message;
      tell(controls, message);
      error.slot.replaceChildren(element("span", { "aria-hidden": "true" }, "⚠\uFE0E "), element("span", { style: UNSEEN }, words.error), message);
      if (error.link) {
        // It has been read. Changes while typing are for the live region, which waits for a pause.
        mark(error.link.closest("[role]"), "role", "none");
        error.link.textContent = message;
      }
      return true;
    },
    /** Takes away the errors of controls that are none of these fields any more. */
    keep(fields) {
      for (const [first, error] of shown) if (!fields.some((field) => field.first === first)) error.close();
    },
  };
}

/** Tells the browser, where a control lets it, and assistive technology. */
function tell(controls, message) {
  for (const control of controls) {
    control.setCustomValidity?.(message);
    mark(control, "aria-invalid", message && "true");
  }
}

/** The element that the page has for a field's message: it has an id, and `data-error-for` says the control's name. */
function slotOf(form, { name, parentNode }) {
  const within = (part) => [...part.querySelectorAll("[data-error-for][id]")].find(({ dataset }) => dataset.errorFor === name);
  return within(form) ?? within(parentNode);
}

/** Before the field, which is after its label and its hint; around a control in its label, and a whole group of controls. */
function placeBefore(controls, slot) {
  let part = controls[0];
  while (!controls.every((control) => part.parentNode.contains(control))) part = part.parentNode;
  (part.closest("label") ?? part).before(slot);
}

// Shows faults in a form: a message at each field, a summary above the heading, the title of the page. A fault is
// `{ name?, message }`; one whose name no control has stands in the summary without a link.

import { element, hiddenText, icon } from "../dom.js";

const TITLE_PREFIX = "Error: ";

/**
 * Takes over the showing of errors from the browser. `summary` is the empty, hidden element above the heading;
 * `heading` is what its own heading is, fitting those around it.
 * Call it only when the script can also check: until then the browser's own checks are better than none.
 */
export function takeOver(form, summary, heading = "h2") {
  form.noValidate = true;
  for (const control of controls(form)) {
    // These would cut what is pasted, or keep a field invalid in the browser's eyes that the rules accept.
    for (const attribute of ["maxlength", "minlength", "pattern"]) control.removeAttribute(attribute);
  }
  return new FormErrors(form, summary, heading);
}

class FormErrors {
  #form;
  #summary;
  #heading;
  /** What each field shows, by name. */
  #messages = new Map();

  constructor(form, summary, heading) {
    this.#form = form;
    this.#summary = summary;
    this.#heading = heading;
  }

  /** Whether this field shows an error. */
  shows(name) {
    return this.#messages.has(name);
  }

  /** Shows `message` at a field, or takes the one there away when there is none. Returns whether that changed anything. */
  set(name, message = "") {
    const control = this.#control(name);
    if (!control || (this.#messages.get(name) ?? "") === message) return false;
    const wrong = message !== "";
    control.setCustomValidity(message);
    describe(control, slotId(control), wrong);
    if (wrong) {
      this.#messages.set(name, message);
      control.setAttribute("aria-invalid", "true");
      messageSlot(control).replaceChildren(icon("alert"), element("span", {}, hiddenText("Error: "), message));
    } else {
      this.#messages.delete(name);
      control.removeAttribute("aria-invalid");
      document.getElementById(slotId(control))?.remove();
    }
    return true;
  }

  /** Shows these faults and no others, and moves the focus to the summary. `action` is a button to put below them. */
  report(faults, action) {
    const known = faults.filter(({ name }) => this.#control(name));
    const messages = new Map(known.map(({ name, message }) => [name, message]));
    for (const control of controls(this.#form)) {
      this.set(control.name, messages.get(control.name));
      if (messages.has(control.name)) reveal(control);
    }
    this.#summarise([...this.#inOrder(known), ...faults.filter((fault) => !known.includes(fault))], action);
    retitle();
    this.#summary.focus();
  }

  /** Takes every error away. */
  clear() {
    for (const { name } of controls(this.#form)) this.set(name);
    this.#summary.hidden = true;
    this.#summary.replaceChildren();
    retitle();
  }

  #summarise(faults, action) {
    const items = faults.map(({ name, message }) => element("li", {}, this.#control(name) ? this.#link(name, message) : message));
    const alert = element("div", { role: "alert" }, element(this.#heading, {}, "There is a problem"), element("ul", { role: "list" }, ...items));
    this.#summary.hidden = false;
    this.#summary.replaceChildren(alert, ...(action ? [action] : []));
  }

  #link(name, message) {
    const control = this.#control(name);
    const link = element("a", { href: `#${control.getAttribute("id")}` }, message);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      reveal(control);
      control.focus({ preventScroll: true });
      control.closest(".field").scrollIntoView({ block: "center" });
    });
    return link;
  }

  #inOrder(faults) {
    const order = controls(this.#form).map(({ name }) => name);
    return [...faults].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
  }

  #control(name) {
    return controls(this.#form).find((control) => control.name === name);
  }
}

// Controls are found in the list of elements: one that is named `id` or `title` hides the form's own property.
function controls(form) {
  return [...form.elements].filter((control) => control.name);
}

function slotId(control) {
  return `${control.getAttribute("id")}-message`;
}

/** The element for a field's message: after the label and the hint, before the control. */
function messageSlot(control) {
  const present = document.getElementById(slotId(control));
  if (present) return present;
  const slot = element("p", { class: "message", id: slotId(control) });
  (control.closest(".control") ?? control).before(slot);
  return slot;
}

/** Adds an id to those that describe a control, or takes it away; the hint's stays. */
function describe(control, id, wanted) {
  const ids = (control.getAttribute("aria-describedby") ?? "").split(" ").filter((other) => other && other !== id);
  if (wanted) ids.push(id);
  if (ids.length > 0) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}

/** A field in a closed disclosure cannot be seen or focused. */
function reveal(control) {
  const disclosure = control.closest("details");
  if (disclosure) disclosure.open = true;
}

/** Gives the page a title, which says "Error" as long as a form that is on the stage shows a summary. */
export function retitle(title = document.title) {
  const plain = title.startsWith(TITLE_PREFIX) ? title.slice(TITLE_PREFIX.length) : title;
  const wrong = [...document.querySelectorAll(".summary")].some((summary) => !summary.closest("[hidden]"));
  document.title = wrong ? TITLE_PREFIX + plain : plain;
}

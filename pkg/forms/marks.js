// Shows an error at a field, and takes it away again: message, aria-describedby, aria-invalid, custom validity.

let last = 0;
/** An id that nothing on the page has. */
export function freshId(document, what) {
  let id;
  do id = `${what}-${++last}`;
  while (document.getElementById(id));
  return id;
}

/** An element that is read and not seen; styled by properties, which a content security policy lets pass. */
export function hidden(element) {
  element.style.cssText = "position:absolute;width:1px;height:1px;margin:-1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap;border:0";
  return element;
}

/** Marks a field as wrong; the answer takes the mark off. */
export function mark({ name, controls }, message, words) {
  const [first] = controls;
  const { ownerDocument: document } = first;
  const group = controls.length > 1 || first.type === "radio" ? first.closest("fieldset") : null;
  const described = group ?? first;
  const isOwn = ({ dataset }) => dataset.errorFor === name;
  const slot = [...(first.form?.querySelectorAll("[data-error-for]") ?? [])].find(isOwn) ?? placed(document, first, group);
  const created = slot.dataset.errorFor === undefined;
  const unnamed = slot.id === "";
  if (unnamed) slot.id = freshId(document, "form-error");
  fill(slot, message, words);
  // Not for radio buttons, which have no such state.
  const invalid = first.type === "radio" ? [] : controls;
  for (const control of invalid) control.setAttribute("aria-invalid", "true");
  describe(described, slot.id, true);
  first.setCustomValidity(message);
  return {
    slot,
    update: (message) => (fill(slot, message, words), first.setCustomValidity(message)),
    remove() {
      for (const control of invalid) control.removeAttribute("aria-invalid");
      describe(described, slot.id, false);
      first.setCustomValidity("");
      if (created) slot.remove();
      else slot.replaceChildren();
      if (unnamed) slot.removeAttribute("id");
    },
  };
}

/** A message of our own: behind the legend of a group, behind a label that the control is in, else before the control. */
function placed(document, control, group) {
  const slot = document.createElement("p");
  slot.className = "form-error";
  const [before, after] = [group?.querySelector("legend"), control.closest("label")];
  if (before) before.after(slot);
  else if (after) after.after(slot);
  else control.before(slot);
  return slot;
}

function fill(slot, message, words) {
  const { ownerDocument: document } = slot;
  const [sign, error] = [document.createElement("span"), document.createElement("span")];
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = "⚠ ";
  error.textContent = words.error;
  slot.replaceChildren(sign, hidden(error), message);
}

/** Adds an id to those that describe a control, or takes it away; a hint's stays. */
function describe(control, id, wanted) {
  const ids = (control.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((other) => other && other !== id);
  if (wanted) ids.push(id);
  if (ids.length > 0) control.setAttribute("aria-describedby", ids.join(" "));
  else control.removeAttribute("aria-describedby");
}

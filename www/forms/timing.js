// When a form speaks about a field: first when the person leaves it changed, and from then on with every change as long
// as it shows an error. Never before the person acted.

/**
 * `judge(form)` gives the faults of the whole form; `errors` shows them; `announce` speaks them.
 */
export function checkWhileTyping(form, { judge, errors, announce }) {
  const changed = new Set();

  const check = (name) => {
    const fault = judge(form).find((fault) => fault.name === name);
    if (errors.set(name, fault?.message) && fault) announce(`${labelOf(form, name)}: ${fault.message}`);
  };

  form.addEventListener("input", ({ target }) => {
    changed.add(target.name);
    if (errors.shows(target.name)) check(target.name);
  });
  form.addEventListener("focusout", ({ target }) => {
    if (!changed.delete(target.name)) return;
    afterClick(() => check(target.name));
  });
  form.addEventListener("reset", () => changed.clear());
}

let pointerIsDown = false;
const pointer = (down) => () => {
  pointerIsDown = down;
};
addEventListener("pointerdown", pointer(true), { capture: true });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, pointer(false), { capture: true });

/**
 * Runs `act` at once, or after the click that is under way: a message that appears between press and release moves what
 * is below it, and the click on a button there would be lost.
 */
function afterClick(act) {
  if (!pointerIsDown) {
    act();
    return;
  }
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    // The click comes in the same turn as the release.
    setTimeout(act);
  };
  for (const type of ["pointerup", "pointercancel"]) addEventListener(type, end, { capture: true, signal: ended.signal });
}

/** The label's own words, without the note that the field is required. */
function labelOf(form, name) {
  return form.elements.namedItem(name)?.labels?.[0]?.firstChild?.textContent.trim() ?? name;
}

// Elements that the forms add. Names and messages get into the page as text alone, and styles as properties, which a content
// security policy without 'unsafe-inline' lets pass. What ARIA says is set as attributes: Firefox before 119 and jsdom know
// no properties for it.

export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  made.append(...children);
  for (const name in attributes) mark(made, name, attributes[name]);
  return made;
}

/** Sets an attribute, or takes it away where there is no value. */
export function mark(element, name, value) {
  if (name === "style") element.style.cssText = value;
  else if (value) element.setAttribute(name, value);
  else element.removeAttribute(name);
}

/** The style of what is for ears alone. Fixed, so that it makes no page longer or wider. */
export const UNSEEN = "position: fixed; clip-path: inset(50%)";

/** Adds an id to those that describe a control, or takes it away; a hint's stays. Returns whether it was added. */
export function describe(control, id, wanted) {
  const ids = control.getAttribute("aria-describedby")?.match(/\S+/g) ?? [];
  if (ids.includes(id) === wanted) return false;
  const all = wanted ? [...ids, id] : ids.filter((other) => other !== id);
  if (all[0]) control.setAttribute("aria-describedby", all.join(" "));
  else control.removeAttribute("aria-describedby");
  return wanted;
}

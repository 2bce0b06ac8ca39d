// Elements without markup: whatever came from the service or from a person gets into the page as text alone.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (`false`, `null`, `undefined` leave one out, `true` sets it empty) and children. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

/** One of the icons at the top of index.html; decoration, so that a text beside it has to say the same. */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  drawing.append(use);
  return drawing;
}

export function hiddenText(text) {
  return element("span", { class: "visually-hidden" }, text);
}

/** A quiet button; `lead` stands before its words. */
export function button(words, onClick, lead) {
  const made = element("button", { class: "quiet", type: "button" }, lead, words);
  made.addEventListener("click", onClick);
  return made;
}

export function settingsButton(open) {
  return button("Connection settings", open, icon("plug"));
}

export function byId(id) {
  return document.getElementById(id);
}

/** Whether the person asked for less movement. */
export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function scrollTo(target, block) {
  target.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
}

// Elements without markup: whatever came from the service or from a person gets into the page as text alone.

import { Words, label, t, textNode } from "../words/words.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with attributes (`false`, `null`, `undefined` leave one out, `true` sets it empty) and children. Words follow
 * the language, as children and as attributes. `on` holds listeners.
 */
export function element(tag, { on = {}, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    label(made, name, value === true ? "" : value);
  }
  for (const [type, listener] of Object.entries(on)) made.addEventListener(type, listener);
  made.append(...children.flat().filter((child) => child != null && child !== false).map((child) => (child instanceof Words ? textNode(child) : child)));
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
  return element("button", { class: "quiet", type: "button", on: { click: onClick } }, lead, words);
}

/** An action among words: a button without a frame, which `act` names for scripts. */
export function plainButton(act, onClick, ...words) {
  return element("button", { class: "plain", type: "button", "data-act": act, on: { click: onClick } }, ...words);
}

export function settingsButton(open) {
  return button(t("Connection settings"), open, icon("plug"));
}

/** Someone else's text: it keeps its own direction, and breaks where it is longer than its room. */
export function foreign(text) {
  return element("bdi", { class: "break" }, text);
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

// The language of the page. What is shown is held as words, which know how to write themselves in any language: when the
// language changes, whatever is on the page is written anew where it stands, and nothing that was typed or opened is lost.

const KEPT = "commerce-customers.language";
const LANGUAGES = { en: async () => ({ texts: {} }), de: () => import("./de.js") };

/** On a text node: its words. On an element: those of its attributes, by their names. */
const WORDS = Symbol("words");
const ADOPTED = ["aria-label", "title", "content"];

let current = "en";
let texts = {};

/** Told after the language changed: forms are bound anew, since their checks speak too. */
export const languageChange = new EventTarget();

export function language() {
  return current;
}

/** The reader's own variety of the page's language, for dates, numbers and names. */
export function locale() {
  return navigator.languages.find((tag) => tag.split("-")[0] === current) ?? current;
}

/** Something to show, written when it is asked for. */
export class Words {
  #write;

  constructor(write) {
    this.#write = write;
  }

  toString() {
    return String(this.#write());
  }
}

/** A text of the page, written in English here; `{name}` stands for one of `values`. Numbers are written as readers do. */
export function t(english, values = {}) {
  return new Words(() =>
    (texts[english] ?? english).replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      if (typeof value === "number") return new Intl.NumberFormat(locale()).format(value);
      return value === undefined ? whole : String(value);
    }),
  );
}

/** One of two texts by a number, which both may name as `{count}`. */
export function counted(count, one, many, values = {}) {
  return t(count === 1 ? one : many, { count, ...values });
}

/** Several sentences as one. Those that are absent or empty are left out. */
export function sentences(...parts) {
  return new Words(() => parts.filter(Boolean).map(String).filter(Boolean).join(" "));
}

/** A text node that follows the language. */
export function textNode(words) {
  const node = document.createTextNode(words);
  if (words instanceof Words) node[WORDS] = words;
  return node;
}

/** Shows words, or plain text, in an element and nothing else. */
export function say(target, words) {
  target.replaceChildren(textNode(words ?? ""));
}

/** Sets an attribute that follows the language. */
export function label(target, name, words) {
  target.setAttribute(name, words);
  if (words instanceof Words) (target[WORDS] ??= {})[name] = words;
  else if (target[WORDS]) delete target[WORDS][name];
}

/** Takes what index.html says in English as words. */
export function adopt(root) {
  for (const node of nodesIn(root)) {
    if (node.nodeType === Node.TEXT_NODE) {
      const english = node.data.trim().replace(/\s+/g, " ");
      if (english === "" || node.parentElement.closest('[translate="no"]')) continue;
      const [, before, after] = /^(\s*)[^]*?(\s*)$/.exec(node.data);
      const words = t(english);
      node[WORDS] = new Words(() => (before && " ") + words + (after && " "));
    } else {
      for (const name of ADOPTED) {
        const english = node.getAttribute(name);
        if (english) (node[WORDS] ??= {})[name] = t(english);
      }
    }
  }
}

function* nodesIn(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = root; node; node = walker.nextNode()) yield node;
}

/** The language that was chosen before, else the first of the browser's that the page speaks. */
export function preferredLanguage() {
  const wanted = [kept(), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find((tag) => Object.hasOwn(LANGUAGES, tag)) ?? "en";
}

/** Writes the page in another language. */
export async function speak(next) {
  texts = (await LANGUAGES[next]()).texts;
  current = next;
  document.documentElement.lang = next;
  rewrite(document.documentElement);
  languageChange.dispatchEvent(new Event("change"));
}

/** Writes a part in the language of now: it was kept while it was not on the page. */
export function rewrite(part) {
  for (const node of nodesIn(part)) {
    const words = node[WORDS];
    if (!words) continue;
    if (words instanceof Words) node.data = String(words);
    else for (const [name, value] of Object.entries(words)) node.setAttribute(name, value);
  }
}

/** Chooses a language for this visit and the next ones. */
export async function choose(next) {
  await speak(next);
  try {
    localStorage.setItem(KEPT, next);
  } catch {
    // Storage may be turned off; the choice then lasts as long as the page.
  }
}

function kept() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

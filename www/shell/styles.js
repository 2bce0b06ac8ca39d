// Style sheets that are fetched when something needs them.

import { element } from "../parts/dom.js";

/** What forms have, and the questions that are asked in dialogs. */
export const FORM = ["form-parts", "dialog"];

const sheets = {};

/** Style sheets that are there from now on, each once. */
export function styles(...names) {
  return names.map((name) => (sheets[name] ??= sheet(`styles/${name}.css`)));
}

function sheet(href) {
  const link = element("link", { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => {
      link.remove();
      delete sheets[href.slice(7, -4)];
      reject(new Error(`${href} could not be loaded`));
    });
  });
}

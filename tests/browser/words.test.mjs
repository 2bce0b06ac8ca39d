// Every text of the page is there in German, with the same gaps to fill in, and none that the page does not say.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { texts } from "../../www/words/de.js";

const PAGE = fileURLToPath(new URL("../../www/", import.meta.url));
/** What is the same in every language, and what is read as a code. */
const UNTRANSLATED = ["acme", "commerce-customers", "English", "Deutsch", "Commerce", "Customers"];

function scripts() {
  const files = readdirSync(PAGE, { recursive: true }).filter((file) => file.endsWith(".js") && !file.startsWith("worker") && !file.includes("node_modules"));
  return files.filter((file) => !/^words[/\\]de/.test(file)).map((file) => [file, readFileSync(PAGE + file, "utf8")]);
}

/** The texts in the calls of `t` and `counted`: literals at the first level of their arguments. */
function said(source) {
  const found = [];
  for (const call of source.matchAll(/(?<![\w.$])(t|counted)\(/g)) {
    let depth = 1;
    let at = call.index + call[0].length;
    const literals = [];
    while (depth > 0) {
      const text = /^"(?:[^"\\]|\\.)*"/.exec(source.slice(at));
      if (text) {
        if (depth === 1) literals.push(JSON.parse(text[0]));
        at += text[0].length;
        continue;
      }
      if ("([{".includes(source[at])) depth += 1;
      if (")]}".includes(source[at])) depth -= 1;
      at += 1;
    }
    found.push(literals.slice(0, call[1] === "t" ? 1 : 2));
  }
  return found.flat();
}

/** What index.html says: its texts, and those of its attributes. */
function written() {
  const html = readFileSync(`${PAGE}index.html`, "utf8").replace(/<!--.*?-->/gs, "").replace(/^.*<body>/s, "").replace(/<svg class="sprite".*?<\/svg>|<noscript>.*?<\/noscript>/gs, "");
  const shown = [...html.matchAll(/>([^<]+)</g), ...html.matchAll(/(?:aria-label|title)="([^"]+)"/g)];
  return shown.map(([, text]) => text.trim().replace(/\s+/g, " ")).filter((text) => text && !UNTRANSLATED.includes(text));
}

const english = [...new Set([...scripts().flatMap(([, source]) => said(source)), ...written()])];
const gaps = (text) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();

test("every text has its German", () => {
  assert.ok(english.length > 200, `only ${english.length} texts were found`);
  assert.deepEqual(english.filter((text) => !Object.hasOwn(texts, text)), []);
});

test("the German fills in the same values", () => {
  const differing = Object.entries(texts).filter(([one, other]) => other === "" || String([...new Set(gaps(one))]) !== String([...new Set(gaps(other))]));
  assert.deepEqual(differing, []);
});

test("nothing is translated that the page does not say", () => {
  assert.deepEqual(Object.keys(texts).filter((text) => !english.includes(text)), []);
});

test("every text is translated once", async () => {
  const files = readdirSync(`${PAGE}words/de`);
  const keys = await Promise.all(files.map(async (file) => Object.keys((await import(`../../www/words/de/${file}`)).texts)));
  assert.deepEqual(keys.flat().sort(), Object.keys(texts).sort());
});

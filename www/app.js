// Wires the page together: its language, its views, the connection, and what is under the hood.

import { byId, element, icon } from "./parts/dom.js";
import { announcer } from "./shell/announce.js";
import { Connection } from "./shell/connection.js";
import { load } from "./shell/package.js";
import { connectionSign } from "./shell/sign.js";
import { stage } from "./shell/stage.js";
import { FORM, styles } from "./shell/styles.js";
import { describe } from "./words/failures.js";
import { adopt, choose, language, languageChange, preferredLanguage, speak, t } from "./words/words.js";

const announce = announcer(byId("announcements"));
/** What every view works with. */
const desk = { announce, connection: new Connection(), openSettings: undefined, later: undefined, showNotLoaded, showPartMissing, setTitle, mayLeave: undefined, held: new Set(), customersAddress: "#/customers" };

/** Says above everything else that the package did not arrive, until it does. */
function showNotLoaded(error) {
  console.error(error);
  const { title, text } = describe(error);
  const banner = byId("not-loaded");
  const again = element("button", { class: "quiet", type: "button", on: { click: () => tryAgain(error) } }, t("Try again"));
  banner.replaceChildren(icon("alert"), element("p", {}, element("strong", {}, t("{title}. ", { title })), text), again);
  banner.hidden = false;
  banner.scrollIntoView({ block: "nearest" });
}

/** Firefox asks no second time for a script that did not arrive, as long as the page is open. */
function isRemembered(error) {
  return Boolean(error) && (/^error loading dynamically imported module/.test(error.message) || isRemembered(error.cause));
}

async function tryAgain(error) {
  if (!isRemembered(error)) return start();
  // Without an answer a reload would cost what is on the page.
  const answer = await fetch("", { cache: "no-store" }).catch(() => undefined);
  if (answer?.ok) location.reload();
}

/** Says the same of a script of the page's own that was wanted. */
function showPartMissing(cause) {
  showNotLoaded(Object.assign(new Error("a part of the page could not be loaded", { cause }), { code: "part_not_loaded" }));
}

let title;
/** Names what is on the stage in the title, behind what a form in error puts before it. */
function setTitle(words) {
  const mark = /^(Error|Fehler): /.exec(document.title)?.[0] ?? "";
  title = words;
  document.title = mark + (words ? t("{words} – Customer desk", { words }) : t("Customer desk"));
}

/** What opens a part of the page that is fetched when it is first wanted; answers whether it could be had. */
function atFirstNeed(fetched) {
  let part;
  return async (...given) => {
    part ??= fetched();
    try {
      (await part)(...given);
      return true;
    } catch (cause) {
      part = undefined;
      showPartMissing(cause);
      return false;
    }
  };
}

async function start() {
  try {
    await load();
    if (byId("not-loaded").hidden) return;
    byId("not-loaded").hidden = true;
    views.refresh();
  } catch (error) {
    showNotLoaded(error);
  }
}

adopt(document.body);
await speak(preferredLanguage());
const choice = byId("language");
choice.value = language();
choice.addEventListener("change", () => choose(choice.value));
languageChange.addEventListener("change", () => setTitle(title));

desk.openSettings = atFirstNeed(async () => {
  const [{ settings }] = await Promise.all([import("./shell/settings.js"), ...styles(...FORM)]);
  return settings(desk);
});
byId("connection-open").addEventListener("click", desk.openSettings);
byId("hood-toggle").addEventListener("click", atFirstNeed(async () => {
  const [{ hood }] = await Promise.all([import("./shell/hood.js"), ...styles("hood")]);
  return hood(desk);
}));
desk.later = atFirstNeed(async () => (await import("./shell/later.js")).later(desk, byId("later")));
connectionSign(desk);
const views = stage(desk);
desk.mayLeave = views.mayLeave;
start();

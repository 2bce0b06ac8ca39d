// The scenario in a page without a bundler; what came of it is said in the document.
import * as lib from "/pkg/entry/browser.js";
import * as validate from "/pkg/entry/validate-browser.js";
import { scenario } from "/scenario.mjs";

const said = await scenario({ lib, validate, url: location.origin }).then(
  (came) => ["done", JSON.stringify(came)],
  (error) => ["failed", `${error?.stack ?? error}`],
);
document.body.textContent = said[1];
document.title = said[0];

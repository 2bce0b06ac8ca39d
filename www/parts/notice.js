// What stands in the place of something that is not there: nothing was found, or it could not be had.

import { describe, logUnknown } from "../words/failures.js";
import { t } from "../words/words.js";
import { button, element, icon, settingsButton } from "./dom.js";

/** The inside of a notice; `heading` is what its heading is. */
export function noticeParts({ sign, title, text, actions = [], heading = "h3", headingId }) {
  return [
    icon(sign),
    element(heading, { id: headingId }, title),
    element("p", { class: "break" }, text),
    actions.length > 0 ? element("div", { class: "notice-actions" }, ...actions) : null,
  ].filter(Boolean);
}

/** The same for a call that failed: what it means, and what to do. `address` is that of the service that was called. */
export function failureNotice(desk, error, { retry, address = desk.connection.settings.baseUrl, ...more }) {
  logUnknown(error);
  const { title, text, settings } = describe(error, address);
  const again = button(t("Try again"), retry);
  return { sign: "broken", title, text, actions: settings ? [settingsButton(desk.openSettings), again] : [again], ...more };
}

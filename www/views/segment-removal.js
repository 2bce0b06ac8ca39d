// Assignments that are taken out of a segment, a little later.

import { leave } from "../shell/leaving.js";
import { t } from "../words/words.js";
import { nameOfKey, removeOne } from "./segment-parts.js";

/** What an assignment is called among what is on its way out. */
export function leavingKey(segment, key) {
  return `${segmentKey(segment)}${nameOfKey(key)}`;
}

/** What those of one segment begin with. */
export function segmentKey(segment) {
  return `segment ${JSON.stringify(segment)} `;
}

/** Removes an assignment. `name` is the customer's. */
export function takeOut(desk, segment, key, name) {
  leave(desk, leavingKey(segment, key), {
    what: t("{name} is taken out of {segment}.", { name, segment }),
    act: async () => removeOne((await desk.connection.emporix()).segment(segment), key),
    done: t("{name} is no longer in {segment}.", { name, segment }),
  });
}

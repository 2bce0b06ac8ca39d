// Assignments on their way out: each can be taken back for a while, and shows it meanwhile, in whichever list it stands.

import { t } from "../words/words.js";
import { nameOfKey, removeOne } from "./segment-parts.js";

/** By the settings of a connection, which are others for another service. */
const leaving = new WeakMap();

/** Told when one more is on its way out, came back, or is gone; `detail` is `{ segment, gone }`. */
export const leavingChange = new EventTarget();

export function isLeaving({ connection }, segment, key) {
  return keysOf(connection).has(segment + nameOfKey(key));
}

/** Removes an assignment a little later. `name` is the customer's. */
export function takeOut({ connection, later }, segment, key, name) {
  const keys = keysOf(connection);
  const tell = (gone) => leavingChange.dispatchEvent(new CustomEvent("change", { detail: { segment, gone } }));
  const settle = (gone) => {
    keys.delete(segment + nameOfKey(key));
    tell(gone);
  };
  keys.add(segment + nameOfKey(key));
  tell(false);
  later({
    what: t("{name} is taken out of {segment}.", { name, segment }),
    act: async () => removeOne((await connection.emporix()).segment(segment), key),
    done: t("{name} is no longer in {segment}.", { name, segment }),
    onUndo: () => settle(false),
    onDone: () => settle(true),
  });
}

function keysOf({ settings }) {
  if (!leaving.has(settings)) leaving.set(settings, new Set());
  return leaving.get(settings);
}

// What is on its way out: each can be taken back for a while, and shows it meanwhile wherever it stands.

/** By keys that are no two things' own. Another service ends what was meant for this one. */
const leaving = new Set();

/** Told when one more is on its way out, came back, or is gone; `detail` is `{ key, gone }`. */
export const leavingChange = new EventTarget();

export function isLeaving(key) {
  return leaving.has(key);
}

/** Does `act` a little later, as `desk.later` has it, unless it is on its way already. */
export async function leave(desk, key, task) {
  if (leaving.has(key)) return;
  leaving.add(key);
  const tell = (gone) => leavingChange.dispatchEvent(new CustomEvent("change", { detail: { key, gone } }));
  const settle = (gone) => {
    leaving.delete(key);
    tell(gone);
  };
  tell(false);
  if (!(await desk.later({ ...task, onUndo: () => settle(false), onDone: () => settle(true) }))) settle(false);
}

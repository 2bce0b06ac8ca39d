// Names of controls and paths of values: `addresses[0].city`, `addresses.0.city` and `tags[]` are paths.

/** The keys of a name, numbers for indexes; none for a name that leads nowhere or into a prototype. */
export function pathOf(name) {
  const steps = name.match(/[^.[\]]+/g) ?? [];
  return steps.includes("__proto__") ? [] : steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** One text for a path, by which fields and issues find each other. */
export const keyOf = (path) => JSON.stringify(path);

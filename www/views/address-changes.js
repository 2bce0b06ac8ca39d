// What is sent so that an address becomes what a form holds. A patch sends what was changed and nothing else, so that it
// spoils nothing that the service does not show; it cannot take a field away, so an emptied one needs the whole address.

/**
 * Saves a change. `before` and `after` are values of the form, `given` the address as it was read. Tells whether anything
 * had to be sent. An address that is gone meanwhile is an error with code `not_found`, whichever way it is saved.
 */
export async function saveChange(api, given, { before, after }, options) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => before[name] !== after[name]);
  if (changed.length === 0) return false;
  const version = given.metadata?.version;
  if (changed.every((name) => name in after)) {
    const change = Object.fromEntries(changed.map((name) => [name, after[name]]));
    await api.patch(given.id, { ...change, ...(Number.isInteger(version) && { metadata: { version } }) }, options);
    return true;
  }
  // An upsert would create an address that is gone, so it has to be there a moment before.
  const { id, ...present } = withoutNulls(await api.get(given.id, options));
  for (const name of changed) delete present[name];
  const whole = { ...present, ...Object.fromEntries(changed.filter((name) => name in after).map((name) => [name, after[name]])) };
  // The change is based on what was read when the form was opened, not on what is there by now.
  if (Number.isInteger(version)) whole.metadata = { ...whole.metadata, version };
  await api.upsert(id ?? given.id, whole, options);
  return true;
}

/** An answer may hold null where a body may not. */
function withoutNulls(record) {
  const kept = Object.entries(record).filter(([, value]) => value !== null);
  const { metadata, ...rest } = Object.fromEntries(kept);
  if (metadata === undefined) return rest;
  return { ...rest, metadata: Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null)) };
}

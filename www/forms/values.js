// From the controls of a form to the value that is checked and sent, and from an issue's path back to a control's name.

/**
 * The form's value. Names are paths (`b2b.companyRegistrationId`), outer spaces do not count, an empty text is an absent
 * field. On a control, `data-case="upper"` puts its text in capitals, `data-spaces="keep"` keeps outer spaces.
 */
export function readValues(form) {
  const value = {};
  for (const [name, given] of new FormData(form)) {
    const { dataset } = form.elements.namedItem(name);
    const trimmed = dataset.spaces === "keep" ? given : given.trim();
    const text = dataset.case === "upper" ? trimmed.toUpperCase() : trimmed;
    if (text !== "") put(value, name.split("."), text);
  }
  return value;
}

/** Shows a value in the controls that are named after its fields. */
export function fillIn(form, value) {
  for (const control of form.elements) {
    if (!control.name) continue;
    control.value = control.name.split(".").reduce((part, step) => part?.[step], value) ?? "";
  }
}

/** `["addresses", 0, "city"]` as `addresses[0].city`. */
export function nameOf(path) {
  return path.reduce((name, step) => (typeof step === "number" ? `${name}[${step}]` : name ? `${name}.${step}` : step), "");
}

/** The messages for required controls that hold nothing. What a form requires stands in its markup alone. */
export function missing(form) {
  return [...form.elements]
    .filter((control) => control.required && control.value.trim() === "")
    .map((control) => ({ name: control.name, message: control.dataset.needed }));
}

function put(value, [step, ...rest], text) {
  if (rest.length === 0) {
    value[step] = text;
    return;
  }
  value[step] ??= {};
  put(value[step], rest, text);
}

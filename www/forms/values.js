// From the controls of a form to the value that is checked and sent, and from an issue's path back to a control's name.

/**
 * The form's value. Names are paths (`b2b.companyRegistrationId`), outer spaces do not count, an empty text is an absent
 * field, a checkbox is true or false. On a control, `data-case="upper"` puts its text in capitals, `data-spaces="keep"`
 * keeps outer spaces.
 */
export function readValues(form) {
  const value = {};
  for (const control of form.elements) {
    if (isSwitch(control) && control.name && !control.disabled) put(value, control.name.split("."), control.checked);
  }
  for (const [name, given] of new FormData(form)) {
    const control = form.elements.namedItem(name);
    if (isSwitch(control)) continue;
    const { dataset } = control;
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
    const given = control.name.split(".").reduce((part, step) => part?.[step], value);
    if (isSwitch(control)) control.checked = given === true;
    else control.value = given ?? "";
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

/** The faults of a form by the rules of a schema; what is missing is said in the form's own words. */
export function judgeBy(form, schema) {
  const needed = missing(form);
  const verdict = schema.validate(readValues(form));
  const issues = verdict.ok ? [] : verdict.issues.map(({ path, message }) => ({ name: nameOf(path), message }));
  return [...needed, ...issues.filter(({ name }) => !needed.some((fault) => fault.name === name))];
}

function isSwitch({ type }) {
  return type === "checkbox";
}

function put(value, [step, ...rest], text) {
  if (rest.length === 0) {
    value[step] = text;
    return;
  }
  value[step] ??= {};
  put(value[step], rest, text);
}

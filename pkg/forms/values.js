// From the controls of a form to the value that is checked, and from the path of an issue back to the controls.

const LEFT_OUT = /^(button|submit|reset|file|fieldset|output)$/;
/** Names of no field. Code that merges values later must not get to an object's prototype by them. */
const REFUSED = /^(__proto__|prototype|constructor)$/;
const INDEX = /^\d+$/;
/** What is written in capitals: by its attribute, where it has one, or as one of the codes. */
const CAPITALS = /\b(characters|country|currency|preferredCurrency)$/;

/** The names and indexes of `addresses[0].city`, `addresses.0.city` or `addresses[0][city]`. */
export const stepsOf = (name) => name.match(/[^.[\]]+/g) ?? [];

/** Whether nothing is filled in or chosen in a field. */
export const isEmpty = ({ value }) => value === undefined || value === false || (Array.isArray(value) && !value[0]);

/**
 * `{ value, fields }`: what the form holds, and its fields in the order of the page. A field is what has a message of its own:
 * `{ first, controls, name, value, path }`, where `first` is the first of the controls and `path` leads to it in `value`. Items
 * of lists in which nothing is filled in are left out, and the items behind them move up; their own fields have no path.
 */
export function read(form) {
  const named = new Map();
  for (const control of form.elements) {
    const { name, type } = control;
    if (name && !LEFT_OUT.test(type)) named.set(name, [...(named.get(name) ?? []), control]);
  }
  const root = { __proto__: null };
  const fields = [...named].flatMap(fieldsOf).filter((field) => put(root, field));
  return { value: collect(root) ?? {}, fields };
}

/** The fields of one name. Radio buttons and checkboxes are one together; a hidden control before them counts for nothing. */
function fieldsOf([name, all]) {
  const toggles = all.filter(({ type }) => /radio|checkbox/.test(type));
  const same = toggles[0] ? toggles : all;
  const several = same[1] || name.endsWith("[]");
  const controls = same.filter(isLive);
  const [first] = controls;
  if (!first) return [];
  if (several && !toggles[0] && first.type !== "select-multiple") {
    return controls.map((first, index) => ({ first, controls: [first], name: `${name}.${index}`, value: valueOf(first) }));
  }
  const on = valuesOf(controls.filter(({ checked }) => checked));
  const value = !toggles[0] ? valueOf(first) : first.type === "radio" ? on[0] || undefined : several ? on : first.checked;
  return { first, controls, name, value };
}

/** As a submit sees it: a fieldset that is disabled counts, but for its first legend. */
const isLive = (control) => !control.matches(":disabled");

const valuesOf = (controls) => controls.map(({ value }) => value);

/** What one control holds; undefined is absent. */
function valueOf(control) {
  const { type, name } = control;
  const given = valuesOf(control.selectedOptions ? [...control.selectedOptions].filter(isLive) : [control]);
  if (type === "select-multiple") return given;
  let text = String(given[0] ?? "");
  // A password that its button shows is a text for that time.
  if (type !== "password" && !/password/.test(control.autocomplete)) text = text.trim();
  // What a number or a date is not is unreadable, but it is there.
  if (!text) return control.validity?.badInput ? text : undefined;
  if (type === "number" || type === "range") return isFinite(text) ? Number(text) : text;
  return CAPITALS.test(control.getAttribute("autocapitalize") ?? name) ? text.toUpperCase() : text;
}

/**
 * Puts a field where its name leads, in a tree of objects without a prototype. What stands there already stays: it would be
 * hidden by another of that path.
 */
function put(part, field) {
  const steps = stepsOf(field.name);
  if (steps.some((step) => REFUSED.test(step))) return false;
  const last = steps.pop();
  for (const step of steps) {
    part = part[step] ??= { __proto__: null };
    if (isField(part)) return false;
  }
  return last && !part[last] && (part[last] = field);
}

const isField = (part) => part instanceof Object;

/** The plain value of a tree; tells the fields in it their paths. Indexes come in their order from any object. */
function collect(part, ...path) {
  if (isField(part)) {
    part.path = path.join(".");
    return part.value;
  }
  const list = Object.keys(part).every((name) => INDEX.test(name));
  const entries = Object.entries(part)
    .filter(([, each]) => !list || isFilled(each))
    .map(([name, each], index) => [name, collect(each, ...path, list ? index : name)])
    .filter(([, value]) => value !== undefined);
  if (entries[0]) return list ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

const isFilled = (part) => (isField(part) ? !isEmpty(part) : Object.values(part).some(isFilled));

/**
 * The field that an issue is about: the one at its path, else the nearest above it, such as a list of choices for one of its
 * items, else the first below it. What nobody can see shows nothing.
 */
export function fieldAt(fields, path) {
  const below = (one, other) => one.startsWith(`${other}.`);
  const find = (fits) => fields.find((field) => field.path && field.first.type !== "hidden" && fits(field.path));
  return find((own) => own === path) ?? find((own) => below(path, own)) ?? find((own) => path && below(own, path));
}

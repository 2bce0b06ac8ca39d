// From the controls of a form to the value that is judged and sent.
import { keyOf, pathOf } from "./names.js";

const NEVER = new Set(["submit", "button", "reset", "image", "file", "fieldset", "output", "object"]);
/** Codes that are written in capitals, whatever was typed. */
const IN_CAPITALS = new Set(["country", "currency", "preferredCurrency"]);

/**
 * `{ value, fields }`: what the form says, and its fields by the key of their path, as `{ name, path, controls }`. A list has no
 * holes: its blocks are counted in their order, whatever their numbers are, and a block that is there is an item even if empty.
 */
export function read(form) {
  const fields = counted(grouped(form));
  const value = {};
  for (const { path, given } of fields.values()) {
    const block = path.findLastIndex((step, depth) => typeof step === "number" && depth < path.length - 1);
    if (given !== undefined) put(value, path, given);
    else if (block >= 0) put(value, path.slice(0, block + 1), undefined);
  }
  return { value, fields };
}

/** Fields of the form with what is in them: controls of one name are one field. */
function grouped(form) {
  const groups = new Map();
  for (const control of form.elements) {
    if (!control.name || NEVER.has(control.type) || control.matches(":disabled") || pathOf(control.name).length === 0) continue;
    if (!groups.has(control.name)) groups.set(control.name, []);
    groups.get(control.name).push(control);
  }
  return [...groups].map(([name, controls]) => ({ name, controls, path: pathOf(name), given: givenBy(name, controls) }));
}

/** The fields by the keys of their paths, the numbers of blocks replaced by their places. */
function counted(fields) {
  const numbers = new Map();
  for (const { path, given } of fields) {
    for (const [depth, step] of path.entries()) {
      if (typeof step !== "number" || (depth === path.length - 1 && given === undefined)) continue;
      const list = keyOf(path.slice(0, depth));
      if (!numbers.has(list)) numbers.set(list, new Set());
      numbers.get(list).add(step);
    }
  }
  const place = (path, depth) => {
    const known = [...(numbers.get(keyOf(path.slice(0, depth))) ?? [])].sort((one, other) => one - other);
    return known.includes(path[depth]) ? known.indexOf(path[depth]) : known.length;
  };
  const settled = fields.map((field) => ({ ...field, path: field.path.map((step, depth) => (typeof step === "number" ? place(field.path, depth) : step)) }));
  const known = new Map();
  // Empty items of a list have no place in the value; each is a field all the same.
  for (const field of settled) known.set(known.has(keyOf(field.path)) ? `${keyOf(field.path)} ${field.name}` : keyOf(field.path), field);
  return known;
}

/** What the controls of a name say; `undefined` where that is nothing. */
function givenBy(name, controls) {
  const [first] = controls;
  const many = name.endsWith("[]");
  if (first.type === "radio") return controls.find(({ checked }) => checked)?.value;
  if (first.type === "checkbox") {
    if (controls.length === 1 && !many) return first.checked;
    return filled(controls.filter(({ checked }) => checked).map(({ value }) => value));
  }
  if (first.type === "select-multiple") return filled([...first.selectedOptions].map(({ value }) => value));
  const texts = controls.map(inControl);
  return many || controls.length > 1 ? filled(texts.filter((text) => text !== undefined)) : texts[0];
}

const filled = (list) => (list.length > 0 ? list : undefined);

function inControl(control) {
  const { type, dataset, name } = control;
  // The browser has text that it does not take for a number, and does not show it.
  if (control.validity?.badInput) return NaN;
  const typed = String(control.value ?? "");
  const text = type === "password" || dataset.spaces === "keep" ? typed : typed.trim();
  if (text === "") return undefined;
  if (type === "number" || type === "range" || dataset.type === "number") return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : text;
  const capitals = IN_CAPITALS.has(pathOf(name).at(-1)) || control.getAttribute("autocapitalize") === "characters";
  return capitals && type !== "password" ? text.toUpperCase() : text;
}

/** Sets a part of a value; where there is nothing to set, the part is there all the same. */
function put(value, path, given) {
  let at = value;
  for (const [depth, step] of path.entries()) {
    const last = depth === path.length - 1;
    if (last && given !== undefined) {
      own(at, step, given);
    } else if (!Object.hasOwn(at, step) || Object(at[step]) !== at[step]) {
      own(at, step, typeof path[depth + 1] === "number" ? [] : {});
    }
    at = at[step];
  }
}

/** A property of its own, also where the prototype has one of the name. */
const own = (object, name, value) => Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });

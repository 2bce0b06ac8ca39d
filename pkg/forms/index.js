// Binds a plain HTML form to a schema: when a field is judged, what is shown, and how the form is sent.
import { keyOf, pathOf } from "./names.js";
import { mark } from "./marks.js";
import { announcerOf, summaryOf } from "./summary.js";
import { read } from "./values.js";
import { wordsIn } from "./words.js";

const bound = new WeakMap();
/** Known to every copy of the package's other entries. */
const MARK = Symbol.for("commerce-customers.ClientError");

export function bindForm(form, schema, options = {}) {
  bound.get(form)?.dispose();
  const { locale, messages, codes, onSubmit, trigger = "blur", summary: box } = options;
  const judgeBy = schema.with({ locale, messages, codes });
  const words = wordsIn(locale);
  const { ownerDocument: document, noValidate } = form;
  const summary = summaryOf(form, box, words);
  const announcer = announcerOf(form);
  const ended = new AbortController();
  /** What each field shows, by its name, as `{ message, mark }`; and the names of those that were changed. */
  const shown = new Map();
  const changed = new Set();
  let busy = false;
  /** Messages of the service or the caller, by field name, until the field is changed. */
  const told = new Map();
  let state = "unloaded";
  form.noValidate = true;

  /** Loads the schema's module, which its standard interface does. */
  const load = async () => {
    await judgeBy["~standard"].validate();
    state = "ready";
  };
  const isReady = () => {
    if (state === "unloaded") {
      // Where the module is there, the answer is too.
      const answer = judgeBy["~standard"].validate();
      if (typeof answer.then !== "function") state = "ready";
      else answer.then(() => (state = "ready"), () => {});
    }
    return state === "ready";
  };

  /** `{ value, fields, faults }`: the first fault of each field, and those of no field. */
  function judged() {
    const { value, fields } = read(form);
    const faults = [];
    const add = (field, message) => {
      if (!faults.some((fault) => fault.field && fault.field.name === field?.name)) faults.push({ field, message });
    };
    for (const { path, message } of judgeBy.validate(value).issues) add(fieldAt(fields, path), message);
    for (const field of fields.values()) {
      const message = asked(field);
      if (message) add(field, message);
    }
    const order = [...fields.values()];
    const place = ({ field }) => (field ? order.indexOf(field) : order.length);
    return { value, fields, faults: faults.sort((one, other) => place(one) - place(other)) };
  }

  /** What the markup asks of a field holds, too: in the form's words where it is missing, else in the browser's. */
  function asked(field) {
    const [first] = field.controls;
    // What was set here is no wish of the markup's.
    first.setCustomValidity("");
    const wrong = field.controls.find(({ validity }) => validity && !validity.valid);
    const ask = /^(radio|checkbox|select)/.test(wrong?.type) ? words.choose : words.fill;
    const message = wrong?.validity.valueMissing ? (wrong.dataset.needed ?? ask(labelOf(field))) : wrong?.validationMessage;
    first.setCustomValidity(shown.get(field.name)?.message ?? "");
    return message;
  }

  /** Shows a message at a field, or takes it away; whether that changed anything. */
  function set(field, message = "") {
    const now = shown.get(field.name);
    if ((now?.message ?? "") === message) return false;
    if (message === "") {
      now.mark.remove();
      shown.delete(field.name);
    } else if (now) {
      now.mark.update(message);
      now.message = message;
    } else {
      shown.set(field.name, { message, mark: mark(field, message, words), field });
    }
    return true;
  }

  /** Shows these faults and no others, and moves the focus to the summary. */
  function report(faults) {
    for (const { field } of [...shown.values()]) if (!faults.some((fault) => fault.field?.name === field.name)) set(field);
    for (const { field, message } of faults) if (field) set(field, message);
    announcer.say("");
    summary.show(faults.map(({ field, message }) => ({ message, control: field?.controls[0] })));
  }

  /** Judges again what shows an error, and the field of this name besides. */
  function refresh(name) {
    const { faults } = judged();
    for (const { field, message } of [...shown.values()]) {
      const fault = faults.find((fault) => fault.field?.name === field.name);
      if (told.get(field.name) !== message) set(field, fault?.message);
    }
    const fault = faults.find(({ field }) => field?.name === name);
    if (fault && name !== undefined && set(fault.field, fault.message)) announcer.say(`${labelOf(fault.field)}: ${fault.message}`);
    if (shown.size === 0) summary.hide();
  }

  function clear() {
    for (const { field } of [...shown.values()]) set(field);
    told.clear();
    announcer.say("");
    summary.hide();
  }

  const binding = {
    validate() {
      if (!isReady()) return form.checkValidity();
      const { faults } = judged();
      told.clear();
      if (faults.length > 0) report(faults);
      else clear();
      return faults.length === 0;
    },
    values: () => read(form).value,
    showErrors(error) {
      const { fields } = read(form);
      const seen = new Set();
      told.clear();
      const faults = faultsOf(error, words).map(({ path, message, label }) => {
        const field = path && fieldAt(fields, path);
        if (!field || seen.has(field.name)) return { message: field || !label ? message : `${label}: ${message}` };
        seen.add(field.name);
        told.set(field.name, message);
        return { field, message };
      });
      report(faults);
    },
    dispose() {
      if (bound.get(form) !== binding) return;
      bound.delete(form);
      ended.abort();
      watcher.disconnect();
      clear();
      summary.dispose();
      announcer.dispose();
      form.removeAttribute("aria-busy");
      form.noValidate = noValidate;
    },
  };
  bound.set(form, binding);

  async function send(value, event) {
    busy = true;
    form.setAttribute("aria-busy", "true");
    try {
      await onSubmit(value, event);
    } catch (error) {
      // Nobody's error of ours is for whoever wrote the function.
      if (error?.[MARK] !== true) throw error;
      if (bound.get(form) === binding) binding.showErrors(error);
    } finally {
      busy = false;
      if (bound.get(form) === binding) form.removeAttribute("aria-busy");
    }
  }

  /** Holds a form back until the module is there; without it the browser's own checks and the server do the work. */
  async function hold(submitter) {
    busy = true;
    form.setAttribute("aria-busy", "true");
    try {
      await load();
    } catch {
      state = "native";
      form.noValidate = noValidate;
    }
    busy = false;
    if (bound.get(form) !== binding) return;
    form.removeAttribute("aria-busy");
    form.requestSubmit(submitter?.isConnected ? submitter : undefined);
    // The next time it may be there.
    if (state === "native") [state, form.noValidate] = ["unloaded", true];
  }

  const on = (target, type, listener, capture = false) => target.addEventListener(type, listener, { signal: ended.signal, capture });

  on(form, "submit", (event) => {
    if (busy) return event.preventDefault();
    if (state !== "native" && !isReady()) {
      event.preventDefault();
      return void hold(event.submitter);
    }
    const { value, faults } = state === "native" ? { value: read(form).value, faults: [] } : judged();
    told.clear();
    if (faults.length > 0) {
      event.preventDefault();
      return report(faults);
    }
    clear();
    if (!onSubmit) return undefined;
    event.preventDefault();
    return void send(value, event);
  });
  on(form, "reset", () => {
    changed.clear();
    clear();
  });

  const own = (listener) => (event) => event.target.form === form && event.target.name && !event.isComposing && listener(event.target.name, event);
  const onInput = own((name) => {
    changed.add(name);
    told.delete(name);
    if (shown.size > 0 && isReady()) refresh(shown.has(name) ? name : undefined);
  });
  // At the document, because controls with a `form` attribute stand elsewhere.
  on(document, "input", onInput);
  on(document, "compositionend", onInput);
  on(document, "focusin", own(() => void isReady()));
  if (trigger === "blur") {
    const afterClick = clicks(document, on);
    on(document, "focusout", own((name, { relatedTarget }) => {
      const isSame = relatedTarget?.form === form && relatedTarget.name === name;
      if (isSame || !changed.delete(name)) return;
      afterClick(() => bound.get(form) === binding && isReady() && refresh(name));
    }));
  }
  // A block that is taken out of the page takes its errors with it.
  const watcher = new MutationObserver(() => {
    const gone = [...shown.values()].filter(({ field }) => !field.controls.some(({ form: of }) => of === form));
    for (const { field } of gone) set(field);
    if (gone.length > 0 && shown.size === 0) summary.hide();
  });
  watcher.observe(form, { childList: true, subtree: true });
  return binding;
}

/** The field at a path, or the one that holds it. */
function fieldAt(fields, path) {
  for (let length = path.length; length > 0; length--) {
    const field = fields.get(keyOf(path.slice(0, length)));
    if (field) return field;
  }
  return undefined;
}

/** What a person calls a field. */
function labelOf({ name, controls: [first] }) {
  const group = first.type === "radio" ? first.closest("fieldset")?.querySelector("legend") : null;
  const label = group ?? first.labels?.[0];
  return label?.dataset.label ?? (label?.firstChild?.textContent.trim() || label?.textContent.trim() || first.getAttribute("aria-label") || name);
}

/** Issues, or what an error of the client's says, as `[{ path?, message, label? }]`. */
function faultsOf(error, words) {
  if (Array.isArray(error)) return error;
  if (error.issues?.length > 0) return error.issues;
  const details = (error.details ?? []).filter(({ field, message }) => field || message);
  if (details.length > 0) {
    return details.map(({ field, message }) => ({ path: field && pathOf(field), label: field, message: message || words.refused }));
  }
  return [{ message: error.serviceMessage || error.message }];
}

/**
 * Runs something at once, or after the click that is under way: a message that appears between press and release moves what is
 * below it, and the click on a button there would be lost.
 */
function clicks(document, on) {
  let down = false;
  const waiting = [];
  on(document, "pointerdown", () => (down = true), true);
  for (const end of ["pointerup", "pointercancel"]) {
    on(document, end, () => {
      down = false;
      // The click comes in the same turn as the release.
      setTimeout(() => waiting.splice(0).forEach((act) => act()));
    }, true);
  }
  return (act) => (down ? void waiting.push(act) : act());
}

// Binds a plain HTML form to a schema: when it is checked, what a submit does, and where what is wrong is shown.
import { moveFocus } from "./blocks.js";
import { UNSEEN, element, mark } from "./dom.js";
import { errorsAt } from "./errors.js";
import { summaryOf } from "./summary.js";
import { fieldAt, isEmpty, read, stepsOf } from "./values.js";
import { labelOf, wordsOf } from "./words.js";

/** How errors of the client are known, whichever copy of the package made them. */
const CLIENT_ERROR = Symbol.for("commerce-customers.ClientError");
/** How long nothing happens before the live region speaks. */
const PAUSE_MS = 600;

/** What the markup can forbid besides. */
const LIMITS = "patternMismatch rangeOverflow rangeUnderflow stepMismatch tooLong tooShort typeMismatch".split(" ");

const bindings = new WeakMap();

export function bindForm(form, schema, { onSubmit, trigger, summary: box, locale, messages, codes } = {}) {
  bindings.get(form)?.dispose();
  const words = wordsOf(locale);
  const judged = schema.with({ locale, messages, codes });
  const errors = errorsAt(form, words);
  const summary = summaryOf(form, box, errors, words);
  const plain = form.noValidate;
  /** First controls of fields that were changed since they were checked, and whether they have been left since. */
  const changed = new Map();
  /** A submit is under way. Without the module the form is native: the browser's own checks do the work. */
  let busy;
  let native;
  let over;
  let pointerIsDown;
  let focused;
  let timer;

  const region = element("div", { style: UNSEEN, "aria-live": "polite", "aria-atomic": "true" });
  form.append(region);
  form.noValidate = true;

  /** An unchanged text is not read again, so the region is empty in between. */
  function announce(text) {
    clearTimeout(timer);
    region.textContent = "";
    if (text) timer = setTimeout(() => (region.textContent = text), PAUSE_MS);
  }

  function setBusy(on) {
    busy = on;
    mark(form, "aria-busy", on);
  }

  /** What the form holds, and the verdict on it: a promise as long as the module is being loaded. */
  function ask() {
    const { value, fields } = read(form);
    return { value, fields, verdict: judged["~standard"].validate(value) };
  }

  /**
   * Gives the fields their messages; returns what no field can say. A verdict is joined by what the markup requires and the
   * schema does not, and by what the browser cannot read; what is `given` stands alone.
   */
  function place(fields, issues = [], given) {
    const rest = [];
    for (const { path, message } of issues) {
      const whole = stepsOf([path ?? []].flat().join(".")).join(".");
      const field = fieldAt(fields, whole);
      if (field) field.message ??= message;
      else rest.push({ message: whole ? `${whole}: ${message}` : message });
    }
    for (const field of fields) {
      const missing = field.value === "" || (isEmpty(field) && field.controls.some(({ required }) => required));
      if (missing && !given) field.message ??= missingAt(field);
      if (!given) field.message ??= limitAt(field);
    }
    return rest;
  }

  function missingAt(field) {
    const message = words[/select|radio|checkbox/.test(field.first.type) ? "choose" : "enter"](labelOf(field));
    try {
      const path = stepsOf(field.name).map((step) => (isFinite(step) ? Number(step) : step));
      return messages?.({ path, code: "required", message, params: {} }) || message;
    } catch {
      return message;
    }
  }

  /** Shows these issues and no others. Returns whether there are none. */
  function report(fields, issues, given = false) {
    const rest = place(fields, issues, given);
    changed.clear();
    announce();
    follow(fields);
    for (const field of fields) errors.set(field, given);
    const faults = [...fields.filter(({ message }) => message), ...rest];
    summary.show(faults);
    return !faults[0];
  }

  /** Checks one field, and those beside it that show what the schema said: they may be mended by it. */
  function check(own) {
    if (over || native) return;
    const { fields, verdict } = ask();
    if (verdict.then) {
      verdict.then(() => check(own), () => {});
      return;
    }
    place(fields, verdict.issues);
    for (const field of fields) {
      const { first, message } = field;
      if (first !== own && errors.shown.get(first)?.given !== false) continue;
      if (errors.set(field, false) && first === own) announce(message && `${labelOf(field)}: ${message}`);
    }
    follow(fields);
  }

  function follow(fields) {
    errors.keep(fields);
    summary.settle();
  }

  /** The first control of the field that a control belongs to. */
  const firstOf = (control) => read(form).fields.find(({ controls }) => controls.includes(control))?.first;

  function typed({ isComposing }, first) {
    if (first) changed.set(first);
    // Half a word of an input method is nothing to judge yet.
    if (errors.shown.get(first) && !isComposing) check(first);
  }

  function leave({ relatedTarget }, first) {
    if (trigger === "submit" || !changed.has(first) || first === firstOf(relatedTarget)) return;
    changed.set(first, true);
    if (!pointerIsDown) checkLeft();
  }

  function checkLeft() {
    for (const [first, left] of changed) if (left && changed.delete(first)) check(first);
  }

  // A message that appears between press and release moves what is below it, and the click there would be lost.
  function point({ type }) {
    pointerIsDown = type === "pointerdown";
    // The click comes in the same turn as the release.
    if (!pointerIsDown) setTimeout(checkLeft);
  }

  function submit(event) {
    const { target, submitter } = event;
    if (target !== form || native) return;
    if (!busy) {
      if (submitter?.formNoValidate) return;
      const { value, fields, verdict } = ask();
      if (verdict.then) hold(verdict, submitter);
      else if (report(fields, verdict.issues)) {
        if (!onSubmit) return;
        send(value, event, fields);
      }
    }
    event.preventDefault();
  }

  /** Keeps a submit until the module is there, and then makes it again by the same button. */
  async function hold(loading, submitter) {
    setBusy("true");
    try {
      await loading;
    } catch (cause) {
      console.warn(cause);
      native = true;
    }
    if (over) return;
    setBusy(null);
    if (native) {
      report([]);
      form.noValidate = plain;
    }
    // A button that is gone cannot submit.
    form.requestSubmit(submitter?.form === form ? submitter : null);
  }

  async function send(value, event, fields) {
    setBusy("true");
    try {
      await onSubmit(value, event);
    } catch (error) {
      if (over || !error?.[CLIENT_ERROR]) throw error;
      // Assistive technology may not look into a form that is busy.
      setBusy(null);
      show(error, fields.filter(({ first }) => first.isConnected));
    } finally {
      if (!over) setBusy(null);
    }
  }

  /** Shows what an error says where it belongs. `fields` are those that were sent: the form may have changed since. */
  function show(error, fields) {
    if (!over) report(fields, issuesOf(error), true);
  }

  const on = {
    input: typed,
    change: typed,
    compositionend: typed,
    focusout: leave,
    focusin({ target }, first) {
      focused = target;
      // The module is fetched while the first field is filled in.
      if (first) ask().verdict.then?.(() => {}, () => {});
    },
    pointerdown: point,
    pointerup: point,
    pointercancel: point,
    submit,
    reset: ({ target }) => target === form && report([]),
  };
  // Controls that stand elsewhere send no events through the form, so it is listened where all of them are.
  const root = form.isConnected ? form.getRootNode() : document;
  const hear = (event) => on[event.type](event, firstOf(event.target));
  for (const type in on) root.addEventListener(type, hear, true);

  const watcher = new MutationObserver((records) => {
    follow(read(form).fields);
    const block = moveFocus(form, records, focused);
    if (block) announce(words.removed(block));
  });
  watcher.observe(form, { childList: true, subtree: true });

  const binding = {
    validate() {
      const { value, fields } = read(form);
      // Unlike the standard's, this one says when it is asked too early.
      return report(fields, judged.validate(value).issues);
    },
    values: () => read(form).value,
    showErrors: (error) => show(error, read(form).fields),
    dispose() {
      if (over) return;
      report([]);
      over = true;
      for (const type in on) root.removeEventListener(type, hear, true);
      watcher.disconnect();
      region.remove();
      setBusy(null);
      form.noValidate = plain;
    },
  };
  bindings.set(form, binding);
  return binding;
}

/** What the browser says of a control that breaks its markup's limits, whatever message was set at it. */
function limitAt({ controls }) {
  const control = controls.find(({ validity }) => LIMITS.some((limit) => validity?.[limit]));
  if (!control) return undefined;
  const own = control.validity.customError ? control.validationMessage : "";
  control.setCustomValidity("");
  const { validationMessage } = control;
  control.setCustomValidity(own);
  return validationMessage;
}

/** The issues in an error: its own where an argument was wrong, the service's causes, or at least its message. */
function issuesOf(error) {
  if (Array.isArray(error)) return error;
  const { code, issues, details, message } = error;
  // Those of an answer that cannot be read are nobody's who filled in a form.
  if (code === "validation" && issues?.[0]) return issues;
  return details?.[0] ? details.map((detail) => ({ path: detail.field, message: detail.message || message })) : [{ message }];
}

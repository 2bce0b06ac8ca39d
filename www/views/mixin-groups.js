// The tenant's own fields in a form: a mixin is a group with a name, which comes and goes, and so do the fields in it.
// What is in it is named by its path, so that the form's value is the customer's: `mixins.loyalty.tier`.

import { element, icon, plainButton } from "../parts/dom.js";
import { field, fields, tellAt } from "../parts/fields.js";
import { isRecord } from "../parts/text.js";
import { label, t } from "../words/words.js";

/** A dot or a bracket would be read as a step of a path. */
const NAME = /^[A-Za-z_][\w-]*$/;
const FORBIDDEN = ["__proto__", "prototype", "constructor"];
const KINDS = [
  ["text", t("Text")],
  ["number", t("A number")],
  ["tick", t("Yes or no")],
];

/**
 * The groups. `given` is a customer whose mixins are there at the start. What no control can hold, a list or an object,
 * is left out of the form and told in the group; `kept()` gives these back, so that they are not lost.
 */
export function mixinGroups(prefix, announce, given) {
  const groups = element("div", { class: "mixin-groups" });
  const name = field(prefix, { key: "mixin-name", label: t("Name of a mixin"), hint: t("Letters, digits, hyphens and underscores, like loyalty"), verbatim: true });
  const fault = element("p", { class: "field-error", id: `${prefix}-mixin-fault`, hidden: true });
  const input = name.querySelector("input");
  input.before(fault);
  const add = element("button", { class: "quiet", type: "button", id: `${prefix}-mixin-add`, on: { click: begin } }, icon("add"), t("Add a mixin"));
  const node = element("fieldset", { class: "mixins-part" }, element("legend", {}, t("Mixins")), groups, element("div", { class: "with-action end" }, name, add));
  const kept = {};

  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // Enter would send the whole form.
    event.preventDefault();
    begin();
  });

  function begin() {
    const wanted = input.value.trim();
    const wrong = faultOf(wanted, self.names());
    tell(input, fault, wrong);
    if (wrong) return;
    input.value = "";
    const group = show(wanted);
    group.querySelector(".mixin-new input").focus();
    announce(t("The mixin {name} is added.", { name: wanted }));
  }

  function show(mixin, values = {}, schema) {
    const own = `${prefix}-${mixin}`;
    const list = element("div", { class: "mixin-fields" });
    const key = field(own, { key: "field-name", label: t("Name of a field"), verbatim: true, roomy: true });
    const kind = field(own, { key: "field-kind", label: t("Kind"), type: "select", options: KINDS, roomy: true });
    const wrong = element("p", { class: "field-error", id: `${own}-field-fault`, hidden: true });
    const keyInput = key.querySelector("input");
    keyInput.before(wrong);
    const names = () => [...list.children].map(({ dataset }) => dataset.field);
    const put = (name, type, value) => {
      const control = field(own, { name: `mixins.${mixin}.${name}`, type, label: name, value, more: type === "number" ? { step: "any" } : {} });
      const drop = plainButton("drop-field", () => row.remove(), icon("close"), element("span", { class: "visually-hidden" }, t("Remove the field {name}", { name })));
      const row = element("div", { class: "mixin-field", "data-field": name }, control, drop);
      list.append(row);
      return row;
    };
    const addField = () => {
      const wanted = keyInput.value.trim();
      const why = faultOf(wanted, names());
      tell(keyInput, wrong, why);
      if (why) return;
      keyInput.value = "";
      put(wanted, kind.querySelector("select").value).querySelector("input").focus();
    };
    keyInput.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      addField();
    });
    const left = [];
    for (const [name, value] of Object.entries(values)) {
      const type = { string: "text", number: "number", boolean: "tick" }[typeof value];
      if (type && NAME.test(name)) put(name, type, value);
      else {
        left.push(name);
        (kept[mixin] ??= {})[name] = value;
      }
    }
    const group = element(
      "fieldset",
      { class: "mixin", "data-mixin": mixin },
      element("legend", {}, mixin),
      list,
      left.length > 0 && element("p", { class: "hint" }, t("Kept as they are: {names}", { names: left.join(", ") })),
      element("div", { class: "mixin-new" }, fields(own, key, kind), element("button", { class: "quiet", type: "button", on: { click: addField } }, icon("add"), t("Add a field"))),
      fields(own, {
        name: `metadata.mixins.${mixin}`, wide: true, verbatim: true, label: t("Address of its schema"),
        hint: t("The service checks the mixin by it"), value: schema, more: { inputmode: "url" },
      }),
      plainButton("drop-mixin", () => {
        delete kept[mixin];
        group.remove();
        announce(t("The mixin {name} is removed.", { name: mixin }));
        input.focus();
      }, t("Remove this mixin")),
    );
    label(group, "aria-label", t("Mixin {name}", { name: mixin }));
    groups.append(group);
    return group;
  }

  function fill(customer) {
    groups.replaceChildren();
    for (const mixin of Object.keys(kept)) delete kept[mixin];
    const mixins = isRecord(customer?.mixins) ? customer.mixins : {};
    const schemas = isRecord(customer?.metadata?.mixins) ? customer.metadata.mixins : {};
    for (const [mixin, values] of Object.entries(mixins)) {
      if (NAME.test(mixin) && isRecord(values)) show(mixin, values, typeof schemas[mixin] === "string" ? schemas[mixin] : undefined);
      else if (values !== null) kept[mixin] = values;
    }
  }

  fill(given);
  const self = {
    node,
    fill,
    names: () => [...groups.children].map(({ dataset }) => dataset.mixin),
    /** The parts of the mixins that the form does not show. */
    kept: () => structuredClone(kept),
  };
  return self;
}

function faultOf(name, taken) {
  if (name === "") return t("Enter a name first.");
  if (!NAME.test(name) || FORBIDDEN.includes(name)) return t("Enter a name that begins with a letter and has letters, digits, hyphens and underscores only.");
  return taken.includes(name) ? t("There is one of this name already. Enter another one.") : undefined;
}

/** These two fields are none of the customer's, so that they speak for themselves. */
function tell(input, place, words) {
  tellAt(input, place, words);
  if (!words) return;
  input.setAttribute("aria-describedby", `${place.id} ${input.id}-hint`);
  input.focus();
}

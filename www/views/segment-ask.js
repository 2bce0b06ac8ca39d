// Which segment: segments are made elsewhere, and no service lists them here, so that the person has to say it.

import { element } from "../parts/dom.js";
import { fields, submitButton, summaryBox } from "../parts/fields.js";
import { boundForm } from "../parts/form.js";
import { address, canBeAsked, go } from "../shell/route.js";
import { t } from "../words/words.js";

/** The segments that the sandbox has. */
const KNOWN = ["vip", "newsletter"];

export function open(desk, place, { id: given }) {
  const { connection } = desk;
  const summary = summaryBox("segment-summary");
  const submit = submitButton(t("Show the segment"));
  const form = element(
    "form",
    { id: "segment-form", autocomplete: "off" },
    fields("segment", { name: "segment", label: t("Id of the segment"), required: true, verbatim: true, suggest: KNOWN, value: given, hint: t("As the segment service calls it") }),
    element("div", { class: "form-foot" }, submit),
  );
  const known = element("p", { class: "known" }, element("span", {}, t("The sandbox has")), ...KNOWN.map((id) => element("a", { class: "quiet", href: address("segments", id) }, id)));
  const section = element(
    "section",
    { class: "narrow segment-ask", id: "segment-ask", "aria-labelledby": "segment-heading", tabindex: "-1" },
    element("div", { class: "sheet-of-paper" }, summary, element("h2", { id: "segment-heading" }, t("Segments")), element("p", { class: "lead" }, t("See who is assigned to a segment, and assign or remove customers, one or many.")), form, known),
  );

  const bound = boundForm(desk, form, {
    summary,
    needed: { segment: t("Enter the id of the segment.") },
    submit: { button: submit },
    async send({ segment }) {
      if (canBeAsked(segment)) go(address("segments", segment));
      else refuse();
    },
  });
  const refuse = () => bound.show([{ name: "segment", message: t("No segment has this id. An id is not “.” or “..”, and has no slash, backslash or control character.") }]);
  const showKnown = () => {
    known.hidden = !connection.isSandbox;
    form.querySelector("input").toggleAttribute("list", false);
    if (!known.hidden) form.querySelector("input").setAttribute("list", "segment-segment-list");
  };
  connection.addEventListener("change", showKnown);
  showKnown();
  place.append(section);
  if (given !== undefined) refuse();
  return {
    title: t("Segments"),
    refresh() {},
    dispose() {
      bound.dispose();
      connection.removeEventListener("change", showKnown);
    },
  };
}

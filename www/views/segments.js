// A segment: who is assigned to it, assigning one customer by hand, and assigning or removing many.

import { element, icon } from "../parts/dom.js";
import { mayBeLost } from "../parts/question.js";
import { address } from "../shell/route.js";
import { rewrite, t } from "../words/words.js";
import { addForm } from "./segment-add.js";
import { assignments } from "./segment-assignments.js";
import { bulkPanel } from "./segment-bulk.js";

/** The panels for many, by segment: whoever looks at a customer and comes back finds what was pasted, and what became of it. */
const panels = new Map();

export function open(desk, place, route) {
  const { id } = route;
  const section = element("section", { class: "segment is-opening", id: "segment", "aria-labelledby": "segment-heading", tabindex: "-1" });
  const list = assignments(desk, id, section);
  const add = addForm(desk, id, list.welcome);
  if (!panels.has(id)) panels.set(id, bulkPanel(desk, id));
  const bulk = panels.get(id);
  rewrite(bulk.node);
  bulk.onSettled = list.again;

  section.append(
    element("div", { class: "customers-head" }, element("h2", { id: "segment-heading" }, t("Segment {id}", { id })), list.count, list.size, element("a", { class: "quiet", href: address("segments") }, t("Another segment"))),
    element("div", { class: "segment-body" }, list.node, element("div", { class: "segment-beside" }, add.node, signpost(bulk))),
    bulk.node,
  );
  place.append(section);
  list.update(route.values).finally(() => section.classList.remove("is-opening"));
  return {
    title: t("Segment {id}", { id }),
    update: ({ values }) => list.update(values),
    isUnsaved: add.isTyped,
    mayLeave: () => !add.isTyped() || mayBeLost(),
    refresh() {
      list.again();
      bulk.check();
    },
    dispose() {
      list.dispose();
      add.dispose();
      bulk.onSettled = () => {};
    },
  };
}

/** Beside a long list the panel for many is out of sight. */
function signpost(bulk) {
  return element(
    "div",
    { class: "signpost" },
    element("h3", {}, t("More than one?")),
    element("p", { class: "lead" }, t("Paste ids or drop a file. Each line is checked before anything is sent.")),
    element("button", { class: "quiet", type: "button", on: { click: bulk.enter } }, icon("upload"), t("Assign or remove many")),
  );
}

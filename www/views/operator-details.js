// One customer of Spirii with everything that the service tells of it. The service has no call for one, so the list is asked
// for this id.

import { element, foreign, icon } from "../parts/dom.js";
import { noticeParts } from "../parts/notice.js";
import { address } from "../shell/route.js";
import { moment } from "../words/intl.js";
import { sentences, t } from "../words/words.js";
import { avatar } from "./customer-parts.js";
import { failure, list } from "./operator-calls.js";
import { factList, groupsOf } from "./operator-facts.js";
import { country, idOf, kind, last, presentable, rateLine, referenceLink } from "./operator-parts.js";

export function open(desk, place, { id: written }) {
  const { connection } = desk;
  const id = idOf(written);
  let running;

  const back = last.address ?? address("operators");
  const body = element("div", { class: "operator-body", "aria-busy": "true" }, outline(t("Operator {id}", { id: written })));
  const rate = rateLine();
  const section = element(
    "section",
    { class: "operator", id: "operator", tabindex: "-1", "aria-labelledby": "operator-heading" },
    element("a", { class: "trail", href: back }, icon("back"), t("Operators")),
    body,
    rate.node,
  );
  place.append(section);

  async function load() {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    body.setAttribute("aria-busy", "true");
    try {
      const page = id === undefined ? undefined : await list(desk, { customerIds: [id], limit: 1 }, mine.signal);
      if (running !== mine) return;
      rate.show(page?.response.headers);
      const found = page?.items.find((item) => presentable(item).id === id);
      if (found) show(found);
      else showNotice({ sign: "people", title: t("There is no customer {id}", { id: written }), text: t("Spirii knows nobody with this id, or this key may not see it."), actions: [element("a", { class: "quiet", href: address("operators") }, t("Show all operators"))] });
    } catch (error) {
      if (running !== mine) return;
      showNotice(failure(desk, error, { retry }));
    }
  }

  function retry() {
    section.focus({ preventScroll: true });
    load();
  }

  function showNotice(parts) {
    body.removeAttribute("aria-busy");
    const notice = element("div", { class: "notice", id: "operator-notice" }, ...noticeParts({ ...parts, heading: "h2", headingId: "operator-heading" }));
    body.replaceChildren(notice);
    desk.announce(sentences(t("{title}.", { title: parts.title }), parts.text));
  }

  function show(given) {
    const customer = presentable(given);
    const { title, externalId, owner, cpo, createdAt, updatedAt } = customer;
    desk.setTitle(title);
    const facts = [
      [t("Id"), element("span", { class: "figures" }, String(id))],
      externalId && [t("External id"), element("bdi", { class: "break figures" }, externalId)],
      customer.country && [t("Country"), country(customer)],
      owner && [t("Owner"), referenceLink(owner, owner.id && address("operators", owner.id), t("show the details"))],
      cpo && [t("Operator (CPO)"), referenceLink(cpo, cpo.id && address("operators", cpo.id), t("show the details"))],
      createdAt && [t("Created"), exactly(createdAt)],
      updatedAt && [t("Changed"), exactly(updatedAt)],
    ].filter(Boolean);
    const listed = (values) => address("operators", undefined, values);
    const links = [
      [listed({ ownerId: id, direct: "1" }), t("What it owns directly")],
      [listed({ ownerId: id }), t("Everything below")],
      customer.type === "CPO" && [listed({ cpoId: id }), t("Everything of this operator")],
    ].filter(Boolean);
    const profile = element(
      "div",
      { class: "operator-card operator-profile" },
      element("div", { class: "operator-head" }, avatar(customer), element("div", { class: "person-text" }, element("h2", { id: "operator-heading" }, foreign(title)), kind(customer))),
      factList(facts),
      element("nav", { class: "operator-links", "aria-label": t("Listed from here") }, ...links.map(([href, words]) => element("a", { class: "quiet", href }, words))),
    );
    const groups = groupsOf(given);
    const rest = groups.length > 0 ? groups : [element("p", { class: "hint" }, t("Spirii tells nothing more of it."))];
    body.removeAttribute("aria-busy");
    body.replaceChildren(profile, element("div", { class: "operator-groups" }, ...rest));
    desk.announce(t("{name} is shown.", { name: title }));
  }

  const onConnection = () => load();
  connection.addEventListener("change", onConnection);
  load();
  return {
    title: t("Operator {id}", { id: written }),
    focus: section,
    update() {},
    refresh: load,
    dispose() {
      running?.abort();
      running = undefined;
      connection.removeEventListener("change", onConnection);
    },
  };
}

/** What stands there while the customer is on its way. */
function outline(title) {
  const bones = ["name", "email", "company", "email", "cell"].map((name) => element("span", { class: `bone bone-${name}` }));
  return element("div", { class: "operator-card operator-profile" }, element("h2", { id: "operator-heading" }, title), ...bones);
}

function exactly(text) {
  const at = moment(text);
  return at ? element("time", { datetime: at.iso }, at.moment) : foreign(text);
}

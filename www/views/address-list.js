// The cards of the addresses as the page shows them: which stay, which are drawn anew, where the form stands among them,
// and where the focus goes when the card it was on is replaced.

import { element, icon } from "../parts/dom.js";
import { addressCard, presentable } from "./address-card.js";

/** `place` is the list's element; `acts` are those of the cards. */
export function addressList(place, acts) {
  /** The addresses as the service gave them, in the order shown. */
  let items = [];
  /** What is drawn, by the address's id. */
  let cards = new Map();
  /** The form and the address it stands for, and the small form for tags. */
  let open;
  let tags;

  const idOf = (given) => presentable(given).id;
  const given = (id) => (id === undefined ? undefined : items.find((item) => idOf(item) === id));
  const cardOf = (id) => cards.get(id)?.node;

  const self = {
    /** The id of the address that was added last. */
    newest: undefined,

    get length() {
      return items.length;
    },
    get editor() {
      return open?.form;
    },
    get tagForm() {
      return tags?.form;
    },
    get tagging() {
      return tags?.id;
    },
    given,

    /** Shows these addresses, or again those that it has. */
    show(found) {
      if (found) items = arranged(found, items.map(idOf));
      keepingFocus(draw);
    },

    /** Stands in for addresses that are on their way. */
    showOutline(nodes) {
      self.clear();
      place.replaceChildren(...nodes);
    },

    clear() {
      items = [];
      cards = new Map();
      open = undefined;
      tags = undefined;
      self.newest = undefined;
      place.replaceChildren();
    },

    openEditor(form, id) {
      self.closeEditor();
      open = { form, id, item: element("li", { class: "address-open" }, form.node) };
      draw();
    },
    closeEditor() {
      open?.form.clear();
      open = undefined;
    },

    openTags(form, id) {
      self.closeTags();
      tags = { form, id };
      draw();
    },
    closeTags() {
      if (!tags) return;
      tags.form.clear();
      tags.form.node.remove();
      expand(cardOf(tags.id), false);
      tags = undefined;
    },

    setBusy(id, busy) {
      const card = cardOf(id);
      if (busy) {
        card?.setAttribute("aria-busy", "true");
        card?.querySelector(".fault")?.remove();
      } else {
        card?.removeAttribute("aria-busy");
      }
    },

    showFault(id, words, action) {
      const card = cardOf(id);
      card?.querySelector(".fault")?.remove();
      card?.querySelector(".address-foot").before(element("div", { class: "fault" }, icon("alert"), words, action));
    },

    /** The address that has the place when this one goes. */
    neighbour(id) {
      const ids = items.map(idOf);
      const at = ids.indexOf(id);
      return ids[at + 1] ?? ids[at - 1];
    },

    /** Moves the focus to a part of a card; tells whether the card is there. */
    focus(id, act = "title") {
      const card = cardOf(id);
      const wanted = act === "untag" ? '[data-act="untag"], [data-act="tag"]' : `[data-act="${act}"]`;
      const target = card?.querySelector(wanted) ?? card?.querySelector('[data-act="title"]');
      target?.focus({ preventScroll: true });
      if (target) card.scrollIntoView({ block: "nearest" });
      return Boolean(target);
    },
  };

  function draw() {
    const before = cards;
    cards = new Map();
    const nodes = items.map((item, position) => {
      const address = presentable(item);
      if (open && address.id !== undefined && open.id === address.id) return open.item;
      // Two addresses of one id are odd, but both are shown.
      const key = address.id === undefined || cards.has(address.id) ? `${position} ${address.id}` : address.id;
      const isNew = address.id !== undefined && self.newest === address.id;
      const signature = JSON.stringify([address, isNew]);
      const known = before.get(key);
      const card = known?.signature === signature ? known : { signature, node: addressCard(address, acts, { isNew }) };
      cards.set(key, card);
      return card.node;
    });
    // A new address, or one that went while it was edited, stands first.
    if (open && !nodes.includes(open.item)) nodes.unshift(open.item);
    arrange(place, nodes);
    if (!tags) return;
    const card = cardOf(tags.id);
    if (!card) {
      self.closeTags();
      return;
    }
    if (!card.contains(tags.form.node)) card.querySelector(".tags").after(tags.form.node);
    expand(card, true);
  }

  /** Draws, and gives the focus back if it was on something that was moved or replaced. */
  function keepingFocus(change) {
    const at = document.activeElement;
    const id = [...cards].find(([, { node }]) => node.contains(at))?.[0];
    change();
    if (document.activeElement === at || id === undefined) return;
    if (at.isConnected) at.focus({ preventScroll: true });
    else self.focus(id, at.dataset.act);
  }

  return self;
}

/** At first the default address before the others; later each stays where it is, and new ones come first. */
function arranged(found, known) {
  const all = found.map((given) => ({ given, ...presentable(given) }));
  const rank = ({ id, isDefault }) => {
    if (known.length === 0) return isDefault ? 0 : 1;
    return known.indexOf(id);
  };
  return all.sort((one, other) => rank(one) - rank(other)).map(({ given }) => given);
}

/** Puts these nodes and no others into `place`. One that is where it belongs is not touched, so that it keeps the focus. */
function arrange(place, nodes) {
  for (const present of [...place.children]) if (!nodes.includes(present)) present.remove();
  nodes.forEach((node, position) => {
    if (place.children[position] !== node) place.insertBefore(node, place.children[position] ?? null);
  });
}

function expand(card, expanded) {
  card?.querySelector('[data-act="tag"]')?.setAttribute("aria-expanded", String(expanded));
}

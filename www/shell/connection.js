// Which services the page talks to. Addresses and the tenant are kept for this tab; tokens and keys never leave the page's
// memory.

import { Calls } from "./calls.js";
import { library, load } from "./package.js";

const KEPT = "commerce-customers.connection";
const SANDBOX_TOKEN = "sandbox";

export const SANDBOX = Object.freeze({
  baseUrl: location.origin,
  tenant: "acme",
  auth: { token: SANDBOX_TOKEN },
  spirii: { baseUrl: location.origin, apiKey: SANDBOX_TOKEN },
});

/** The sandbox listens on this machine only, so any other host is a service with customers of its own. */
export function isSandbox({ baseUrl }) {
  try {
    return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(baseUrl).hostname);
  } catch {
    return false;
  }
}

export class Connection extends EventTarget {
  #settings = restored();
  #clients = {};

  /** What the clients tell of their calls. */
  calls = new Calls();

  get settings() {
    return this.#settings;
  }

  /** Whether settings lead to another service or tenant than those in force. */
  isElsewhere(settings) {
    return placeOf(settings) !== placeOf(this.#settings);
  }

  /** The client of customers and segments. Wrong settings are said by its calls. */
  async emporix() {
    if (this.#settings.auth.token === "") throw Object.assign(new Error("there is no access token after a reload"), { code: "no_token" });
    const { EmporixClient } = await library();
    return (this.#clients.emporix ??= this.#made(EmporixClient, emporixOptions(this.#settings)));
  }

  /** The client of operators; undefined where no key was given. */
  async spirii() {
    const { SpiriiClient } = await library();
    const options = spiriiOptions(this.#settings);
    return options && (this.#clients.spirii ??= this.#made(SpiriiClient, options));
  }

  /**
   * Takes other settings, or throws a ValidationError and keeps those in force. Whoever listens for `change` is told in
   * `detail.elsewhere` whether it is another service or tenant, and not the same with a token or key anew.
   */
  async change(settings) {
    const ready = await load();
    const checked = { ...settings, spirii: settings.spirii ?? {} };
    const spirii = spiriiOptions(checked);
    const clients = {
      emporix: this.#made(ready.EmporixClient, emporixOptions(checked)),
      spirii: spirii && inGroup("spirii", () => this.#made(ready.SpiriiClient, spirii)),
    };
    const elsewhere = this.isElsewhere(checked);
    this.#clients = clients;
    this.#settings = checked;
    keep(checked);
    this.dispatchEvent(new CustomEvent("change", { detail: { elsewhere } }));
  }

  #made(Client, options) {
    return new Client({ ...options, onEvent: (event) => this.calls.record(event) });
  }
}

function placeOf({ baseUrl, tenant, spirii }) {
  return JSON.stringify([baseUrl, tenant, spirii?.baseUrl ?? ""]);
}

function emporixOptions({ baseUrl, tenant, auth }) {
  return { baseUrl, tenant, auth };
}

/** The key is the person's own, typed into a page of their own: it meets nobody else here. */
function spiriiOptions({ spirii: { baseUrl, apiKey } }) {
  if (!apiKey) return undefined;
  return { apiKey, dangerouslyAllowBrowser: true, ...(baseUrl && { baseUrl }) };
}

/** Issues of options that stand in a group of the settings. */
function inGroup(group, make) {
  try {
    return make();
  } catch (error) {
    for (const { path } of error.issues ?? []) path.unshift(group);
    throw error;
  }
}

function keep({ baseUrl, tenant, spirii }) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ baseUrl, tenant, spirii: { baseUrl: spirii.baseUrl } }));
  } catch {
    // Storage may be turned off; the settings then last as long as the page.
  }
}

function restored() {
  let kept;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    kept = null;
  }
  if (typeof kept?.baseUrl !== "string" || typeof kept.tenant !== "string") return SANDBOX;
  const { baseUrl, tenant } = kept;
  const spirii = typeof kept.spirii?.baseUrl === "string" ? kept.spirii.baseUrl : undefined;
  // The sandbox's token is public. Elsewhere tokens and keys have to be given again after a reload.
  const secret = (url) => (isSandbox({ baseUrl: url }) ? SANDBOX_TOKEN : "");
  return { baseUrl, tenant, auth: { token: secret(baseUrl) }, spirii: spirii ? { baseUrl: spirii, apiKey: secret(spirii) } : {} };
}

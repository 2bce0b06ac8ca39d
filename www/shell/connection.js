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

/** Whether an address is on this machine, where alone the sandbox listens. */
export function isNear({ baseUrl }) {
  try {
    return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(baseUrl).hostname);
  } catch {
    return false;
  }
}

export class Connection extends EventTarget {
  #settings = restored();
  #clients = {};
  /** The last answer was not the sandbox's. */
  #strange = false;

  /** What the clients tell of their calls. */
  calls = new Calls();

  get settings() {
    return this.#settings;
  }

  /** Whether customers and segments are the sandbox's: it listens on this machine, and numbers its answers. */
  get isSandbox() {
    return isNear(this.#settings) && !this.#strange;
  }

  /** Whether settings lead to another service or tenant than those in force. */
  isElsewhere(settings) {
    return placeOf(settings) !== placeOf(this.#settings);
  }

  /** The client of customers and segments. Wrong settings are said by its calls. */
  async emporix() {
    if (this.#settings.auth.token === "") throw Object.assign(new Error("there is no access token after a reload"), { code: "no_token" });
    const { EmporixClient } = await library();
    return (this.#clients.emporix ??= this.#emporix(EmporixClient, this.#settings));
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
    const checked = { ...settings, spirii: settings.spirii ?? {} };
    const [emporix, spirii] = this.#makers(await load(), checked).map((make) => make());
    const elsewhere = this.isElsewhere(checked);
    this.#clients = { emporix, spirii };
    this.#settings = checked;
    this.#strange = false;
    keep(checked);
    this.dispatchEvent(new CustomEvent("change", { detail: { elsewhere } }));
  }

  /** The issues of settings: those of the clients that would be made of them. `ready` is the package, loaded. */
  issuesIn(ready, settings) {
    return this.#makers(ready, settings).flatMap((make) => {
      try {
        make();
        return [];
      } catch (error) {
        return error.issues ?? [];
      }
    });
  }

  /** What makes the client of customers and segments, and that of operators: none without a key. */
  #makers({ EmporixClient, SpiriiClient }, settings) {
    const spirii = spiriiOptions(settings);
    return [() => this.#emporix(EmporixClient, settings), () => spirii && inGroup("spirii", () => this.#made(SpiriiClient, spirii))];
  }

  #emporix(Client, { baseUrl, tenant, auth }) {
    return this.#made(Client, { baseUrl, tenant, auth }, (event) => this.#recognise(event));
  }

  #made(Client, options, heed) {
    return new Client({
      ...options,
      onEvent: (event) => {
        this.calls.record(event);
        heed?.(event);
      },
    });
  }

  /** Another program may listen on this machine: whoever changes customers there has to know. */
  #recognise({ type, requestId }) {
    if (type !== "response") return;
    const strange = !requestId?.startsWith("sandbox-");
    if (strange === this.#strange) return;
    this.#strange = strange;
    this.dispatchEvent(new Event("recognised"));
  }
}

function placeOf({ baseUrl, tenant, spirii }) {
  return JSON.stringify([baseUrl, tenant, spirii?.baseUrl ?? ""]);
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
  const secret = (url) => (isNear({ baseUrl: url }) ? SANDBOX_TOKEN : "");
  return { baseUrl, tenant, auth: { token: secret(baseUrl) }, spirii: spirii ? { baseUrl: spirii, apiKey: secret(spirii) } : {} };
}

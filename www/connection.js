// Which service the page talks to. Address and tenant are kept for this tab; the token never leaves the page's memory.

const KEPT = "commerce-customers.connection";
const SANDBOX_TOKEN = "sandbox";

export const SANDBOX = Object.freeze({ baseUrl: location.origin, tenant: "acme", auth: { token: SANDBOX_TOKEN } });

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
  #client;

  get settings() {
    return this.#settings;
  }

  /** The client for the settings in force. Wrong ones throw a ValidationError. */
  client({ EmporixClient }) {
    this.#client ??= new EmporixClient(this.#settings);
    return this.#client;
  }

  /** Takes other settings, or throws a ValidationError and keeps those in force. */
  change(settings, { EmporixClient }) {
    this.#client = new EmporixClient(settings);
    this.#settings = settings;
    keep(settings);
    this.dispatchEvent(new Event("change"));
  }
}

function keep({ baseUrl, tenant }) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ baseUrl, tenant }));
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
  // The sandbox's token is public. Elsewhere a token has to be given again after a reload.
  return { ...kept, auth: { token: isSandbox(kept) ? SANDBOX_TOKEN : "" } };
}

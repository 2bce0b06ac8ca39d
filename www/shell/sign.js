// Which connection is in force: the chip in the header, and the notice that this is no sandbox.

import { byId } from "../parts/dom.js";
import { label, say, t } from "../words/words.js";

/** Keeps the sign at what the connection is. */
export function connectionSign({ connection }) {
  for (const type of ["change", "recognised"]) connection.addEventListener(type, () => show(connection));
  show(connection);
}

function show({ settings: chosen, isSandbox: sandbox }) {
  say(byId("sign-kind"), sandbox ? t("Sandbox") : hostOf(chosen.baseUrl));
  say(byId("sign-tenant"), chosen.tenant);
  byId("connection-open").classList.toggle("elsewhere", !sandbox);
  const banner = byId("elsewhere");
  banner.hidden = sandbox;
  label(banner, "aria-label", t("Connection notice"));
  say(byId("elsewhere-text"), t("What you change is changed at {address} for the tenant {tenant}.", { address: chosen.baseUrl, tenant: chosen.tenant }));
}

function hostOf(baseUrl) {
  try {
    return new URL(baseUrl).host;
  } catch {
    return baseUrl;
  }
}

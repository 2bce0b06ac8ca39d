// The settings of the connection: a dialog, the chip in the header that opens it, and the notice that this is no sandbox.

import { byId } from "../dom.js";
import { SANDBOX, isSandbox } from "../connection.js";
import { takeOver } from "../forms/errors.js";
import { checkWhileTyping } from "../forms/timing.js";
import { fillIn, missing, nameOf, readValues } from "../forms/values.js";

/** Wires the dialog up; returns `open()`. `library` is a promise of the package. */
export function connectionView({ library, connection, announce }) {
  const dialog = byId("connection");
  const form = byId("connection-form");
  const errors = takeOver(form, byId("connection-summary"));
  let ready;
  const get = async () => (ready = await library());
  get().catch(() => {});

  // Until the package is there nothing can be said but what is missing.
  const judge = () => [...missing(form), ...(ready ? faultsIn(form, ready) : [])];
  checkWhileTyping(form, { judge, errors, announce });

  const open = () => {
    errors.clear();
    fillIn(form, connection.settings);
    dialog.showModal();
  };
  const use = async (settings) => {
    connection.change(settings, await get());
    dialog.close();
    announce(isSandbox(settings) ? "Connected to the sandbox." : `Connected to ${settings.baseUrl}.`);
  };

  byId("connection-open").addEventListener("click", open);
  byId("connection-close").addEventListener("click", () => dialog.close());
  byId("connection-sandbox").addEventListener("click", () => use(SANDBOX).catch(notLoaded));
  dialog.addEventListener("close", () => errors.clear());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const needed = missing(form);
    if (needed.length > 0) {
      errors.report(judge());
      return;
    }
    try {
      await use(readValues(form));
    } catch (error) {
      if (error?.code === "validation") errors.report(faultsOf(error));
      else notLoaded();
    }
  });

  function notLoaded() {
    errors.report([{ message: "The checks could not be loaded. Close these settings and load the page again." }]);
  }

  connection.addEventListener("change", () => show(connection.settings));
  show(connection.settings);
  return open;
}

/** The rules for the settings are those of the client: a client is made of them and thrown away. */
function faultsIn(form, { EmporixClient }) {
  const given = { baseUrl: "", tenant: "", ...readValues(form) };
  const gaps = missing(form).map(({ name }) => name);
  try {
    new EmporixClient({ auth: { token: "-" }, ...given });
    return [];
  } catch (error) {
    return faultsOf(error).filter(({ name }) => !gaps.includes(name));
  }
}

function faultsOf(error) {
  return (error.issues ?? []).map(({ path, message }) => ({ name: nameOf(path), message }));
}

function show(settings) {
  const sandbox = isSandbox(settings);
  byId("connection-kind").textContent = sandbox ? "Sandbox" : hostOf(settings.baseUrl);
  byId("connection-tenant").textContent = settings.tenant;
  byId("connection-open").classList.toggle("elsewhere", !sandbox);
  byId("elsewhere").hidden = sandbox;
  byId("elsewhere-url").textContent = settings.baseUrl;
  byId("elsewhere-tenant").textContent = settings.tenant;
}

function hostOf(baseUrl) {
  try {
    return new URL(baseUrl).host;
  } catch {
    return baseUrl;
  }
}

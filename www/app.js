// Wires the page's views together: the form, the list, the connection.

import { announcer } from "./announce.js";
import { Connection } from "./connection.js";
import { byId } from "./dom.js";
import { load } from "./package.js";
import { connectionView } from "./views/connection.js";
import { customersView } from "./views/customers.js";
import { registerFormAlone, registerView, showNotLoaded } from "./views/register.js";

const announce = announcer(byId("announcements"));
const connection = new Connection();

const openSettings = connectionView({ library: load, connection, announce });
const customers = customersView({ library: load, connection, announce, openSettings });
const releaseForm = registerFormAlone();

async function start() {
  customers.load();
  try {
    const library = await load();
    byId("not-loaded").hidden = true;
    releaseForm();
    registerView({
      library,
      connection,
      announce,
      openSettings,
      onRegistered: ({ id }) => customers.showNew(id),
      onShow: (id) => customers.bringIntoSight(id),
    });
  } catch (error) {
    console.error(error);
    showNotLoaded(error, start);
  }
}

start();

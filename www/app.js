// Wires the page's views together: the form, the list, a customer, the connection.

import { announcer } from "./announce.js";
import { Connection } from "./connection.js";
import { byId } from "./dom.js";
import { load } from "./package.js";
import { followRoute } from "./route.js";
import { stage } from "./stage.js";
import { connectionView } from "./views/connection.js";
import { customerView } from "./views/customer.js";
import { customersView } from "./views/customers.js";
import { registerFormAlone, registerView, showNotLoaded } from "./views/register.js";

const announce = announcer(byId("announcements"));
const connection = new Connection();

const openSettings = connectionView({ library: load, connection, announce });
const customers = customersView({ library: load, connection, announce, openSettings });
const customer = customerView({ library: load, connection, announce, openSettings });
const views = stage({ desk: customers, customer });
const releaseForm = registerFormAlone();

async function start() {
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
    showNotLoaded(error, () => {
      views.refresh();
      start();
    });
  }
}

followRoute(views.show);
start();

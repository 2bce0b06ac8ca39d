// Spirii: the listing of customers.
import { Client } from "./client.js";

export const spiriiOf = (module) =>
  class SpiriiClient {
    constructor(options) {
      const client = new Client(module, "SpiriiClient", true, options);
      this.customers = Object.freeze({
        list: (query, options) => client.page("spirii.customers.list", [], query, options),
        all: (query, options) => client.all("spirii.customers.list", [], query, options),
      });
    }
  };

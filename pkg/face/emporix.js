// Emporix: customers, their addresses, and the assignments of a segment.
import { bulk } from "./bulk.js";
import { Client } from "./client.js";

export const emporixOf = (module) =>
  class EmporixClient {
    #client;

    constructor(options) {
      this.#client = new Client(module, "EmporixClient", false, options);
      this.customers = Object.freeze(new Customers(this.#client));
    }

    segment(segmentId) {
      return Object.freeze(new Segment(this.#client, [segmentId]));
    }
  };

class Customers {
  #client;

  constructor(client) {
    this.#client = client;
  }

  list(query, options) {
    return this.#client.page("customers.list", [], query, options);
  }

  search(query, options) {
    return this.#client.page("customers.search", [], query, options);
  }

  all(query, options) {
    return this.#client.all("customers.list", [], query, options);
  }

  get(customerNumber, query, options) {
    return this.#client.call("customers.get", [customerNumber], query, undefined, options);
  }

  create(body, query, options) {
    return this.#client.call("customers.create", [], query, body, options);
  }

  upsert(customerNumber, body, query, options) {
    return this.#client.call("customers.upsert", [customerNumber], query, body, options);
  }

  patch(customerNumber, body, options) {
    return this.#client.call("customers.patch", [customerNumber], undefined, body, options);
  }

  delete(customerNumber, options) {
    return this.#client.call("customers.delete", [customerNumber], undefined, undefined, options);
  }

  addresses(customerNumber) {
    return Object.freeze(new Addresses(this.#client, customerNumber));
  }
}

class Addresses {
  #call;

  constructor(client, customerNumber) {
    this.#call = (name, ids, query, body, options) =>
      client.call(`customers.addresses.${name}`, [customerNumber, ...ids], query, body, options);
  }

  list(options) {
    return this.#call("list", [], undefined, undefined, options);
  }

  get(addressId, options) {
    return this.#call("get", [addressId], undefined, undefined, options);
  }

  add(body, options) {
    return this.#call("add", [], undefined, body, options);
  }

  upsert(addressId, body, options) {
    return this.#call("upsert", [addressId], undefined, body, options);
  }

  patch(addressId, body, options) {
    return this.#call("patch", [addressId], undefined, body, options);
  }

  delete(addressId, options) {
    return this.#call("delete", [addressId], undefined, undefined, options);
  }

  addTags(addressId, tags, options) {
    return this.#call("addTags", [addressId], { tags }, undefined, options);
  }

  removeTags(addressId, tags, options) {
    return this.#call("removeTags", [addressId], { tags }, undefined, options);
  }
}

class Segment {
  #client;
  #ids;

  constructor(client, ids) {
    this.#client = client;
    this.#ids = ids;
  }

  list(query, options) {
    return this.#client.page("segment.list", this.#ids, query, options);
  }

  search(query, options) {
    return this.#client.page("segment.search", this.#ids, query, options);
  }

  all(query, options) {
    return this.#client.all("segment.list", this.#ids, query, options);
  }

  get(key, query, options) {
    return this.#client.call("segment.get", [...this.#ids, key], query, undefined, options);
  }

  put(key, body = {}, options) {
    return this.#client.call("segment.put", [...this.#ids, key], undefined, body, options);
  }

  remove(key, options) {
    return this.#client.call("segment.remove", [...this.#ids, key], undefined, undefined, options);
  }

  putMany(items, options) {
    return bulk(this.#client, "segment.putMany", this.#ids, items, options);
  }

  removeMany(keys, options) {
    return bulk(this.#client, "segment.removeMany", this.#ids, keys, options);
  }
}

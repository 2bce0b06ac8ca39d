// Every operation of both clients, called with good input: a table for the tests that run over all of them.
import { emporix, spirii } from "./calls.mjs";

const CUSTOMER = ["customerNumber"];
const ADDRESS = ["customerNumber", "addressId"];
const SEGMENT = ["segmentId"];
const ASSIGNMENT = ["segmentId", "customerId"];
const OF_LEGAL_ENTITY = ["segmentId", "customerId", "legalEntityId"];

const customers = (options) => emporix(options).customers;
const addresses = (options, customer) => customers(options).addresses(customer);
const segment = (options, id) => emporix(options).segment(id);
const update = { lastName: "Lovelace" };

/**
 * `kind` is what a success answers: `page`, `window`, `list`, `object`, `located` (an object with an id), `upserted` (the
 * same, or nothing), `entries`, `nothing`. `ids` name the values of the path beside the tenant; `call` takes a client's
 * options, then those values.
 */
export const operations = [
  { name: "customers.list", kind: "page", ids: [], call: (o) => customers(o).list() },
  { name: "customers.search", kind: "page", ids: [], call: (o) => customers(o).search({ q: "lastName:Lovelace" }) },
  { name: "customers.get", kind: "object", ids: CUSTOMER, call: (o, id) => customers(o).get(id) },
  { name: "customers.create", kind: "located", write: true, ids: [], call: (o) => customers(o).create({ lastName: "Lovelace" }) },
  { name: "customers.upsert", kind: "upserted", write: true, ids: CUSTOMER, call: (o, id) => customers(o).upsert(id, update) },
  { name: "customers.patch", kind: "nothing", write: true, ids: CUSTOMER, call: (o, id) => customers(o).patch(id, update) },
  { name: "customers.delete", kind: "nothing", write: true, ids: CUSTOMER, call: (o, id) => customers(o).delete(id) },
  { name: "customers.addresses.list", kind: "list", ids: CUSTOMER, call: (o, id) => addresses(o, id).list() },
  { name: "customers.addresses.add", kind: "located", write: true, ids: CUSTOMER, call: (o, id) => addresses(o, id).add({ contactName: "Ada" }) },
  { name: "customers.addresses.get", kind: "object", ids: ADDRESS, call: (o, id, at) => addresses(o, id).get(at) },
  { name: "customers.addresses.upsert", kind: "upserted", write: true, ids: ADDRESS, call: (o, id, at) => addresses(o, id).upsert(at, { contactName: "Ada" }) },
  { name: "customers.addresses.patch", kind: "nothing", write: true, ids: ADDRESS, call: (o, id, at) => addresses(o, id).patch(at, { city: "London" }) },
  { name: "customers.addresses.delete", kind: "nothing", write: true, ids: ADDRESS, call: (o, id, at) => addresses(o, id).delete(at) },
  { name: "customers.addresses.addTags", kind: "nothing", write: true, ids: ADDRESS, call: (o, id, at) => addresses(o, id).addTags(at, ["HOME"]) },
  { name: "customers.addresses.removeTags", kind: "nothing", write: true, ids: ADDRESS, call: (o, id, at) => addresses(o, id).removeTags(at, ["HOME"]) },
  { name: "segment.list", kind: "page", ids: SEGMENT, call: (o, id) => segment(o, id).list() },
  { name: "segment.search", kind: "page", ids: SEGMENT, call: (o, id) => segment(o, id).search({ q: "assignmentType:MANUAL" }) },
  { name: "segment.get", kind: "object", ids: ASSIGNMENT, call: (o, id, customerId) => segment(o, id).get(customerId) },
  { name: "segment.get", kind: "object", ids: OF_LEGAL_ENTITY, call: (o, id, customerId, legalEntityId) => segment(o, id).get({ customerId, legalEntityId }) },
  { name: "segment.put", kind: "nothing", write: true, ids: ASSIGNMENT, call: (o, id, customerId) => segment(o, id).put(customerId) },
  { name: "segment.put", kind: "nothing", write: true, ids: OF_LEGAL_ENTITY, call: (o, id, customerId, legalEntityId) => segment(o, id).put({ customerId, legalEntityId }) },
  { name: "segment.remove", kind: "nothing", write: true, ids: ASSIGNMENT, call: (o, id, customerId) => segment(o, id).remove(customerId) },
  { name: "segment.remove", kind: "nothing", write: true, ids: OF_LEGAL_ENTITY, call: (o, id, customerId, legalEntityId) => segment(o, id).remove({ customerId, legalEntityId }) },
  { name: "segment.putMany", kind: "entries", write: true, ids: SEGMENT, call: (o, id) => segment(o, id).putMany([{ customerId: "C-1" }]) },
  { name: "segment.removeMany", kind: "entries", write: true, ids: SEGMENT, call: (o, id) => segment(o, id).removeMany(["C-1"]) },
  { name: "spirii.customers.list", kind: "window", ids: [], call: (o) => spirii({ ...o, apiKey: "sandbox-key" }).customers.list() },
];

/** Good values for the path of an operation. */
export const GOOD = { customerNumber: "C-1", addressId: "A-1", segmentId: "vip", customerId: "C-1", legalEntityId: "LE-1" };

// The schemas: plain objects that ask the module.
import { toError } from "./errors.js";
import { exports } from "./load.js";

function schema(name) {
  const ask = (what, ...args) => {
    const module = exports(`schemas.${name}`);
    try {
      return module[what](name, ...args);
    } catch (thrown) {
      throw toError(thrown);
    }
  };
  return Object.freeze({
    validate(value, options) {
      const issues = ask("check", value, options);
      return issues ? { ok: false, issues } : { ok: true, value, issues: [] };
    },
    ensure(value, options) {
      ask("ensure", value, options);
    },
    get jsonSchema() {
      return JSON.parse(ask("jsonSchema"));
    },
  });
}

export const schemas = Object.freeze({
  customerCreate: schema("customerCreate"),
  customerUpdate: schema("customerUpdate"),
  customerPatch: schema("customerPatch"),
  customer: schema("customer"),
  addressCreate: schema("addressCreate"),
  addressUpdate: schema("addressUpdate"),
  address: schema("address"),
  customerAssignment: schema("customerAssignment"),
  assignmentUpsert: schema("assignmentUpsert"),
  assignmentBulkItem: schema("assignmentBulkItem"),
  spiriiCustomer: schema("spiriiCustomer"),
  customerQuery: schema("customerQuery"),
  assignmentQuery: schema("assignmentQuery"),
  spiriiCustomerQuery: schema("spiriiCustomerQuery"),
  tenant: schema("tenant"),
  customerId: schema("customerId"),
  currency: schema("currency"),
  country: schema("country"),
  language: schema("language"),
  email: schema("email"),
});

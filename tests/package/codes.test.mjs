// The currency table beside what the runtime's own Intl knows. The differences are listed, so that a new one is seen: a
// currency that came or went, in the table or in the runtime's data.
import { test } from "node:test";
import assert from "node:assert/strict";
import { schemas } from "commerce-customers";

// In ISO 4217, but not what Intl formats amounts in: funds, accounting units, metals, bonds, testing, none.
const UNITS = "BOV CHE CHW CLF COU MXV USN USS UYI UYW XAD XAG XAU XBA XBB XBC XBD XDR XFU XPD XPT XSU XTS XUA XXX";
// Withdrawn since 2010, which a stored customer may still hold.
const WITHDRAWN = "ANG BGN BYR CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL";
// Came lately: a runtime's data may be older.
const NEW = "SLE VED XCG ZWG";
const listed = new Set([UNITS, WITHDRAWN, NEW].join(" ").split(" "));

test("the currencies are those of Intl, but for what is listed", () => {
  const ours = new Set(schemas.currency.jsonSchema.enum);
  const intl = new Set(Intl.supportedValuesOf("currency"));
  assert.deepEqual([...ours].filter((code) => !intl.has(code) && !listed.has(code)), [], "in the table, and Intl lacks them");
  assert.deepEqual([...intl].filter((code) => !ours.has(code)), [], "Intl has them, and the table lacks them");
  assert.deepEqual([...listed].filter((code) => !ours.has(code)), [], "listed here, and the table lacks them");
});

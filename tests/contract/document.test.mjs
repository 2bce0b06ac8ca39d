// The contract itself: that it is OpenAPI 3.1, and that it has the operations it is about.
import { test } from "node:test";
import assert from "node:assert/strict";
import { documentFaults, operationsOf, readDocument } from "./document.mjs";

test("the document is OpenAPI 3.1", async () => {
  const document = await readDocument();
  assert.deepEqual(await documentFaults(document), []);
  assert.match(document.openapi, /^3\.1\./);
});

test("a document that is not is found out", async () => {
  const broken = async (change) => {
    const document = await readDocument();
    change(document);
    return documentFaults(document);
  };
  const path = "/customer/{tenant}/customers/{customerNumber}";
  for (const [what, change] of Object.entries({
    "an answer without a description": (document) => delete document.paths[path].get.responses[200].description,
    "a schema of no kind": (document) => (document.paths[path].parameters[0].schema.type = "text"),
    "a keyword with a slip": (document) => (document.paths[path].parameters[0].schema.patern = "^a$"),
    "a parameter of no place": (document) => (document.paths[path].get.parameters[0].in = "body"),
    "a path parameter that is not required": (document) => (document.paths[path].parameters[0].required = false),
    "a word that OpenAPI does not have": (document) => (document.paths[path].get.answers = {}),
  })) {
    assert.notDeepEqual(await broken(change), [], what);
  }
  assert.deepEqual(await broken(() => {}), []);
});

test("it has the operations of three services and those of addresses, under the services' own paths", async () => {
  const operations = operationsOf(await readDocument());
  const customers = "/customer/{tenant}/customers";
  const segment = "/customer-segment/{tenant}/segments/{segmentId}/customers";
  assert.deepEqual(operations.map(({ method, path }) => `${method} ${path}`).sort(), [
    ...["DELETE", "GET", "PATCH", "PUT"].map((method) => `${method} ${customers}/{customerNumber}`),
    ...["GET", "POST"].map((method) => `${method} ${customers}`),
    `POST ${customers}/search`,
    ...["GET", "POST"].map((method) => `${method} ${customers}/{customerNumber}/addresses`),
    ...["DELETE", "GET", "PATCH", "PUT"].map((method) => `${method} ${customers}/{customerNumber}/addresses/{addressId}`),
    ...["DELETE", "POST"].map((method) => `${method} ${customers}/{customerNumber}/addresses/{addressId}/tags`),
    `GET ${segment}`,
    `POST ${segment}/search`,
    ...["DELETE", "GET", "PUT"].map((method) => `${method} ${segment}/{customerId}`),
    ...["DELETE", "GET", "PUT"].map((method) => `${method} ${segment}/{customerId}/{legalEntityId}`),
    ...["DELETE", "PUT"].map((method) => `${method} ${segment}/bulk`),
    "GET /v2/customers",
  ].sort());
  assert.equal(new Set(operations.map(({ id }) => id)).size, operations.length);
});

test("paths and parameters agree", async () => {
  for (const { id, path, parameters } of operationsOf(await readDocument())) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    assert.deepEqual(parameters.filter((one) => one.in === "path").map((one) => one.name).sort(), inPath.sort(), id);
    const names = parameters.map((one) => `${one.in} ${one.name}`);
    assert.equal(new Set(names).size, names.length, id);
  }
});

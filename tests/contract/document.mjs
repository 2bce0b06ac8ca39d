// The contract: the OpenAPI document, put together from its files, and what each of its operations says.
import { fileURLToPath } from "node:url";
import { dereference, validate } from "@readme/openapi-parser";
import Ajv2020 from "ajv/dist/2020.js";

const FILE = fileURLToPath(new URL("openapi.yaml", import.meta.url));
const METHODS = ["get", "put", "post", "patch", "delete"];

/** What is wrong with the document: as OpenAPI, and with the JSON Schemas in it. An empty list when it is fine. */
export async function documentFaults(document) {
  // The check rewrites what it is given.
  const result = await validate(JSON.parse(JSON.stringify(document)));
  const faults = result.valid ? [] : result.errors.map((error) => error.message);
  return [...faults, ...schemaFaults(document, "#")];
}

/** OpenAPI's own schema leaves the schemas in a document alone. A keyword that JSON Schema does not have is a fault too. */
function schemaFaults(value, place) {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const there = `${place}/${name}`;
    if (name !== "schema") return schemaFaults(part, there);
    const fault = schemaFault(part);
    return fault === null ? [] : [`${there}: ${fault}`];
  });
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, formats: { "date-time": true } });
const known = new Map();

/** The same schema stands in many places, and compiling takes its time. */
function schemaFault(schema) {
  const text = JSON.stringify(schema);
  if (!known.has(text)) {
    try {
      ajv.compile(schema);
      known.set(text, null);
    } catch (error) {
      known.set(text, error.message);
    }
  }
  return known.get(text);
}

/** The document without references. Every call gives one of its own: who reads it may change it. */
export async function readDocument() {
  // Files that are referred to twice would be one object twice.
  return JSON.parse(JSON.stringify(await dereference(FILE)));
}

/** The operations of a document: id, method, path template, parameters (the path's own included), body and answers. */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const { operationId, parameters = [], requestBody, responses } = item[method];
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        parameters: [...(item.parameters ?? []), ...parameters],
        requestBody,
        responses,
      };
    }),
  );
}

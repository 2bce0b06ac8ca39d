/**
 * The schemas alone, over a module of half the client's size: for forms, and for handlers that only judge what they get.
 * Each schema is what it is in `commerce-customers`, with the same issues; only one of the two modules should be loaded on
 * one page.
 *
 * @example
 * ```js
 * import { schemas } from "commerce-customers/validate";
 *
 * const { ok, issues } = schemas.addressCreate.validate({ contactName: "Ada", country: "Germany" });
 * if (!ok) console.log(issues[0].path, issues[0].message);
 * ```
 *
 * @packageDocumentation
 */

import type { WasmSource } from "./index.js";

/**
 * Loads the module. Calls at the same time share one load, later ones do nothing, and a failed load can be tried again.
 *
 * @param source Where `validate_bg.wasm` of this package is; by default beside the package.
 * @throws {ClientError} `connection` when it cannot be fetched, `configuration` when the source is no such module or a
 * content security policy lacks `'wasm-unsafe-eval'`.
 */
export function init(source?: WasmSource): Promise<void>;

/**
 * Loads the module from bytes or a compiled module that are at hand. Does nothing when it is loaded.
 *
 * @throws {ClientError} `configuration` when the source is no such module.
 */
export function initSync(source: ArrayBuffer | ArrayBufferView | WebAssembly.Module): void;

export { ClientError, ValidationError, isClientError, schemas } from "./index.js";
export type * from "./index.js";

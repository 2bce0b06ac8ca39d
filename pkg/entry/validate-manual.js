export { init, initSync, schemas } from "../ways/validate-manual.js";
export { ClientError, ValidationError, isClientError } from "../face/errors.js";

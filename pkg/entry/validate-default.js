export { init, initSync, schemas } from "../ways/validate-default.js";
export { ClientError, ValidationError, isClientError } from "../face/errors.js";

export { init, initSync, schemas } from "../ways/validate-edge-light.js";
export { ClientError, ValidationError, isClientError } from "../face/errors.js";

export { init, initSync, schemas } from "../ways/validate-workerd.js";
export { ClientError, ValidationError, isClientError } from "../face/errors.js";

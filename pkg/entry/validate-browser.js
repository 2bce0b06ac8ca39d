export { init, initSync, schemas } from "../ways/validate-browser.js";
export { ClientError, ValidationError, isClientError } from "../face/errors.js";

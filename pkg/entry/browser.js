export { init, initSync, EmporixClient, SpiriiClient, field, schemas } from "../ways/browser.js";
export { ClientError, DecodeError, ValidationError, isClientError } from "../face/errors.js";

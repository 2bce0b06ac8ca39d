export { init, initSync, EmporixClient, SpiriiClient, field, schemas } from "../ways/default.js";
export { ClientError, DecodeError, ValidationError, isClientError } from "../face/errors.js";

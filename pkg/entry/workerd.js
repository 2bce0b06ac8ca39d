export { init, initSync, EmporixClient, SpiriiClient, field, schemas } from "../ways/workerd.js";
export { ClientError, DecodeError, ValidationError, isClientError } from "../face/errors.js";

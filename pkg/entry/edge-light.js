export { init, initSync, EmporixClient, SpiriiClient, field, schemas } from "../ways/edge-light.js";
export { ClientError, DecodeError, ValidationError, isClientError } from "../face/errors.js";

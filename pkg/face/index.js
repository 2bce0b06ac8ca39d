// What every entry file exports.
export { init, initSync } from "./load.js";
export { EmporixClient } from "./emporix.js";
export { SpiriiClient } from "./spirii.js";
export { field } from "./query.js";
export { schemas } from "./schemas.js";
export { ClientError, DecodeError, ValidationError, isClientError } from "./errors.js";

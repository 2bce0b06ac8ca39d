/** A module that stands in a file as text. */
export const bytes = (base64) => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));

// The items of bulk calls and of their answers: all of a chunk by one call of the module, for a call an item takes as long as what
// else is done with it.

/** The number under a name in each item of an array that JSON gave, NaN where there is none. */
export const numbers = (items, name) => {
  const found = new Float64Array(items.length);
  for (let index = 0; index < found.length; index++) {
    const number = items[index]?.[name];
    found[index] = typeof number === "number" ? number : NaN;
  }
  return found;
};

/** Items with an object in the place of each text, which stands under a name in it. */
export const named = (items, name) => items.map((item) => (typeof item === "string" ? { [name]: item } : item));

// Values by the thousand, by a JSON Schema: fine ones, and ones that were made wrong. The same number gives the same values.

/** Numbers by chance from 0 up to 1, always the same ones for a seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Texts on both sides of every rule, and some that nobody expects. */
const TEXTS = [
  "", " ", "a", "A", "0", "ab", "abc", "acme", "a1", "Acme", "ac-me", "a".repeat(16), "a".repeat(17), "C-1042", "x".repeat(66), "x".repeat(67), "a b", "a.b", "ä",
  "EUR", "eur", "EURO", "EU", "QQQ", "BGN", "XCG", "ZWL", "HRK", "DE", "de", "DEU", "D", "ZZ", "XK", "UK", "EU\n", "DE ",
  "de_DE", "de-DE", "de", "deu_DE", "zh_Hans_CN", "zh-Hans_CN", "es_419", "DE_de", "de_", "de_DE_", "english", "de_dE", "sr_latn_RS",
  "ada@example.com", "a@b", "a@b.", "@b", "a@", "a@-b", "a@b-", "a@b..c", "ü@b.c", "a b@c.d", "a@b@c", "a+b/c=d?e@f.g", "a@b_c", `a@${"x".repeat(63)}.y`, `a@${"x".repeat(64)}.y`, "a@b\n", "(a)@b.c",
  "2026-11-22T08:00:00Z", "2026-11-22t08:00:00z", "2026-11-22T08:00:00+01:00", "2026-11-22T08:00:00.123456789-23:59", "2026-11-22T08:00:00", "2026-11-22", "2026-02-29T08:00:00Z", "2024-02-29T08:00:00Z",
  "1900-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T08:60:00Z", "2026-11-22T08:00:60Z", "2026-11-22T08:00:00+24:00",
  "2026-11-22T08:00:00.Z", "2026-11-22T08:00:00.1234567890Z", "2026-11-22 08:00:00Z", "0000-01-01T00:00:00Z", "+2026-11-22T08:00:00Z", "2026-00-10T00:00:00Z", "2026-01-00T00:00:00Z", "٢٠٢٦-11-22T08:00:00Z",
  "lastName", "lastName:asc", "lastName:DESC", "name.en:desc", "a,b", "a, b", "a,", ":asc", "a:up", "a..b", "_a.b1", "1a", "a:asc:desc", "metadata.mixins.x:Asc,b",
  "addresses", "accounts", "mixin:*", "mixin:loyalty", "mixin:", "mixin:a b", "mixin:a,b", "mixin", "Addresses", "mixin:\u0000",
  "CUSTOMER", "CONTACT", "B2B", "B2C", "B2X", "Private", "Business", "CPO", "CPOSubsidiary", "private", "id", "name", "type", "ownerName", "createdAt", "asc", "desc", "ASC", "USER",
  "true", "1", "null", "\u0000", "\u2028", "\ufeff", "\u00a0", "e\u0301", "😀", "👩‍👩‍👧‍👦", "\ud800", "\udfff", "\udc00\ud800", "a\ud83d", "😀😀", "x".repeat(5000), "DE\u0000", "Ａ", "ⅮE", "ﬁ", "ß", "\u202eabc",
];

const WORDS = ["", "a", "x y", "__proto__", "constructor", "toString", "length", "hasOwnProperty", "0", "-1", "ä", "😀", "\ud800", "a/b", "a~b", "a.b", "a[0]", "$ref", "then", "toJSON", "mixins"];

const NUMBERS = [0, -0, 1, -1, 2, 3, 10, 0.5, -0.5, 1.5, 1e-7, 1e21, 1e300, -1e300, 5e-324, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 2 ** 53 + 2, -(2 ** 53), -(2 ** 53) - 2, 2 ** 64, Number.MAX_VALUE, 0.1 + 0.2];
/** Numbers that JSON has no word for. */
const ODD_NUMBERS = [NaN, Infinity, -Infinity];

/**
 * A source of values for `schema`, a JSON Schema of this library. `json` leaves out what JSON cannot hold: NaN, holes,
 * objects without a prototype, what is undefined, and -0, which comes out of it as 0.
 */
export function values(schema, seed, { json = false } = {}) {
  const random = chance(seed);
  const whole = (below) => Math.floor(random() * below);
  const some = (list) => list[whole(list.length)];
  const likely = (share) => random() < share;
  const fitting = new Map();
  const resolve = (node) => (node.$ref ? resolve(node.$ref.slice(2).split("/").reduce((at, name) => at[name], schema)) : node);

  /** Texts of the list that a node of type string takes. */
  function texts(node) {
    if (!fitting.has(node)) {
      const { minLength = 0, maxLength = Infinity } = node;
      const pattern = node.pattern && new RegExp(node.pattern, "u");
      const fits = (text) => [...text].length >= minLength && [...text].length <= maxLength && (!pattern || pattern.test(text));
      fitting.set(node, (node.enum ?? TEXTS).filter((text) => typeof text === "string" && fits(text)));
    }
    return fitting.get(node);
  }

  function fine(given) {
    const node = resolve(given);
    if (node.anyOf) return fine(some(node.anyOf));
    const type = some([node.type].flat());
    if (type === "null") return null;
    if (type === "boolean") return likely(0.5);
    if (type === "string") return some(texts(node));
    if (type === "integer") return node.minimum === undefined || likely(0.5) ? whole(1000) + 1 : Math.max(node.minimum, whole(3));
    if (type === "number") return some(NUMBERS);
    if (type === "array") return Array.from({ length: (node.minItems ?? 0) + whole(3) }, () => fine(node.items));
    const made = !json && likely(0.1) ? Object.create(null) : {};
    for (const [name, each] of Object.entries(node.properties ?? {})) {
      if (node.required?.includes(name) || likely(0.6)) made[name] = fine(each);
    }
    if (node.additionalProperties) for (let left = whole(3); left > 0; left--) put(made, some(WORDS), fine(node.additionalProperties));
    if (!node.properties && !node.additionalProperties) for (let left = whole(3); left > 0; left--) put(made, some(WORDS), anything(3));
    return made;
  }

  /** Sets a field also where its name is that of the prototype. */
  function put(object, name, value) {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  }

  function anything(depth) {
    const kind = whole(depth > 0 ? 9 : 6);
    if (kind === 0) return null;
    if (kind === 1) return likely(0.5);
    if (kind === 2) return json ? some(NUMBERS) + 0 : some([...NUMBERS, ...ODD_NUMBERS]);
    if (kind <= 5) return some(TEXTS);
    if (kind === 6) return Array.from({ length: whole(4) }, () => anything(depth - 1));
    const made = {};
    for (let left = whole(4); left > 0; left--) put(made, some(WORDS), anything(depth - 1));
    return made;
  }

  function deep() {
    let made = anything(1);
    for (let left = whole(90); left > 0; left--) made = likely(0.5) ? [made] : { a: made };
    return made;
  }

  /** One wrong thing, somewhere in the value. It may still be fine: not every change breaks a rule. */
  function broken(value) {
    if (Array.isArray(value) && value.length > 0 && likely(0.8)) {
      const copy = [...value];
      const index = whole(copy.length);
      if (!json && likely(0.1)) delete copy[index];
      else copy[index] = broken(copy[index]);
      return copy;
    }
    if (value !== null && typeof value === "object" && !Array.isArray(value) && likely(0.85)) {
      const copy = Object.create(Object.getPrototypeOf(value));
      for (const name of Object.keys(value)) put(copy, name, value[name]);
      const names = Object.keys(copy);
      const kind = whole(10);
      if (kind === 0) put(copy, some(WORDS), anything(3));
      else if (kind === 1 && names.length > 0) delete copy[some(names)];
      else if (kind === 2) put(copy, some(Object.keys(resolve(schema).properties ?? { a: 1 })), anything(2));
      else if (names.length > 0) {
        const name = some(names);
        put(copy, name, broken(copy[name]));
      }
      return copy;
    }
    if (typeof value === "string" && likely(0.6)) {
      const at = whole(value.length + 1);
      return some([() => some(TEXTS), () => value + some(TEXTS), () => value.slice(0, at) + some(TEXTS) + value.slice(at), () => value.slice(at), () => value.toLowerCase(), () => value.toUpperCase(), () => `${value}\n`])();
    }
    if (typeof value === "number" && likely(0.5)) return json ? some(NUMBERS) + 0 : some([...NUMBERS, ...ODD_NUMBERS]);
    return likely(0.1) ? deep() : anything(3);
  }

  return {
    /** The next one: one in three is as the schema wants it, the others have one to three changes. */
    next() {
      let value = fine(schema);
      for (let changes = whole(3); changes > 0; changes--) value = broken(value);
      const names = Object.keys(resolve(schema).properties ?? {});
      if (!json && names.length > 0 && Object(value) === value && likely(0.1)) put(value, some(names), undefined);
      return value;
    },
  };
}

/** Texts of JSON for every schema, as `{ schema, text }`: the same ones in every runtime. */
export function texts(schemas, each) {
  return Object.entries(schemas).flatMap(([schema, { jsonSchema }], index) => {
    const source = values(jsonSchema, 7_000 + index, { json: true });
    return Array.from({ length: each }, () => ({ schema, text: JSON.stringify(source.next()) }));
  });
}

/**
 * The issues of a text, from its value and from the text itself, as `[path, code, message]`. It stands alone: pages and Workers
 * are given its source.
 */
export function judged(schemas, { schema, text }) {
  const german = schemas[schema].with({ locale: "de" });
  const path = (parts) => parts.map((part, index) => (typeof part === "number" ? `[${part}]` : index ? `.${part}` : part)).join("");
  const told = ({ issues }) => issues.map((issue) => [path(issue.path), issue.code, issue.message]);
  const [ofText, ofValue] = [told(german.validateJson(text)), told(german.validate(JSON.parse(text)))];
  if (JSON.stringify(ofText) !== JSON.stringify(ofValue)) throw new Error(`${schema} ${text}: ${JSON.stringify([ofText, ofValue])}`);
  return ofText;
}

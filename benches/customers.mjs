// The values that are judged, and the same rules in the libraries that are compared.
import * as v from "valibot";
import { z } from "zod";

z.config({ jitless: true });

/** A customer as a storefront shows it: 25 fields, an address and what a tenant adds. */
export const customer = (number) => ({
  id: `7a3c9e${number}`, customerNumber: `C-${1000 + number}`, contactEmail: `ada.${number}@example.com`, title: "MRS", firstName: "Ada", middleName: "King",
  lastName: "Lovelace", contactPhone: "+44 20 7946 0000", company: "Analytical Engines", preferredLanguage: "en_GB", preferredCurrency: "GBP", preferredSite: "main",
  type: "CUSTOMER", photoUrl: "https://example.com/ada.png", active: true, onHold: false, businessModel: "B2C", b2b: { companyRegistrationId: "HRB 1" },
  restriction: null, metadata: { mixins: { loyalty: "https://example.com/loyalty.json" }, version: 3, createdAt: "2026-11-22T08:00:00Z", modifiedAt: "2026-11-22T08:00:00Z" },
  mixins: { loyalty: { tier: "gold", points: 1200 } }, lastLogin: "2026-11-22T08:00:00Z", metadataCreatedAt: "2026-11-22T08:00:00Z", accounts: [{ id: "1" }],
  addresses: [{ id: "A-1", contactName: "Ada Lovelace", street: "St James's Square", streetNumber: "12", zipCode: "SW1Y 4JH", city: "London", country: "GB", isDefault: true, tags: ["SHIPPING", "BILLING"], metadata: { version: 1 } }],
});

export const wrong = (number) => ({ ...customer(number), active: "yes", preferredCurrency: "pounds", businessModel: "B2X", b2b: 7, addresses: [{ contactName: 5 }] });

/** The same rules in a library of schemas, of which `s` names what differs in words. */
function inWordsOf(s) {
  const { text, flag, maybe, object, list, map, integer, letters, words } = s;
  const t = () => maybe(text());
  const metadata = object({ mixins: maybe(map(maybe(text()))), version: maybe(integer()), createdAt: t(), modifiedAt: t() });
  const address = object({
    id: t(), contactName: t(), companyName: t(), street: t(), streetNumber: t(), streetAppendix: t(), extraLine1: t(), extraLine2: t(), extraLine3: t(), extraLine4: t(), zipCode: t(), city: t(),
    country: maybe(letters(2)), state: t(), contactPhone: t(), isDefault: maybe(flag()), tags: maybe(list(text())), mixins: maybe(map(maybe(map(s.any())))), metadata: maybe(metadata),
  });
  return object({
    id: t(), customerNumber: t(), contactEmail: t(), email: t(), preferredLanguage: t(), active: maybe(flag()), onHold: maybe(flag()), businessModel: maybe(words(["B2B", "B2C"])),
    b2b: maybe(object({ companyRegistrationId: t(), legalEntities: maybe(list(object({ id: t(), name: t(), contactAssignmentId: t() }))) })), restriction: t(),
    accounts: maybe(list(object({ id: t() }))), defaultAddress: maybe(address), addresses: maybe(list(address)), metadata: maybe(metadata), metadataCreatedAt: t(), lastLogin: t(), title: t(),
    firstName: t(), middleName: t(), lastName: t(), contactPhone: t(), company: t(), preferredCurrency: maybe(letters(3)), preferredSite: t(), type: t(), photoUrl: t(), mixins: maybe(map(maybe(map(s.any())))),
  });
}

export const inZod = inWordsOf({
  text: z.string, flag: z.boolean, any: z.unknown, integer: z.int, list: z.array, object: z.looseObject, words: z.enum,
  maybe: (inner) => inner.nullish(), map: (inner) => z.record(z.string(), inner), letters: (length) => z.string().length(length).regex(/^[A-Z]+$/),
});
export const inValibot = inWordsOf({
  text: v.string, flag: v.boolean, any: v.unknown, list: v.array, object: v.looseObject, words: v.picklist, maybe: v.nullish, map: (inner) => v.record(v.string(), inner),
  integer: () => v.pipe(v.number(), v.integer()), letters: (length) => v.pipe(v.string(), v.length(length), v.regex(/^[A-Z]+$/)),
});

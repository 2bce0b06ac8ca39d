// A customer's rules in the words of a library of schemas, so that the peers are asked for the same: what a service may answer,
// where every field may be absent or null.

/**
 * `s` has the library's words: a text, a flag, a whole number, capital letters of a length, one of some words, an array, an
 * object with known fields among others, one whose values are alike, one with anything in it, and any of them or nothing.
 */
export function inWordsOf(s) {
  const t = () => s.maybe(s.text());
  const metadata = s.object({ mixins: s.maybe(s.map(t())), version: s.maybe(s.integer()) });
  const mixins = s.maybe(s.map(s.maybe(s.anything())));
  const address = s.object({
    id: t(), contactName: t(), companyName: t(), street: t(), streetNumber: t(), streetAppendix: t(), extraLine1: t(), extraLine2: t(), extraLine3: t(), extraLine4: t(), zipCode: t(), city: t(),
    country: s.maybe(s.letters(2)), state: t(), contactPhone: t(), isDefault: s.maybe(s.flag()), tags: s.maybe(s.list(s.text())), mixins, metadata: s.maybe(metadata),
  });
  return s.object({
    id: t(), customerNumber: t(), contactEmail: t(), email: t(), preferredLanguage: t(), active: s.maybe(s.flag()), onHold: s.maybe(s.flag()), businessModel: s.maybe(s.words(["B2B", "B2C"])),
    b2b: s.maybe(s.object({ companyRegistrationId: t(), legalEntities: s.maybe(s.list(s.object({ id: t(), name: t(), contactAssignmentId: t() }))) })), restriction: t(),
    accounts: s.maybe(s.list(s.object({ id: t(), providerId: t() }))), defaultAddress: s.maybe(address), addresses: s.maybe(s.list(address)), metadata: s.maybe(metadata), metadataCreatedAt: t(),
    lastLogin: t(), title: t(), firstName: t(), middleName: t(), lastName: t(), contactPhone: t(), company: t(), preferredCurrency: s.maybe(s.letters(3)), preferredSite: t(), type: t(),
    photoUrl: t(), mixins,
  });
}

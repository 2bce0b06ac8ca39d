// The values that are judged.

/** A customer as a storefront shows it: 25 fields, an address and what a tenant adds. */
export const customer = (number) => ({
  id: `7a3c9e${number}`, customerNumber: `C-${1000 + number}`, contactEmail: `ada.${number}@example.com`, title: "MRS", firstName: "Ada", middleName: "King",
  lastName: "Lovelace", contactPhone: "+44 20 7946 0000", company: "Analytical Engines", preferredLanguage: "en_GB", preferredCurrency: "GBP", preferredSite: "main",
  type: "CUSTOMER", photoUrl: "https://example.com/ada.png", active: true, onHold: false, businessModel: "B2C", b2b: { companyRegistrationId: "HRB 1" },
  restriction: null, metadata: { mixins: { loyalty: "https://example.com/loyalty.json" }, version: 3, createdAt: "2026-11-22T08:00:00Z", modifiedAt: "2026-11-22T08:00:00Z" },
  mixins: { loyalty: { tier: "gold", points: 1200 } }, lastLogin: "2026-11-22T08:00:00Z", metadataCreatedAt: "2026-11-22T08:00:00Z", accounts: [{ id: "1" }],
  addresses: [address(1)],
});

export const address = (number) => ({
  id: `A-${number}`, contactName: "Ada Lovelace", street: "St James's Square", streetNumber: "12", zipCode: "SW1Y 4JH", city: "London", country: "GB", isDefault: number === 1,
  tags: ["SHIPPING", "BILLING"], metadata: { version: 1 },
});

/** The same with five faults. */
export const wrong = (number) => ({ ...customer(number), active: "yes", preferredCurrency: "pounds", businessModel: "B2X", b2b: 7, addresses: [{ contactName: 5 }] });

export const many = (count, one) => Array.from({ length: count }, (_, number) => one(number));

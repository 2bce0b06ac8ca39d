// The same rules written by hand, as somebody would who has one schema and wants no library: the referee of the others. Whether
// all is fine is asked without a path; only what is not is walked again for its places.

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === "string";
const text = (value) => value == null || typeof value === "string";
const flag = (value) => value == null || typeof value === "boolean";
const list = (value, takes) => value == null || (Array.isArray(value) && value.every(takes));
const maybe = (value, takes) => value == null || takes(value);

const map = (value, takes) => {
  if (value == null) return true;
  if (!isObject(value)) return false;
  for (const name of Object.keys(value)) if (value[name] !== null && !takes(value[name])) return false;
  return true;
};

const customer = (it) =>
  isObject(it) && text(it.id) && text(it.customerNumber) && text(it.contactEmail) && text(it.email) && text(it.preferredLanguage) && flag(it.active) && flag(it.onHold) &&
  maybe(it.businessModel, (words) => words === "B2B" || words === "B2C") && maybe(it.b2b, business) && text(it.restriction) && list(it.accounts, account) &&
  maybe(it.defaultAddress, address) && list(it.addresses, address) && maybe(it.metadata, metadata) && text(it.metadataCreatedAt) && text(it.lastLogin) && text(it.title) &&
  text(it.firstName) && text(it.middleName) && text(it.lastName) && text(it.contactPhone) && text(it.company) && maybe(it.preferredCurrency, currency) && text(it.preferredSite) &&
  text(it.type) && text(it.photoUrl) && map(it.mixins, isObject);

const address = (it) =>
  isObject(it) && text(it.id) && text(it.contactName) && text(it.companyName) && text(it.street) && text(it.streetNumber) && text(it.streetAppendix) && text(it.extraLine1) &&
  text(it.extraLine2) && text(it.extraLine3) && text(it.extraLine4) && text(it.zipCode) && text(it.city) && maybe(it.country, country) && text(it.state) && text(it.contactPhone) &&
  flag(it.isDefault) && list(it.tags, isText) && map(it.mixins, isObject) && maybe(it.metadata, metadata);

const currency = (it) => isText(it) && /^[A-Z]{3}$/.test(it);
const country = (it) => isText(it) && /^[A-Z]{2}$/.test(it);
const metadata = (it) => isObject(it) && map(it.mixins, isText) && maybe(it.version, Number.isInteger);
const account = (it) => isObject(it) && text(it.id) && text(it.providerId);
const business = (it) => isObject(it) && text(it.companyRegistrationId) && list(it.legalEntities, entity);
const entity = (it) => isObject(it) && text(it.id) && text(it.name) && text(it.contactAssignmentId);

/** The parts that are walked into; any other is at fault itself. */
const RECORDS = { b2b: business, defaultAddress: address, metadata };
const LISTS = { accounts: account, addresses: address, legalEntities: entity, tags: isText };

/** The paths of what is at fault in a value that `takes` refuses: each part is asked for alone. */
function places(value, takes, path = []) {
  if (takes(value)) return [];
  if (!isObject(value) || takes === isText) return [path];
  return Object.entries(value).flatMap(([name, part]) => {
    const at = [...path, name];
    if (takes({ [name]: part })) return [];
    if (Array.isArray(part)) return name in LISTS ? part.flatMap((one, index) => places(one, LISTS[name], [...at, index])) : [at];
    if (name in RECORDS) return places(part, RECORDS[name], at);
    if (name !== "mixins" || !isObject(part)) return [at];
    return Object.keys(part).filter((key) => !takes({ mixins: { [key]: part[key] } })).map((key) => [...at, key]);
  });
}

export const byHand = {
  name: "by hand",
  generates: false,
  fine: customer,
  fineAll: (values) => Array.isArray(values) && values.every(customer),
  issues: (value) => places(value, customer),
  place: (path) => path,
};

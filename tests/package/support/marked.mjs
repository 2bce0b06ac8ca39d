// Every operation of both clients with marked input, and what a service may answer it, marked as well.
import { EmporixClient, SpiriiClient } from "commerce-customers";
import { everything } from "./calls.mjs";
import { mail, mark, moment, number } from "./marks.mjs";

export const BASE = `https://${mark("host")}.example/${mark("base")}`;
export const TENANT = mark("tenant");

/** Each way to authorize, for a `fetch` that answers token calls by `granted()`. */
export const AUTHS = {
  token: () => ({ token: mark("bearer") }),
  getToken: () => ({ getToken: async () => ({ token: mark("given"), expiresInSeconds: 60 }) }),
  client: () => ({ clientId: mark("clientid"), clientSecret: mark("clientsecret"), scope: `${mark("scopea")} ${mark("scopeb")}` }),
  anonymous: () => ({ anonymous: { clientId: mark("storefront"), siteCode: mark("site"), currency: mark("currency"), language: mark("language"), targetLocation: mark("target") } }),
};
export const KEYS = { key: () => mark("key"), keyFunction: () => async () => mark("keygiven") };

export const granted = () => ({ access_token: mark("access"), expires_in: 3600, refresh_token: mark("refresh"), refresh_token_expires_in: 7200, scope: mark("grantedscope"), sessionId: mark("session"), [mark("grantfield")]: mail("grant") });

const customer = {
  contactEmail: mail("contactmail"), lastName: mark("last name"), firstName: mark("first"), contactPhone: mark("phone"), company: mark("company"), title: mark("title"),
  middleName: mark("middle"), preferredSite: mark("bodysite"), type: mark("type"), photoUrl: `https://${mark("photo")}.example`, restriction: mark("restriction"),
  b2b: { companyRegistrationId: mark("registration"), [mark("b2bfield")]: mark("b2bvalue") },
  mixins: { [mark("mixin")]: { [mark("mixinfield")]: mail("mixinvalue") } },
  metadata: { mixins: { [mark("mixin")]: `https://${mark("link")}.example` } },
  [mark("unknownfield")]: mail("unknownvalue"),
};
const create = { ...customer, id: mark("bodyid"), password: mark("password") };
const update = { ...customer, metadata: { ...customer.metadata, version: number(10) } };
const address = {
  contactName: mark("contactname"), companyName: mark("companyname"), street: mark("street"), streetNumber: mark("streetnumber"), streetAppendix: mark("appendix"), zipCode: mark("zip"),
  extraLine1: mark("line1"), extraLine2: mark("line2"), extraLine3: mark("line3"), extraLine4: mark("line4"), city: mark("city"), state: mark("state"), contactPhone: mark("addressphone"),
  tags: [mark("bodytag")], mixins: { [mark("addressmixin")]: { a: mark("addressmixinvalue") } }, [mark("addressfield")]: mail("addressvalue"),
};
const item = { customerId: mail("itemcustomer"), legalEntityId: mark("itementity"), mixins: { [mark("itemmixin")]: { a: mail("itemvalue") } }, [mark("itemfield")]: mark("itemother") };
const query = { q: `${mark("qfield")}:"${mail("qvalue")}"`, sort: [`${mark("sort")}:desc`, mark("sortb")], pageNumber: number(20), pageSize: number(21) };
const customerQuery = { ...query, expand: ["addresses", `mixin:${mark("expand")}`] };
const assignmentQuery = { ...query, fields: [mark("fields")], totalCount: true };
const spiriiQuery = {
  limit: number(30), offset: number(31), search: mail("search"), customerIds: [number(32), number(33)], ownerId: number(34), directOwnerId: number(35), cpoId: number(36),
  createdAtFrom: moment(), updatedAt: moment(), extraQuery: { [mark("extraname")]: [mail("extravalue"), mark("extrasecond")] },
};
const walk = ({ pageNumber, offset, ...rest }) => ({ ...rest, maxPages: 3 });
const mailed = { sendPasswordResetNotifications: true };

const [ID, AT, SEGMENT, MEMBER, ENTITY] = [mail("pathcustomer"), mark("path address"), mark("path segment"), mail("pathmember"), mark("path entity")];
const KEY = { customerId: MEMBER, legalEntityId: ENTITY };

// What breaks the rules, with marks in it.
const bad = {
  query: { q: { [mark("badq")]: 1 }, sort: [mark("bad sort!")], pageNumber: mark("badnumber"), pageSize: -number(40), expand: [mail("badexpand")], fields: [`${mark("bad")},${mark("field")}`], totalCount: mark("badcount") },
  spirii: { limit: mark("badlimit"), sortBy: mark("badsortby"), types: [mark("badtype")], customerIds: [mark("badids")], createdAtTo: mark("badcreated"), search: { [mark("badsearch")]: 1 }, extraQuery: { [mark("badextra")]: { a: mark("badextravalue") } } },
  customer: { id: mark("bad id"), contactEmail: mark("bad mail"), preferredCurrency: mark("badcurrency"), preferredLanguage: mark("badlanguage"), lastName: { [mark("badname")]: mark("badlast") }, mixins: { [mail("badmixin")]: mark("badmixinvalue") }, metadata: { mixins: { [mail("badlink")]: 5 }, version: mark("badversion") } },
  unwritable: { [mail("badfield")]: { [mail("badinner")]: 5n }, mixins: { [mail("badmixin")]: { [mail("badinner")]: [5n] } } },
  address: { contactName: { a: mark("badcontact") }, country: mark("badcountry"), tags: [{ a: mark("badtag") }], mixins: { [mail("badmixin")]: mark("badmixinvalue") } },
  options: { timeoutMs: mark("badtimeout"), retry: mark("badretry"), headers: { [mark("bad header")]: mark("badheader"), Authorization: mark("badauthorization"), [mark("badvalue")]: `${mark("badheadervalue")}\n` }, mergePatch: mark("badmerge"), signal: { [mark("badsignal")]: 1 } },
  bulk: { chunkSize: mark("badchunk"), concurrency: number(41), onProgress: mark("badprogress") },
  id: `${mark("badid")}/../${mail("badid")}`,
};

const of = (client) => client.customers;
const at = (client, id = ID) => client.customers.addresses(id);
const in_ = (client, id = SEGMENT) => client.segment(id);

/**
 * `call(client, options)` is a good call, each of `wrong` one that is refused. `kind` as in operations.mjs, with `items` for
 * iterations.
 */
export const marked = [
  { name: "customers.list", kind: "page", call: (c, o) => of(c).list(customerQuery, o), wrong: [(c) => of(c).list(bad.query), (c) => of(c).list({}, bad.options), (c) => of(c).list(mark("bad"), mark("badoptions"))] },
  { name: "customers.search", kind: "page", call: (c, o) => of(c).search(customerQuery, o), wrong: [(c) => of(c).search(bad.query, bad.options)] },
  { name: "customers.all", kind: "items", call: (c, o) => everything(of(c).all(walk(customerQuery), o)), wrong: [(c) => everything(of(c).all({ ...bad.query, maxPages: mark("badpages") })), (c) => everything(of(c).all({}, bad.options))] },
  { name: "customers.get", kind: "object", call: (c, o) => of(c).get(ID, { expand: customerQuery.expand }, o), wrong: [(c) => of(c).get(bad.id, bad.query, bad.options), (c) => of(c).get({ a: mark("badid") }, bad.query)] },
  { name: "customers.create", kind: "located", call: (c, o) => of(c).create(create, mailed, o), wrong: [(c) => of(c).create(bad.customer, mark("badquery"), bad.options), (c) => of(c).create(bad.unwritable), (c) => of(c).create(bad.customer), (c) => of(c).create(mail("badbody"))] },
  { name: "customers.upsert", kind: "upserted", call: (c, o) => of(c).upsert(ID, update, mailed, o), wrong: [(c) => of(c).upsert(bad.id, bad.customer), (c) => of(c).upsert(ID, bad.unwritable), (c) => of(c).upsert(ID, bad.customer)] },
  { name: "customers.patch", kind: "nothing", call: (c, o) => of(c).patch(ID, update, o), wrong: [(c) => of(c).patch(ID, bad.customer), (c) => of(c).patch(ID, bad.unwritable), (c) => of(c).patch(ID, { ...update, contactEmail: null, active: mark("badactive") }, { mergePatch: true })] },
  { name: "customers.delete", kind: "removed", call: (c, o) => of(c).delete(ID, o), wrong: [(c) => of(c).delete(bad.id, bad.options)] },
  { name: "addresses.list", kind: "list", call: (c, o) => at(c).list(o), wrong: [(c) => at(c, bad.id).list(bad.options)] },
  { name: "addresses.get", kind: "object", call: (c, o) => at(c).get(AT, o), wrong: [(c) => at(c).get(bad.id)] },
  { name: "addresses.add", kind: "located", call: (c, o) => at(c).add({ ...address, id: mark("addressid") }, o), wrong: [(c) => at(c).add(bad.address), (c) => at(c).add(bad.unwritable)] },
  { name: "addresses.upsert", kind: "upserted", call: (c, o) => at(c).upsert(AT, address, o), wrong: [(c) => at(c).upsert(AT, bad.address)] },
  { name: "addresses.patch", kind: "nothing", call: (c, o) => at(c).patch(AT, address, o), wrong: [(c) => at(c).patch(AT, bad.address, bad.options)] },
  { name: "addresses.delete", kind: "removed", call: (c, o) => at(c).delete(AT, o), wrong: [(c) => at(c, bad.id).delete(bad.id)] },
  { name: "addresses.addTags", kind: "nothing", call: (c, o) => at(c).addTags(AT, [mark("tag")], o), wrong: [(c) => at(c).addTags(AT, [`${mark("bad")},${mark("tag")}`])] },
  { name: "addresses.removeTags", kind: "nothing", call: (c, o) => at(c).removeTags(AT, [mark("removedtag")], o), wrong: [(c) => at(c).removeTags(AT, mark("bad"))] },
  { name: "segment.list", kind: "page", call: (c, o) => in_(c).list(assignmentQuery, o), wrong: [(c) => in_(c, bad.id).list(bad.query)] },
  { name: "segment.search", kind: "page", call: (c, o) => in_(c).search(assignmentQuery, o), wrong: [(c) => in_(c).search(bad.query, bad.options)] },
  { name: "segment.all", kind: "items", call: (c, o) => everything(in_(c).all(walk(assignmentQuery), o)), wrong: [(c) => everything(in_(c, bad.id).all(bad.query))] },
  { name: "segment.get", kind: "object", call: (c, o) => in_(c).get(KEY, { fields: [mark("fields")] }, o), wrong: [(c) => in_(c).get({ customerId: bad.id, legalEntityId: bad.id }, bad.query)] },
  { name: "segment.put", kind: "written", call: (c, o) => in_(c).put(KEY, { mixins: item.mixins, [mark("putfield")]: mail("putvalue") }, o), wrong: [(c) => in_(c).put(bad.id, bad.customer), (c) => in_(c).put(MEMBER, bad.unwritable)] },
  { name: "segment.remove", kind: "removed", call: (c, o) => in_(c).remove(MEMBER, o), wrong: [(c) => in_(c).remove({ customerId: 5, [mark("badkey")]: mark("badkeyvalue") })] },
  { name: "segment.putMany", kind: "entries", call: (c, o) => in_(c).putMany([item, item], o), wrong: [(c) => in_(c, bad.id).putMany(mark("baditems"), { ...bad.options, ...bad.bulk }), (c) => in_(c).putMany([bad.unwritable, { ...bad.customer, customerId: { a: mark("baditem") } }, mail("baditem")])] },
  { name: "segment.removeMany", kind: "entries", call: (c, o) => in_(c).removeMany([MEMBER, KEY], o), wrong: [(c) => in_(c).removeMany([{ [mark("badkey")]: 1 }, 5n])] },
  { name: "spirii.list", kind: "window", spirii: true, call: (c, o) => of(c).list(spiriiQuery, o), wrong: [(c) => of(c).list(bad.spirii, bad.options)] },
  { name: "spirii.all", kind: "items", spirii: true, call: (c, o) => everything(of(c).all(walk(spiriiQuery), o)), wrong: [(c) => everything(of(c).all({ ...bad.spirii, maxPages: mark("badpages") }))] },
];

/** The ways in which the clients of an operation are authorized. */
export const authsOf = (operation) => Object.keys(operation.spirii ? KEYS : AUTHS);

/** A client that is authorized in such a way, or by `auth`; every request has a marked header. */
export function clientOf(operation, auth, { auth: own, headers, ...options }) {
  const common = { baseUrl: BASE, timeoutMs: 4000, maxRetries: 0, headers: { "X-Own": mark("header"), ...headers }, ...options };
  if (operation.spirii) return new SpiriiClient({ ...common, apiKey: own ?? KEYS[auth]() });
  return new EmporixClient({ ...common, tenant: TENANT, auth: own ?? AUTHS[auth]() });
}

// What an answer holds: a record with all kinds of marks, and the same with wrong types everywhere.
const record = { id: mark("answerid"), contactEmail: mail("answermail"), customer: { email: mail("answeremail") }, [mark("answerfield")]: mail("answervalue"), mixins: { [mark("answermixin")]: { a: mail("answermixinvalue") } } };
const broken = { id: { [mark("brokenid")]: 1 }, contactEmail: [mail("brokenmail")], contactName: 5, customer: mail("brokencustomer"), mixins: { [mail("brokenmixin")]: mark("brokenmixinvalue") }, metadata: { mixins: { [mail("brokenlink")]: 5 } }, name: [mark("brokenname")] };

/** The body of a success, or of one that breaks its schema. */
export function body(operation, whole = true) {
  const one = whole ? record : broken;
  const kind = operation.kind === "items" ? (operation.spirii ? "window" : "page") : operation.kind;
  return {
    page: [one, one], list: [one], object: one, located: one, upserted: one,
    window: { data: [{ ...one, id: whole ? number(50) : mark("brokennumber") }], limit: whole ? number(51) : mark("brokenlimit"), [mark("windowfield")]: 1 },
    entries: Array.from({ length: 2 }, () => (whole ? { index: 1, code: 204, status: mark("entrystatus") } : { code: mark("brokencode"), message: mail("brokenmessage") })),
  }[kind] ?? one;
}

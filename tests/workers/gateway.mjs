// A worker without the package that others reach as a service binding: it sends everything on to the sandbox, and counts it. It
// does not care for the host that it is asked for.
let [requests, tokens] = [0, 0];

export default {
  async fetch(request, env) {
    const { pathname, search } = new URL(request.url);
    if (pathname === "/counts") return Response.json({ requests, tokens });
    requests += 1;
    if (pathname === "/oauth/token") tokens += 1;
    return fetch(new Request(env.SANDBOX + pathname + search, request));
  },
};

// One line of JSON for each event, for whatever reads the Worker's logs. Events name operations, statuses and times, never
// a person, a value or a token.

export function log(request, event) {
  console.log(JSON.stringify({ ray: request.headers.get("CF-Ray") ?? undefined, ...event }));
}

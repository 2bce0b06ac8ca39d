// One line of JSON for each event, for whatever reads the Worker's logs. Events name operations, statuses and times, never
// a person, a value or a token.

export const log = (event) => console.log(JSON.stringify(event));

/** For what somebody has to look at. */
export const warn = (event) => console.error(JSON.stringify(event));

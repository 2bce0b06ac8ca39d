// The language of messages.

const KNOWN = ["en", "de"];

/** What the reader likes best of what there is; English where nothing is said. */
export function localeOf(request) {
  const accepted = (request.headers.get("Accept-Language") ?? "").split(",").map((part) => {
    const [tag, ...parameters] = part.trim().toLowerCase().split(";");
    const quality = parameters.map((parameter) => /^\s*q=([01](?:\.[0-9]{0,3})?)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], quality: Number(quality ?? 1) };
  });
  const known = accepted.filter(({ language, quality }) => KNOWN.includes(language) && quality > 0);
  return known.sort((one, other) => other.quality - one.quality)[0]?.language ?? "en";
}

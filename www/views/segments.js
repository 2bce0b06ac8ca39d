export function open(desk, place) {
  return { dispose() {} };
}

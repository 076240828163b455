// The key that a server asks for (docs/operations.md, Keys). The tab keeps it until it is closed; no other site sees it.
const place = 'lisible.key';
let key = remembered();

export function useKey(given) {
  key = given;
  try {
    sessionStorage.setItem(place, given);
  } catch {
    // A browser that stores nothing knows it until the page is left.
  }
}

/** The header that shows the key; none without one. */
export function authorization() {
  return key ? { Authorization: `Bearer ${key}` } : {};
}

function remembered() {
  try {
    return sessionStorage.getItem(place);
  } catch {
    return null;
  }
}

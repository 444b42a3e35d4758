// What is typed behind a key link outlives a lost line and a closed page: it waits in this tab until it is kept.

const form = document.getElementById("work");
const place = form ? `key:${form.dataset.draft}` : "";
const PLAIN = ["file", "submit", "checkbox"];
// The revision goes along: over what somebody else kept meanwhile the server asks first.
const isTyped = ({ name, type }) => name && !PLAIN.includes(type) && (type !== "hidden" || name === "revision");
const typed = form ? [...form.elements].filter(isTyped) : [];

const waiting = () => {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? "{}");
  } catch {
    return {};
  }
};
const keep = () => {
  try {
    sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(typed.map(({ name, value }) => [name, value]))));
  } catch {
    // A full or forbidden store: the draft on the server is what counts.
  }
};

if (form) {
  // What the server has kept is old here; a page that came back with slips holds all of it itself.
  if ("kept" in form.dataset || document.querySelector("[role=alert]")) sessionStorage.removeItem(place);
  const said = waiting();
  for (const field of typed) if (said[field.name]) field.value = said[field.name];
  form.addEventListener("input", keep);
  // Loading the page once more is no second "kept".
  history.replaceState(null, "", location.pathname);
}

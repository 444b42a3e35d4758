// What is typed behind a key link outlives a lost line and a reloaded page: it waits in this tab until it is kept.

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
const store = (said) => {
  try {
    sessionStorage.setItem(place, JSON.stringify(said));
  } catch {
    // A full or forbidden store: the draft on the server is what counts.
  }
};

const keep = () => store(Object.fromEntries(typed.map(({ name, value }) => [name, value])));
const WORK = ["task", "measure", "title", "quantity", "done_on", "place", "link"];

// A task brings its usual kind of work along, unless another was chosen.
const task = form?.elements.namedItem("task");
const measure = form?.elements.namedItem("measure");
let brought = "";
task?.addEventListener("change", () => {
  if (measure.value && measure.value !== brought) return;
  brought = task.selectedOptions[0]?.dataset.measure ?? "";
  measure.value = brought;
});

if (form) {
  // A page that came back with slips holds all of it itself. What the server has kept is old here; with a link to one
  // task alone it keeps no draft, and what is typed stays when something else is taken back.
  const { kept } = form.dataset;
  if (document.querySelector("[role=alert]")) keep();
  else if (kept === "rut") store(Object.fromEntries(Object.entries(waiting()).filter(([name]) => WORK.includes(name))));
  else if (kept) sessionStorage.removeItem(place);
  const said = waiting();
  for (const field of typed) if (field.name in said) field.value = said[field.name];
  form.addEventListener("input", keep);
  // Loading the page once more is no second "kept".
  history.replaceState(null, "", location.pathname);
}

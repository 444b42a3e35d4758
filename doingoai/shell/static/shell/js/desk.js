// The little that pages do beyond links and forms. Everything works without it.

document.documentElement.classList.add("js");

// "/" goes to the search, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("q")?.focus();
});

// Light or dark is seen at once; htmx tells the server.
document.addEventListener("change", ({ target }) => {
  if (target.name !== "theme") return;
  if (target.value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = target.value;
});

// A toast tells of success and leaves by itself, unless one reads it with the pointer or the keyboard; an error stays.
// On a phone it stands in the page, where it covers nothing, until it is closed.
const onAPhone = matchMedia("(max-width: 36rem)").matches;
for (const toast of onAPhone ? [] : document.querySelectorAll(".toast")) {
  const leave = setTimeout(() => toast.remove(), 12000);
  for (const event of ["pointerenter", "focusin"]) toast.addEventListener(event, () => clearTimeout(leave));
}
document.addEventListener("click", ({ target }) => target.closest("[data-close]")?.closest(".toast")?.remove());

// What is shown once can be taken along by one press; where the browser gives no clipboard, an older way does it.
document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  const words = document.getElementById(button.dataset.copy);
  getSelection().selectAllChildren(words);
  try {
    await navigator.clipboard.writeText(words.textContent);
  } catch {
    document.execCommand("copy");
  }
  const told = button.parentElement.querySelector("[data-copied]");
  told.textContent = told.dataset.copied;
});

// A form sent twice by a double click goes once; one that brings a file and leaves the page as it is can be sent again.
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (sent.has(event.target)) event.preventDefault();
  sent.add(event.target);
  setTimeout(() => sent.delete(event.target), 3000);
});

// What opens under a row opens once: the same link closes it again, another one takes its place.
document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.detail.elt;
  if (link.getAttribute("hx-target") !== "closest tr") return;
  const row = link.closest("tr");
  const open = row.nextElementSibling;
  const opener = row.querySelector("[aria-expanded=true]");
  opener?.removeAttribute("aria-expanded");
  if (open?.classList.contains("drill-row")) open.remove();
  if (opener === link) event.preventDefault();
  else link.setAttribute("aria-expanded", "true");
});

// Of ways to look that are wider than a phone, the one in use is seen.
for (const here of document.querySelectorAll(".tabs [aria-current]")) here.parentElement.scrollLeft = here.offsetLeft - 96;

// A long table of sections starts folded on a phone; each section opens and shuts by its own button.
const setShut = (section, shut) => {
  section.classList.toggle("shut", shut);
  section.querySelector("[data-shut]")?.setAttribute("aria-expanded", String(!shut));
};
const foldOnAPhone = (root) => {
  if (!matchMedia("(max-width: 719px)").matches) return;
  for (const section of root.querySelectorAll("[data-section]")) setShut(section, true);
};
foldOnAPhone(document);
document.addEventListener("htmx:afterSwap", ({ target }) => foldOnAPhone(target));
document.addEventListener("click", ({ target }) => {
  const section = target.closest("[data-shut]")?.closest("[data-section]");
  if (section) setShut(section, !section.classList.contains("shut"));
});

// An address that names something folded opens it, and so does a second click on the link that led there.
const unfold = () => {
  const there = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = [];
  for (let at = there?.closest("details"); at; at = at.parentElement?.closest("details")) if (!at.open) folded.push(at);
  for (const one of folded) one.open = true;
  if (folded.length) there.scrollIntoView();
};
addEventListener("hashchange", unfold);
addEventListener("click", ({ target }) => {
  if (target.closest?.("a")?.hash === location.hash && location.hash) setTimeout(unfold);
});
unfold();

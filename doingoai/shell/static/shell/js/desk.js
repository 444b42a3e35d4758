// The little that pages do beyond links and forms. Everything works without it.

document.documentElement.classList.add("js");

// A choice that needs no button sends its own form.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

// "/" goes to the search, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  document.getElementById("q")?.focus();
});

// A toast that tells of success leaves by itself; an error stays.
for (const toast of document.querySelectorAll(".toast.ma")) setTimeout(() => toast.remove(), 12000);

// A form that is on its way is not sent twice.
document.addEventListener("submit", (event) => {
  for (const button of event.target.querySelectorAll("button[type=submit]")) {
    setTimeout(() => button.setAttribute("aria-disabled", "true"), 0);
  }
});

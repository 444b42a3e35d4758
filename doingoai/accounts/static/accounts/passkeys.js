// A passkey is made or shown by the browser itself. Without it, or without this script, the ways by password stay.

const library = window.webauthnJSON;
const isNumbered = /^[\d.]+$|:/.test(location.hostname); // Browsers bind a passkey to a name, never to an IP address.
const canUse = Boolean(window.PublicKeyCredential && library && !isNumbered);

// What to ask the browser for: it stands in the page, or the server is asked for it.
const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options;
};

const make = (options, alone) => {
  Object.assign(options.publicKey.authenticatorSelection, {
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  });
  return library.create(options);
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.querySelector("[data-able]").hidden = !canUse;
  const unable = form.querySelector("[data-unable]");
  if (unable) unable.hidden = canUse;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const options = await optionsOf(form);
      const isNew = form.dataset.passkey === "create";
      const credential = isNew ? await make(options, form.elements.passwordless.checked) : await library.get(options);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}

// Asks the browser for a passkey when somebody presses the button of a form with `data-passkey`: sends the form, takes the
// question out of the page that comes back, lets the device answer, and sends the answer by the form that came with it.
// Without this script, or in a browser without passkeys, the page says what else there is.
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list) => (list ?? []).map((each) => ({ ...each, id: toBytes(each.id) }));

// Done by hand, since older phones lack the functions that would do it.
const ASKS = {
  create: (asked) =>
    navigator.credentials.create({
      publicKey: {
        ...asked,
        challenge: toBytes(asked.challenge),
        user: { ...asked.user, id: toBytes(asked.user.id) },
        excludeCredentials: named(asked.excludeCredentials),
      },
    }),
  get: (asked) =>
    navigator.credentials.get({
      publicKey: { ...asked, challenge: toBytes(asked.challenge), allowCredentials: named(asked.allowCredentials) },
    }),
};
const PARTS = {
  create: ({ clientDataJSON, attestationObject }) => ({ clientDataJSON, attestationObject }),
  get: ({ clientDataJSON, authenticatorData, signature }) => ({ clientDataJSON, authenticatorData, signature }),
};

function written(kind, made) {
  const parts = Object.entries(PARTS[kind](made.response)).map(([name, value]) => [name, toText(value)]);
  const response = Object.fromEntries(parts);
  if (kind === "create") response.transports = made.response.getTransports?.() ?? [];
  return JSON.stringify({ id: made.id, rawId: toText(made.rawId), type: made.type, response });
}

function say(what) {
  const place = document.querySelector("[data-trouble]");
  if (!place) return;
  place.textContent = what ? document.querySelector(`template[data-says="${what}"]`).content.textContent : "";
  place.hidden = !what;
}

async function answer(form) {
  const kind = form.dataset.answer;
  let made;
  try {
    made = await ASKS[kind](JSON.parse(form.dataset.options));
  } catch (error) {
    return say(error.name === "InvalidStateError" ? "known" : "none");
  }
  form.elements.credential.value = written(kind, made);
  form.submit();
}

async function ask(event) {
  event.preventDefault();
  say("");
  const form = event.target;
  let came;
  try {
    came = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  } catch {
    return say("away");
  }
  if (came.redirected) return location.assign(came.url); // to sign in, or to confirm
  const page = new DOMParser().parseFromString(await came.text(), "text/html");
  const next = page.querySelector("form[data-answer]");
  if (!next) {
    document.querySelector("main").replaceWith(page.querySelector("main")); // it says what is wrong
    return begin();
  }
  document.querySelector("form[data-answer]")?.remove();
  form.after(document.adoptNode(next));
  return answer(next);
}

function begin() {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  for (const each of document.querySelectorAll("[data-without]")) each.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", ask);
  }
}

begin();

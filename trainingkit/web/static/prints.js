// Looks every two seconds how far the build is, and says so in place: whoever is about to press «Stop», or is reading the
// list of what is made already, keeps her place. Without this the page loads itself anew.

const here = (id) => document.getElementById(id);

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return location.reload(); // the page itself says what is the matter
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.getElementById("progress")?.dataset.open) return location.reload();
  show(page);
  return again();
}

function show(page) {
  const [bar, newer] = [here("done"), page.getElementById("done")];
  bar.max = newer.max;
  bar.value = newer.value;
  const words = page.getElementById("said").textContent;
  if (here("said").textContent !== words) here("said").textContent = words;
  add(page.getElementById("early"));
}

// Adds what has been made since, each at its place in the list.
function add(newer) {
  const list = here("early").querySelector("ul");
  if (!list) return here("early").replaceChildren(...newer.childNodes);
  let before = null;
  for (const each of newer.querySelectorAll("li")) {
    const known = here(each.id);
    if (!known) list.insertBefore(each, before ? before.nextElementSibling : list.firstElementChild);
    before = here(each.id);
  }
}

function again() {
  setTimeout(() => look().catch(again), 2000);
}

again();

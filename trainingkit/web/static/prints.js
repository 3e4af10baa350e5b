// Looks every two seconds how far the build is, and puts the newer state in the place of the older one. Without this the
// page loads itself anew.

const place = () => document.getElementById("progress");

async function look() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return location.reload(); // the page itself says what is the matter
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const newer = page.getElementById("progress");
  if (!newer || !newer.dataset.open) return location.reload();
  place().replaceChildren(...newer.childNodes);
  return again();
}

function again() {
  setTimeout(() => look().catch(again), 2000);
}

again();

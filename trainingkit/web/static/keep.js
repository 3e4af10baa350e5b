// Saves a form by itself some seconds after the last keystroke, by the very request that its button makes. Without this
// script the button does all of it. A conflict, or anything that makes no sense, is shown as the page shows it.
const WAIT = 3000;
const form = document.querySelector("form[data-keep]");
const news = document.querySelector(".news");

async function keep() {
  // A chosen file waits for the button: it would be sent again with every pause.
  const sent = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  let answer;
  try {
    answer = await fetch(form.dataset.keep, { method: "POST", body: sent, headers: { "X-By-Itself": "1" } });
  } catch {
    return later(); // the network is away: what was typed is still here
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (answer.ok && !page.querySelector("form[data-keep]")) {
    location.assign(answer.url); // the session ended: what was typed waits behind the sign-in page
  } else if (answer.ok) {
    form.elements.version.value = page.querySelector("form[data-keep] [name=version]").value;
    news.replaceChildren(...page.querySelector(".news").childNodes);
  } else if (answer.status === 409) {
    document.querySelector("main").replaceWith(page.querySelector("main"));
    location.hash = "content";
  }
}

let timer = 0;
function later(event) {
  if (event?.target.type === "file") return;
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
}

form?.addEventListener("input", later);
form?.addEventListener("submit", () => clearTimeout(timer));

// The agenda without waiting for a whole page: every change is the very form that its button sends, and the answer's
// agenda takes the place of this one. Adds moving by dragging and by Alt with the arrow keys. Without this script the
// buttons do all of it.
const WAIT = 1200;
let timer = 0;
let busy = Promise.resolve();

const place = () => document.getElementById("agenda");
const form = () => place()?.querySelector("form.agenda");
const said = document.getElementById("said");

async function send(deed) {
  const from = form();
  if (!from) return;
  const body = new URLSearchParams(new FormData(from));
  body.set("do", deed);
  let answer;
  try {
    answer = await fetch(from.action, { method: "POST", body });
  } catch {
    said.textContent = said.dataset.away;
    timer = setTimeout(() => change(""), 4 * WAIT);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const made = page.getElementById("agenda");
  if (!made && answer.redirected) return location.assign(answer.url); // the session ended; what was sent waits behind it
  if (!made) {
    document.querySelector("main").replaceWith(page.querySelector("main")); // two agendas, or a refusal: shown as it is
    return;
  }
  const focused = document.activeElement;
  const typing = focused?.matches("#agenda input, #agenda select") ? focused : null;
  const mark = focused?.id || (focused?.value && `[value="${CSS.escape(focused.value)}"]`);
  const [start, end] = [typing?.selectionStart, typing?.selectionEnd];
  const value = typing?.value;
  const unfolded = [...place().querySelectorAll("details[open][id]")].map((each) => each.id);
  place().replaceWith(document.adoptNode(made));
  prepare();
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  const again = mark && (document.getElementById(mark) ?? (mark.startsWith("[") && place().querySelector(mark)));
  if (again) {
    again.focus();
    if (typing && value !== undefined && again.value !== value) again.value = value; // typed while it was on its way
    if (start != null) try { again.setSelectionRange(start, end); } catch { /* a field without a cursor */ }
  }
  said.textContent = said.dataset.saved;
}

function change(deed) {
  clearTimeout(timer);
  busy = busy.then(() => send(deed));
}

function prepare() {
  const here = form();
  if (!here) return;
  here.addEventListener("submit", (event) => {
    event.preventDefault();
    change(event.submitter?.name === "do" ? event.submitter.value : "");
  });
  here.addEventListener("input", (event) => {
    if (/^(add|title)\./.test(event.target.name)) return; // what folds open is sent by its own button
    clearTimeout(timer);
    timer = setTimeout(() => change(""), WAIT);
  });
  here.addEventListener("keydown", (event) => {
    const item = event.target.closest(".item");
    const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!item || !event.altKey || !way) return;
    event.preventDefault();
    change(`${way}:${item.dataset.key}`);
  });
  for (const item of here.querySelectorAll(".item")) drag(item);
}

let moving = null;

function drag(item) {
  const name = item.querySelector(".name");
  name.draggable = true;
  name.classList.add("grip");
  name.addEventListener("dragstart", (event) => {
    moving = item;
    item.classList.add("moving");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.key);
  });
  name.addEventListener("dragend", () => {
    for (const each of document.querySelectorAll(".moving, .here")) each.classList.remove("moving", "here");
    moving = null;
  });
  item.addEventListener("dragover", (event) => {
    if (!moving || moving === item) return;
    event.preventDefault();
    item.classList.add("here");
  });
  item.addEventListener("dragleave", () => item.classList.remove("here"));
  item.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!moving || moving === item) return;
    const before = moving.dataset.day === item.dataset.day && Number(moving.dataset.place) < Number(item.dataset.place);
    change(`move:${moving.dataset.key}:${item.dataset.day}:${Number(item.dataset.place) - (before ? 1 : 0)}`);
  });
}

prepare();

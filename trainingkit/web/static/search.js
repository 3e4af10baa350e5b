/* Searching a library that was opened from a folder. The rules are those of trainingkit/domain/searching.py; without
   this script the page is the whole list. */
(function () {
  "use strict";

  var EMPTY = ("a al con de del el en es la las lo los o para por que se sin su un una y" +
    " and are for how in is of on or the to what with").split(" ");
  var LONGEST = 120, MOST = 8, SHORTEST = 3, ENDING = 2;

  function wordsIn(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  }

  function questionWords(question) {
    var asked = Array.from(new Set(wordsIn(Array.from(question).slice(0, LONGEST).join("")))).slice(0, MOST);
    var telling = asked.filter(function (word) { return EMPTY.indexOf(word) < 0; });
    return telling.length ? telling : asked;
  }

  function formsOf(word) {
    var forms = [];
    for (var count = 1; count <= ENDING; count++) {
      if (word.length - count >= SHORTEST) { forms.push(word.slice(0, -count)); }
    }
    if (/ies$/.test(word)) { forms.push(word.slice(0, -3) + "y"); }
    return forms;
  }

  function holds(words, asked) {
    var forms = formsOf(asked);
    return words.some(function (word) { return word.startsWith(asked) || forms.indexOf(word) >= 0; });
  }

  /* The codes of the sheets that hold every word asked for; all of them where none is asked. */
  function find(sheets, question) {
    var asked = questionWords(question);
    return sheets.filter(function (sheet) {
      var words = (sheet.titles + " " + sheet.texts).split(" ");
      return asked.every(function (word) { return holds(words, word); });
    }).map(function (sheet) { return sheet.code; });
  }

  if (typeof document === "undefined") { globalThis.trainingkitFind = find; return; }

  var form = document.getElementById("search"), input = document.getElementById("text");
  var said = document.getElementById("found");

  function show() {
    var found = find(trainingkitSheets, input.value);
    trainingkitSheets.forEach(function (sheet) {
      document.getElementById(sheet.code).hidden = found.indexOf(sheet.code) < 0;
    });
    document.querySelectorAll(".group").forEach(function (group) {
      group.hidden = !group.querySelector(".sheet-item:not([hidden])");
    });
    said.textContent = input.value.trim() ? said.dataset.words.replace("{count}", found.length) : "";
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  input.addEventListener("input", show);

  function fromAddress() {
    if (location.hash.startsWith("#find=")) { input.value = decodeURIComponent(location.hash.slice(6)); show(); }
  }

  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})();

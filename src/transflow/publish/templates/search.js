// Looks for words in the parts of each language, the newest articles first. The parts are rows of
// [slug, title, summary, date, words]; a row is found where every word stands in it, whatever the language. An article
// that is found in several languages is shown once, in the first of them, with links to the others.
"use strict";
(() => {
  const form = document.querySelector("form[role=search]");
  const found = document.getElementById("found");
  const sources = JSON.parse(form.dataset.sources);
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const AT_ONCE = 50;
  let run = 0;

  const item = (source, [slug, title, summary, date]) => {
    const line = document.createElement("li");
    const box = document.createElement("div");
    const head = document.createElement("h2");
    const link = document.createElement("a");
    const day = document.createElement("time");
    line.lang = source.lang;
    link.href = `../${source.lang}/${slug}/`;
    link.textContent = title;
    day.dateTime = date;
    day.textContent = new Intl.DateTimeFormat(source.lang, { dateStyle: "long", timeZone: "UTC" }).format(new Date(date));
    head.append(link);
    box.append(day, head);
    if (summary) {
      const text = document.createElement("p");
      text.textContent = summary;
      box.append(text);
    }
    line.append(box);
    return line;
  };

  // Under an article that is shown already, a link to it in another language.
  const also = (line, source, [slug]) => {
    const box = line.querySelector("div");
    const tongues = box.querySelector(".tongues") ?? box.appendChild(document.createElement("p"));
    const link = document.createElement("a");
    tongues.className = "tongues";
    link.lang = link.hreflang = source.lang;
    link.href = `../${source.lang}/${slug}/`;
    link.textContent = source.name;
    tongues.append(link);
  };

  const search = async (text) => {
    const mine = ++run;
    const words = fold(text).split(/\s+/).filter(Boolean);
    found.replaceChildren();
    if (!words.length) return;
    const list = document.createElement("ul");
    list.className = "news";
    found.append(list);
    const shown = new Map();
    for (const source of sources) {
      for (let number = source.parts; number > 0; number--) {
        const answer = await fetch(`../${source.lang}/search.${number}.json`);
        const rows = await answer.json();
        if (mine !== run) return;
        for (const row of rows) {
          const whole = fold(row.join("\n"));
          if (!words.every((word) => whole.includes(word))) continue;
          const line = shown.get(row[0]);
          if (line) {
            also(line, source, row);
          } else {
            shown.set(row[0], item(source, row));
            list.append(shown.get(row[0]));
          }
        }
        if (list.children.length >= AT_ONCE && (number > 1 || source !== sources.at(-1))) {
          if (!(await further(mine))) return;
        }
      }
    }
    if (!list.children.length) {
      list.remove();
      const none = document.createElement("p");
      none.textContent = form.dataset.none;
      found.append(none);
    }
  };

  // Resolves when the reader asks for more.
  const further = (mine) => new Promise((go) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = form.dataset.more;
    button.addEventListener("click", () => { button.remove(); go(mine === run); });
    found.append(button);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = form.elements.q.value;
    history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : "search.html");
    search(words);
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    form.elements.q.value = asked;
    search(asked);
  }
})();

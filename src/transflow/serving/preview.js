// Loads the page again when it has changed, and only then.
"use strict";
(() => {
  const mine = document.currentScript.dataset.digest;
  const stream = new EventSource("/_preview/changes");
  stream.addEventListener("message", async () => {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (answer.headers.get("X-Digest") !== mine) location.reload();
  });
})();

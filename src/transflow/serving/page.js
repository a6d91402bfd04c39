// What textual-serve's terminal leaves open: where its server is, who has the keyboard, and keys that it sends wrongly.
"use strict";

const terminal = document.getElementById("terminal");
const start = window.onload; // textual.js begins there

window.onload = async (event) => {
  const here = new URL("ws", location.href);
  here.protocol = location.protocol.replace("http", "ws");
  here.search = here.hash = "";
  terminal.dataset.sessionWebsocketUrl = here.href;
  await document.fonts.load('16px "Roboto Mono"', "a中"); // it measures a letter only once
  start.call(window, event);
};

const keyboard = () => terminal.querySelector(".xterm-helper-textarea");

// textual.js marks the body: -loaded when the server has answered, -closed when it has gone.
let loaded = false;
new MutationObserver(() => {
  const marks = document.body.classList;
  if (marks.contains("-closed")) {
    document.getElementById("again").focus();
  } else if (marks.contains("-loaded") && !loaded) {
    loaded = true;
    keyboard().focus();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });

document.getElementById("again").addEventListener("click", () => location.reload());

// Sends a terminal's sequence as if the keyboard had typed it.
const send = (sequence) => {
  keyboard().dispatchEvent(new InputEvent("input", { data: sequence, inputType: "insertText" }));
};

const ARROWS = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D" };

// The sequence of a key that xterm.js would send as another one; null for all others.
const sequence = (key) => {
  if (key.ctrlKey && key.key === "Enter" && !key.altKey && !key.shiftKey) return "\x1b[13;5u"; // it sends a plain Enter
  if (!key.altKey || key.ctrlKey || key.metaKey || key.shiftKey || key.getModifierState("AltGraph")) return null;
  if (key.key in ARROWS) return `\x1b[1;3${ARROWS[key.key]}`; // it sends Ctrl with the arrow
  // A Mac types ß or ¡ with Option; what is on the key counts.
  const plain = /^Key([A-Z])$|^Digit([0-9])$/.exec(key.code);
  const own = /^[a-z0-9=-]$/i.test(key.key) ? key.key : plain && (plain[1] || plain[2]);
  return own ? `\x1b${own.toLowerCase()}` : null;
};

window.addEventListener("keydown", (key) => {
  if (key.isComposing || key.target !== keyboard()) return;
  const ctrl = key.ctrlKey && !key.altKey && !key.shiftKey && !key.metaKey;
  if (ctrl && key.code === "KeyV" && window.isSecureContext) {
    key.stopImmediatePropagation(); // the browser pastes; xterm.js would send ^V instead
    return;
  }
  const wanted = sequence(key);
  if (wanted !== null) {
    key.preventDefault();
    key.stopImmediatePropagation();
    send(wanted);
  }
}, true);

// Small comforts. Every page works without this file; buttons that need it stay hidden until it runs.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// Keyboard at the desk: while the focus is inside [data-keys], a single letter goes to the control that
// announces it (aria-keyshortcuts); Enter then presses it. A stray key never decides anything.
for (const zone of document.querySelectorAll("[data-keys]")) {
  zone.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const key = CSS.escape(event.key.toLowerCase());
    zone.querySelector(`[aria-keyshortcuts="${key}" i]`)?.focus();
  });
}

// A second tap on a slow line does not send a form twice; coming back with "back" frees it again.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}

document.querySelector(".error-summary")?.focus();

"use strict";
// What every page has: saving figures, copying commands, light and dark.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Saving: the whole figure with title and source, not the part that the page shows.
  function picture(svg) {
    const copy = svg.cloneNode(true);
    if (svg.dataset.full) {
      const [width, height] = svg.dataset.size.split(" ");
      copy.setAttribute("viewBox", svg.dataset.full); copy.setAttribute("width", width); copy.setAttribute("height", height);
    }
    $$(".now", copy).forEach(line => line.remove());
    return new XMLSerializer().serializeToString(copy);
  }
  function save(blob, file) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: file });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  document.addEventListener("click", event => {
    const kind = event.target.dataset?.save;
    if (!kind) return;
    const figure = event.target.closest("figure"), svg = $("svg", figure);
    const file = figure.dataset.name + (figure.dataset.day ? `-${figure.dataset.day}` : "");
    const text = picture(svg);
    if (kind === "svg") { save(new Blob([text], { type: "image/svg+xml" }), `${file}.svg`); return; }
    const image = new Image();
    image.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * image.naturalWidth; canvas.height = 2 * image.naturalHeight;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => save(blob, `${file}.png`), "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  });
  $$(".copy").forEach(button => button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText($("code", button.parentElement).textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren($("code", button.parentElement));
      button.textContent = "Selected";
    }
  }));

  const theme = $("#theme");
  const dark = () => (document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const named = () => { theme.textContent = dark() ? "Light page" : "Dark page"; };
  theme.removeAttribute("aria-pressed");
  theme.addEventListener("click", () => { document.documentElement.dataset.theme = dark() ? "light" : "dark"; named(); });
  named();
})();

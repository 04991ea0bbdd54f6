/* The export menu: files are fetched so that the reader sees them being made; a busy server is asked again when it says so;
   pictures, links and citations are copied. It holds no sentence: what is said stands in the menu's attributes. */
(function () {
  "use strict";

  const MOST_TRIES = 20;
  const around = (element) => element.closest("[data-making]");
  const pause = (seconds) => new Promise((resolve) => window.setTimeout(resolve, seconds * 1000));

  function tell(element, key, more) {
    const menu = around(element);
    const status = menu && menu.querySelector(".export-status");
    if (status) status.textContent = (key ? menu.dataset[key] : "") + (more || "");
  }

  /* The file, asked for again as long as the server is busy; an error carries what the server's page says. */
  async function fetchFile(element, href) {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      tell(element, tries ? "waiting" : "making");
      const response = await fetch(href, { credentials: "same-origin" }).catch(() => {
        throw new Error(around(element).dataset.lost);
      });
      if (response.ok) return response;
      const again = Number(response.headers.get("Retry-After"));
      if (response.status !== 503 || !again) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        throw new Error((page.querySelector("p") || page.body).textContent);
      }
      await pause(again);
    }
    throw new Error("");
  }

  function fileName(response) {
    const said = response.headers.get("Content-Disposition") || "";
    const named = /filename\*=UTF-8''([^;]+)/.exec(said);
    return named ? decodeURIComponent(named[1]) : "export";
  }

  async function download(link) {
    const menu = around(link);
    if (menu.dataset.busy) return;
    menu.dataset.busy = "1";
    link.setAttribute("aria-busy", "true");
    try {
      const response = await fetchFile(link, link.href);
      const address = URL.createObjectURL(await response.blob());
      const saving = document.createElement("a");
      saving.href = address;
      saving.download = fileName(response);
      saving.click();
      window.setTimeout(() => URL.revokeObjectURL(address), 60000);
      tell(link, "done", saving.download);
    } catch (problem) {
      tell(link, "failed", problem.message);
    } finally {
      delete menu.dataset.busy;
      link.removeAttribute("aria-busy");
    }
  }

  /* The picture is promised to the clipboard at once, while the click still counts as the reader's wish. */
  async function copyPicture(button) {
    if (!navigator.clipboard || !window.ClipboardItem) {
      tell(button, "uncopied");
      return;
    }
    const picture = fetchFile(button, button.dataset.copyPicture).then((response) => response.blob());
    try {
      await navigator.clipboard.write([new window.ClipboardItem({ "image/png": picture })]);
      tell(button, "copied");
    } catch (problem) {
      const failed = await picture.then(() => "", (other) => other.message);
      tell(button, failed ? "failed" : "uncopied", failed);
    }
  }

  async function copyText(button, text) {
    try {
      await navigator.clipboard.writeText(text);
      tell(button, "copied");
    } catch (problem) {
      const area = document.createElement("textarea");
      area.value = text;
      button.after(area);
      area.select();
      tell(button, document.execCommand("copy") ? "copied" : "uncopied");
      area.remove();
    }
  }

  async function showCitation(row) {
    if (row.dataset.shown) return;
    row.dataset.shown = "1";
    try {
      const cited = await (await fetch(row.dataset.cite, { credentials: "same-origin" })).json();
      row.querySelectorAll("[data-copy-citation]").forEach((button) => {
        button.previousElementSibling.textContent = cited[button.dataset.copyCitation];
      });
    } catch (problem) {
      delete row.dataset.shown;
    }
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (!target || !plain) return;
    const link = target.closest("a[data-export]");
    if (link && around(link)) {
      event.preventDefault();
      download(link);
      return;
    }
    const button = target.closest("button");
    if (button && button.dataset.copyPicture) copyPicture(button);
    if (button && button.dataset.copyLink) copyText(button, window.location.href);
    if (button && button.dataset.copyCitation) copyText(button, button.previousElementSibling.textContent);
    document.querySelectorAll("details.export-menu[open]").forEach((menu) => {
      if (!menu.contains(target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target instanceof Element && event.target.closest("details.export-menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  document.addEventListener("toggle", (event) => {
    const row = event.target instanceof Element && event.target.matches("details.export-menu[open]") && event.target.querySelector("[data-cite]");
    if (row) showCitation(row);
  }, true);
})();

/* The little the browser has to do by itself: follow links without a reload, open and close the drawer, copy a citation,
   keep the focus where the reader left it. It holds no sentence and asks no other host. */
(function () {
  "use strict";

  let opener = null;
  let shownPath = null;
  let focusKey = "";
  let unfolded = [];
  let scrolledTo = null;
  let heard = null;
  let opened = "";

  const drawer = () => document.getElementById("drawer");

  function measure() {
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    const inside = Math.min(document.documentElement.clientWidth, 1280) - (window.innerWidth <= 560 ? 29 : 40);
    const columns = Math.max(1, Math.floor((inside + 20) / 564));
    const panel = (inside - 20 * (columns - 1)) / columns;
    const width = Math.floor((panel - (window.innerWidth <= 560 ? 31 : 39)) / 10) * 10;
    const seen = { theme: dark ? "dark" : "light", width: Math.max(260, Math.min(1200, width)) };
    return heard ? Object.assign(seen, { heard: heard }) : seen;
  }

  let resized = 0;
  let told = null;
  const isTold = (now) => told && told.theme === now.theme && told.width === now.width;

  /* A keyboard that comes up on a telephone changes the height only: nothing to draw anew. */
  function remeasure() {
    window.clearTimeout(resized);
    resized = window.setTimeout(() => {
      const now = measure();
      if (isTold(now)) return;
      told = now;
      window.dash_clientside.set_props("screen", { data: now });
    }, 250);
  }

  function navigate(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  }

  function requestDrawer(key, from) {
    opener = from;
    opened = key;
    window.dash_clientside.set_props("open-request", { data: { key: key, at: Date.now(), heard: heard } });
  }

  function holdPlace() {
    unfolded = Array.from(document.querySelectorAll("details[id][open]"), (part) => part.id);
    scrolledTo = window.scrollY;
  }

  /* The data changed under the reader: the same page is asked for again, and an open drawer what it shows. */
  window.addEventListener("dashboard:changed", (event) => {
    heard = event.detail;
    holdPlace();
    focusKey = (document.activeElement && document.activeElement.id) || "";
    told = measure();
    window.dash_clientside.set_props("screen", { data: told });
    const dialog = drawer();
    if (dialog && dialog.open && opened) {
      const request = { key: opened, at: Date.now(), heard: heard };
      dialog.dataset.reading = dialog.scrollTop;
      window.dash_clientside.set_props("open-request", { data: request });
    }
  });

  function closeDrawer() {
    const dialog = drawer();
    if (dialog && dialog.open) dialog.close();
  }

  function returnFocus() {
    const key = opener && opener.dataset ? opener.dataset.open : null;
    const there = opener && opener.isConnected ? opener : key && document.querySelector(`[data-open="${CSS.escape(key)}"]`);
    if (there) there.focus();
    opener = null;
  }

  function copyText(button) {
    const done = () => {
      const status = document.getElementById("announce");
      if (status) status.textContent = button.dataset.done || "";
      button.classList.add("is-done");
      window.setTimeout(() => button.classList.remove("is-done"), 1600);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(button.dataset.copy).then(done, () => {});
      return;
    }
    const area = document.createElement("textarea");
    area.value = button.dataset.copy;
    button.after(area);
    area.select();
    if (document.execCommand("copy")) done();
    area.remove();
  }

  function showAnchor(tries) {
    const id = decodeURIComponent(window.location.hash.slice(1));
    if (!id) return;
    const there = document.getElementById(id);
    if (!there) {
      if (tries > 0) window.setTimeout(() => showAnchor(tries - 1), 60);
      return;
    }
    document.querySelectorAll(".is-target").forEach((old) => old.classList.remove("is-target"));
    there.classList.add("is-target");
    there.scrollIntoView({ block: "center" });
  }

  /* A long list is fetched when it is unfolded; the server puts it where its click is counted. */
  function fetchList(part) {
    const list = part.querySelector(":scope > div");
    if (!part.open || !part.dataset.list || !list || list.childElementCount) return;
    window.dash_clientside.set_props({ type: "pick-list", index: part.dataset.list }, { n_clicks: 1 });
  }

  /* The chip the reader was on: at once, or as soon as the list it stands in has come back. */
  function returnToChip(key, top, tries) {
    const there = document.getElementById(key);
    if (there) {
      there.focus({ preventScroll: true });
      if (top !== null) window.scrollTo(0, top);
    } else if (tries > 0 && (!document.activeElement || document.activeElement === document.body)) {
      window.setTimeout(() => returnToChip(key, top, tries - 1), 60);
    }
  }

  function settle(path) {
    const moved = shownPath !== null && shownPath !== path;
    shownPath = path;
    if (!moved) {
      /* The same page with another choice: what was unfolded stays so, and the reader stays where they were. */
      unfolded.forEach((id) => {
        const part = document.getElementById(id);
        if (part) {
          part.open = true;
          fetchList(part);
        }
      });
      if (scrolledTo !== null && !window.location.hash) window.scrollTo(0, scrolledTo);
    }
    const wanted = scrolledTo;
    unfolded = [];
    scrolledTo = null;
    if (window.location.hash) {
      showAnchor(20);
    } else if (moved) {
      window.scrollTo(0, 0);
      const heading = document.querySelector("main h1");
      if (heading) heading.focus({ preventScroll: true });
    } else if (focusKey && (!document.activeElement || document.activeElement === document.body)) {
      returnToChip(focusKey, wanted, 20);
    }
    focusKey = "";
  }

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    const open = target.closest("[data-open]");
    if (open) {
      event.preventDefault();
      requestDrawer(open.dataset.open, open);
      return;
    }
    if (target.closest("[data-close]") || target === drawer()) {
      closeDrawer();
      return;
    }
    const copy = target.closest("[data-copy]");
    if (copy) {
      copyText(copy);
      return;
    }
    const link = target.closest("a[data-nav]");
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    if (link && plain) {
      event.preventDefault();
      opener = null;
      closeDrawer();
      focusKey = link.id || "";
      holdPlace();
      navigate(link.href);
    }
  });

  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target || (event.key !== "Enter" && event.key !== " ")) return;
    const native = target.matches("button, summary, input");
    if (target.matches("[data-open]") && !native) {
      event.preventDefault();
      requestDrawer(target.dataset.open, target);
    } else if (event.key === " " && target.matches('a[role="checkbox"]')) {
      event.preventDefault();
      target.click();
    }
  });

  document.addEventListener("toggle", (event) => {
    if (event.target instanceof HTMLDetailsElement) fetchList(event.target);
  }, true);

  document.addEventListener("close", (event) => {
    if (event.target === drawer()) returnFocus();
  }, true);

  window.addEventListener("resize", remeasure);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", remeasure);

  /* Elements nobody listens to come as data, [tag, props, child …]; React draws them without Dash watching each. */
  const element = (node) =>
    Array.isArray(node) ? window.React.createElement(node[0], node[1], ...node.slice(2).map(element)) : node;
  window.station_components = {
    Still: ({ tree }) => window.React.createElement(window.React.Fragment, null, ...tree.map(element)),
  };

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    station: {
      /* Colour scheme and the width a chart may have; told again only when they changed. */
      measured: function (path, known) {
        const now = measure();
        if (known && isTold(now)) return window.dash_clientside.no_update;
        told = now;
        return now;
      },
      /* The drawer has new content: show it and begin reading at its heading. */
      opened: function (content) {
        const dialog = drawer();
        if (content && dialog) {
          window.requestAnimationFrame(() => {
            if (dialog.open && dialog.dataset.reading) {
              dialog.scrollTop = Number(dialog.dataset.reading);
              delete dialog.dataset.reading;
              return;
            }
            if (!dialog.open) dialog.showModal();
            dialog.scrollTop = 0;
            const heading = dialog.querySelector("h2");
            if (heading) heading.focus();
          });
        }
        return window.dash_clientside.no_update;
      },
      /* A page was drawn: title and language of the document follow, then the place to read on. */
      drawn: function (state) {
        if (state) {
          document.title = state.title;
          document.documentElement.lang = state.lang;
          window.dispatchEvent(new CustomEvent("dashboard:drawn", { detail: state }));
          window.requestAnimationFrame(() => window.requestAnimationFrame(() => settle(state.path)));
        }
        return window.dash_clientside.no_update;
      },
      /* A mark of a chart was clicked: its first custom datum is the id of its observation. The click is then forgotten,
         so that the same mark can be clicked again. */
      clicked: function (clicks) {
        const hit = (clicks || []).find((click) => click && click.points && click.points.length);
        if (!hit) return window.dash_clientside.no_update;
        const data = hit.points[0].customdata;
        const id = Array.isArray(data) ? data[0] : data;
        if (id) requestDrawer(`o:${id}`, document.activeElement);
        return clicks.map(() => null);
      },
    },
  });
})();

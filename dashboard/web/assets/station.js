/* The little the browser has to do by itself: follow links without a reload, open and close the drawer, copy a citation,
   keep the focus where the reader left it, say that the server is slow or gone. Its sentences stand in the page; it asks no
   other host. */
(function () {
  "use strict";

  let opener = null;
  let shownPath = null;
  let held = null; /* where the reader was when the page was asked for anew */
  let heard = null;
  let opened = "";

  const ROWS = ".picker .chips";
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

  /* A chip leads to all that is chosen and itself. Until it is drawn anew after a step of the reader it would take that
     step back: a click on it is kept until then. */
  let behind = new Map();

  const isBehind = (link) => Boolean(link.id) && behind.get(link.id) === link.href;

  function follow(link) {
    opener = null;
    closeDrawer();
    holdPlace(link, link);
    const chips = link.href === window.location.href ? [] : document.querySelectorAll("a.chip[id]");
    behind = new Map(Array.from(chips, (chip) => [chip.id, chip.href]));
    navigate(link.href);
  }

  function followLater(id, tries) {
    const link = byId(id);
    if (!link) return;
    if (isBehind(link) && (underway || tries)) window.setTimeout(() => followLater(id, underway ? tries : tries - 1), 50);
    else follow(link);
  }

  /* ---- what is going on: waiting, failures, a server that is gone ---- */

  const PATIENCE = 400; /* milliseconds before waiting is worth a word */
  const GONE = [502, 503, 504];
  let underway = 0;
  let patience = 0;
  let asking = 0;

  const byId = (id) => document.getElementById(id);

  function announce(text) {
    const status = byId("announce");
    if (status) status.textContent = text || "";
  }

  function showBusy() {
    const busy = byId("busy");
    if (!busy || underway === 0 || busy.classList.contains("first")) return;
    busy.hidden = false;
    busy.firstElementChild.textContent = busy.dataset.words;
  }

  function hideBusy() {
    const busy = byId("busy");
    window.clearTimeout(patience);
    if (!busy || busy.classList.contains("first")) return;
    busy.hidden = true;
    busy.firstElementChild.textContent = "";
  }

  function begun() {
    underway += 1;
    if (underway === 1) patience = window.setTimeout(showBusy, PATIENCE);
  }

  function ended() {
    underway -= 1;
    if (underway === 0) hideBusy();
  }

  /* The notice lies on top of everything, an open drawer too. */
  function notify(text) {
    const notice = byId("notice");
    if (!notice || !text) return;
    notice.firstElementChild.textContent = text;
    if (!notice.matches(":popover-open")) notice.showPopover();
  }

  function dismiss() {
    const notice = byId("notice");
    if (notice && notice.matches(":popover-open")) notice.hidePopover();
  }

  const say = (name) => (byId("notice") ? byId("notice").dataset[name] : "");

  /* The page asks until there is an answer, more and more seldom, and then draws itself anew. */
  function askAgain(wait) {
    asking = window.setTimeout(() => {
      quietly(healthAddress(), { cache: "no-store" })
        .then((answer) => answer.ok || Promise.reject(answer))
        .then(recovered, () => askAgain(Math.min(wait * 1.5, 20000)));
    }, wait);
  }

  function healthAddress() {
    const config = byId("_dash-config");
    return `${config ? JSON.parse(config.textContent).requests_pathname_prefix : "/"}health`;
  }

  function lost() {
    if (asking) return;
    notify(say("lost"));
    askAgain(2000);
  }

  function recovered() {
    asking = 0;
    if (!byId("page")) {
      window.location.reload();
      return;
    }
    notify(say("back"));
    window.setTimeout(() => { if (!asking) dismiss(); }, 4000);
    told = null;
    window.dash_clientside.set_props("screen", { data: measure() });
  }

  const quietly = window.fetch.bind(window);
  const isOurs = (address) => String(address && address.url ? address.url : address).includes("_dash-");

  /* Dash reads the text of a refusal twice, which an answer of a browser does not allow. */
  function readableAgain(answer) {
    const text = answer.text.bind(answer);
    let once = null;
    answer.text = () => (once = once || text());
    return answer;
  }

  /* Dash asks by fetch and says nothing to the reader when that fails. */
  window.fetch = function (address, options) {
    if (!isOurs(address)) return quietly(address, options);
    begun();
    return quietly(address, options).then(
      (answer) => {
        ended();
        if (GONE.includes(answer.status)) lost();
        else if (!answer.ok) notify(say("broken"));
        return answer.ok ? answer : readableAgain(answer);
      },
      (problem) => {
        ended();
        if (!(options && options.signal && options.signal.aborted)) lost();
        throw problem;
      },
    );
  };

  /* A page may need a script and a style sheet that the others do without: they come when it is first drawn. */
  const fetched = new Set();

  function fetchNeeds() {
    document.querySelectorAll("main [data-script]").forEach((part) => {
      const { script, style } = part.dataset;
      if (fetched.has(script)) return;
      fetched.add(script);
      const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: style });
      const code = Object.assign(document.createElement("script"), { src: script });
      code.onerror = () => {
        fetched.delete(script);
        code.remove();
        sheet.remove();
        lost();
      };
      sheet.onload = sheet.onerror = () => document.head.append(code);
      document.head.append(sheet);
    });
  }

  /* A failed callback leaves its sentence in #toast. */
  function watchToast() {
    const toast = byId("toast");
    if (!toast || toast.dataset.watched) return;
    toast.dataset.watched = "yes";
    new MutationObserver(() => notify(toast.textContent)).observe(toast, { childList: true, characterData: true, subtree: true });
  }

  function requestDrawer(key, from) {
    opener = from;
    opened = key;
    window.dash_clientside.set_props("open-request", { data: { key: key, at: Date.now(), heard: heard } });
  }

  /* Where the reader is, kept until the page they asked for is drawn. */
  function holdPlace(focused, address) {
    held = {
      path: window.location.pathname,
      asked: address.pathname + address.search,
      focus: (focused && focused.id) || "",
      unfolded: Array.from(document.querySelectorAll("details[id][open]"), (part) => ({ id: part.id, part: part })),
      rows: Array.from(document.querySelectorAll(ROWS), (row) => ({ row: row, left: row.scrollLeft })),
      top: window.scrollY,
    };
  }

  /* What is drawn anew is unfolded and pushed sideways as it was before anybody sees it or chooses again. */
  function putBack() {
    if (!held || held.path !== window.location.pathname) return;
    held.unfolded.forEach((before) => {
      const part = byId(before.id);
      if (!part || part === before.part) return;
      before.part = part;
      part.open = true;
    });
    document.querySelectorAll(ROWS).forEach((row, number) => {
      const before = held.rows[number];
      if (!before || before.row === row) return;
      before.row = row;
      row.scrollLeft = before.left;
    });
  }

  /* The data changed under the reader: the same page is asked for again, and an open drawer what it shows. */
  window.addEventListener("dashboard:changed", (event) => {
    heard = event.detail;
    holdPlace(document.activeElement, window.location);
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
      announce(button.dataset.done);
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
      window.scrollTo(0, top);
    } else if (tries > 0 && (!document.activeElement || document.activeElement === document.body)) {
      window.setTimeout(() => returnToChip(key, top, tries - 1), 60);
    }
  }

  function settle(path, before) {
    fetchNeeds();
    const moved = shownPath !== null && shownPath !== path;
    shownPath = path;
    if (held === before) held = null;
    if (before && !moved) {
      /* The same page with another choice: the lists that were unfolded come back, the reader stays where they were. */
      before.unfolded.forEach(({ part }) => fetchList(part));
      if (!window.location.hash) window.scrollTo(0, before.top);
    }
    if (window.location.hash) {
      showAnchor(20);
    } else if (moved) {
      window.scrollTo(0, 0);
      const heading = document.querySelector("main h1");
      if (heading) heading.focus({ preventScroll: true });
    } else if (before && before.focus && (!document.activeElement || document.activeElement === document.body)) {
      returnToChip(before.focus, before.top, 20);
    }
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
    if (target.closest("[data-dismiss]")) {
      dismiss();
      return;
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && event.button === 0;
    const link = target.closest("a[data-nav]");
    if (link && plain) {
      event.preventDefault();
      if (isBehind(link)) followLater(link.id, 60);
      else follow(link);
    }
  });

  /* ---- the marks of a chart by keyboard: arrows walk them, Enter opens the sentence, as a click does ---- */

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  let walk = null; /* { frame, graph, marks, at } of the chart the reader walks */

  /* Where a point stands in its chart, in pixels; a line is walked along itself, other marks row by row. */
  function placeOf(full, trace, curve, point) {
    const axis = (name) => full[name.replace(/^([xy])/, "$1axis")];
    const [across, down] = [axis(trace.xaxis || "x"), axis(trace.yaxis || "y")];
    const top = Math.round(down._offset);
    if ((trace.mode || "").includes("lines")) return [top, curve, point];
    const end = Number(trace.x[point]) + Number((trace.base && trace.base[point]) || 0);
    return [top, Math.round(down._offset + down.d2p(trace.y[point])), across._offset + across.d2p(end)];
  }

  /* Every value of the chart once: what stands first for it is the mark itself, words about it come later. */
  function marksOf(graph) {
    const found = new Map();
    graph.data.forEach((trace, curve) => {
      (Array.isArray(trace.customdata) ? trace.customdata : []).forEach((id, point) => {
        if (!id || found.has(id)) return;
        const subplot = `${trace.xaxis || "x"}${trace.yaxis || "y"}`;
        found.set(id, { id, curve, point, subplot, place: placeOf(graph._fullLayout, trace, curve, point) });
      });
    });
    const ahead = (a, b) => a.place.map((own, index) => own - b.place[index]).find((gap) => gap !== 0) || 0;
    return Array.from(found.values()).sort(ahead);
  }

  /* What appears beside the pointer, as plain text. */
  function saidOf(trace, point) {
    const texts = trace.hovertext || trace.text || [];
    const said = `${texts[point]}${trace.hovertext ? "" : `, ${trace.name}, ${trace.x[point]}`}`;
    return new DOMParser().parseFromString(said.replace(/<br>/g, " "), "text/html").body.textContent;
  }

  function walkOn(frame, key) {
    const graph = frame.querySelector(".js-plotly-plot");
    if (!graph || !graph.data) return false;
    if (!walk || walk.graph !== graph || walk.data !== graph.data) walk = { frame, graph, data: graph.data, marks: marksOf(graph), at: -1 };
    const last = walk.marks.length - 1;
    if (last < 0) return false;
    const next = walk.at < 0 && STEPS[key] ? (STEPS[key] > 0 ? 0 : last) : walk.at + STEPS[key];
    walk.at = key === "Home" ? 0 : key === "End" ? last : Math.max(0, Math.min(last, next));
    const mark = walk.marks[walk.at];
    window.Plotly.Fx.hover(graph, [{ curveNumber: mark.curve, pointNumber: mark.point }], mark.subplot);
    announce(saidOf(graph.data[mark.curve], mark.point));
    return true;
  }

  function leaveMarks() {
    if (walk && window.Plotly && walk.graph.isConnected) window.Plotly.Fx.unhover(walk.graph);
    walk = null;
  }

  document.addEventListener("keydown", (event) => {
    const frame = event.target instanceof Element && event.target.matches(".chart-frame") ? event.target : null;
    if (!frame || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS || event.key === "Home" || event.key === "End") {
      if (walkOn(frame, event.key)) event.preventDefault();
    } else if (event.key === "Escape") {
      leaveMarks();
    } else if ((event.key === "Enter" || event.key === " ") && walk && walk.frame === frame && walk.at >= 0) {
      event.preventDefault();
      requestDrawer(`o:${walk.marks[walk.at].id}`, frame);
    }
  });

  document.addEventListener("focusout", (event) => {
    if (walk && event.target === walk.frame && !(drawer() && drawer().open)) leaveMarks();
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

  /* ---- on paper: charts no wider than the sheet, what is folded away at the end of a list laid open ---- */

  const SHEET = [660, 620]; /* pixels of width and height a chart may have on an A4 page, with its heading */

  function toPaper() {
    document.querySelectorAll(".chart").forEach((chart) => {
      chart.style.width = `${chart.offsetWidth}px`; /* as drawn: a chart that gets another width draws itself anew */
      chart.style.zoom = Math.min(1, SHEET[0] / chart.offsetWidth, Math.max(0.6, SHEET[1] / chart.offsetHeight));
    });
    document.querySelectorAll(".other-pairs:not([open])").forEach((part) => {
      part.open = true;
      part.dataset.unfolded = "yes";
    });
  }

  function fromPaper() {
    document.querySelectorAll(".chart").forEach((chart) => Object.assign(chart.style, { zoom: "", width: "" }));
    document.querySelectorAll("[data-unfolded]").forEach((part) => {
      part.open = false;
      delete part.dataset.unfolded;
    });
  }

  new MutationObserver(putBack).observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", fromPaper);
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
          dismiss();
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
        watchToast();
        if (state) {
          const busy = byId("busy");
          if (busy && busy.classList.contains("first")) {
            busy.classList.remove("first");
            hideBusy();
          }
          if (!asking) dismiss();
          document.title = state.title;
          document.documentElement.lang = state.lang;
          window.dispatchEvent(new CustomEvent("dashboard:drawn", { detail: state }));
          const before = held && held.asked === state.asked ? held : null;
          window.requestAnimationFrame(() => window.requestAnimationFrame(() => settle(state.path, before)));
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

/* Whether the data changed under the page is asked about twice a second, while somebody can see it, and twice as often where
   they changed a short time ago: who edits a file saves it again. What is new is then asked for by the page itself. Of two
   answers that differ the one its server knew to be true later is the newer. */
(function () {
  "use strict";

  const PAUSE = 540; /* longer than the half second of silence after which a page counts as loaded */
  const EAGER = 240;
  const EDITED = 120000; /* milliseconds after a change in which another is likely */
  const SOON = 60;
  const LONGEST = 10000;
  const LAG = 600e6; /* microseconds; a server so far behind is another one, with another clock */

  let shown = null;
  let newest = null;
  let asked = "";
  let told = "";
  let changed = -Infinity;
  let failures = 0;
  let timer = 0;
  let running = false;

  function address() {
    const config = document.getElementById("_dash-config");
    return `${JSON.parse(config.textContent).requests_pathname_prefix}version`;
  }

  const isOlder = (news, than) => than && news.seen < than.seen && than.seen - news.seen < LAG;

  function noteGone(isGone) {
    const gone = document.getElementById("gone");
    if (!gone || gone.hidden === !isGone) return;
    gone.textContent = isGone ? gone.dataset[document.documentElement.lang === "en" ? "en" : "zh"] : "";
    gone.hidden = !isGone;
  }

  function follow(news) {
    if (isOlder(news, newest)) return;
    newest = news;
    if (news.broken !== told) {
      told = news.broken;
      changed = performance.now();
      window.dash_clientside.set_props("news", { data: { heard: { seen: news.seen }, broken: news.broken } });
    }
    const wanted = `${news.version} ${news.broken}`;
    if (shown && news.version !== shown.version && wanted !== asked && !isOlder(news, shown)) {
      asked = wanted;
      changed = performance.now();
      window.dispatchEvent(new CustomEvent("dashboard:changed", { detail: { version: news.version, seen: news.seen } }));
      /* An answer that was not to be had, or came from a process behind the others, is asked for again. */
      window.setTimeout(() => { if (asked === wanted) asked = ""; }, 4000);
    }
  }

  async function ask() {
    window.clearTimeout(timer);
    if (running || document.hidden) return;
    running = true;
    let pause = PAUSE;
    const stop = new AbortController();
    const limit = window.setTimeout(() => stop.abort(), 5000);
    try {
      const answer = await fetch(address(), { cache: "no-store", signal: stop.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const news = await answer.json();
      failures = 0;
      follow(news);
      if (news.pending) pause = SOON;
      else if (performance.now() - changed < EDITED) pause = EAGER;
    } catch (problem) {
      failures += 1;
      pause = Math.min(LONGEST, PAUSE * 2 ** Math.min(failures, 5));
    }
    window.clearTimeout(limit);
    noteGone(failures > 2);
    running = false;
    timer = window.setTimeout(ask, pause);
  }

  window.addEventListener("dashboard:drawn", (event) => {
    const state = event.detail;
    if (!state.version) return;
    const first = shown === null;
    shown = { version: state.version, seen: state.seen };
    if (!isOlder(shown, newest)) asked = "";
    if (first) timer = window.setTimeout(ask, PAUSE);
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && shown) ask();
  });
})();

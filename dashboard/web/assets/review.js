/* The review page: what waits comes as plain data and is drawn as text; a decision is shown as the lines it changes, then saved.
   Keys and buttons do the same. What is typed stays until it is saved or given up, over errors and reloads. No sentence is held
   here: words come with the page, messages from the server. */
(function () {
  "use strict";

  const DRAFT = "review-draft";
  const SHORTCUTS = "review-keys";
  const MOST_FOUND = 8;
  const NEEDS_FORM = { assign: assignForm, correct: correctForm, observe: observeForm, define: defineForm };

  let root = null; /* the element drawn into: another one after each visit */
  let words = {};
  let state = { access: {}, queue: { items: [], kinds: [], count: 0 }, history: [] };
  let choices = null;
  let item = null; /* the item shown */
  let panel = null; /* { wish, draft, stale, form } while a decision is made */
  let all = false;
  let busy = false;
  let helping = false;
  let unfolded = true; /* the changes made */
  const known = new Map(); /* items by key, of the version drawn */

  const byId = (id) => document.getElementById(id);
  const filled = (key, holes = {}) => (words[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in holes ? holes[name] : whole));
  const editor = () => Boolean(state.access.editor);
  const shortcuts = () => window.localStorage.getItem(SHORTCUTS) !== "off";

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (value === true) node.setAttribute(name, "");
      else if ((value !== "" || name === "value") && value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
    }
    node.append(...children.flat().filter((child) => child || child === 0));
    return node;
  }

  /* ---- asking the server ---- */

  const address = (name, query = {}) => `${root.dataset.base}${name}?${new URLSearchParams({ lang: root.dataset.lang, ...query })}`;

  async function ask(name, query) {
    const answer = await window.fetch(address(name, query), { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  /* A write. A server that was started anew gives another mark: it is fetched, and the write tried once more. */
  async function send(name, body, again = true) {
    const headers = { "Content-Type": "application/json", "X-Dashboard-Page": state.access.mark || "" };
    let answer;
    try {
      answer = await window.fetch(address(name), { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" });
    } catch {
      return { failed: true, said: words["said.offline"] };
    }
    const data = await answer.json().catch(() => ({}));
    if (answer.ok) return data;
    if (answer.status === 403 && again) {
      const mark = state.access.mark;
      const now = await ask("items").catch(() => null);
      if (now && now.access.mark !== mark) {
        state.access = now.access;
        return send(name, body, false);
      }
    }
    return { failed: true, said: data[root.dataset.lang] || words["said.offline"], stale: data.stale };
  }

  /* What was said last stays, also when the page is drawn anew under it. */
  let told = ["", ""];
  function tell() {
    ["review-said", "review-refused"].forEach((id, at) => {
      const line = byId(id);
      if (line && line.textContent !== told[at]) line.textContent = told[at];
    });
  }

  function say(text) {
    told = [text, ""];
    tell();
  }

  function refuse(text) {
    told = ["", text];
    tell();
  }

  /* ---- what is shown ---- */

  function took(answer) {
    for (const name of ["access", "queue", "history", "version"]) if (answer[name]) state[name] = answer[name];
  }

  async function load(wanted) {
    try {
      took(await ask("items", all ? { all: "1" } : {}));
    } catch {
      refuse(words["said.offline"]);
      return;
    }
    known.clear();
    const there = state.queue.items.some((line) => line.key === wanted);
    await show(there || (wanted && !all) ? wanted : (state.queue.items[0] || {}).key);
  }

  async function show(key) {
    item = null;
    if (key && !known.has(key)) {
      const answer = await ask("item", { key }).catch(() => ({}));
      if (answer.item) known.set(key, answer.item);
    }
    item = known.get(key) || null;
    if (!item && key && state.queue.items.length && key !== state.queue.items[0].key) return show(state.queue.items[0].key);
    remember();
    draw();
    return undefined;
  }

  /* The address names the item, so that a reload or a link comes back to it. */
  function remember() {
    const query = new URLSearchParams(window.location.search);
    if (item) query.set("item", item.key);
    else query.delete("item");
    const text = query.toString().replace(/%40/g, "@");
    window.history.replaceState(window.history.state, "", window.location.pathname + (text ? `?${text}` : ""));
  }

  const placeOf = (key) => state.queue.items.findIndex((line) => line.key === key);

  function beside(step) {
    const lines = state.queue.items;
    if (!lines.length) return null;
    const at = item ? placeOf(item.key) : -1;
    return lines[Math.min(lines.length - 1, Math.max(0, at + step))].key;
  }

  function nextKey() {
    const lines = state.queue.items;
    const at = item ? placeOf(item.key) : -1;
    const next = lines[at + 1] || lines[at - 1];
    return next ? next.key : "";
  }

  function move(step) {
    const key = beside(step);
    if (key && (!item || key !== item.key)) show(key).then(() => focusItem());
  }

  function focusItem() {
    const there = byId("review-item");
    if (there) there.focus({ preventScroll: true });
  }

  /* ---- deciding ---- */

  function begin(option) {
    if (busy || !editor()) return;
    const key = option.action === "observe" ? "" : item.key;
    const wish = { action: option.action, key, option: option.option || 0, fields: { ...(option.fields || {}) }, reason: "" };
    panel = { wish };
    if (NEEDS_FORM[option.action] && !option.fields) {
      openForm();
      return;
    }
    preview();
  }

  async function openForm() {
    const mine = panel;
    if (!choices) choices = await ask("choices").catch(() => null);
    if (panel !== mine) return;
    if (!choices) {
      panel = null;
      refuse(words["said.offline"]);
      return;
    }
    panel.draft = null;
    panel.stale = null;
    keepDraft();
    draw();
    byId("review-panel").scrollIntoView({ block: "nearest" });
    const first = byId("review-panel").querySelector("input, select, textarea");
    if (first) first.focus({ preventScroll: true });
  }

  async function preview() {
    if (busy) return;
    busy = true;
    const mine = panel;
    const answer = await send("preview", panel.wish);
    busy = false;
    if (panel !== mine) return;
    if (answer.failed) {
      refuse(answer.said);
      if (NEEDS_FORM[panel.wish.action] && panel.form) return;
      panel = null;
      draw();
      return;
    }
    say("");
    panel.draft = answer.draft;
    panel.stale = null;
    panel.wish.reason = panel.wish.reason || answer.draft.reason;
    keepDraft();
    draw();
    const first = byId("review-panel").querySelector("[data-save]");  // not the reason: a stray key would replace it
    first.focus({ preventScroll: true });
    byId("review-panel").scrollIntoView({ block: "nearest" });
  }

  /* The reason was changed: the lines follow; the field stays as it is. */
  let waiting = 0;
  function reasonChanged(value) {
    panel.wish.reason = value;
    keepDraft();
    window.clearTimeout(waiting);
    const mine = panel;
    waiting = window.setTimeout(async () => {
      if (panel !== mine || busy || !value.trim()) return;
      const answer = await send("preview", mine.wish);
      if (panel !== mine || answer.failed || mine.wish.reason !== value) return;
      mine.draft = { ...answer.draft, version: mine.draft.version };
      const lines = byId("review-lines");
      if (lines) lines.replaceWith(diff(mine.draft.lines));
    }, 300);
  }

  async function save() {
    if (busy || !panel || !panel.draft) return;
    window.clearTimeout(waiting);
    busy = true;
    say(words["said.working"]);
    const next = panel.wish.key ? nextKey() : item ? item.key : "";
    const answer = await send("save", { ...panel.wish, version: panel.draft.version, next, all });
    busy = false;
    if (answer.failed) {
      refuse(answer.said);
      panel.stale = answer.stale || null;
      draw();
      const repeat = byId("review-repeat");
      if (repeat) repeat.focus();
      return;
    }
    forgetDraft();
    panel = null;
    arrive(answer);
  }

  async function undo(id) {
    if (busy || !editor()) return;
    busy = true;
    say(words["said.working"]);
    const before = new Set(state.queue.items.map((line) => line.key));
    const answer = await send("undo", { id: id || "", next: item ? item.key : "", all });
    busy = false;
    if (answer.failed) {
      refuse(answer.said);
      return;
    }
    panel = null;
    const back = answer.queue.items.find((line) => !before.has(line.key));
    arrive(answer, back && back.key);
  }

  /* The answer to a save or an undo: the queue as it is now, and the item to go on with. */
  function arrive(answer, wanted) {
    took(answer);
    known.clear();
    if (answer.item) known.set(answer.item.key, answer.item);
    say(answer.said);
    const key = wanted || (answer.item ? answer.item.key : (state.queue.items[0] || {}).key);
    show(key).then(focusItem);
  }

  function cancel() {
    forgetDraft();
    panel = null;
    say("");
    draw();
    focusItem();
  }

  function keepDraft() {
    if (panel) window.sessionStorage.setItem(DRAFT, JSON.stringify(panel.wish));
  }

  function forgetDraft() {
    window.sessionStorage.removeItem(DRAFT);
  }

  /* What was not saved when the page was left. */
  async function takeUp() {
    let wish = null;
    try {
      wish = JSON.parse(window.sessionStorage.getItem(DRAFT) || "null");
    } catch {
      wish = null;
    }
    if (!wish || !editor()) return;
    if (wish.key && (!item || item.key !== wish.key)) await show(wish.key);
    if (wish.key && (!item || item.key !== wish.key)) {
      forgetDraft();
      return;
    }
    panel = { wish };
    if (NEEDS_FORM[wish.action] && !wish.reason) await openForm();
    else await preview();
    if (panel) say(words["said.kept"]);
  }

  /* ---- drawing ---- */

  function draw() {
    if (!root || !root.isConnected) return;
    root.replaceChildren(...[bar(), notice(), body(), history()].filter(Boolean));
    const current = root.querySelector('.review-list [aria-current="true"]');
    if (current) {
      const list = current.closest(".review-list");
      list.scrollTop = Math.max(0, current.offsetTop - list.clientHeight / 3);
    }
  }

  function bar() {
    const toggleAll = make("input", { type: "checkbox", checked: all, onchange: (event) => {
      all = event.target.checked;
      load(item && item.key);
    } });
    const toggleKeys = make("input", { type: "checkbox", checked: shortcuts(), onchange: (event) => {
      window.localStorage.setItem(SHORTCUTS, event.target.checked ? "on" : "off");
    } });
    const kinds = state.queue.kinds.map(([kind, name, count]) => make("span", { class: `badge kind-${kind}` }, `${name} ${count}`));
    return make("div", { class: "review-bar" },
      make("strong", {}, state.queue.said || ""), ...kinds,
      make("span", { class: "review-switches small" },
        make("label", {}, toggleAll, " ", words["queue.all"]),
        editor() && make("label", {}, toggleKeys, " ", words["keys.on"]),
        editor() && button("?", words["do.help"], help, { class: "button quiet", "aria-expanded": helping ? "true" : "false" })),
      helping && keyTable());
  }

  function button(key, text, onclick, more = {}) {
    const cap = key && make("kbd", { "aria-hidden": "true" }, key);
    return make("button", { type: "button", class: "button quiet", onclick, "aria-keyshortcuts": key === "Esc" ? "Escape" : key, ...more }, cap, text);
  }

  function help() {
    helping = !helping;
    draw();
  }

  function keyTable() {
    const rows = [["j ↓, k ↑", "move"], ["1–9", "choose"], ["c", "confirm"], ["x", "reject"], ["a", "assign"], ["e", "correct"],
      ["n", "observe"], ["i", "define"], ["u", "undo"], ["Enter, Esc", "save"], ["?", "help"]];
    return make("dl", { class: "review-keys", "aria-label": words["keys.title"] },
      ...rows.flatMap(([key, name]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, words[`keys.${name}`])]));
  }

  function notice() {
    const said = state.access.said;
    if (!said) return null;
    if (state.access.mode !== "token") return make("p", { class: "notice" }, said);
    const field = make("input", { type: "password", id: "review-token", autocomplete: "current-password", required: true });
    return make("form", { class: "notice review-enter", onsubmit: enter }, make("p", {}, said),
      make("label", { for: "review-token" }, words["access.token.label"]), field, make("button", { class: "button" }, words["do.enter"]));
  }

  async function enter(event) {
    event.preventDefault();
    const answer = await send("enter", { token: byId("review-token").value }, false);
    if (answer.failed) {
      refuse(answer.said);
      return;
    }
    say("");
    await load(item && item.key);
    takeUp();
  }

  function body() {
    const lines = state.queue.items.map((line) => make("li", {}, make("button",
      { type: "button", class: "review-line", "aria-current": item && item.key === line.key ? "true" : "", onclick: () => pick(line.key) },
      make("span", { class: `badge kind-${line.kind}` }, line.kind_said), make("b", {}, line.title), make("span", { class: "small" }, line.where))));
    const list = make("nav", { class: "review-list", "aria-label": words["queue.list"] }, make("ol", {}, ...lines),
      state.queue.more && make("p", { class: "small" }, state.queue.more));
    return make("div", { class: "review-body" }, list, section());
  }

  function pick(key) {
    if (panel) cancel();
    show(key).then(focusItem);
  }

  function section() {
    if (!item) {
      const alone = panel ? panelOf() : null;
      const add = editor() && !alone && button("n", words["do.observe"], () => begin({ action: "observe" }));
      return make("section", { class: "review-item", id: "review-item", tabindex: "-1" }, make("p", { class: "empty" }, words["queue.empty"]), add, alone);
    }
    const at = placeOf(item.key);
    const head = make("div", { class: "review-head" },
      make("span", { class: `badge kind-${item.kind}` }, item.kind_said),
      make("h2", {}, item.title),
      at >= 0 && make("span", { class: "small" }, filled("queue.place", { number: at + 1, count: state.queue.count })),
      make("span", { class: "review-moves" },
        button("k", words["do.previous"], () => move(-1)), button("j", words["do.next"], () => move(1))));
    const source = make("p", { class: "small" }, make("a", { href: item.document.href, "data-nav": "1" }, item.document.title), " ",
      item.document.digest && make("span", { class: "digest" }, item.document.digest));
    return make("section", { class: "review-item", id: "review-item", tabindex: "-1", "aria-label": item.title },
      head, item.said && make("p", { class: "said" }, item.said), ...item.quotes.map(quote), source, facts(),
      item.doubt && make("p", { class: "notice" }, item.doubt), editor() && (panel ? panelOf() : actions()), !editor() && ways());
  }

  /* Of a contradiction only the sentences: they stand beside each other. */
  function quote(parts) {
    const near = (words_) => item.quotes.length === 1 && words_ && make("span", { class: "near" }, words_);
    return make("blockquote", { class: "passage", lang: "zh-CN" }, ...parts.sides.map((side) => make("kbd", {}, side)),
      near(parts.before), parts.lead, make("mark", {}, parts.span), parts.rest, near(parts.after));
  }

  function facts() {
    if (!item.facts.length) return null;
    return make("dl", { class: "meta-list review-facts" }, ...item.facts.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
  }

  function actions() {
    const own = item.options.map((option) => button(option.press, option.text, () => begin(option), { "data-press": option.press, class: /\d|c/.test(option.press) ? "button" : "button quiet" }));
    return make("div", { class: "actions review-actions" }, ...own,
      button("n", words["do.observe"], () => begin({ action: "observe" })),
      state.history.some((edit) => edit.undo) && button("u", words["do.undo"], () => undo()));
  }

  /* For who may only read: what could be done, without the means. */
  function ways() {
    const shown = item.options.filter((option) => /\d/.test(option.press));
    return shown.length ? make("ol", { class: "small review-ways" }, ...shown.map((option) => make("li", {}, option.text))) : null;
  }

  function history() {
    if (!editor()) return null;
    const lines = state.history.map((edit) => make("li", { "data-edit": edit.id }, edit.said, " ",
      edit.undone && make("span", { class: "flag" }, words["history.undone"]),
      edit.undo && make("button", { type: "button", class: "plain", onclick: () => undo(edit.id), "aria-label": `${words["do.undo_this"]} ${edit.said}` }, words["do.undo_this"])));
    const list = lines.length ? make("ul", { class: "rows" }, ...lines) : make("p", { class: "small" }, words["history.none"]);
    return make("details", { class: "review-history", open: unfolded && lines.length > 0, ontoggle: (event) => { unfolded = event.target.open; } }, make("summary", {}, words["history.title"]), list);
  }

  /* ---- the panel: a form, then the lines it changes ---- */

  function panelOf() {
    if (panel.stale) return threeWays();
    if (panel.draft) return shownDraft();
    if (choices && NEEDS_FORM[panel.wish.action]) {
      const form = NEEDS_FORM[panel.wish.action]();
      panel.form = true;
      return form;
    }
    return make("p", { class: "small", id: "review-panel" }, words["said.working"]);
  }

  function shownDraft() {
    const draft = panel.draft;
    const reason = make("input", { id: "review-reason", value: panel.wish.reason, maxlength: "400", autocomplete: "off",
      oninput: (event) => reasonChanged(event.target.value) });
    return make("form", { class: "review-panel", id: "review-panel", onsubmit: (event) => { event.preventDefault(); save(); } },
      make("label", { for: "review-reason" }, words["form.reason"]), reason,
      make("p", { class: "small" }, draft.signed),
      make("h3", {}, words["form.change"]), diff(draft.lines),
      draft.also && make("p", { class: "notice" }, draft.also),
      make("div", { class: "actions" },
        make("button", { class: "button", "data-save": "1" }, make("kbd", { "aria-hidden": "true" }, "Enter"), words["do.save"]),
        button("Esc", words["do.cancel"], cancel)));
  }

  const SIGNS = { "+": "added", "-": "taken" };
  function diff(lines) {
    return make("pre", { class: "review-diff", id: "review-lines", tabindex: "0", "aria-label": words["form.change"] },
      ...lines.map((line) => line === "@@" ? make("span", { class: "gap" }, "⋯\n")
        : make("span", { class: SIGNS[line[0]] || "same" }, `${line.startsWith("-") ? "−" : line[0]}${line.slice(1)}\n`)));
  }

  function threeWays() {
    const column = (name) => make("div", {}, make("h4", {}, words[`stale.${name}`]),
      make("pre", { class: "review-diff", tabindex: "0", "aria-label": words[`stale.${name}`] },
        ...panel.stale[name].map((line) => make("span", { class: name !== "base" && !panel.stale.base.includes(line) ? "added" : "same" }, `${line}\n`))));
    return make("div", { class: "review-panel", id: "review-panel" }, make("h3", {}, words["stale.title"]),
      make("div", { class: "review-three" }, column("base"), column("theirs"), column("mine")),
      make("div", { class: "actions" },
        make("button", { type: "button", class: "button", id: "review-repeat", onclick: preview }, words["do.repeat"]), button("Esc", words["do.cancel"], cancel)));
  }

  function formOf(...parts) {
    return make("form", { class: "review-panel review-form", id: "review-panel", onsubmit: (event) => { event.preventDefault(); preview(); } },
      ...parts, make("div", { class: "actions" }, make("button", { class: "button" }, words["do.show"]), button("Esc", words["do.cancel"], cancel)));
  }

  const value = (name, first) => {
    const fields = panel.wish.fields;
    if (!(name in fields)) fields[name] = first || "";
    return fields[name];
  };

  function changed(name, more) {
    return (event) => {
      panel.wish.fields[name] = event.target.value;
      keepDraft();
      if (more) more(event.target.value);
    };
  }

  function text(name, first, more = {}) {
    const input = make("input", { name, id: `review-${name}`, value: value(name, first), autocomplete: "off", oninput: changed(name), ...more });
    return make("label", { class: "review-field" }, make("span", {}, words[`form.${name}`]), input);
  }

  function select(name, first, pairs, more) {
    const current = value(name, first);
    const listed = pairs.some(([id]) => id === current) ? pairs : [[current, current || words["form.unknown"]], ...pairs];
    const input = make("select", { name, id: `review-${name}`, onchange: changed(name, more) },
      ...listed.map(([id, name_]) => make("option", { value: id || "", selected: id === current }, name_)));
    if (!current) input.value = "";
    return make("label", { class: "review-field" }, make("span", {}, words[`form.${name}`]), input);
  }

  const empty = (pairs) => [["", words["form.unknown"]], ...pairs];
  const indicatorOf = (id) => choices.indicators.find((entry) => entry.id === id);
  const indicatorNames = () => choices.indicators.map((entry) => [entry.id, entry.name]);

  function places() {
    return make("datalist", { id: "review-places" }, ...choices.places.map((name) => make("option", { value: name })));
  }

  function correctForm() {
    return formOf(...fieldsOf("correct", item.begins.correct));
  }

  function observeForm() {
    return formOf(...fieldsOf("observe", (item || choices).begins.observe));
  }

  function defineForm() {
    return formOf(...fieldsOf("define", item.begins.define));
  }

  /* The fields of a form as the server names them; parts and perimeters are an indicator's own. */
  function fieldsOf(action, first) {
    const chosen = (name) => select(name, first[name], choices.filled[action].includes(name) ? choices[name] : empty(choices[name]), then(action, name));
    const own = () => indicatorOf(panel.wish.fields.indicator) || { breakdown: [], perimeter: [] };
    const drawn = {
      indicator: () => select("indicator", first.indicator, empty(indicatorNames()), then(action, "indicator")),
      breakdown: () => select("breakdown", first.breakdown, [["", words["form.total"]], ...own().breakdown]),
      perimeter: () => own().perimeter.length > 0 && select("perimeter", first.perimeter, empty(own().perimeter)),
      place: () => [text("place", first.place, { list: "review-places" }), places()],
      en: english,
    };
    return choices.fields[action].flatMap((name) => name in drawn ? drawn[name](first) : name in choices ? chosen(name) : text(name, first[name]));
  }

  /* What another indicator or measure word changes in the rest of a form. */
  function then(action, name) {
    const resets = (choices.resets[action] || {})[name];
    if (!resets && !(action === "define" && name === "unit")) return null;
    return (said) => {
      const fields = panel.wish.fields;
      for (const other of resets || []) fields[other] = "";
      if (!resets) fields.unit_family = choices.family[said] || fields.unit_family;
      draw();
      byId(`review-${name}`).focus();
    };
  }

  /* The id follows the English name until another is written. */
  function english(first) {
    const rule = choices.id_rule;
    const slug = (said) => said.toLowerCase().replace(new RegExp(rule.apart, "g"), "_").replace(new RegExp(rule.ends, "g"), "").slice(0, rule.longest);
    return text("en", first.en, { oninput: (event) => {
      const fields = panel.wish.fields;
      const own = !fields.id || fields.id === slug(fields.en || "");
      fields.en = event.target.value;
      if (own) {
        fields.id = slug(fields.en);
        byId("review-id").value = fields.id;
      }
      keepDraft();
    } });
  }

  /* An indicator is looked for by name, alias, sound or code; Enter takes the first found, or the one chosen. */
  function assignForm() {
    const results = make("ul", { class: "review-found", id: "review-found", role: "listbox", "aria-label": words["form.indicator"] });
    let found = [];
    let at = 0;
    const field = make("input", { id: "review-find", role: "combobox", "aria-controls": "review-found", "aria-expanded": "true", autocomplete: "off",
      value: panel.query || "", oninput: () => look(), onkeydown: walk });
    function look() {
      panel.query = field.value;
      const { plain, fitOf } = window.station_search;
      const word = plain(field.value).replace(/\s+/g, "");
      const scored = choices.indicators.map((entry, order) => ({ entry, order, fit: word ? fitOf(word, { has: entry.names.map(plain), spelled: entry.spelled }) : 1 }));
      found = scored.filter((one) => one.fit > 0).sort((a, b) => b.fit - a.fit || a.order - b.order).slice(0, MOST_FOUND).map((one) => one.entry);
      at = 0;
      mark();
    }
    function mark() {
      results.replaceChildren(...found.map((entry, number) => make("li",
        { role: "option", id: `review-found-${number}`, "aria-selected": number === at ? "true" : "false", onclick: () => choose(entry) },
        make("b", {}, entry.name), " ", make("span", { class: "small" }, `${entry.theme} · ${entry.unit} · ${entry.id}`))));
      if (!found.length) results.append(make("li", { class: "small" }, filled("form.none_found", { query: field.value })));
      field.setAttribute("aria-activedescendant", found.length ? `review-found-${at}` : "");
      panel.wish.fields.indicator = found.length ? found[at].id : "";
      keepDraft();
    }
    function walk(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !found.length) return;
      event.preventDefault();
      at = (at + step + found.length) % found.length;
      mark();
    }
    function choose(entry) {
      panel.wish.fields.indicator = entry.id;
      preview();
    }
    const alias = item.kind === "leftover" && text("alias", "");
    const proposals = item.kind === "leftover" && item.words.map((word) => make("button", { type: "button", class: "chip", onclick: () => {
      panel.wish.fields.alias = word;
      byId("review-alias").value = word;
      byId("review-alias").focus();
    } }, word));
    const form = formOf(make("label", { for: "review-find" }, words["form.find"]), field, results, alias, proposals && make("div", { class: "chips" }, ...proposals));
    look();
    return form;
  }

  /* ---- keys ---- */

  const inField = (target) => target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (!root || !root.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest("dialog[open]") || !editor() && !["j", "k", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    if (event.key === "Escape" && panel) {
      event.preventDefault();
      cancel();
      return;
    }
    if (inField(target) || !shortcuts()) return;
    if (event.key === "Enter" && panel && panel.draft && !panel.stale && !target.closest("button, a, summary")) {
      event.preventDefault();
      save();
      return;
    }
    if (panel || busy) return;
    const option = item && item.options.find((one) => one.press === event.key);
    const moves = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };
    const act = option ? () => begin(option)
      : event.key in moves && (event.key.length === 1 || target === document.body || target.id === "review-item") ? () => move(moves[event.key])
      : event.key === "n" ? () => begin({ action: "observe" })
      : event.key === "u" ? () => undo()
      : event.key === "?" ? help : null;
    if (!act) return;
    event.preventDefault();
    act();
  });

  /* ---- arriving ---- */

  let focused = "";
  document.addEventListener("focusin", (event) => {
    if (root && root.contains(event.target)) focused = event.target.id;
  });

  async function arriveAt(element) {
    root = element;
    item = null;
    told = ["", ""];
    words = JSON.parse(element.dataset.words);
    choices = null;
    const query = new URLSearchParams(window.location.search);
    all = query.get("all") === "1";
    panel = null;
    await load(query.get("item") || "");
    await takeUp();
    root.dataset.ready = "1";
    if (editor() && !choices) choices = await ask("choices").catch(() => null);
  }

  /* The page was drawn anew because the data changed: what is being decided stays as it is. */
  async function goOn(element) {
    const lost = element !== root;
    root = element;
    tell();
    if (element.dataset.version === state.version || panel || busy) {
      if (!element.childElementCount) draw();
    } else {
      await load(item && item.key);
    }
    element.dataset.ready = "1";
    const again = byId(focused) || byId("review-item");
    if (lost && again && document.activeElement === document.body) again.focus({ preventScroll: true });
  }

  function look() {
    const element = byId("review");
    if (element && element.dataset.words && element !== root) {
      if (root) goOn(element);
      else arriveAt(element);
    } else if (!element && root && !root.isConnected) {
      root = null;
      panel = null;
    }
  }

  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  new MutationObserver((changes) => {
    if (root && changes.some((change) => change.target === root)) goOn(root);
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-version"], subtree: true });
  look();

  /* Another tab or an editor may have changed the file meanwhile. */
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && root && root.isConnected && !panel && !busy) load(item && item.key);
  });
})();

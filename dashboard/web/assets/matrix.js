/* The table of the overview: drawn from plain data as text, searched without asking the server, walked with the arrow keys.
   It holds no sentence; words, addresses and the order of rows and columns come from the server. */
(function () {
  "use strict";

  let table = null; /* { data, grid, columns, rows, bodies } of what is drawn now */
  const held = { stop: null, scroll: [0, 0] }; /* where the reader is in it: Dash throws the old table away before it brings new data */
  const MOST_OFFERS = 6;
  let waiting = 0;

  const byId = (id) => document.getElementById(id);
  const filled = (words, holes) => words.replace(/\{(\w+)\}/g, (all, name) => (name in holes ? holes[name] : all));

  /* ---- drawing ---- */

  function make(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== "") node.setAttribute(name, value);
    node.append(...children.filter(Boolean));
    return node;
  }

  const link = (text, href, attributes) => make("a", { href, "data-nav": "1", tabindex: "-1", ...attributes }, text);

  function flagMarks(codes, flags) {
    return codes.split(" ").filter(Boolean).map((code) => {
      const [word, meaning] = flags[code];
      return make("abbr", { class: `flag flag-${code}`, title: meaning }, word);
    });
  }

  function valueButton([key, value, period, inFull, codes = "", part = "", mark = "", trend = ""], flags) {
    return make(
      "button",
      { type: "button", class: "cell", title: inFull, tabindex: "-1", "data-open": `o:${key}`, "aria-haspopup": "dialog" },
      part && make("span", { class: "unit" }, `${part} `),
      make("b", {}, value),
      mark && make("span", { class: "change", title: trend, role: "img", "aria-label": trend }, mark),
      make("span", { class: "meta" }, period, ...flagMarks(codes, flags))
    );
  }

  /* On paper a cell stands alone and says its place. */
  function cellOf(cell, row, data, place) {
    if (!cell) return make("td", { class: "nodata", tabindex: "-1" }, data.words.missing);
    const [more, ...values] = cell;
    const rest = more && link(filled(data.words.more, { count: more }), row.more, { class: "more" });
    return make("td", { "data-place": place }, ...values.map((value) => valueButton(value, data.flags)), rest);
  }

  function rowHead(row) {
    const arrow = { descending: "↓", ascending: "↑" }[row.sorted] || "⇄";
    const order = { class: "order", id: `order-${row.id}`, title: row.order_title, "aria-label": row.order_title, "data-view": "1" };
    return make(
      "th", { scope: "row", "aria-sort": row.sorted },
      link(row.name, row.href, { title: row.title }),
      make("span", { class: "unit" }, row.unit),
      link(arrow, row.order, order)
    );
  }

  function draw(data) {
    const columns = data.columns.map((column, at) => {
      const head = make("th", { scope: "col" }, link(column.name, column.href, { title: column.title }));
      return { ...column, at, cells: [head], has: column.names.map(plain) };
    });
    const rows = [];
    const bodies = data.groups.map((group) => {
      const name = make("th", { scope: "rowgroup" }, make("span", { tabindex: "-1" }, group.name));
      const drawn = group.rows.map((row) => {
        const cells = row.cells.map((cell, at) => cellOf(cell, row, data, columns[at].name));
        cells.forEach((cell, at) => columns[at].cells.push(cell));
        const line = { ...row, node: make("tr", { "data-row": row.id }, rowHead(row), ...cells), has: row.names.map(plain) };
        rows.push(line);
        return line;
      });
      return { name, rows: drawn, node: make("tbody", {}, make("tr", { class: "group" }, name), ...drawn.map((row) => row.node)) };
    });
    const corner = make("th", { scope: "col", tabindex: "-1", "aria-sort": data.sorted }, data.words.indicator);
    const head = make("thead", {}, make("tr", {}, corner, ...columns.map((column) => column.cells[0])));
    const grid = make(
      "table", { class: "matrix", role: "grid", "aria-readonly": "true", "aria-label": data.words.caption }, head, ...bodies.map((body) => body.node)
    );
    return { data, grid, columns, rows, bodies };
  }

  /* ---- searching ---- */

  const plain = (text) => text.normalize("NFKC").toLowerCase().trim();

  /* How well a word fits: 3 a whole name, 2 the beginning of one, 1 inside of one, 0 not at all. Latin letters and digits fit
     inside a name only where a word of it begins. */
  function fitOf(word, thing) {
    const inside = /^[a-z0-9]/.test(word)
      ? (name) => name.split(/[^a-z0-9]+/).some((part) => part.startsWith(word))
      : (name) => name.includes(word);
    const fit = (name) => (name === word ? 3 : name.startsWith(word) ? 2 : inside(name) ? 1 : 0);
    const sound = word.replace(/ü/g, "v").replace(/'/g, "");
    const sounds = /^[a-z]+$/.test(sound) ? thing.spelled.map((name) => soundFit(sound, name)) : [];
    return Math.max(0, ...thing.has.map(fit), ...sounds);
  }

  /* The same for a spelled name (NanYangShi): its syllables from any of them on, or their initials. */
  function soundFit(word, spelled) {
    const syllables = spelled.split(/(?=[A-Z])/).map((syllable) => syllable.toLowerCase());
    const initials = syllables.map((syllable) => syllable[0]).join("");
    const whole = syllables.join("");
    if (word.length > 1 && (word === initials || word === whole)) return 3;
    if (initials.startsWith(word) || whole.startsWith(word)) return 2;
    if (word.length > 1 && initials.includes(word)) return 1;
    return word.length > 1 && syllables.some((_, at) => syllables.slice(at).join("").startsWith(word)) ? 1 : 0;
  }

  /* What a word speaks of: places, or indicators where these fit better. Letters that are one's whole
     initials are not looked for inside of others. `also` are the others that begin with the word. */
  function meaning(word) {
    const known = (things) => {
      const fits = things.map((thing) => fitOf(word, thing));
      const best = Math.max(0, ...fits);
      const over = (least) => things.filter((_, at) => fits[at] > least);
      return { best, all: over(best === 3 && /^[a-z]/.test(word) ? 1 : 0), begun: over(1) };
    };
    const [places, indicators] = [known(table.columns), known(table.rows)];
    const spoken = places.best >= indicators.best;
    return {
      word, known: places.best > 0 || indicators.best > 0,
      columns: spoken && places.all, rows: !spoken && indicators.all, also: spoken ? indicators.begun : places.begun,
    };
  }

  /* Places named add up, words about indicators narrow, a word that fits nothing leaves nothing. `columns` or `rows` is null
     where none are spoken of. */
  function find(query) {
    const asked = plain(query);
    if (!asked) return { columns: null, rows: null, words: [] };
    const together = meaning(asked.replace(/\s+/g, ""));
    const words = together.known ? [together] : asked.split(/\s+/).map(meaning);
    if (words.some((word) => !word.known)) return { columns: [], rows: [], words: [] };
    const [placed, named] = [words.filter((word) => word.columns), words.filter((word) => word.rows)];
    return {
      columns: placed.length ? table.columns.filter((column) => placed.some((word) => word.columns.includes(column))) : null,
      rows: named.length ? table.rows.filter((row) => named.every((word) => word.rows.includes(row))) : null,
      words,
    };
  }

  /* What the search leaves. Whatever is named is shown, stated or not; of the rest only what has a value in it, and where
     rows are to be compared, only rows with values of two places. */
  function shownOf(found) {
    const columns = found.columns || table.columns;
    const least = table.data.comparable ? 2 : found.rows && found.columns ? 0 : 1;
    const rows = (found.rows || table.rows).filter((row) => columns.filter((column) => row.cells[column.at]).length >= least);
    const stated = (column) => rows.some((row) => row.cells[column.at]);
    return { rows: new Set(rows), columns: new Set(rows.length ? columns.filter((column) => found.columns || stated(column)) : []) };
  }

  function show(query) {
    const found = find(query);
    const shown = shownOf(found);
    table.columns.forEach((column) => {
      const hidden = !shown.columns.has(column);
      if (column.cells[0].hidden !== hidden) column.cells.forEach((cell) => { cell.hidden = hidden; });
    });
    table.rows.forEach((row) => { row.node.hidden = !shown.rows.has(row); });
    table.bodies.forEach((body) => {
      body.node.hidden = !body.rows.some((row) => shown.rows.has(row));
      body.name.colSpan = shown.columns.size + 1;
    });
    table.grid.parentElement.style.setProperty("--columns", shown.columns.size);
    settleTabStop();
    const unfound = [found.rows, found.columns].some((list) => list && list.length === 0);
    announce(shown, unfound ? table.data.words.unfound : table.data.words.filtered, query.trim());
    offer(found.words);
  }

  /* A word that may mean something else too: what that is, each a button that asks for it by its name. */
  function offer(words) {
    const others = words.filter((word) => word.also.length);
    const offers = others.flatMap((word) => word.also.slice(0, MOST_OFFERS).map((thing) => {
      const asked = words.map((each) => (each === word ? thing.name : each.word)).join(" ");
      return make("button", { type: "button", class: "plain", "data-ask": asked }, thing.name);
    }));
    const meant = others.map((word) => word.word).join(" ");
    byId("matrix-also").replaceChildren(...(offers.length ? [filled(table.data.words.also, { query: meant }), ...offers] : []));
  }

  function announce(shown, sentence, query) {
    const nothing = shown.rows.size === 0;
    table.grid.parentElement.hidden = nothing;
    byId("matrix-empty").hidden = !nothing;
    byId("matrix-clear").hidden = !query;
    byId("matrix-none").textContent = nothing ? filled(sentence, { query }) : "";
    byId("matrix-hits").textContent = filled(table.data.words.hits, { rows: shown.rows.size, columns: shown.columns.size });
  }

  /* ---- the address ---- */

  const queryOf = (address) => new URLSearchParams(address).get("q") || "";

  function withQuery(href, query) {
    const [path, search = ""] = href.split("#")[0].split("?");
    const parts = search.split("&").filter((part) => part && !part.startsWith("q="));
    if (query.trim()) parts.push(`q=${encodeURIComponent(query.trim())}`);
    return path + (parts.length ? `?${parts.join("&")}` : "");
  }

  /* The address of this page and of every link to another view of it say what is searched for. */
  function carry(query) {
    const here = withQuery(window.location.pathname + window.location.search, query);
    if (here !== window.location.pathname + window.location.search) window.history.replaceState(window.history.state, "", here);
    document.querySelectorAll("#view-bar a, #view-note a, #matrix-empty a, #matrix a[data-view], a.lang").forEach((each) => {
      const to = withQuery(each.getAttribute("href"), query);
      if (to !== each.getAttribute("href")) each.setAttribute("href", to);
    });
  }

  function search(query, now) {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (!table || !table.grid.isConnected) return;
      show(query);
      carry(query);
    }, now ? 0 : 80);
  }

  /* The box itself belongs to Dash: it is told as if the reader had typed. */
  function write(query) {
    const box = byId("matrix-search");
    if (!box || box.value === query) return;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(box, query);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /* ---- walking: one stop for Tab, then arrows, Home and End; with Ctrl to the corners ---- */

  const STOPS = "a, button, [tabindex]";
  const STEPS = { ArrowUp: -1, ArrowDown: 1, PageUp: -8, PageDown: 8 };
  let wanted = 0; /* the column to come back to behind a heading that spans them all */

  const last = (list) => list[list.length - 1];
  const stopsOf = (part) => Array.from(part.querySelectorAll(STOPS)).filter((stop) => !stop.closest("[hidden]"));
  const stopsIn = (cell) => (cell.matches(STOPS) ? [cell] : stopsOf(cell));
  const rowsShown = () => Array.from(table.grid.rows).filter((row) => !row.hidden && !row.parentElement.hidden);

  function settleTabStop(stop) {
    const old = table.grid.querySelector('[tabindex="0"]');
    const first = () => rowsShown().flatMap(stopsOf).find((each) => each.matches(".cell"));
    const next = stop || (old && !old.closest("[hidden]") ? old : first());
    if (old && old !== next) old.tabIndex = -1;
    if (next) next.tabIndex = 0;
  }

  /* Along the row: every stop in it, one after the other. */
  function along(stop, key, far) {
    const stops = stopsOf(stop.closest("tr"));
    if (key === "Home") return far ? stopsOf(rowsShown()[0])[0] : stops[0];
    if (key === "End") return last(far ? stopsOf(last(rowsShown())) : stops);
    return stops[stops.indexOf(stop) + (key === "ArrowLeft" ? -1 : 1)];
  }

  /* Up and down: through the values of a cell, then to the same column of the next row. */
  function across(stop, key) {
    const step = STEPS[key];
    const cell = stop.closest("td, th");
    const row = cell.parentElement;
    const within = cell.cellIndex > 0 && Math.abs(step) === 1 ? stopsIn(cell) : [];
    const beside = within[within.indexOf(stop) + step];
    if (within.length && beside) return beside;
    if (row.cells.length > 1) wanted = cell.cellIndex;
    const rows = rowsShown();
    const next = rows[Math.max(0, Math.min(rows.length - 1, rows.indexOf(row) + step))];
    if (next === row) return null;
    const there = next.cells[Math.min(wanted, next.cells.length - 1)];
    return step < 0 && there.cellIndex > 0 ? last(stopsIn(there)) : stopsIn(there)[0];
  }

  document.addEventListener("keydown", (event) => {
    const stop = event.target instanceof Element && table ? event.target.closest(STOPS) : null;
    const sideways = ["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key);
    if (!stop || !table.grid.contains(stop) || event.altKey || event.shiftKey || !(sideways || event.key in STEPS)) return;
    event.preventDefault();
    const next = sideways ? along(stop, event.key, event.ctrlKey || event.metaKey) : across(stop, event.key);
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  });

  document.addEventListener("focusin", (event) => {
    const inside = table && event.target instanceof Element && table.grid.contains(event.target);
    held.stop = inside ? placeOf(event.target) : null;
    if (inside) settleTabStop(event.target);
  });

  document.addEventListener("scroll", (event) => {
    if (table && event.target === table.grid.parentElement) held.scroll = [event.target.scrollTop, event.target.scrollLeft];
  }, true);

  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.id === "matrix-search") search(event.target.value);
  });

  document.addEventListener("click", (event) => {
    const asking = event.target instanceof Element ? event.target.closest("#matrix-clear, [data-ask]") : null;
    if (!asking) return;
    write(asking.dataset.ask || "");
    byId("matrix-search").focus();
  });

  /* Back and forward between two addresses that differ in the search alone: the server is not asked again. */
  window.addEventListener("popstate", () => {
    if (table && table.grid.isConnected) write(queryOf(window.location.search));
  });

  /* ---- what Dash calls ---- */

  /* The row the places are ordered by is in view. */
  function showSorted(scroller) {
    const head = scroller.querySelector('tbody th[aria-sort]');
    if (!head || scroller.hidden) return;
    const [from, to] = [scroller.scrollTop + 60, scroller.scrollTop + scroller.clientHeight - 60];
    const row = head.parentElement;
    if (row.offsetTop < from || row.offsetTop > to) scroller.scrollTop = row.offsetTop - 90;
  }

  /* A stop by its row, its column and its number in the cell, so that it is found again in the next table. */
  function placeOf(stop) {
    const cell = stop && stop.closest("td, th");
    if (!cell) return null;
    const column = table.columns.find((each) => each.cells.includes(cell));
    return { row: cell.parentElement.dataset.row, column: column && column.id, nth: stopsIn(cell).indexOf(stop) };
  }

  function stopAt(place) {
    const row = place && table.rows.find((each) => each.id === place.row);
    const column = place && table.columns.find((each) => each.id === place.column);
    if (!row) return null;
    const stops = stopsIn(row.node.cells[column ? column.at + 1 : 0]);
    return stops[place.nth] || stops[0];
  }

  function place(data) {
    const home = byId("matrix");
    if (!home) return;
    const order = (columns) => columns.map((column) => column.id).join();
    const [[top, left], stop] = [held.scroll, held.stop];
    const unmoved = table && order(table.columns) === order(data.columns);
    table = draw(data);
    const scroller = make("div", { class: "scroll matrix-scroll" }, table.grid);
    home.replaceChildren(scroller);
    const query = queryOf(window.location.search);
    write(query);
    show(query);
    carry(query);
    scroller.scrollTop = top;
    scroller.scrollLeft = unmoved ? left : 0;
    showSorted(scroller);
    const again = document.activeElement === document.body && stopAt(stop);
    if (again) again.focus({ preventScroll: true });
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    matrix: {
      /* New data: the whole table is drawn anew, the search of the address applied. */
      drawn: function (all) {
        const data = (all || []).find(Boolean);
        if (data) place(data);
        return (all || []).map(() => window.dash_clientside.no_update);
      },
    },
  });
  /* The review page looks for indicators in the same way. */
  window.station_search = { plain, fitOf };
})();

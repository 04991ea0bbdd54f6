/* A page that needs nothing else (`given` holds its charts): draws its charts when they come into view and shows the sentence behind a mark. */
(function () {
  "use strict";

  const evidence = document.getElementById("evidence");
  const facts = document.getElementById("facts");
  let shown = null;
  let opener = null;

  const rowsOf = (row) => Array.from(row.parentElement.children);

  /* The row of the table, each cell under its heading: what the table says is what the sentence's window says. */
  function fill(row) {
    shown = row;
    const heads = row.closest("table").querySelectorAll("thead th");
    facts.replaceChildren();
    Array.from(row.children).forEach((cell, column) => {
      if (!cell.textContent.trim()) return;
      const name = document.createElement("dt");
      const said = document.createElement("dd");
      name.textContent = heads[column].textContent;
      said.append(...Array.from(cell.cloneNode(true).childNodes, (node) => (node.tagName === "BUTTON" ? node.textContent : node)));
      facts.append(name, said);
    });
    const all = rowsOf(row);
    document.getElementById("before").disabled = all[0] === row;
    document.getElementById("after").disabled = all[all.length - 1] === row;
  }

  function open(row, from) {
    if (!row) return;
    opener = from;
    fill(row);
    if (!evidence.open) evidence.showModal();
    evidence.scrollTop = 0;
    document.getElementById("what").focus();
  }

  function step(by) {
    const all = rowsOf(shown);
    const next = all[all.indexOf(shown) + by];
    if (next) fill(next);
  }

  function draw(box) {
    if (box.dataset.drawn) return;
    box.dataset.drawn = "1";
    const number = Number(box.dataset.chart);
    const chart = given.charts[number];
    Plotly.newPlot(box, chart.data, chart.layout, given.config).then(() => {
      box.on("plotly_click", (event) => {
        const data = event.points.map((point) => [].concat(point.customdata)[0]).find((each) => typeof each === "string");
        if (data) open(document.getElementById(`c${number}-${data.split("|")[0]}`), box.parentElement);
      });
    });
  }

  const boxes = Array.from(document.querySelectorAll("[data-chart]"));
  const watcher = new IntersectionObserver(
    (seen) => seen.filter((each) => each.isIntersecting).forEach((each) => draw(each.target)),
    { rootMargin: "600px" },
  );
  boxes.forEach((box) => watcher.observe(box));
  window.addEventListener("beforeprint", () => boxes.forEach(draw));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("value")) open(button.closest("tr"), button);
    if (button.id === "before") step(-1);
    if (button.id === "after") step(1);
    if (button.id === "close") evidence.close();
  });

  /* Enter on a chart opens its first value; arrows go from value to value. */
  document.addEventListener("keydown", (event) => {
    if (evidence.open && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      event.preventDefault();
      step(event.key === "ArrowRight" ? 1 : -1);
    } else if (event.key === "Enter" && event.target.matches("figure")) {
      event.preventDefault();
      open(event.target.closest("section").querySelector("tbody tr"), event.target);
    }
  });

  evidence.addEventListener("close", () => {
    if (opener) opener.focus();
    opener = null;
  });
})();

// What a report page does before its charts are drawn: tables under a chart are folded, and the
// charts' room is kept free, so that nothing moves when they appear. Without scripts the tables
// stay open and no room is kept.
(() => {
  const data = document.getElementById("figures");
  if (!data) return;
  const figures = JSON.parse(data.textContent).figures;
  const narrow = matchMedia("(max-width: 899.98px)").matches;

  for (const place of document.querySelectorAll("[data-figure]")) {
    const figure = figures[place.dataset.figure];
    if (!figure) continue;
    place.classList.add("is-coming");
    const rows = figure.layout.yaxis?.ticktext?.length;
    if (rows) place.style.height = `${narrow ? rows * 46 + 24 : figure.layout.height}px`;
  }
  document.documentElement.classList.add("has-plots");
  for (const table of document.querySelectorAll("details[data-fold]")) {
    // On a phone the radar bears numbers, and the table beneath says what they are.
    if (!(narrow && table.closest(".pl-sec").querySelector(".pl-radar"))) table.open = false;
  }
})();

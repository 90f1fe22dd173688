// What a report page does before its charts are drawn: tables under a chart are folded, and the
// charts' room is kept free, so that nothing moves when they appear. Without scripts the tables
// stay open and no room is kept.
(() => {
  const data = document.getElementById("figures");
  if (!data) return;
  const figures = JSON.parse(data.textContent).figures;
  const narrow = matchMedia("(max-width: 899.98px)").matches;
  // Narrower than this, the names round a radar would overlap; so would too many of them.
  const ROOM = 840;
  const MANY = 24;

  // True if the radar's place has changed between names and numbers.
  function settle(place) {
    const axes = figures[place.dataset.figure].layout.polar.angularaxis.ticktext.length;
    const section = place.closest(".pl-sec");
    const was = section.classList.contains("is-tight");
    return section.classList.toggle("is-tight", place.clientWidth < ROOM || axes > MANY) !== was;
  }

  document.documentElement.classList.add("has-plots");
  for (const place of document.querySelectorAll("[data-figure]")) {
    const figure = figures[place.dataset.figure];
    if (!figure) continue;
    place.classList.add("is-coming");
    const rows = figure.layout.yaxis?.ticktext?.length;
    if (figure.layout.polar) settle(place);
    else if (!rows) place.style.height = `${figure.layout.height}px`;
    if (rows) place.style.height = `${narrow ? rows * 46 + 24 : figure.layout.height}px`;
  }
  for (const table of document.querySelectorAll("details[data-fold]")) {
    // A radar with numbers needs the table beneath that says what they are.
    table.open = table.closest(".pl-sec").matches(".is-tight");
  }
  addEventListener("resize", () => {
    const changed = [...document.querySelectorAll(".pl-radar.is-coming")].filter(settle);
    if (changed.length) document.dispatchEvent(new CustomEvent("plumbline:room"));
  });
})();

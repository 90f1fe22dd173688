// Draws the figures of the page with plotly. The server sends them without colours; the template
// of the reader's theme is put beneath, and a change of theme or width draws them again. Whether a
// radar has room for names is decided in report.js (is-tight).
(() => {
  const { templates, figures } = JSON.parse(document.getElementById("figures").textContent);
  const narrow = matchMedia("(max-width: 899.98px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const config = { displayModeBar: false, responsive: true, doubleClick: false };
  const drawn = new Set();
  const PAPER = 640; // the width of a printed page in CSS pixels, less its margins
  let printing = false;

  const theme = () => printing ? "light" : document.documentElement.dataset.bsTheme || (dark.matches ? "dark" : "light");

  // Numbers on the spokes of a radar instead of names.
  function tight(layout) {
    const polar = structuredClone(layout.polar);
    polar.angularaxis.ticktext = layout.meta.narrow;
    const height = Math.min(innerWidth - 62, 420);
    return { ...layout, polar, height, margin: { l: 28, r: 28, t: 24, b: 24 } };
  }

  // On a phone the names of bars stand above them.
  function stacked(layout) {
    const names = layout.yaxis.ticktext;
    return {
      ...layout,
      height: names.length * 46 + 24,
      bargap: 0.62,
      margin: { ...layout.margin, l: 0 },
      yaxis: { ...layout.yaxis, showticklabels: false, range: [names.length - 0.4, -0.6] },
      annotations: names.map((text, row) => ({
        text, x: 0, xref: "paper", xanchor: "left", y: row - 0.2, yanchor: "bottom", showarrow: false, align: "left",
      })),
    };
  }

  // The value after each name of a radar stands out. plotly's own <b> would need a style attribute,
  // which the content policy forbids, so the last word gets a class instead.
  function markValues(place) {
    for (const text of place.querySelectorAll(".angularaxistick text")) {
      const at = text.textContent.lastIndexOf(" ");
      const figure = /^[\d–]/.test(text.textContent.slice(at + 1)); // a name alone has no value
      if (at < 0 || !figure || text.querySelector("tspan")) continue;
      const value = document.createElementNS(text.namespaceURI, "tspan");
      value.setAttribute("class", "t-strong");
      value.textContent = text.textContent.slice(at + 1);
      text.textContent = text.textContent.slice(0, at + 1);
      text.append(value);
    }
  }

  function layoutOf(place) {
    const layout = figures[place.dataset.figure].layout;
    const paper = printing ? { width: PAPER } : {};
    if (layout.polar) {
      return { ...(printing || place.closest(".is-tight") ? tight(layout) : layout), ...paper };
    }
    const bars = layout.yaxis.ticktext; // without names there is nothing to stack
    return { ...(narrow.matches && bars ? stacked(layout) : layout), ...paper };
  }

  function draw(place) {
    const figure = figures[place.dataset.figure];
    const layout = layoutOf(place);
    const first = !drawn.has(place);
    drawn.add(place);
    if (!layout.polar) place.style.height = `${layout.height}px`;
    Plotly.react(place, figure.data, { ...layout, template: templates[theme()] }, config);
    markValues(place);
    if (first) place.on("plotly_afterplot", () => markValues(place));
  }

  const redraw = () => drawn.forEach(draw);
  const places = [...document.querySelectorAll("[data-figure]")].filter((place) => figures[place.dataset.figure]);
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        seen.unobserve(entry.target);
        draw(entry.target);
      }
    },
    { rootMargin: "600px 0px" },
  );
  places.forEach((place) => seen.observe(place));

  document.addEventListener("plumbline:theme", redraw);
  document.addEventListener("plumbline:room", redraw);
  dark.addEventListener("change", redraw);
  narrow.addEventListener("change", redraw);
  // Print holds every figure, also those that nobody has scrolled to, always in ink on paper, and
  // the table that says what the numbers round the radar mean.
  addEventListener("beforeprint", () => {
    printing = true;
    places.forEach(draw);
    for (const place of places.filter((one) => one.matches(".pl-radar"))) {
      const section = place.closest(".pl-sec");
      section.classList.add("is-tight");
      section.querySelector("details[data-fold]").open = true;
    }
  });
  addEventListener("afterprint", () => {
    printing = false;
    redraw();
  });
})();

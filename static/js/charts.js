// Draws the figures of the page with plotly. The server sends them without colours; the template
// of the reader's theme is put beneath, and a change of theme or width draws them again.
(() => {
  const { templates, figures } = JSON.parse(document.getElementById("figures").textContent);
  const narrow = matchMedia("(max-width: 899.98px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const config = { displayModeBar: false, responsive: true, doubleClick: false };
  const drawn = new Set();

  const theme = () => document.documentElement.dataset.bsTheme || (dark.matches ? "dark" : "light");

  // On a phone: numbers on the spokes of a radar, and the names of bars above them.
  function narrowed(layout) {
    if (layout.polar) {
      const polar = structuredClone(layout.polar);
      polar.angularaxis.ticktext = layout.meta.narrow;
      const height = Math.min(innerWidth - 62, 380);
      return { ...layout, polar, height, margin: { l: 28, r: 28, t: 24, b: 24 } };
    }
    const names = layout.yaxis.ticktext;
    return {
      ...layout,
      height: names.length * 46 + 24,
      bargap: 0.62,
      margin: { ...layout.margin, l: 0 },
      yaxis: { ...layout.yaxis, showticklabels: false, range: [names.length - 0.4, -0.6] },
      annotations: names.map((text, row) => ({
        text, x: 0, xanchor: "left", y: row - 0.2, yanchor: "bottom", showarrow: false, align: "left",
      })),
    };
  }

  // The value after each name of a radar stands out. plotly's own <b> would need a style attribute,
  // which the content policy forbids, so the last word gets a class instead.
  function markValues(place) {
    for (const text of place.querySelectorAll(".angularaxistick text")) {
      const at = text.textContent.lastIndexOf(" ");
      if (at < 0 || text.querySelector("tspan")) continue;
      const value = document.createElementNS(text.namespaceURI, "tspan");
      value.setAttribute("class", "t-strong");
      value.textContent = text.textContent.slice(at + 1);
      text.textContent = text.textContent.slice(0, at + 1);
      text.append(value);
    }
  }

  function draw(place) {
    const figure = figures[place.dataset.figure];
    const layout = narrow.matches ? narrowed(figure.layout) : figure.layout;
    const first = !drawn.has(place);
    drawn.add(place);
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
  dark.addEventListener("change", redraw);
  narrow.addEventListener("change", redraw);
  // Print holds every figure, also those that nobody has scrolled to, and always in ink on paper.
  addEventListener("beforeprint", () => places.forEach(draw));
})();

// Draws the specifications that stand in the page, and brings out the whole span that an address names.
(() => {
  "use strict";
  const refuse = () => Promise.reject(new Error("a report loads nothing"));
  const loader = {
    load: refuse,
    http: refuse,
    file: refuse,
    sanitize: (uri) => (/^#[\w-]+$/.test(uri) ? Promise.resolve({ href: uri }) : refuse()),
  };
  const ink = "currentColor";
  const narrow = innerWidth < 600;
  const axis = { labelColor: ink, titleColor: ink, domainColor: ink, tickColor: ink, gridColor: ink, gridOpacity: 0.15, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" };
  const config = {
    background: null,
    font: getComputedStyle(document.body).fontFamily,
    view: { stroke: null },
    axis,
    axisY: { labelLimit: narrow ? 110 : 210 },
    text: { color: ink },
    point: { color: "#0072b2", opacity: 1 },
    bar: { color: "#0072b2" },
    legend: { labelColor: ink, titleColor: ink, symbolStrokeColor: ink, orient: "bottom", titleOrient: narrow ? "top" : "left", columns: narrow ? 2 : 0, offset: 6, padding: 0, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
  };
  for (const element of document.querySelectorAll("script[data-plot]")) {
    const place = document.getElementById(element.dataset.plot);
    const options = { mode: "vega-lite", ast: true, renderer: "svg", actions: false, tooltip: false, defaultStyle: false, loader, config };
    if (place) vegaEmbed(place, JSON.parse(element.textContent), options).catch((error) => { place.textContent = `not drawn: ${error.message}`; });
  }
  const bringOut = () => {
    for (const mark of document.querySelectorAll("mark.focus")) mark.classList.remove("focus");
    const found = /^#(w\d+)-s(\d+)-(\d+)$/.exec(location.hash);
    const text = found && document.getElementById(found[1]);
    if (!text) return;
    for (const mark of text.querySelectorAll("mark[data-s]")) {
      const start = Number(mark.dataset.s);
      if (start >= Number(found[2]) && start < Number(found[3])) mark.classList.add("focus");
    }
  };
  addEventListener("hashchange", bringOut);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details")) one.open = true; });
  bringOut();
})();

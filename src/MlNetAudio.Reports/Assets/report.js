// Puts interactive plots in the place of the drawn ones. Everything else of the page works without this.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const dashes = [[], [9, 4], [3, 3], [12, 3, 3, 3], [16, 6], [6, 2], [2, 6], [12, 3, 3, 3, 3, 3]];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const font = "12px system-ui, sans-serif";
  const axis = (label, size) => ({
    label, size, font, labelFont: font, labelSize: 18, gap: 4, stroke: () => colour("--quiet"),
    grid: { stroke: () => colour("--rule"), width: 1 }, ticks: { show: false },
  });
  const line = (label, style, decimals) => ({
    label, width: 2, dash: dashes[style % 8], stroke: () => colour(`--s${style % 8}`), points: { show: false },
    value: (_, v) => v == null ? "–" : v.toFixed(decimals),
  });

  // One shared x for curves with steps: every rate stands twice, with the curve's height just before and just after it.
  const align = curves => {
    const rates = [...new Set(curves.flatMap(curve => curve.x))].sort((a, b) => a - b);
    const columns = [rates.flatMap(rate => [rate, rate])];
    for (const { x, y } of curves) {
      const column = [];
      let next = 0;
      for (const rate of rates) {
        while (x[next] < rate) next++;
        if (x[next] === rate) {
          let last = next;
          while (x[last + 1] === rate) last++;
          column.push(y[next], y[last]);
        } else {
          const share = (rate - x[next - 1]) / (x[next] - x[next - 1]);
          const height = y[next - 1] + share * (y[next] - y[next - 1]);
          column.push(height, height);
        }
      }
      columns.push(column);
    }
    return columns;
  };

  const chance = u => {
    const { ctx } = u;
    ctx.save();
    ctx.strokeStyle = colour("--quiet");
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([3 * devicePixelRatio, 5 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(u.valToPos(0, "x", true), u.valToPos(0, "y", true));
    ctx.lineTo(u.valToPos(1, "x", true), u.valToPos(1, "y", true));
    ctx.stroke();
    ctx.restore();
  };

  const mark = epoch => u => {
    if (epoch == null) return;
    const { ctx } = u, x = u.valToPos(epoch, "x", true);
    ctx.save();
    ctx.strokeStyle = colour("--quiet");
    ctx.lineWidth = 1.5 * devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, u.bbox.top);
    ctx.lineTo(x, u.bbox.top + u.bbox.height);
    ctx.stroke();
    ctx.restore();
  };

  const rocOptions = () => ({
    padding: [12, 14, 0, 0],
    cursor: {
      drag: { x: false, y: false },
      // of the two heights at a rate, the one after the step
      dataIdx: (u, _, index) => u.data[0][index + 1] === u.data[0][index] ? index + 1 : index,
    },
    scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1] } },
    axes: [axis("False positive rate", 26), axis("True positive rate", 34)],
    series: [{ label: "false positive rate", value: (_, v) => v == null ? "–" : v.toFixed(3) }, ...data.roc.map(curve => line(curve.name, curve.style, 3))],
    hooks: { drawAxes: [chance] },
  });

  const trainingOptions = run => ({
    padding: [12, 14, 0, 0],
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(high, 1e-3) * 1.05] } },
    axes: [{ ...axis("Epoch", 26), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] }, axis("Loss", 40)],
    series: [{ label: "epoch" }, line("training", 0, 4), ...(run.validation ? [line("validation", 1, 4)] : [])],
    hooks: { drawAxes: [mark(run.best)] },
  });

  const plots = [];
  for (const place of document.querySelectorAll("[data-plot]")) {
    const roc = place.dataset.plot === "roc";
    const run = roc ? null : data.training[place.dataset.index];
    // The plot area of the ROC curve is square: 52 + 14 beside it, 44 + 12 above and below.
    const size = () => ({ width: place.clientWidth, height: roc ? place.clientWidth - 10 : Math.round(place.clientWidth * 0.62) });
    const description = place.querySelector("svg").getAttribute("aria-label");
    const columns = roc ? align(data.roc) : [run.epoch, run.training, ...(run.validation ? [run.validation] : [])];
    const drawn = place.firstElementChild;
    try {
      const plot = new uPlot({ ...size(), ...(roc ? rocOptions() : trainingOptions(run)) }, columns, place);
      plot.root.querySelector("canvas").setAttribute("role", "img");
      plot.root.querySelector("canvas").setAttribute("aria-label", description);
      drawn.remove();
      plots.push({ plot, size });
    } catch (error) {
      console.error(error);
    }
  }
  const resize = () => plots.forEach(({ plot, size }) => plot.setSize(size()));
  addEventListener("resize", resize);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(({ plot }) => plot.redraw(false, true)));
})();

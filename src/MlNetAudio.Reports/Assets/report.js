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
  const line = style => ({ width: 2, dash: dashes[style % 8], stroke: () => colour(`--s${style % 8}`), points: { show: false } });

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

  const dashed = (u, dash, x0, y0, x1, y1) => {
    const { ctx } = u, scale = devicePixelRatio;
    ctx.save();
    ctx.strokeStyle = colour("--quiet");
    ctx.lineWidth = 1.5 * scale;
    ctx.setLineDash(dash.map(length => length * scale));
    ctx.beginPath();
    ctx.moveTo(x0, y0);
    ctx.lineTo(x1, y1);
    ctx.stroke();
    ctx.restore();
  };
  const chance = u => dashed(u, [3, 5], u.valToPos(0, "x", true), u.valToPos(0, "y", true), u.valToPos(1, "x", true), u.valToPos(1, "y", true));
  const mark = epoch => u => {
    if (epoch == null) return;
    const x = u.valToPos(epoch, "x", true);
    dashed(u, [4, 4], x, u.bbox.top, x, u.bbox.top + u.bbox.height);
  };

  // The values under the cursor, written behind the names of the legend.
  const readout = (place, caption, decimals) => {
    const legend = place.parentElement.querySelector(".legend");
    const outputs = [...legend.children].map(entry => entry.appendChild(document.createElement("output")));
    const head = legend.parentElement.insertBefore(document.createElement("p"), legend);
    head.className = "small";
    const silent = head.textContent = "Move over the plot to read values.";
    return u => {
      const { idx, idxs } = u.cursor;
      head.textContent = idx == null ? silent : caption(u.data[0][idx]);
      for (let i = 1; i < u.data.length; i++) {
        const value = idx == null ? null : u.data[i][idxs[i]];
        outputs[i - 1].textContent = value == null ? "" : value.toFixed(decimals);
      }
    };
  };

  const rocOptions = place => ({
    padding: [12, 14, 0, 0],
    legend: { show: false },
    cursor: {
      drag: { x: false, y: false },
      // of the two heights at a rate, the one after the step
      dataIdx: (u, _, index) => u.data[0][index + 1] === u.data[0][index] ? index + 1 : index,
    },
    scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1] } },
    axes: [axis("False positive rate", 26), axis("True positive rate", 34)],
    series: [{}, ...data.roc.map(curve => line(curve.style))],
    hooks: { drawAxes: [chance], setCursor: [readout(place, rate => `True positive rates at a false positive rate of ${rate.toFixed(3)}:`, 3)] },
  });

  const trainingOptions = (place, run) => ({
    padding: [12, 14, 0, 0],
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(high, 1e-3) * 1.05] } },
    axes: [{ ...axis("Epoch", 26), incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] }, axis("Loss", 40)],
    series: [{}, line(0), ...(run.validation ? [line(1)] : [])],
    hooks: { drawAxes: [mark(run.best)], setCursor: [readout(place, epoch => `Losses of epoch ${epoch}:`, 4)] },
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
      const plot = new uPlot({ ...size(), ...(roc ? rocOptions(place) : trainingOptions(place, run)) }, columns, place);
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

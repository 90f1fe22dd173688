// Shows weights and consistency while somebody compares in pairs. The server computes them again
// when the form is sent, and its word is the one that counts; without this file the form works too.

const SETTLED = 1e-15;
const LIMIT = 10000;

/** Reciprocal matrix from judgements like "5" or "1/3", each with its row and column. */
export function matrixOf(size, judgements) {
  const matrix = Array.from({ length: size }, () => new Array(size).fill(1));
  for (const { row, column, step } of judgements) {
    const [number, under = "1"] = step.split("/");
    matrix[row][column] = Number(number) / Number(under);
    matrix[column][row] = Number(under) / Number(number);
  }
  return matrix;
}

/** Weights by power iteration from equal ones, consistency ratio, and the pair most at odds. */
export function judge(matrix, randomIndex) {
  const size = matrix.length;
  const times = (weights) =>
    matrix.map((row) => row.reduce((sum, value, at) => sum + value * weights[at], 0));
  let weights = new Array(size).fill(1 / size);
  for (let step = 0; step < LIMIT; step += 1) {
    const raised = times(weights);
    const sum = raised.reduce((a, b) => a + b, 0);
    const next = raised.map((value) => value / sum);
    const change = Math.max(...next.map((value, at) => Math.abs(value - weights[at])));
    weights = next;
    if (change < SETTLED) break;
  }
  const raised = times(weights);
  const eigenvalue = raised.reduce((sum, value, at) => sum + value / weights[at], 0) / size;
  if (!(size in randomIndex)) return { weights, ratio: 0, worst: null };
  const ratio = (eigenvalue - size) / (size - 1) / randomIndex[size];
  return { weights, ratio, worst: worstOf(matrix, weights) };
}

function worstOf(matrix, weights) {
  let worst = null;
  let farthest = -1;
  for (let row = 0; row < matrix.length; row += 1) {
    for (let column = row + 1; column < matrix.length; column += 1) {
      const off = Math.abs(Math.log(matrix[row][column]) - Math.log(weights[row] / weights[column]));
      // Compared to nine decimals: with three parts all are equally far off, and the first counts.
      if (off > farthest + 5e-10) {
        farthest = off;
        worst = { row, column };
      }
    }
  }
  return worst;
}

/** Weights as whole numbers that add up to 1000, by largest remainder; of equal ones the first. */
export function perMille(weights) {
  const scaled = weights.map((weight) => Number((1000 * weight).toFixed(9)));
  const floors = scaled.map(Math.floor);
  const left = 1000 - floors.reduce((a, b) => a + b, 0);
  const rest = scaled.map((number, at) => Number((number - floors[at]).toFixed(9)));
  const order = weights.map((_, at) => at).sort((a, b) => rest[b] - rest[a] || a - b);
  for (const at of order.slice(0, left)) floors[at] += 1;
  return floors;
}

/** Three decimals; six where three would show a ratio below the limit as the limit. */
export function ratioText(ratio, limit) {
  const text = Math.abs(ratio).toFixed(3);
  return text === limit.toFixed(3) && ratio < limit ? ratio.toFixed(6) : text;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

function watch(form) {
  const selects = [...form.querySelectorAll("select[name^=pair-]")];
  const live = form.querySelector(".wt-live");
  const say = live.querySelector("[data-say]");
  const bars = live.querySelector(".wt-bars");
  const { limit, ...texts } = form.dataset;
  const randomIndex = JSON.parse(texts.randomIndex);

  const pairOf = (select) => {
    const [, row, column] = select.name.split("-").map(Number);
    return { row, column };
  };

  function show() {
    const chosen = selects.filter((select) => select.value);
    bars.hidden = chosen.length < selects.length;
    if (bars.hidden) {
      say.textContent = fill(texts.left, { n: chosen.length, all: selects.length });
      return;
    }
    const judgements = selects.map((select) => ({ ...pairOf(select), step: select.value }));
    const found = judge(matrixOf(bars.children.length, judgements), randomIndex);
    const shares = perMille(found.weights);
    [...bars.children].forEach((bar, at) => {
      const percent = shares[at] / 10;
      bar.querySelector(".g-bar").setAttribute("width", percent);
      bar.querySelector("b").textContent = fill(texts.percent, { n: percent.toFixed(1) });
    });
    say.textContent = verdict(found);
  }

  function verdict({ ratio, worst }) {
    if (!worst) return texts.certain;
    const words = { ratio: ratioText(ratio, Number(limit)) };
    if (ratio < Number(limit)) return fill(texts.consistent, words);
    const odd = selects.find((select) => {
      const { row, column } = pairOf(select);
      return row === worst.row && column === worst.column;
    });
    return fill(texts.contradictory, { ...words, pair: odd.labels[0].textContent });
  }

  live.hidden = false;
  form.addEventListener("change", show);
  show();
}

if (typeof document !== "undefined") document.querySelectorAll("form[data-ahp]").forEach(watch);

// Round numbers, at most so many of them: 1, 2 and 5 times a power of ten.
const roundNumbers = (from, to, most) => {
  const rough = (to - from) / most, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((m) => m * power >= rough) * power, first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.floor(to / step + 1e-9) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};

// A coordinate system in a box of the picture; `plane` clips what is drawn at (X(x), Y(y)).
const axes = (svg, box, { x, y, xTitle, yTitle, log = false }) => {
  const scale = log ? Math.log10 : (v) => v, [bottom, top] = y.map(scale);
  const left = box.left + 44, right = box.left + box.width - 8, upper = box.top + 22, lower = box.top + box.height - 38;
  const X = (v) => (v - x[0]) / (x[1] - x[0]) * (right - left), Y = (v) => (top - scale(v)) / (top - bottom) * (lower - upper);
  const decades = log && roundNumbers(bottom, top, Math.max(2, (lower - upper) / 34)).filter(Number.isInteger);
  for (const v of log ? decades.map((d) => 10 ** d) : roundNumbers(y[0], y[1], Math.max(2, (lower - upper) / 34))) {
    add(svg, 'line', { x1: left, x2: right, y1: upper + Y(v), y2: upper + Y(v), class: 'grid' });
    add(svg, 'text', { x: left - 6, y: upper + Y(v) + 4, class: 'tick end' }, short(v));
  }
  for (const v of roundNumbers(x[0], x[1], Math.max(2, (right - left) / 50))) {
    add(svg, 'line', { x1: left + X(v), x2: left + X(v), y1: upper, y2: lower, class: 'grid' });
    add(svg, 'text', { x: left + X(v), y: lower + 15, class: 'tick middle' }, short(v));
  }
  add(svg, 'line', { x1: left, x2: right, y1: lower, y2: lower, class: 'axis' });
  add(svg, 'text', { x: box.left, y: box.top + 12, class: 'title' }, yTitle);
  add(svg, 'text', { x: (left + right) / 2, y: lower + 32, class: 'title middle' }, xTitle);
  const plane = add(svg, 'svg', { x: left, y: upper, width: right - left, height: lower - upper });
  return {
    plane, X, Y, width: right - left, height: lower - upper,
    // Where a pointer is, in the numbers of the axes.
    at: (event) => {
      const frame = svg.getBoundingClientRect(), px = event.clientX - frame.left - left, py = event.clientY - frame.top - upper;
      return [x[0] + px / (right - left) * (x[1] - x[0]), y[1] - py / (lower - upper) * (y[1] - y[0])];
    },
  };
};

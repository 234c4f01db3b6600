// What all playgrounds share: elements, numbers as text, axes, and controls. Everything of a playground
// lives in a shadow root of its own, so neither its names nor its styles meet the page around it.

const drawn = new Set(['svg', 'g', 'path', 'line', 'circle', 'rect', 'text', 'image']);

const add = (parent, name, attributes = {}, text) => {
  const child = drawn.has(name) ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) { child.setAttribute(key, value); }
  if (text !== undefined) { child.textContent = text; }
  return parent.appendChild(child);
};

// Four digits, as people read them; what is exact stands in the table of numbers.
const short = (x) => (x === 0 || !Number.isFinite(x) ? String(x)
  : Math.abs(x) >= 1e5 || Math.abs(x) < 1e-3 ? x.toExponential(2).replace('e+', 'e') : String(Number(x.toPrecision(4)))).replaceAll('-', '−');

const between = (low, x, high) => Math.min(Math.max(x, low), high);

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
  const from = (event) => { const frame = svg.getBoundingClientRect(); return [event.clientX - frame.left - left, event.clientY - frame.top - upper]; };
  return {
    plane, X, Y, width: right - left, height: lower - upper,
    // Where a pointer is, in the numbers of the axes.
    at: (event) => { const [px, py] = from(event); return [x[0] + px / (right - left) * (x[1] - x[0]), y[1] - py / (lower - upper) * (y[1] - y[0])]; },
  };
};

// A number to choose: a slider to drag and a field to type in. `log` spaces the slider by factors.
const control = (parent, { name, value, min, max, log = false, least = min, most = max, marks = [], change, complain }) => {
  const place = (v) => 1000 * (log ? Math.log(v / min) / Math.log(max / min) : (v - min) / (max - min));
  const valueAt = (p) => Number((log ? min * (max / min) ** (p / 1000) : min + p / 1000 * (max - min)).toPrecision(3));
  const row = add(parent, 'div', { class: 'control' });
  add(row, 'span', { class: 'name', 'aria-hidden': 'true' }, name);
  const track = add(row, 'span', { class: 'track' });
  const range = add(track, 'input', { type: 'range', min: 0, max: 1000, step: 1, 'aria-label': name });
  const field = add(row, 'input', { type: 'text', inputmode: 'decimal', size: 7, 'aria-label': `${name}, typed`, autocomplete: 'off' });
  const seen = marks.filter((m) => m.value >= min && m.value <= max);
  seen.forEach((mark, i) => {
    const sign = add(track, 'span', { class: 'mark' }, mark.label);
    sign.style.left = `calc(8px + ${place(mark.value) / 1000} * (100% - 16px))`;
    sign.style.bottom = `${24 + 14 * i}px`;
    sign.style.setProperty('--drop', `${18 + 14 * i}px`);
  });
  track.style.paddingTop = `${14 * seen.length}px`;
  const show = (v) => {
    range.value = between(0, place(v), 1000);
    range.setAttribute('aria-valuetext', short(v));
    field.value = String(Number(v.toPrecision(6)));
    field.removeAttribute('aria-invalid');
  };
  range.addEventListener('input', () => { const v = valueAt(range.valueAsNumber); show(v); change(v); });
  field.addEventListener('change', () => {
    const v = Number(field.value.trim().replace(',', '.').replace('−', '-'));
    if (field.value.trim() === '' || !Number.isFinite(v) || v < least || v > most) {
      field.setAttribute('aria-invalid', 'true');
      complain(`${name} is a number from ${short(least)} to ${short(most)}, and "${field.value}" is not.`);
    } else { show(v); change(v); }
  });
  show(value);
  return { show };
};

const button = (parent, text, press) => {
  const made = add(parent, 'button', { type: 'button' }, text);
  made.addEventListener('click', press);
  return made;
};

// Calls `tick` again and again until it returns false; at once where the reader wants no motion.
const player = (tick, stopped) => {
  let timer = null;
  const stop = () => { clearInterval(timer); timer = null; stopped(); };
  const start = () => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) { while (tick()) { /* to the end */ } stop(); return; }
    timer = setInterval(() => { if (!tick()) { stop(); } }, 120);
  };
  return { start, stop, get running() { return timer !== null; } };
};

const style = `
:host { all: initial; display: block; max-width: 760px; }
section { font: 13px/1.45 system-ui, sans-serif; color: var(--text); background: var(--paper); border: 1px solid var(--edge);
  border-radius: 6px; padding: 12px 14px; box-sizing: border-box; }
h3 { margin: 0 0 6px; font-size: 15px; }
p { margin: 6px 0 0; min-height: 1.45em; }
svg { display: block; overflow: hidden; }
section > svg, .screen { width: 100%; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
text { font: 12px system-ui, sans-serif; fill: var(--text); }
.tick { font-size: 11px; fill: var(--muted); } .title { fill: var(--muted); }
.end { text-anchor: end; } .middle { text-anchor: middle; }
.grid { stroke: var(--grid); } .axis { stroke: var(--axis); }
.controls { display: flex; flex-wrap: wrap; gap: 8px 18px; align-items: end; margin-top: 6px; }
.control { display: flex; align-items: end; line-height: 24px; gap: 8px; flex: 1 1 280px; }
.control .name { min-width: 5.5em; }
.track { position: relative; flex: 1; min-width: 90px; }
.mark { position: absolute; transform: translateX(-50%); font-size: 11px; line-height: 14px; color: var(--muted); white-space: nowrap; pointer-events: none; background: var(--paper); }
.mark::after { content: ''; position: absolute; left: 50%; top: 14px; height: var(--drop); border-left: 1.5px dashed var(--muted); }
input, button { font: inherit; color: inherit; }
input[type=range] { display: block; width: 100%; margin: 0; height: 24px; accent-color: var(--blue); }
input[type=text] { width: 5.5em; background: var(--paper); border: 1px solid var(--axis); border-radius: 4px; padding: 2px 4px; }
input[aria-invalid] { border-color: var(--vermillion); outline-color: var(--vermillion); }
button { background: var(--edge); border: 1px solid var(--axis); border-radius: 4px; padding: 4px 12px; min-height: 32px; cursor: pointer; }
:focus-visible { outline: 2px solid var(--blue); outline-offset: 1px; }
details { margin-top: 6px; } summary { cursor: pointer; color: var(--muted); }
.numbers { max-height: 200px; overflow: auto; } table { border-collapse: collapse; }
th, td { padding: 1px 10px 1px 0; text-align: right; font-variant-numeric: tabular-nums; font-weight: normal; }
`;

// Builds the playground into each place that waits for it. Should anything fail, the picture stays.
const mount = (key, title, ownStyle, build) => {
  for (const place of document.querySelectorAll(`[data-gd-playground="${key}"]:not([data-gd-live])`)) {
    place.setAttribute('data-gd-live', '');
    const host = document.createElement('div'), root = host.attachShadow({ mode: 'open' }), sheet = new CSSStyleSheet();
    sheet.replaceSync(colours + style + ownStyle);
    root.adoptedStyleSheets = [sheet];
    const section = add(root, 'section', { 'aria-label': title });
    // A notebook would take the arrow keys and letters for commands of its own.
    section.addEventListener('keydown', (event) => event.stopPropagation());
    add(section, 'h3', {}, title);
    build(section);
    place.querySelector('img').style.display = 'none';
    place.appendChild(host);
  }
};

// Draws now and whenever the width changes.
const redrawn = (section, draw) => {
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (Math.round(entry.contentRect.width) !== width) { width = Math.round(entry.contentRect.width); draw(width); }
  }).observe(section);
};

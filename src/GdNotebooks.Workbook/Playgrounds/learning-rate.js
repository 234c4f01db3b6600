// One parameter: drag the start and η, and see where the steps go.
const ownStyle = `
.curve { fill: none; stroke: var(--text); stroke-width: 2; } .history { fill: none; stroke: var(--blue); stroke-width: 1.5; }
.step { stroke: var(--vermillion); stroke-width: 1.5; } .tangent { stroke: var(--sky); stroke-width: 2; }
.past { fill: var(--vermillion); } .cost { fill: var(--blue); } .ball { fill: var(--vermillion); stroke: var(--paper); stroke-width: 1.5; }
.start { fill: var(--paper); stroke: var(--vermillion); stroke-width: 2; } .out { fill: var(--vermillion); font-weight: bold; }
`;

mount(data.key, data.title, ownStyle, (section) => {
  const Most = 1000, Shown = 200;
  let { start, rate } = data, shown = data.steps, walk, left;

  const svg = add(section, 'svg', { role: 'img' });
  const status = add(section, 'p', { role: 'status' });
  const complain = (text) => { status.textContent = text; };
  const controls = add(section, 'div', { class: 'controls' });
  const sliders = {
    start: control(controls, { name: 'start w', value: start, min: data.from, max: data.to, change: (v) => { start = v; play.stop(); update(); }, complain }),
    rate: control(controls, {
      name: 'rate η', value: rate, min: data.rates[0], max: data.rates[1], log: true, least: 1e-9, most: 1e9, complain,
      marks: data.bounds.map((b) => ({ value: b.bound, label: data.bounds.length > 1 ? `bound at w = ${short(b.minimum)}` : `bound ${short(b.bound)}` })),
      change: (v) => { rate = v; update(); },
    }),
  };
  const buttons = add(section, 'div', { class: 'controls' });
  button(buttons, 'Step', () => { play.stop(); forward(); });
  const run = button(buttons, 'Run', () => {
    if (play.running) { play.stop(); return; }
    if (shown >= last()) { shown = 0; update(); }
    run.textContent = 'Pause';
    play.start();
  });
  button(buttons, 'Reset', () => { play.stop(); ({ start, rate } = data); sliders.start.show(start); sliders.rate.show(rate); shown = 0; update(); });
  const tell = numbers(section, 'The steps in numbers', ['step', 'w', 'C(w)', 'dC/dw']);

  const last = () => Math.min(Shown, walk.steps.length - 1);
  const forward = () => { shown = Math.min(shown + 1, last()); update(); return shown < last(); };
  const play = player(forward, () => { run.textContent = 'Run'; });

  const draw = (width) => {
    const wide = width >= 520, height = wide ? 300 : 230, half = wide ? Math.round(width * 0.58) : width;
    svg.replaceChildren();
    svg.setAttribute('height', wide ? height : 2 * height);
    const steps = walk.steps.slice(0, shown + 1), here = steps[shown], finite = steps.filter((s) => Number.isFinite(s.cost));

    left = axes(svg, { left: 0, top: 0, width: half - 12, height }, { x: [data.from, data.to], y: data.costs, xTitle: 'parameter w', yTitle: 'cost C(w)' });
    const curve = Array.from({ length: 241 }, (_, i) => data.from + i / 240 * (data.to - data.from));
    add(left.plane, 'path', { d: `M${curve.map((w) => `${left.X(w).toFixed(1)} ${left.Y(cost(w)).toFixed(1)}`).join('L')}`, class: 'curve' });
    // Each step: the tangent that says which way and how steep, and the way to where the step ends.
    const far = (v) => between(-1e6, v, 1e6), unit = [left.X(1) - left.X(0), left.Y(1) - left.Y(0)];
    finite.forEach((s, i) => {
      const [px, py] = [left.X(s.position[0]), left.Y(s.cost)].map(far), next = finite[i + 1];
      const reach = 26 / Math.hypot(unit[0], s.gradient[0] * unit[1]), [dx, dy] = [reach * unit[0], reach * s.gradient[0] * unit[1]];
      add(left.plane, 'line', { x1: px - dx, y1: py - dy, x2: px + dx, y2: py + dy, class: 'tangent' });
      if (next) { add(left.plane, 'line', { x1: px, y1: py, x2: far(left.X(next.position[0])), y2: far(left.Y(next.cost)), class: 'step' }); }
    });
    finite.forEach((s) => add(left.plane, 'circle', { cx: far(left.X(s.position[0])), cy: far(left.Y(s.cost)), r: 2.5, class: 'past' }));
    add(left.plane, 'circle', { cx: left.X(start), cy: left.Y(cost(start)), r: 7, class: 'start' });
    const inside = here.position[0] >= data.from && here.position[0] <= data.to && here.cost <= data.costs[1];
    if (inside) { add(left.plane, 'circle', { cx: left.X(here.position[0]), cy: left.Y(here.cost), r: 6, class: 'ball' }); } else {
      const right = here.position[0] > (data.from + data.to) / 2;
      add(left.plane, 'text', { x: right ? left.width - 6 : 6, y: 16, class: right ? 'out end' : 'out' }, `${right ? '' : '← '}w = ${short(here.position[0])}${right ? ' →' : ''}`);
    }

    const costs = finite.map((s) => s.cost), log = Math.min(...costs) > 0, span = [Math.min(...costs), Math.max(...costs)];
    const y = log ? [10 ** Math.floor(Math.log10(span[0]) - 0.01), 10 ** Math.ceil(Math.log10(span[1]) + 0.01)] : [span[0] - 0.05 * (span[1] - span[0] || 1), span[1] + 0.05 * (span[1] - span[0] || 1)];
    const history = axes(svg, { left: wide ? half : 0, top: wide ? 0 : height, width: width - (wide ? half : 0), height }, { x: [0, Math.max(10, shown)], y, log, xTitle: 'step', yTitle: 'cost' });
    add(history.plane, 'path', { d: `M${costs.map((c, i) => `${history.X(i).toFixed(1)} ${history.Y(c).toFixed(1)}`).join('L')}`, class: 'history' });
    costs.forEach((c, i) => add(history.plane, 'circle', { cx: history.X(i), cy: history.Y(c), r: costs.length > 60 ? 1.5 : 2.5, class: 'cost' }));
    svg.setAttribute('aria-label', `Step ${shown}: w = ${short(here.position[0])}, cost ${short(here.cost)}, slope ${short(here.gradient[0])}.`);
  };

  let width = 0;
  const update = () => {
    walk = descend([start], rate, 0, Most);
    shown = Math.min(shown, last());
    const here = walk.steps[shown];
    status.textContent = `η = ${short(rate)} ${verdict(walk, ([w]) => `w = ${short(w)}`)}. Shown: step ${shown}, w = ${short(here.position[0])}, C = ${short(here.cost)}.`;
    tell(() => walk.steps.slice(0, shown + 1).map((s, i) => [i, s.position[0], s.cost, s.gradient[0]]));
    if (width) { draw(width); }
  };

  // The start follows the pointer along the curve.
  const drag = (event) => {
    start = Number(between(data.from, left.at(event)[0], data.to).toPrecision(4));
    sliders.start.show(start);
    update();
  };
  const reaches = (event) => {
    const [w, c] = left.at(event), [low, high] = data.costs;
    return w >= data.from && w <= data.to && c >= low - (high - low) && c <= high;
  };
  svg.addEventListener('pointerdown', (event) => {
    if (!reaches(event)) { return; }
    play.stop();
    svg.setPointerCapture(event.pointerId);
    drag(event);
  });
  svg.addEventListener('pointermove', (event) => {
    const held = svg.hasPointerCapture(event.pointerId);
    svg.style.cursor = held || reaches(event) ? 'ew-resize' : '';
    if (held) { drag(event); }
  });

  update();
  redrawn(section, (now) => { width = now; draw(width); });
});

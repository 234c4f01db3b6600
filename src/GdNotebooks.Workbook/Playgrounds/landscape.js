// Two parameters from above: drop balls on the contours, choose η and μ, and see where each ball walks.
const ownStyle = `
.split { display: flex; flex-wrap: wrap; gap: 4px 22px; } .stage { flex: 1 1 400px; } .side { flex: 1 1 250px; } .side .controls { gap: 8px; } .side .name { min-width: 6.6em; white-space: nowrap; } .side input[type=text] { width: 4.4em; } .side button { padding: 4px 10px; }
.screen { touch-action: manipulation; cursor: crosshair; } .land { opacity: .72; } .level { stroke: var(--paper); stroke-opacity: .6; vector-effect: non-scaling-stroke; fill-rule: evenodd; }
.way, .halo, .arrow, .part { fill: none; stroke-linejoin: round; } .halo { stroke: var(--paper); stroke-opacity: .75; stroke-width: 4.5; }
.way { stroke: currentColor; stroke-width: 2; } .dot { fill: currentColor; } .ball { fill: currentColor; stroke: var(--paper); stroke-width: 1.5; }
.out { fill: var(--paper); stroke: currentColor; stroke-width: 2; } .start { fill: var(--paper); stroke: currentColor; stroke-width: 2; } .number { font-weight: bold; }
.cross { stroke: var(--text); stroke-opacity: .3; } .arrow { stroke: var(--text); stroke-width: 2.5; } .part { stroke: var(--text); stroke-width: 1.25; }
.key { display: flex; gap: 8px; align-items: center; margin: 4px 8px 0 44px; font-size: 11px; color: var(--muted); } .bands { display: flex; flex: 1; height: 8px; opacity: .72; } .bands i { flex: 1; }
.here { min-height: 2.9em; } ol { list-style: none; margin: 6px 0 0; padding: 0; } li { display: flex; gap: 8px; margin-top: 3px; }
.badge { flex: none; width: 16px; height: 16px; font-size: 11px; line-height: 16px; font-weight: bold; text-align: center; border: 2px solid; border-radius: 50%; } .badge b { color: var(--text); }
`;

mount(data.key, data.title, ownStyle, (section) => {
  const [xName, yName] = data.names, [from, to] = [0, 1].map((end) => [data.x[end], data.y[end]]), size = to.map((t, k) => t - from[k]);
  const near = (v, scale) => (Math.abs(v) < 1e-6 * scale ? 0 : v), point = (p) => `(${p.map((v, k) => short(near(v, size[k]))).join(', ')})`;
  let rate, momentum, balls, spot = from.map((f, k) => f + size[k] / 2), shown = data.steps, inside = true, frame, ways, sight;

  const split = add(section, 'div', { class: 'split' }), stage = add(split, 'div', { class: 'stage' }), side = add(split, 'div', { class: 'side' });
  const svg = add(stage, 'svg', {
    class: 'screen', tabindex: 0, role: 'application',
    'aria-label': `The cost over ${xName} and ${yName} from above. Arrow keys move a cross-hair, with Shift by more; Enter or Space drops a ball there, Delete removes the last ball.`,
  });
  const key = add(stage, 'div', { class: 'key' });
  add(key, 'span', {}, `C = ${short(near(data.costs[0], 1e3 * data.costs[1]))}`);
  const bands = add(key, 'span', { class: 'bands' });
  for (const region of data.regions) { add(bands, 'i').style.background = region.colour; }
  add(key, 'span', {}, short(data.costs[1]));
  const here = add(stage, 'p', { class: 'here', role: 'status' }, 'Point at the picture, or move there with the arrow keys, to see the gradient; click, tap or Enter drops a ball.');

  const controls = add(side, 'div', { class: 'controls' });
  const complain = (text) => { status.textContent = text; };
  const sliders = [
    control(controls, { name: 'rate η', value: data.rate, min: data.rate / 20, max: data.rate * 20, log: true, least: 1e-9, most: 1e9, complain, change: (v) => { rate = v; walk(); } }),
    control(controls, { name: 'momentum μ', value: data.momentum, min: 0, max: Math.max(0.99, data.momentum), complain, change: (v) => { momentum = v; walk(); } }),
  ];
  const buttons = add(side, 'div', { class: 'controls' });
  button(buttons, 'Step', () => { play.stop(); shown = Math.min(shown, last()); forward(1); });
  const run = button(buttons, 'Run', () => {
    if (play.running) { play.stop(); return; }
    if (shown >= last()) { shown = 0; }
    run.textContent = 'Pause';
    play.start();
  });
  button(buttons, 'Reset', () => { play.stop(); shown = 0; reset(); });
  button(buttons, 'Remove ball', () => remove());
  const said = add(side, 'div', { role: 'status', 'aria-atomic': 'false' }), status = add(said, 'p'), list = add(said, 'ol', { 'aria-label': 'Balls' });
  const tell = numbers(section, 'The steps in numbers', ['ball', 'step', xName, yName, 'C', `∂C/∂${xName}`, `∂C/∂${yName}`]);

  const last = () => Math.min(1000, Math.max(0, ...balls.map((ball) => ball.walk.steps.length - 1)));
  const forward = (by) => { shown = Math.min(shown + by, last()); show(); return shown < last(); };
  const play = player(() => forward(Math.ceil((shown + 1) / 15)), () => { run.textContent = 'Run'; });
  const until = (ball) => ball.walk.steps.slice(0, shown + 1);

  const arrow = (x, y, dx, dy, name) => {
    const length = Math.hypot(dx, dy) || 1, head = Math.min(8, length), [ux, uy] = [head * dx / length, head * dy / length];
    const d = `M${x} ${y}l${dx} ${dy}m${-ux - uy / 2} ${ux / 2 - uy}L${x + dx} ${y + dy}l${uy / 2 - ux} ${-ux / 2 - uy}`;
    for (const layer of ['halo', name]) { add(sight, 'path', { d, class: layer }); }
  };

  // The gradient where the reader looks, uphill, and its components along the axes.
  const look = (place) => {
    spot = place;
    const [gx, gy] = gradient(...spot), length = Math.hypot(gx, gy), scale = 110 / (length + data.slope), x = frame.X(spot[0]), y = frame.Y(spot[1]);
    sight.replaceChildren();
    add(sight, 'path', { d: `M0 ${y}H${frame.width}M${x} 0V${frame.height}`, class: 'cross' });
    if (Number.isFinite(length)) {
      arrow(x, y, scale * gx, 0, 'part');
      arrow(x, y, 0, -scale * gy, 'part');
      arrow(x, y, scale * gx, -scale * gy, 'arrow');
    }
    here.textContent = `At ${point(spot)}: C = ${short(cost(...spot))}, ∂C/∂${xName} = ${short(gx)}, ∂C/∂${yName} = ${short(gy)}; ∇C points uphill.`;
  };

  const show = () => {
    ways.replaceChildren();
    const trails = balls.map((ball) => until(ball).filter((s) => Number.isFinite(s.cost)).map((s) => [frame.X(s.position[0]), frame.Y(s.position[1])].map((v) => between(-1e5, v, 1e5))));
    const layer = (draw) => trails.forEach((trail, i) => { const g = add(ways, 'g'); g.style.color = `var(--${data.colours[i]})`; draw(g, trail, i); });
    layer((g, trail) => {
      for (const name of ['halo', 'way']) { add(g, 'path', { d: `M${trail.map((p) => p.map((v) => v.toFixed(1)).join(' ')).join('L')}`, class: name }); }
      if (trail.length < 100) { trail.forEach(([cx, cy]) => add(g, 'circle', { cx, cy, r: 2.5, class: 'dot' })); }
    });
    layer((g, trail, i) => {
      const [cx, cy] = trail[trail.length - 1], [x, y] = [between(0, cx, frame.width), between(0, cy, frame.height)];
      add(g, 'circle', { cx: x, cy: y, r: 6, class: x === cx && y === cy ? 'ball' : 'out' });
      add(g, 'circle', { cx: trail[0][0], cy: trail[0][1], r: 9, class: 'start' });
      add(g, 'text', { x: trail[0][0], y: trail[0][1] + 4, class: 'number middle' }, i + 1);
    });
    status.textContent = balls.length === 0 ? 'No ball: click the picture to drop one.' : `η = ${short(rate)}, μ = ${short(momentum)}. Shown: step ${Math.min(shown, last())} of ${last()}.`;
    tell(() => balls.flatMap((ball, i) => until(ball).map((s, k) => [i + 1, k, ...s.position, s.cost, ...s.gradient])));
  };

  // Flat ground with lower ground beside it: a saddle or a summit.
  const isMinimum = ({ position: [x, y], cost: low }) => [-1, 0, 1].every((i) => [-1, 0, 1].every((j) => cost(x + i * size[0] / 1000, y + j * size[1] / 1000) >= low));
  const ball = (start) => {
    const walk = descend(start, rate, momentum, 5000), end = walk.steps[walk.steps.length - 1];
    return { start, walk, verdict: verdict(walk, point) + (walk.reason === 'converged' && !isMinimum(end) ? ', but this is no minimum' : '') };
  };
  const judge = () => {
    list.replaceChildren();
    balls.forEach((ball, i) => {
      const row = add(list, 'li'), badge = add(row, 'span', { class: 'badge' });
      badge.style.color = `var(--${data.colours[i]})`;
      add(badge, 'b', {}, i + 1);
      add(row, 'span', {}, ball.verdict);
    });
    if (frame) { show(); }
  };
  const walk = () => { balls = balls.map(({ start }) => ball(start)); judge(); };
  const reset = () => {
    ({ rate, momentum } = data);
    sliders.forEach((slider, i) => slider.show([rate, momentum][i]));
    balls = data.starts.map((start) => ({ start }));
    walk();
  };
  const remove = () => { balls.pop(); judge(); };
  const drop = () => {
    if (balls.length === data.colours.length) { complain(`There are ${balls.length} balls already: remove one first.`); return; }
    balls.push(ball(spot));
    judge();
  };

  // Places are round numbers, so that a ball can be put on a ridge exactly.
  const round = (place) => place.map((p, k) => {
    const unit = 10 ** Math.floor(Math.log10(size[k] / 300));
    return between(from[k], Number((Math.round(p / unit) * unit).toPrecision(12)) + 0, to[k]);
  });
  const follow = (event) => {
    const place = frame.at(event);
    inside = place.every((p, k) => p >= from[k] && p <= to[k]);
    if (inside) { look(round(place)); } else { sight.replaceChildren(); }
  };
  for (const moved of ['pointermove', 'pointerdown']) { svg.addEventListener(moved, follow); }
  for (const left of ['pointerleave', 'blur']) { svg.addEventListener(left, () => sight.replaceChildren()); }
  svg.addEventListener('focus', () => look(spot));
  svg.addEventListener('click', () => { if (inside) { drop(); } });
  svg.addEventListener('keydown', (event) => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (move) { look(round(spot.map((p, k) => p + move[k] * size[k] / (event.shiftKey ? 10 : 50)))); }
    else if (event.key === 'Enter' || event.key === ' ') { if (!event.repeat) { look(spot); drop(); } }
    else if (event.key === 'Delete' || event.key === 'Backspace') { remove(); } else { return; }
    event.preventDefault();
  });

  reset();
  redrawn(stage, (width) => {
    const ratio = size[1] / size[0], even = ratio > 1 / 3 && ratio < 3;
    const height = Math.min(440, (width - 52) * (even ? ratio : 0.75)), wide = even ? height / ratio : width - 52;
    svg.replaceChildren();
    svg.setAttribute('height', height + 60);
    frame = axes(svg, { left: 0, top: 0, width: wide + 52, height: height + 60 }, { x: data.x, y: data.y, xTitle: xName, yTitle: yName });
    const land = add(frame.plane, 'svg', { viewBox: '0 0 1000 1000', preserveAspectRatio: 'none', class: 'land' });
    for (const region of data.regions) { add(land, 'path', { d: region.path, fill: region.colour, class: 'level' }); }
    sight = add(frame.plane, 'g');
    ways = add(frame.plane, 'g');
    show();
  });
});

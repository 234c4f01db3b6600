// A line among points, and its place on the bowl J(w, b): each moves the other, and moving a point changes the bowl.
const ownStyle = `
.split { display: flex; flex-wrap: wrap; gap: 4px 14px; } .stage { flex: 1 1 300px; } .screen { touch-action: none; cursor: crosshair; }
.point { fill: var(--blue); stroke: var(--paper); stroke-width: 1; } .chosen { stroke: var(--text); stroke-width: 2; } .miss { stroke: var(--blue); stroke-opacity: .35; }
.past { stroke: var(--vermillion); stroke-opacity: .22; } .line { stroke: var(--vermillion); stroke-width: 2.5; } .grip { fill: var(--paper); stroke: var(--vermillion); stroke-width: 2.5; }
.ring { stroke: var(--paper); stroke-opacity: .6; fill-opacity: .72; } .halo, .way { fill: none; stroke-linejoin: round; } .halo { stroke: var(--paper); stroke-opacity: .75; stroke-width: 4.5; }
.way { stroke: var(--vermillion); stroke-width: 2; } .dot { fill: var(--vermillion); } .start { fill: var(--paper); stroke: var(--vermillion); stroke-width: 2; } .ball { fill: var(--vermillion); stroke: var(--paper); stroke-width: 1.5; }
.bottom { stroke: #fff; stroke-width: 2; }
`;

mount(data.key, data.title, ownStyle, (section) => {
  const Most = 2000, Shown = 400, [xName, yName] = data.names, ends = [data.x[0], data.x[1]].map((x, k) => x + (k ? -0.04 : 0.04) * (data.x[1] - data.x[0]));
  const size = ([from, to]) => to - from, tidy = (v) => Number(v.toPrecision(4));
  let own, start, rate, shown = data.steps, walk, chosen = 0, hand = null, moved = '', left, right, widths = [0, 0];

  const split = add(section, 'div', { class: 'split' });
  const screen = (label) => { const stage = add(split, 'div', { class: 'stage' }); return [stage, add(stage, 'svg', { class: 'screen', tabindex: 0, role: 'application', 'aria-label': label })]; };
  const [leftStage, sky] = screen(`${yName} against ${xName}: ${m} points and a line. Drag a point, the line or one of its ends. By keys: Page Up and Page Down choose a point, the arrow keys move it, with Shift by more; Home puts all points back.`);
  const [rightStage, bowl] = screen('The cost J over w and b from above. Drag the point, or move it by the arrow keys, with Shift by more: it is the line on the left.');
  const said = add(section, 'div', { role: 'status' }), status = add(said, 'p'), state = add(said, 'p');
  const complain = (text) => { status.textContent = text; };
  const controls = add(section, 'div', { class: 'controls' });
  const begin = (place) => { start = place.map(tidy); shown = 0; play.stop(); update(); };
  const number = (name, k, range) => control(controls, { name, value: data.start[k], min: range[0], max: range[1], least: -1e9, most: 1e9, complain, change: (v) => begin(start.map((s, i) => (i === k ? v : here().position[i]))) });
  const sliders = [number('slope w', 0, data.w), number('height b', 1, data.b)];
  const rateSlider = control(controls, { name: 'rate η', value: data.rate, min: data.rate / 100, max: data.rate * 10, log: true, least: 1e-12, most: 1e9, complain, change: (v) => { rate = v; update(); } });
  const buttons = add(section, 'div', { class: 'controls' });
  button(buttons, 'Step', () => { play.stop(); forward(); });
  const run = button(buttons, 'Run', () => {
    if (play.running) { play.stop(); return; }
    if (shown >= last()) { shown = 0; }
    run.textContent = 'Pause';
    play.start();
  });
  button(buttons, 'Reset', () => { play.stop(); reset(); });
  const tell = numbers(section, 'The steps in numbers', ['step', 'w', 'b', 'J', '∂J/∂w', '∂J/∂b']);

  const last = () => Math.min(Shown, walk.steps.length - 1), here = () => walk.steps[shown];
  const forward = () => { shown = Math.min(shown + 1, last()); show(); return shown < last(); };
  const play = player(forward, () => { run.textContent = 'Run'; });

  // The bottom of the bowl, and its curvatures along and across the valley with their directions.
  const shape = () => {
    const mean = (f) => own.reduce((sum, p) => sum + f(p), 0) / m, xx = mean(([x]) => x * x), x = mean((p) => p[0]), y = mean((p) => p[1]), xy = mean((p) => p[0] * p[1]);
    const half = Math.hypot((xx - 1) / 2, x), max = (xx + 1) / 2 + half, min = (xx - x * x) / max, angle = Math.atan2(max - xx, x);
    return { max, min, across: [Math.cos(angle), Math.sin(angle)], bottom: [(xy - x * y) / (xx - x * x), (xx * y - x * xy) / (xx - x * x)] };
  };

  const drawLeft = (width) => {
    const height = Math.round(Math.min(340, width * 0.8));
    sky.replaceChildren();
    sky.setAttribute('height', height);
    left = axes(sky, { left: 0, top: 0, width, height }, { x: data.x, y: data.y, xTitle: xName, yTitle: yName });
    const line = ([w, b], name) => {
      const [y1, y2] = data.x.map((x) => between(-1e5, left.Y(w * x + b), 1e5));
      add(left.plane, 'line', { x1: 0, y1, x2: left.width, y2, class: name });
    };
    const [w, b] = here().position;
    own.forEach(([x, y]) => add(left.plane, 'line', { x1: left.X(x), x2: left.X(x), y1: left.Y(y), y2: between(-1e5, left.Y(w * x + b), 1e5), class: 'miss' }));
    walk.steps.slice(0, shown).slice(-60).forEach((step) => line(step.position, 'past'));
    line([w, b], 'line');
    own.forEach(([x, y], i) => add(left.plane, 'circle', { cx: left.X(x), cy: left.Y(y), r: 5, class: i === chosen ? 'point chosen' : 'point' }));
    ends.forEach((x) => add(left.plane, 'circle', { cx: left.X(x), cy: between(-1e5, left.Y(w * x + b), 1e5), r: 7, class: 'grip' }));
  };

  const drawRight = (width) => {
    const height = Math.round(Math.min(340, width * 0.8));
    bowl.replaceChildren();
    bowl.setAttribute('height', height);
    right = axes(bowl, { left: 0, top: 0, width, height }, { x: data.w, y: data.b, xTitle: 'slope w', yTitle: 'height b' });
    const { max, min, across: [c, s], bottom } = shape(), at = (p) => [right.X(p[0]), right.Y(p[1])].map((v) => between(-1e5, v, 1e5).toFixed(1)).join(' ');
    data.bands.forEach((_, i) => {
      const radius = (data.bands.length - i) * data.unit, colour = data.bands[data.bands.length - 1 - i];
      const ring = Array.from({ length: 72 }, (_, k) => [radius / Math.sqrt(max) * Math.cos(k * Math.PI / 36), radius / Math.sqrt(min) * Math.sin(k * Math.PI / 36)]);
      add(right.plane, 'path', { d: `M${ring.map(([p, q]) => at([bottom[0] + p * c - q * s, bottom[1] + p * s + q * c])).join('L')}Z`, fill: colour, class: 'ring' });
    });
    const [x, y] = [right.X(bottom[0]), right.Y(bottom[1])];
    add(right.plane, 'path', { d: `M${x - 6} ${y}h12M${x} ${y - 6}v12`, class: 'bottom' });
    const trail = walk.steps.slice(0, shown + 1).filter((step) => Number.isFinite(step.cost)).map((step) => at(step.position));
    for (const name of ['halo', 'way']) { add(right.plane, 'path', { d: `M${trail.join('L')}`, class: name }); }
    if (trail.length < 120) { trail.forEach((p) => { const [cx, cy] = p.split(' '); add(right.plane, 'circle', { cx, cy, r: 2.5, class: 'dot' }); }); }
    const spot = (p, r, name) => { const [cx, cy] = p.split(' '); add(right.plane, 'circle', { cx, cy, r, class: name }); };
    spot(trail[0], 6, 'start');
    spot(trail[trail.length - 1], 7, 'ball');
  };

  const show = () => {
    const { position: [w, b], cost: J } = here(), { max, min } = shape(), [x, y] = own[chosen];
    sliders.forEach((slider, k) => slider.show(tidy(here().position[k])));
    status.textContent = `Step ${shown}: w = ${short(w)}, b = ${short(b)}, J = ${short(J)}. η = ${short(rate)} ${verdict(walk, ([p, q]) => `w = ${short(p)}, b = ${short(q)}`)}.`;
    state.textContent = `${moved ? `Point ${chosen + 1} at (${short(x)}, ${short(y)}). ` : ''}Largest rate ${short(2 / max)}, condition number ${short(max / min)}.`;
    tell(() => walk.steps.slice(0, shown + 1).map((step, i) => [i, ...step.position, step.cost, ...step.gradient]));
    if (widths[0]) { drawLeft(widths[0]); }
    if (widths[1]) { drawRight(widths[1]); }
  };
  const update = () => {
    points = own;       // what cost and gradient look at, in this place of the page
    walk = descend([...start], rate, 0, Most);
    shown = Math.min(shown, last());
    show();
  };
  const reset = () => {
    own = data.points.map((p) => [...p]);
    [start, rate, shown, moved] = [[...data.start], data.rate, 0, ''];
    rateSlider.show(rate);
    update();
  };
  const put = (i, [x, y]) => {
    const place = [tidy(between(data.x[0], x, data.x[1])), tidy(between(data.y[0], y, data.y[1]))];
    if (own.some((p, k) => k !== i && p[0] !== place[0])) { own[i] = place; }     // all at one x would leave no bowl
    [chosen, moved] = [i, 'yes'];
    begin(here().position);
  };

  // What a pointer takes hold of: an end of the line, else a point, else the line.
  const grasp = (event) => {
    const [x, y] = left.at(event), [w, b] = here().position, far = ([px, py]) => Math.hypot(left.X(px) - left.X(x), left.Y(py) - left.Y(y)), near = event.pointerType === 'touch' ? 26 : 14;
    const end = ends.map((e) => far([e, w * e + b])), point = own.map(far), i = point.indexOf(Math.min(...point));
    if (Math.min(...end) < near) { return { end: end[0] < end[1] ? 0 : 1 }; }
    if (point[i] < near) { return { point: i }; }
    return Math.abs(left.Y(w * x + b) - left.Y(y)) < near ? { offset: w * x + b - y } : null;
  };
  const pull = (event) => {
    const [x, y] = left.at(event), [w, b] = here().position;
    if (hand.point !== undefined) { put(hand.point, [x, y]); return; }
    if (hand.end === undefined) { begin([w, y + hand.offset - w * x]); return; }
    const [fixed, held] = hand.end ? ends : [ends[1], ends[0]], slope = (y - (w * fixed + b)) / (held - fixed);
    begin([slope, w * fixed + b - slope * fixed]);
  };
  sky.addEventListener('pointerdown', (event) => {
    hand = grasp(event);
    if (!hand) { return; }
    if (hand.point !== undefined) { chosen = hand.point; }
    sky.setPointerCapture(event.pointerId);
    pull(event);
  });
  sky.addEventListener('pointermove', (event) => {
    if (hand && sky.hasPointerCapture(event.pointerId)) { pull(event); } else { sky.style.cursor = grasp(event) ? 'grab' : ''; }
  });
  for (const over of ['pointerup', 'pointercancel']) { sky.addEventListener(over, () => { hand = null; }); }
  const place = (event) => { const [w, b] = right.at(event); begin([between(data.w[0], w, data.w[1]), between(data.b[0], b, data.b[1])]); };
  bowl.addEventListener('pointerdown', (event) => { bowl.setPointerCapture(event.pointerId); place(event); });
  bowl.addEventListener('pointermove', (event) => { if (bowl.hasPointerCapture(event.pointerId)) { place(event); } });

  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  const keys = (svg, act) => svg.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !act(event.key, arrows[event.key], event.shiftKey ? 0.1 : 0.02)) { return; }
    event.preventDefault();
  });
  keys(sky, (key, arrow, by) => {
    if (arrow) { put(chosen, own[chosen].map((v, k) => v + arrow[k] * by * size([data.x, data.y][k]))); return true; }
    if (key === 'PageDown' || key === 'PageUp') { chosen = (chosen + (key === 'PageDown' ? 1 : m - 1)) % m; moved = 'yes'; show(); return true; }
    if (key === 'Home') { own = data.points.map((p) => [...p]); begin(here().position); return true; }
    return false;
  });
  keys(bowl, (key, arrow, by) => {
    if (arrow) { begin(here().position.map((v, k) => between([data.w, data.b][k][0], v + arrow[k] * by * size([data.w, data.b][k]), [data.w, data.b][k][1]))); }
    return Boolean(arrow);
  });

  own = data.points.map((p) => [...p]);
  [start, rate] = [[...data.start], data.rate];
  update();
  [[leftStage, drawLeft], [rightStage, drawRight]].forEach(([stage, draw], k) => redrawn(stage, (width) => { widths[k] = width; draw(width); }));
});

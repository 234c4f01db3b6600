// Two inputs, two hidden neurons, two outputs: change a number, and see what goes forward and what comes back.
const ownStyle = `
.edge { stroke: var(--axis); opacity: .45; } .edge.on { opacity: 1; } .edge.rises { stroke: var(--vermillion); } .edge.falls { stroke: var(--blue); }
.lit { fill: none; stroke: var(--sky); stroke-opacity: .45; } .flow { stroke: var(--text); stroke-width: 1.5; stroke-dasharray: 2 10; }
.neuron { fill: var(--paper); } .activation { fill: var(--blue); stroke: var(--blue); stroke-width: 1.5; }
text { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; } .slope.on { font-weight: bold; } .small text { font-size: 10.5px; }
select { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--axis); border-radius: 4px; padding: 2px 4px; min-height: 26px; }
.legend { color: var(--muted); } [role=status] p:last-child { min-height: 2.9em; }
@media (prefers-reduced-motion: no-preference) { .flow { animation: back 1.2s linear 2; } } @keyframes back { to { stroke-dashoffset: 24; } }
`;

mount(data.key, data.title, ownStyle, (section) => {
  const pair = [0, 1], layers = ['input', 'hidden', 'output'], sigma = (z) => 1 / (1 + Math.exp(-z)), fixed = (v) => v.toFixed(4).replace('-', '−'), brief = (v) => short(Number(v.toPrecision(3)));
  let net, here, rate, count, left, chosen = data.chosen, hovered = null, width = 0;

  // Every number that can be changed, and where it is kept.
  const neuron = (layer, j) => `${layers[layer]} ${j + 1}`;
  const knobs = [
    ...pair.map((i) => ({ kind: 'x', layer: 0, to: i, name: `x of ${neuron(0, i)}`, keep: () => [net.x, i] })),
    ...[1, 2].flatMap((layer) => [
      ...pair.flatMap((to) => pair.map((from) => ({ kind: 'w', layer, to, from, name: `w from ${neuron(layer - 1, from)} to ${neuron(layer, to)}`, keep: () => [net.W[layer - 1][to], from] }))),
      ...pair.map((to) => ({ kind: 'b', layer, to, name: `b of ${neuron(layer, to)}`, keep: () => [net.b[layer - 1], to] })),
    ]),
  ];
  const read = (knob) => { const [list, i] = knob.keep(); return list[i]; };
  const write = (knob, v) => { const [list, i] = knob.keep(); list[i] = v; };

  // Forward and back, by chapter 7, and what comes back to each neuron, path by path.
  const pass = () => {
    const sums = (layer, a) => pair.map((j) => net.W[layer - 1][j][0] * a[0] + net.W[layer - 1][j][1] * a[1] + net.b[layer - 1][j]);
    const z1 = sums(1, net.x), a1 = z1.map(sigma), z2 = sums(2, a1), a2 = z2.map(sigma), steep = (a) => a * (1 - a);
    const missed = a2.map((a, j) => a - net.y[j]), d2 = missed.map((m, j) => m * steep(a2[j]));
    const paths = pair.map((i) => pair.map((j) => net.W[1][j][i] * d2[j])), came = paths.map(([p, q]) => p + q), d1 = came.map((c, i) => c * steep(a1[i]));
    const a = [net.x, a1, a2], delta = [null, d1, d2];
    return {
      a, delta, z: [null, z1, z2], back: [null, came, missed], paths, steep: [null, a1.map(steep), a2.map(steep)], cost: (missed[0] ** 2 + missed[1] ** 2) / 2,
      slope: ({ kind, layer, to, from }) => (kind === 'w' ? delta[layer][to] * a[layer - 1][from] : kind === 'b' ? delta[layer][to] : 0),
    };
  };

  const screen = add(section, 'svg', {
    class: 'screen', height: 290, tabindex: 0, role: 'application',
    'aria-label': 'The network. Press a line or a neuron: that chooses its number. Page Up and Page Down choose too, the arrow keys change it, with Shift by more; Home puts all back.',
  });
  const said = add(section, 'div', { role: 'status' }), status = add(said, 'p'), state = add(said, 'p');
  const controls = add(section, 'div', { class: 'controls' }), picked = add(controls, 'label', { class: 'control' });
  add(picked, 'span', { class: 'name' }, 'change');
  const select = add(picked, 'select');
  knobs.forEach((knob, k) => add(select, 'option', { value: k }, knob.name));
  select.addEventListener('change', () => choose(Number(select.value)));
  const complain = (text) => { status.textContent = text; };
  const value = control(controls, { name: 'value', value: 0, min: -4, max: 4, least: -1000, most: 1000, complain, change: (v) => set(v) });
  const rateSlider = control(controls, { name: 'rate η', value: data.rate, min: 0.1, max: 100, log: true, least: 1e-9, most: 1e9, complain, change: (v) => { rate = v; show(); } });
  const buttons = add(section, 'div', { class: 'controls' });
  button(buttons, 'Step downhill', () => { play.stop(); step(); });
  const run = button(buttons, 'Run', () => {
    if (play.running) { play.stop(); return; }
    run.textContent = 'Pause';
    left = 200;
    play.start();
  });
  button(buttons, 'Reset', () => reset());
  add(section, 'p', { class: 'legend' }, 'On a line the slope of the cost in its weight: red where the cost rises with it, blue where it falls, the wider the steeper. Above a neuron its activation a, below it δ, the slope in its weighted sum z.');
  const tell = numbers(section, 'All slopes in numbers', ['number', 'value', 'slope of the cost']);

  const play = player(() => { step(); return --left > 0; }, () => { run.textContent = 'Run'; });
  const step = () => {
    // All slopes are taken at one place, before anything moves.
    knobs.map((knob) => read(knob) - rate * here.slope(knob)).forEach((v, k) => write(knobs[k], v));
    count += 1;
    show();
  };
  const set = (v) => { play.stop(); write(knobs[chosen], v); show(); }, choose = (k) => { chosen = k; show(); };
  const reset = () => {
    play.stop();
    net = JSON.parse(JSON.stringify(data));
    [rate, count] = [data.rate, 0];
    rateSlider.show(rate);
    show();
  };

  // On the way from this number to the cost, or not.
  const onPath = (knob, layer, to, from) => (knob.layer === layer ? knob.kind === 'w' && knob.to === to && knob.from === from : knob.layer < layer && (layer - knob.layer > 1 || knob.to === from));
  const passes = (knob, layer, j) => (knob.layer === layer ? knob.to === j : knob.layer < layer);

  const place = (layer, j) => [width < 480 ? 34 + layer * (width - 80) / 2 : 50 + layer * (width - 120) / 2, j ? 232 : 92];
  const draw = () => {
    const light = knobs[hovered === null ? chosen : hovered], narrow = width < 480;
    screen.replaceChildren();
    screen.classList.toggle('small', narrow);
    const lines = knobs.filter((knob) => knob.kind === 'w').map((knob) => {
      const [x1, y1] = place(knob.layer - 1, knob.from), [x2, y2] = place(knob.layer, knob.to), slope = here.slope(knob);
      return { knob, slope, x1, y1, x2, y2, on: onPath(light, knob.layer, knob.to, knob.from) };
    });
    const line = ({ x1, y1, x2, y2 }, name, more) => add(screen, 'line', { x1, y1, x2, y2, class: name, ...more });
    // Full width at 4/27, the steepest that δ of an output can be with a target of 0 or 1.
    const broad = (slope) => 1.5 + 8 * Math.sqrt(Math.min(1, Math.abs(slope) * 27 / 4));
    lines.filter((l) => l.on).forEach((l) => line(l, 'lit', { 'stroke-width': broad(l.slope) + 8 }));
    lines.forEach((l) => line(l, `edge ${l.slope > 0 ? 'rises' : l.slope < 0 ? 'falls' : ''}${l.on ? ' on' : ''}`, { 'stroke-width': broad(l.slope) }));
    lines.filter((l) => l.on).forEach((l) => line(l, 'flow'));
    // The slope stands above a level line and near the beginning of a slanting one, the weight below it and near its end.
    for (const { knob, slope, x1, y1, x2, y2, on } of lines) {
      const at = (share, up) => ({ x: x1 + share * (x2 - x1), y: y1 + share * (y2 - y1) + up }), level = y1 === y2;
      add(screen, 'text', { ...at(level ? 0.5 : narrow ? 0.38 : 0.3, level ? -9 : 4), class: `slope middle${on ? ' on' : ''}` }, fixed(slope));
      if (!narrow) { add(screen, 'text', { ...at(level ? 0.5 : 0.74, level ? 18 : 4), class: 'tick middle' }, `w ${brief(read(knob))}`); }
    }
    layers.forEach((name, layer) => {
      add(screen, 'text', { x: place(layer, 0)[0], y: 18, class: 'title middle' }, layer === 1 ? name : `${name}s`);
      pair.forEach((j) => {
        const [cx, cy] = place(layer, j), a = here.a[layer][j], on = passes(light, layer, j);
        if (on) { add(screen, 'circle', { cx, cy, r: 18, class: 'lit', 'stroke-width': 6 }); }
        add(screen, 'circle', { cx, cy, r: 14, class: 'neuron' });
        add(screen, 'circle', { cx, cy, r: 14, class: 'activation', 'fill-opacity': between(0, Math.abs(a), 1).toFixed(3) });
        add(screen, 'text', { x: cx, y: cy - 26, class: 'middle' }, layer ? `a ${a.toFixed(3)}` : `x ${brief(a)}`);
        if (layer) { add(screen, 'text', { x: cx, y: cy + 36, class: 'middle' }, `δ ${fixed(here.delta[layer][j])}`); }
        if (layer === 2) { add(screen, 'text', { x: cx + (narrow ? 18 : 22), y: cy + 4, class: 'tick' }, `y ${net.y[j]}`); }
      });
    });
  };

  // What made the slope of the chosen number.
  const story = ({ kind, layer, to, from, name }) => {
    const own = neuron(layer, to), v = `${name} is ${short(read(knobs[chosen]))}. `;
    if (kind === 'x') { return `${v}An input does not learn, so nothing has to come back to it.`; }
    const d = here.delta[layer][to], steep = here.steep[layer][to];
    const came = layer === 2 ? `Output ${to + 1} misses by a − y = ${fixed(here.back[2][to])}` : `Back to ${own} come ${here.paths[to].map((p, j) => `${fixed(p)} over ${neuron(2, j)}`).join(' and ')}, together ${fixed(here.back[1][to])}`;
    return `${v}${came}; times σ′ = ${fixed(steep)} that is δ = ${fixed(d)}${kind === 'b' ? ', and that is the slope.' : `, times a = ${fixed(here.a[layer - 1][from])} of ${neuron(layer - 1, from)}: slope ${fixed(here.slope(knobs[chosen]))}.`}`;
  };
  const show = () => {
    here = pass();
    const knob = knobs[chosen];
    select.value = chosen;
    value.show(read(knob));
    controls.children[1].querySelectorAll('input').forEach((input, i) => input.setAttribute('aria-label', `value of ${knob.name}${i ? ', typed' : ''}`));
    status.textContent = `${count === 1 ? '1 step' : `${count} steps`} downhill: cost C = ${short(here.cost)}.`;
    state.textContent = story(knob);
    tell(() => [
      ...knobs.map((k) => [k.name, read(k), k.kind === 'x' ? '' : here.slope(k)]),
      ...[1, 2].flatMap((layer) => pair.flatMap((j) => [[`z of ${neuron(layer, j)}`, here.z[layer][j], here.delta[layer][j]], [`a of ${neuron(layer, j)}`, here.a[layer][j], here.back[layer][j]]])),
      ['cost C', here.cost, ''],
    ]);
    if (width) { draw(); }
  };

  // The number under the pointer: a neuron's, else that of the nearest line.
  const under = (event) => {
    const frame = screen.getBoundingClientRect(), x = event.clientX - frame.left, y = event.clientY - frame.top, reach = event.pointerType === 'touch' ? 24 : 14;
    const far = knobs.map(({ kind, layer, to, from }) => {
      const [x2, y2] = place(layer, to);
      if (kind !== 'w') { return Math.hypot(x - x2, y - y2) < reach + 8 ? -1 : Infinity; }
      const [x1, y1] = place(layer - 1, from), share = between(0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2), 1);
      return Math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1));
    });
    const nearest = Math.min(...far);
    return nearest < reach ? far.indexOf(nearest) : null;
  };
  const hover = (k) => {
    screen.style.cursor = k === null ? '' : 'pointer';
    if (k !== hovered) { hovered = k; draw(); }
  };
  screen.addEventListener('pointermove', (event) => { if (event.pointerType !== 'touch') { hover(under(event)); } });
  screen.addEventListener('pointerleave', () => hover(null));
  screen.addEventListener('pointerdown', (event) => { const k = under(event); if (k !== null) { choose(k); } });

  const arrows = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };
  screen.addEventListener('keydown', (event) => {
    const turn = { PageDown: 1, PageUp: 13 }[event.key], by = arrows[event.key];
    if (event.ctrlKey || event.altKey || event.metaKey || !(turn || by || event.key === 'Home')) { return; }
    event.preventDefault();
    if (turn) { choose((chosen + turn) % 14); } else if (by) { set(Number(between(-1000, read(knobs[chosen]) + by * (event.shiftKey ? 1 : 0.1), 1000).toPrecision(6))); } else { reset(); }
  });

  reset();
  redrawn(section, (now) => { width = now; draw(); });
});

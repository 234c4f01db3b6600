// A digit drawn by hand, brought into 28 × 28 pixels as MNIST's are, and what the network makes of it.
const ownStyle = `
.desk { display: flex; flex-wrap: wrap; gap: 14px 24px; align-items: flex-start; }
.sheet { flex: 0 1 280px; } .views { display: flex; flex: 0 1 142px; flex-wrap: wrap; gap: 10px 24px; } .layers { flex: 1 1 230px; }
.narrow .desk > * { flex-basis: 100%; } .narrow .pad { width: 280px; max-width: 100%; margin: auto; }
.label { display: block; color: var(--muted); margin-bottom: 2px; }
.pad { display: block; width: 100%; aspect-ratio: 1; border-radius: 4px; box-shadow: 0 0 0 1px var(--axis);
  touch-action: none; user-select: none; -webkit-user-select: none; cursor: crosshair; }
.sheet .controls { margin-top: 10px; gap: 8px; } .answer { font-size: 15px; min-height: 2.9em; margin-top: 10px; white-space: pre-line; } .answer::first-line { font-weight: bold; }
.view { display: block; width: 140px; height: 140px; image-rendering: pixelated; box-shadow: 0 0 0 1px var(--edge); margin: 1px; }
.cells { display: flex; flex-wrap: wrap; gap: 1px; margin-bottom: 10px; }
.cell { width: 15px; height: 15px; box-shadow: inset 0 0 0 1px var(--axis); } .cell i, .bar i { display: block; height: 100%; }
.cell i { background: var(--text); } .bar i { background: var(--blue); border-radius: 2px; }
.output { display: grid; grid-template-columns: 1.1em 1em 1fr 3.4em; align-items: center; line-height: 21px; font-variant-numeric: tabular-nums; }
.bar { height: 13px; background: var(--grid); border-radius: 2px; } .output :last-child { text-align: right; }
.winner { font-weight: bold; } .winner .bar i { background: var(--vermillion); } .legend { color: var(--muted); min-height: 2.9em; }
`;

// The parameters of each layer: first its weights, neuron by neuron, then its biases.
const bytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
const layers = (() => {
  const view = new DataView(bytes(parameters).buffer);
  let at = 0;
  const read = (count) => Float64Array.from({ length: count }, () => view.getFloat32(4 * at++, true));
  return data.layers.slice(1).map((outputs, l) => ({ inputs: data.layers[l], weights: read(outputs * data.layers[l]), biases: read(outputs) }));
})();

const sum = (values) => values.reduce((a, b) => a + b, 0);
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const softmax = (z) => { const most = Math.max(...z), e = z.map((v) => Math.exp(v - most)), all = sum(e); return e.map((v) => v / all); };
// What a hidden neuron makes of z, and the slope there, told from a = σ(z).
const [activate, slope] = {
  Sigmoid: [sigmoid, (a) => a * (1 - a)], ReLU: [(z) => Math.max(0, z), (a) => (a > 0 ? 1 : 0)], Tanh: [Math.tanh, (a) => 1 - a * a],
}[data.activation];

// W a, and Wᵀ d.
const product = ({ inputs, weights, biases }, a) => biases.map((_, j) => a.reduce((z, v, i) => z + weights[j * inputs + i] * v, 0));
const productBack = ({ inputs, weights }, d) => Float64Array.from({ length: inputs }, (_, i) => d.reduce((z, v, j) => z + weights[j * inputs + i] * v, 0));

// The activations of every layer, the inputs first; with only a share of the ink, where one is given.
const forward = (inputs, ink = product(layers[0], inputs), share = 1) => layers.reduce((before, layer, l) => {
  const z = (l === 0 ? ink.map((v) => share * v) : product(layer, before[l])).map((v, j) => v + layer.biases[j]);
  return [...before, l < layers.length - 1 ? z.map(activate) : data.softmax ? softmax(z) : z.map(sigmoid)];
}, [inputs]);

// What each pixel adds to the weighted input z of an output while the digit fades in from blank paper: its intensity
// times the slope of z in it, by backpropagation, the mean over the way. Together they are the whole change of z.
const contributions = (inputs, output) => {
  const ink = product(layers[0], inputs), steps = 100;
  let mean = ink.map(() => 0);
  for (let k = 0; k < steps; k++) {
    const a = forward(inputs, ink, (k + 0.5) / steps);
    let d = layers[layers.length - 1].biases.map((_, j) => (j === output ? 1 : 0));
    for (let l = layers.length - 1; l > 0; l--) { d = productBack(layers[l], d).map((v, i) => v * slope(a[l][i])); }
    mean = mean.map((v, j) => v + d[j] / steps);
  }
  return productBack(layers[0], mean).map((v, i) => v * inputs[i]);
};

// MNIST's way with ink: scaled to fit 20 × 20 pixels, black on white at first and ten times as fine, then averaged,
// and moved by whole pixels until its centre of mass is the middle of 28 × 28. What is scaled are the lines; they are
// drawn with a pen as wide as MNIST's, so that a small digit comes out no thicker than a large one.
const Sheet = 280, Side = 28, Box = 20, Fine = 10, Pen = 1.2, Least = 20;
const centred = (strokes) => {
  if (strokes.length === 0) { return null; }
  const span = [0, 1].map((k) => strokes.flat().reduce(([low, high], point) => [Math.min(low, point[k]), Math.max(high, point[k])], [Sheet, 0]));
  const size = span.map(([low, high]) => high - low), scale = (Box - 2 * Pen) / Math.max(...size, Least);
  const wide = Box * Fine, reach = Pen * Fine, black = new Uint8Array(wide * wide), box = new Uint8Array(Box * Box), pixels = new Uint8Array(Side * Side);
  const range = (a, b) => [Math.max(Math.floor(Math.min(a, b) - reach), 0), Math.min(Math.ceil(Math.max(a, b) + reach), wide)];
  for (const stroke of strokes) {
    const path = stroke.map((point) => point.map((v, k) => ((v - span[k][0]) * scale + Pen) * Fine));
    path.forEach(([bx, by], i) => {
      const [ax, ay] = path[Math.max(i - 1, 0)], dx = bx - ax, dy = by - ay, squared = dx * dx + dy * dy || 1;
      const [left, right] = range(ax, bx), [top, bottom] = range(ay, by);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) {
          const px = x + 0.5 - ax, py = y + 0.5 - ay, along = between(0, (px * dx + py * dy) / squared, 1);
          if ((px - along * dx) ** 2 + (py - along * dy) ** 2 <= reach * reach) { black[y * wide + x] = 1; }
        }
      }
    });
  }
  const row = (i, width) => Math.floor(i / width);
  black.forEach((b, i) => { box[row(row(i, wide), Fine) * Box + row(i % wide, Fine)] += b; });
  // None of the ink leaves the image.
  const [right, down] = [(i) => i % Box, (i) => row(i, Box)].map((place, k) => between(
    0, Math.floor(Side / 2 - sum(Array.from(box, (v, i) => v * place(i))) / sum(box) + 0.5), Side - Math.ceil(size[k] * scale + 2 * Pen)));
  box.forEach((v, i) => { if (v > 0) { pixels[(row(i, Box) + down) * Side + i % Box + right] = Math.floor(v * 255 / (Fine * Fine) + 0.5); } });
  return pixels;
};

// From blue at −1 through nearly white at 0 to red at 1, as the library's diverging scale.
const diverging = (t) => {
  const stops = data.diverging, place = (t + 1) / 2 * (stops.length - 1), i = Math.min(Math.floor(place), stops.length - 2);
  return `rgb(${stops[i].map((c, k) => Math.round(c + (place - i) * (stops[i + 1][k] - c)))})`;
};
// A colour and how much of it to lay on the paper. Dark paper shows through near 0, where that scale is nearly white.
const laid = (t, isOnDark) => (isOnDark ? [`rgb(${data.diverging[t < 0 ? 2 : 6]})`, Math.abs(t)] : [diverging(t), 1]);

mount(data.key, data.title, ownStyle, (section) => {
  const examplePixels = bytes(example), hidden = data.layers.slice(1, -1), isTanh = data.activation === 'Tanh';
  let strokes = [], isExample = true, pixels, activations, pointer = null, pen = null;

  const desk = add(section, 'div', { class: 'desk' }), sheet = add(desk, 'div', { class: 'sheet' });
  const pad = add(sheet, 'canvas', {
    class: 'pad', height: 2 * Sheet, tabindex: 0, role: 'application',
    'aria-label': 'Pad to draw a digit on. The arrow keys move a pen, Space puts it down and lifts it, Delete clears.',
  });
  const buttons = add(sheet, 'div', { class: 'controls' }), status = add(sheet, 'p', { role: 'status', class: 'answer' });
  const views = add(desk, 'div', { class: 'views' }), column = add(desk, 'div', { class: 'layers' });
  const view = (text) => {
    const box = add(views, 'div');
    return { label: add(box, 'span', { class: 'label' }, text), canvas: add(box, 'canvas', { class: 'view', height: Side, role: 'img' }) };
  };
  const seen = view('The network sees'), shares = view('');
  const cells = hidden.map((count, l) => {
    const label = add(column, 'span', { class: 'label' }), row = add(column, 'div', { class: 'cells', role: 'img' });
    return { name: hidden.length > 1 ? `Hidden layer ${l + 1}` : 'Hidden layer', label, row, all: Array.from({ length: count }, () => add(add(row, 'span', { class: 'cell' }), 'i')) };
  });
  add(column, 'span', { class: 'label' }, 'Outputs');
  const outputs = add(column, 'div', { role: 'img' });
  const bars = Array.from({ length: 10 }, (_, digit) => {
    const row = add(outputs, 'div', { class: 'output' }), sign = add(row, 'span');
    add(row, 'span', {}, String(digit));
    return { row, sign, bar: add(add(row, 'span', { class: 'bar' }), 'i'), value: add(row, 'span') };
  });
  const legend = add(section, 'p', { class: 'legend' });
  const tell = numbers(section, 'The activations in numbers', ['layer', 'neuron', 'activation', 'for (+) or against (−)']);

  const say = (text) => { status.textContent = text; };
  // The outputs, the strongest first.
  const ranking = () => Array.from(activations[activations.length - 1], (a, digit) => ({ a, digit })).sort((one, other) => other.a - one.a);
  const answer = () => {
    if (!activations) { return 'There is no ink, so no answer.\nDraw a digit from 0 to 9.'; }
    const [first, next] = ranking();
    return `The network says ${first.digit}, ${first.a.toFixed(2)};\nnext ${next.digit}, ${next.a.toFixed(2)}.`;
  };

  const paint = (canvas, values, colour) => {
    const brush = canvas.getContext('2d');
    canvas.width = Side;
    values.forEach((v, i) => {
      [brush.fillStyle, brush.globalAlpha] = colour(v);
      brush.fillRect(i % Side, Math.floor(i / Side), 1, 1);
    });
  };
  const drawPad = (ink, accent) => {
    const brush = pad.getContext('2d');
    pad.width = 2 * Sheet;
    brush.scale(2, 2);
    brush.imageSmoothingEnabled = false;
    if (isExample) { brush.drawImage(seen.canvas, 0, 0, Sheet, Sheet); }
    Object.assign(brush, { strokeStyle: ink, lineWidth: 16, lineCap: 'round', lineJoin: 'round' });
    for (const stroke of strokes) {
      brush.beginPath();
      [stroke[0], ...stroke].forEach((point) => brush.lineTo(...point));
      brush.stroke();
    }
    if (pen) {
      Object.assign(brush, { strokeStyle: accent, fillStyle: accent, lineWidth: 2 });
      brush.beginPath();
      brush.arc(...pen.at, 8, 0, 7);
      brush.stroke();
      if (pen.down) { brush.fill(); }
    }
  };

  // All that is seen, from the state.
  const draw = () => {
    const colours = getComputedStyle(pad), winner = activations ? ranking()[0].digit : -1, a = activations && activations[activations.length - 1];
    const share = a ? contributions(activations[0], winner) : [], most = Math.max(...share.map(Math.abs), 0);
    const isOnDark = section.getRootNode().host.classList.contains('dark');
    paint(seen.canvas, pixels || [], (v) => [colours.color, v / 255]);
    paint(shares.canvas, share, (v) => laid(v / (most || 1), isOnDark));
    drawPad(colours.color, colours.getPropertyValue('--vermillion'));
    seen.canvas.setAttribute('aria-label', a ? 'The digit in 28 by 28 pixels' : 'No ink');
    shares.label.textContent = a ? `For and against ${winner}` : 'For and against';
    const [plus, minus] = [1, -1].map((s) => sum(share.map((v) => Math.max(s * v, 0))).toFixed(2));
    shares.canvas.setAttribute('aria-label', a ? `Pixels for ${winner}, ${plus} in all, and against it, ${minus}` : 'No ink');
    legend.textContent = a ? `Red pixels speak for the ${winner} and blue ones against it: what each adds to its weighted input z as the ink fades in, +${plus} and −${minus} in all; full colour is ±${short(most)}.` : '';

    cells.forEach(({ name, label, row, all }, l) => {
      const values = activations ? activations[l + 1] : [], full = data.activation === 'ReLU' ? Math.max(...values, 0) : 1;
      label.textContent = `${name}: ${isTanh ? 'blue −1, red 1' : `empty 0, full ${short(full)}`}`;
      row.setAttribute('aria-label', activations ? `${name}: ${Array.from(values, short).join(', ')}` : `${name}: no activations`);
      all.forEach((cell, j) => {
        cell.style.opacity = !activations ? 0 : values[j] / (full || 1);
        if (isTanh && activations) { [cell.style.background, cell.style.opacity] = laid(values[j], isOnDark); }
        cell.parentNode.title = activations ? `neuron ${j}: ${short(values[j])}` : '';
      });
    });
    bars.forEach(({ row, sign, bar, value }, digit) => {
      row.classList.toggle('winner', digit === winner);
      sign.textContent = digit === winner ? '▸' : '';
      bar.style.width = `${a ? 100 * a[digit] : 0}%`;
      value.textContent = a ? a[digit].toFixed(3) : '–';
    });
    outputs.setAttribute('aria-label', a ? `Outputs: ${Array.from(a, (v, digit) => `${digit}: ${v.toFixed(3)}`).join(', ')}` : 'No outputs');
    tell(() => (activations || []).map((layer, l) => Array.from(layer, (v, i) => [l === 0 ? 'inputs' : l > hidden.length ? 'outputs' : `hidden ${l}`, i, v, l === 0 ? share[i] : '']))
      .reverse().flat().filter(([layer, , v]) => layer !== 'inputs' || v > 0));
  };
  const update = () => {
    pixels = isExample ? examplePixels : centred(strokes);
    activations = pixels && forward(Float64Array.from(pixels, (v) => v / 255));
    draw();
    say(answer());
  };

  const lift = () => {
    if (pen) { pen.down = false; }
    pointer = null;
    status.removeAttribute('aria-busy');
  };
  const begin = (withStrokes, withExample) => { lift(); [strokes, isExample] = [withStrokes, withExample]; update(); };
  // The first stroke takes the example's place.
  const put = (point) => { [strokes, isExample] = [[...strokes, [point]], false]; };
  button(buttons, 'Clear', () => begin([], false));
  button(buttons, 'Undo', () => {
    if (strokes.length > 0 || isExample) { begin(strokes.slice(0, -1), false); } else { say('There is nothing to undo.'); }
  });
  button(buttons, 'Example', () => begin([], true));

  const at = (event) => {
    const frame = pad.getBoundingClientRect();
    return [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height].map((v) => between(0, v * Sheet, Sheet));
  };
  pad.addEventListener('pointerdown', (event) => {
    if (pointer !== null || event.button !== 0) { return; }
    event.preventDefault();
    pad.focus({ preventScroll: true });
    // Whoever listens hears the answer when the stroke is done, not at every move.
    status.setAttribute('aria-busy', 'true');
    [pointer, pen] = [event.pointerId, null];
    put(at(event));
    update();
    pad.setPointerCapture(event.pointerId);
  });
  pad.addEventListener('pointermove', (event) => {
    if (event.pointerId !== pointer) { return; }
    // Some browsers tell only the last of several moves, unless asked.
    const moves = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    strokes[strokes.length - 1].push(...(moves.length > 0 ? moves : [event]).map(at));
    update();
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    pad.addEventListener(end, (event) => { if (event.pointerId === pointer) { lift(); say(answer()); } });
  }

  const arrows = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] };
  pad.addEventListener('keydown', (event) => {
    const move = arrows[event.key], space = event.key === ' ', clear = event.key === 'Delete' || event.key === 'Backspace';
    if (pointer !== null || event.ctrlKey || event.metaKey || event.altKey || !(move || space || clear)) { return; }
    event.preventDefault();
    if (clear) { begin([], false); return; }
    pen = pen || { at: [Sheet / 2, Sheet / 2], down: false };
    if (space) {
      pen.down = !pen.down;
      if (pen.down) { put(pen.at); }
    } else {
      pen.at = pen.at.map((v, k) => between(0, v + move[k], Sheet));
      if (pen.down) { strokes[strokes.length - 1].push(pen.at); }
    }
    update();
    if (!space || pen.down) { say(`Pen ${pen.down ? 'down' : 'up'} at ${pen.at[0] / 10} across and ${pen.at[1] / 10} down.`); }
  });
  pad.addEventListener('blur', () => { lift(); pen = null; draw(); });

  update();
  say(`${answer()}\nThis is the example: draw your own.`);
  section.addEventListener('themed', draw);
  redrawn(section, (width) => { section.classList.toggle('narrow', width < 560); draw(); });
});

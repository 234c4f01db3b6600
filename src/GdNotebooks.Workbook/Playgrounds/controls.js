// A number to choose: a slider to drag and a field to type in. `log` spaces the slider by factors.
const control = (parent, { name, value, min, max, log = false, least = min, most = max, marks = [], change, complain }) => {
  const place = (v) => 1000 * (log ? Math.log(v / min) / Math.log(max / min) : (v - min) / (max - min));
  const valueAt = (p) => Number((log ? min * (max / min) ** (p / 1000) : min + p / 1000 * (max - min)).toPrecision(3));
  const row = add(parent, 'div', { class: 'control' });
  add(row, 'span', { class: 'name', 'aria-hidden': 'true' }, name);
  const track = add(row, 'span', { class: 'track' });
  const range = add(track, 'input', { type: 'range', min: 0, max: 1000, step: 1, 'aria-label': name });
  const field = add(row, 'input', { type: 'text', inputmode: 'decimal', 'aria-label': `${name}, typed`, autocomplete: 'off' });
  const seen = marks.filter((m) => m.value >= min && m.value <= max);
  seen.forEach((mark, i) => {
    const sign = add(track, 'span', { class: 'mark' }, mark.label);
    sign.style.setProperty('--place', `${place(mark.value) / 10}%`);
    sign.style.left = `calc(8px + ${place(mark.value) / 1000} * (100% - 16px))`;
    sign.style.zIndex = seen.length - i;
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
    const text = field.value.trim(), v = Number(text.replace(',', '.').replace('−', '-'));
    if (!text || !Number.isFinite(v) || v < least || v > most) {
      field.setAttribute('aria-invalid', 'true');
      complain(`${name} is a number from ${short(least)} to ${short(most)}, and "${field.value}" is not.`);
    } else { show(v); change(v); }
  });
  show(value);
  return { show };
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

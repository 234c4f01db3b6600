// What all playgrounds share: elements, numbers as text and as a table, buttons. Everything of a playground
// lives in a shadow root of its own, so neither its names nor its styles meet the page around it.

const drawn = new Set(['svg', 'g', 'path', 'line', 'circle', 'text']);

const add = (parent, name, attributes = {}, text) => {
  const child = drawn.has(name) ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) { child.setAttribute(key, value); }
  if (text !== undefined) { child.textContent = text; }
  return parent.appendChild(child);
};

// Four digits, as people read them.
const short = (x) => (x === 0 || !Number.isFinite(x) ? String(x)
  : Math.abs(x) >= 1e5 || Math.abs(x) < 1e-3 ? x.toExponential(2).replace('e+', 'e') : String(Number(x.toPrecision(4)))).replaceAll('-', '−');

const between = (low, x, high) => Math.min(Math.max(x, low), high);

const button = (parent, text, press) => {
  const made = add(parent, 'button', { type: 'button' }, text);
  made.addEventListener('click', press);
  return made;
};

// Numbers as a table, exact to the last digit: for those who do not see the picture, or do not believe it. Keys scroll it too.
const numbers = (section, summary, headings) => {
  const details = add(section, 'details');
  add(details, 'summary', {}, summary);
  const table = add(add(details, 'div', { class: 'numbers', role: 'region', 'aria-label': summary, tabindex: 0 }), 'table');
  let rows = () => [];
  const fill = () => {
    table.replaceChildren();
    if (!details.open) { return; }
    for (const row of [headings, ...rows()]) {
      const line = add(table, 'tr');
      row.forEach((cell) => add(line, row === headings ? 'th' : 'td', {}, String(cell)));
    }
  };
  details.addEventListener('toggle', fill);
  return (made) => { rows = made; fill(); };
};

// A picture is drawn anew under the pointer that touches it: if the pointer pressed what is drawn, that would be gone
// before it is let go, and no click, or in Firefox no further move of a finger, would come. So it presses the picture.
const style = `
:host { all: initial; display: block; max-width: 760px; }
section { font: 13px/1.45 system-ui, sans-serif; color: var(--text); background: var(--paper); border: 1px solid var(--edge);
  border-radius: 6px; padding: 12px 14px; }
h3 { margin: 0 0 6px; font-size: 15px; }
p { margin: 6px 0 0; min-height: 1.45em; }
svg { display: block; overflow: hidden; }
svg * { pointer-events: none; }
section > svg, .screen { width: 100%; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
text { font: 12px system-ui, sans-serif; fill: var(--text); }
.tick { font-size: 11px; fill: var(--muted); } .title { fill: var(--muted); }
.end { text-anchor: end; } .middle { text-anchor: middle; }
.grid { stroke: var(--grid); } .axis { stroke: var(--axis); }
.controls { display: flex; flex-wrap: wrap; gap: 8px 18px; align-items: end; margin-top: 6px; }
.control { display: flex; align-items: end; line-height: 24px; gap: 8px; flex: 1 1 280px; }
.control .name { min-width: 5.5em; }
.track { position: relative; flex: 1; min-width: 90px; }
.mark { position: absolute; transform: translateX(calc(-1 * var(--place))); font-size: 11px; line-height: 14px; color: var(--muted); white-space: nowrap; pointer-events: none; background: var(--paper); }
.mark::after { content: ''; position: absolute; left: var(--place); top: 14px; height: var(--drop); border-left: 1.5px dashed var(--muted); }
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
    // A notebook would take keys for commands of its own; JupyterLab asks for this attribute.
    section.addEventListener('keydown', (event) => event.stopPropagation());
    host.setAttribute('data-lm-suppress-shortcuts', 'true');
    add(section, 'h3', {}, title);
    place.appendChild(host);
    whenThemed((printing) => {
      host.classList.toggle('dark', !printing && isDark(place));
      section.dispatchEvent(new Event('themed'));
    });
    try { build(section); } catch (fault) { host.remove(); throw fault; }
    place.querySelector('img').style.display = 'none';
  }
};

// Draws now and whenever the width changes.
const redrawn = (section, draw) => {
  let width = 0;
  const measure = () => {
    const now = Math.round(parseFloat(getComputedStyle(section).width));
    if (now > 0 && now !== width) { width = now; draw(width); }
  };
  measure();
  new ResizeObserver(measure).observe(section);
};

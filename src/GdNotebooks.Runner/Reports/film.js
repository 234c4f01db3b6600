// Every frame of an SVG that moves by SMIL into the element #frames: where what has changed since the one before lies, and that as
// WebP without loss; an empty line where nothing has.
(async () => {
  const svg = new DOMParser().parseFromString(source, 'image/svg+xml');
  const numbers = text => text.split(';').map(Number);
  const motions = [...svg.querySelectorAll('animate')].map(animate => {
    const [name, times, values, dur] = ['attributeName', 'keyTimes', 'values', 'dur'].map(a => animate.getAttribute(a));
    const shape = animate.parentNode;
    animate.remove();
    return { shape, name, times: numbers(times), values: numbers(values), seconds: parseFloat(dur) };
  });
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const paper = canvas.getContext('2d', { willReadFrequently: true });
  const part = document.createElement('canvas');
  const frames = [];
  let before = null;

  // The smallest rectangle around all pixels that differ, from even places, as the format has it.
  const changed = (was, is) => {
    let left = width, top = height, right = -1, bottom = -1;
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        if (was[at] !== is[at]) { left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = y; }
      }
    }
    left -= left % 2;
    top -= top % 2;
    return right < 0 ? null : [left, top, right + 1 - left, bottom + 1 - top];
  };

  for (let i = 0; i < count; i++) {
    for (const { shape, name, times, values, seconds } of motions) {
      const t = (i * step / seconds) % 1, k = Math.max(1, times.findIndex(time => time >= t));
      const share = times[k] > times[k - 1] ? (t - times[k - 1]) / (times[k] - times[k - 1]) : 1;
      shape.setAttribute(name, values[k - 1] + share * (values[k] - values[k - 1]));
    }
    const picture = new Image();
    picture.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(svg));
    await picture.decode();
    paper.clearRect(0, 0, width, height);
    paper.drawImage(picture, 0, 0, width, height);
    const pixels = new Uint32Array(paper.getImageData(0, 0, width, height).data.buffer);
    const place = before ? changed(before, pixels) : [0, 0, width, height];
    before = pixels;
    if (place) {
      [part.width, part.height] = place.slice(2);
      part.getContext('2d').drawImage(canvas, ...place, 0, 0, part.width, part.height);
    }
    frames.push(place ? place.join(' ') + ' ' + part.toDataURL('image/webp', 1) : '');
  }
  document.getElementById('frames').textContent = frames.join('\n');
})();

// Every frame of an SVG that moves by SMIL, as WebP without loss, into the element #frames.
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
  const paper = canvas.getContext('2d');
  const frames = [];
  for (let i = 0; i < count; i++) {
    for (const { shape, name, times, values, seconds } of motions) {
      const t = (i * step / seconds) % 1, k = Math.max(1, times.findIndex(time => time >= t));
      const part = times[k] > times[k - 1] ? (t - times[k - 1]) / (times[k] - times[k - 1]) : 1;
      shape.setAttribute(name, values[k - 1] + part * (values[k] - values[k - 1]));
    }
    const picture = new Image();
    picture.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(new XMLSerializer().serializeToString(svg));
    await picture.decode();
    paper.clearRect(0, 0, width, height);
    paper.drawImage(picture, 0, 0, width, height);
    frames.push(canvas.toDataURL('image/webp', 1));
  }
  document.getElementById('frames').textContent = frames.join('\n');
})();

// Run by `run`: opens chapters in VS Code's own notebook editor and uses them as a person does.
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const { chromium } = await import(pathToFileURL(process.env.PLAYWRIGHT).href);
const [address, copy] = process.argv.slice(2), pictures = process.env.PICTURES;
const git = (...words) => execFileSync('git', ['-C', copy, ...words], { encoding: 'utf8' });
const browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
// One window on a light system; what is opened in it comes as a tab.
const page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, colorScheme: 'light' });
page.setDefaultTimeout(90_000);

let failed = 0;
const check = (what, isSo, more = '') => { console.log(`${isSo ? 'ok     ' : 'FAILED '} ${what}${more && ` (${more})`}`); failed += isSo ? 0 : 1; };
const picture = async (name) => { if (pictures) { await page.screenshot({ path: `${pictures}/${name}.png` }); } };
const until = async (what, ms = 60_000) => {
  for (const end = Date.now() + ms; ;) {
    const found = await what();
    if (found || Date.now() > end) { return found; }
    await page.waitForTimeout(150);
  }
};

// Types into the field at the top of the window and takes the first line offered that has this text; null when none has.
const choose = async (keys, typed, text, ms = 30_000) => {
  // Keys are the window's again: a playground that was used last keeps its own.
  const tab = page.locator('.tab.active .label-name');
  if (keys.length > 0 && await tab.count()) { await tab.click(); }
  for (const key of keys) { await page.keyboard.press(key); }
  await page.locator('.quick-input-widget input').fill(typed);
  const line = page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  const isOffered = await until(() => line.count(), ms);
  if (isOffered) { await line.click(); } else { await page.keyboard.press('Escape'); }
  return isOffered > 0;
};
const open = async (chapter) => {
  const isFound = await choose(['Control+p'], chapter, `${chapter}.ipynb`);
  check(`${chapter}: Quick Open finds it`, isFound);
  await page.locator('.tab.active', { hasText: chapter }).waitFor();
};
const goTo = async (heading) => {
  for (let time = 0; time < 10; time++) { // until the notebook is there
    if (await choose(['Control+Shift+o'], `@${heading}`, heading, 4000)) { return; }
  }
};

// The first of these, in any of the frames in which outputs stand, that is wholly in the window.
const inSight = async (selector) => {
  for (const frame of page.frames().slice(1)) {
    for (const one of await frame.locator(selector).all().catch(() => [])) {
      const box = await one.boundingBox({ timeout: 2000 }).catch(() => null);
      if (box && box.width > 50 && box.x > 300 && box.y > 100 && box.y + box.height < 985) { return { one, box }; }
    }
  }
  return null;
};
// Turns the wheel until it is there: beside the cells, for a picture that can be turned would take the wheel for itself.
const scrollTo = async (find) => {
  await page.mouse.move(354, 600);
  for (let turn = 0; turn < 40; turn++) {
    const found = await until(find, turn === 0 ? 3000 : 600);
    if (found) { return found; }
    for (let notch = 0; notch < 6; notch++) { await page.mouse.wheel(0, 120); } // 50 pixels of a notebook each
  }
  return null;
};
// A hand takes its time.
const press = async (box, right, down, ...further) => {
  const place = ([x, y]) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...place([right, down]));
  await page.mouse.down();
  await page.waitForTimeout(80);
  for (const point of further) { await page.mouse.move(...place(point), { steps: 5 }); }
  await page.mouse.up();
};

const chapters = {
  '01-one-parameter': {
    figures: '1.1', playground: '1.6', screen: 'section input[type=range]',
    state: (section) => section.locator('p').first().textContent(),
    use: async ({ box }) => press(box, 0.5, 0.5, [0.7, 0.5]),
    answers: 'dragging a slider changes what is said of the walk',
  },
  '04-landscapes': {
    figures: '4.1', playground: '4.7', screen: 'section svg.screen',
    state: (section) => section.locator('li').count(),
    use: async ({ box }) => press(box, 0.6, 0.4),
    answers: 'a click drops a ball',
  },
  '10-inside-the-network': {
    figures: '10.1', playground: '10.2', screen: 'section canvas.pad',
    state: (section) => section.locator('p').allTextContents().then((all) => all.join(' ')),
    use: async ({ box }) => press(box, 0.3, 0.25, [0.7, 0.25], [0.5, 0.8]),
    answers: 'a stroke is answered by the network',
  },
};

try {
  await page.goto(`${address}/?folder=${copy}`);
  await page.waitForSelector('.explorer-folders-view .monaco-list-row');
  for (const [chapter, { figures, playground, screen, state, use, answers }] of Object.entries(chapters)) {
    await open(chapter);

    if (chapter.startsWith('01')) {
      // One line typed at the top of the first cell of code, and saved.
      await goTo('How this workbook works');
      const line = await scrollTo(async () => {
        for (const one of await page.locator('.notebookOverlay .cell-editor-container .view-line').all()) {
          const box = await one.boundingBox().catch(() => null);
          if (box && box.y > 150 && box.y < 900) { return box; }
        }
        return null;
      });
      await page.mouse.click(line.x + 5, line.y + line.height / 2);
      await page.keyboard.press('Home');
      await page.keyboard.type('// mine');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+s');
      const saved = await until(() => git('diff', '--numstat').trim(), 20_000);
      const [added, removed] = (saved || '99 99').split(/\s/).map(Number);
      check(`${chapter}: one typed line and a save change at most 3 lines`, added + removed <= 3, `+${added} −${removed}`);
    }

    await goTo(figures);
    const figure = await scrollTo(() => inSight('img[alt]'));
    const width = await figure?.one.evaluate((image) => image.naturalWidth) ?? 0;
    check(`${chapter}: a figure is seen`, width > 100, `${width} pixels wide`);
    const colours = await page.evaluate(() => new Set([...document.querySelectorAll('.notebookOverlay .view-line span span')].map((span) => span.className)).size);
    check(`${chapter}: code is coloured`, colours >= 3, `${colours} kinds of words`);
    await picture(chapter);

    await goTo(playground);
    const live = await scrollTo(() => inSight(`[data-gd-live] ${screen}`));
    let before = 'no playground', after = before;
    if (live) {
      const section = live.one.locator('xpath=ancestor::section');
      before = await state(section);
      await use(live);
      after = await until(async () => { const now = await state(section); return now !== before && now; }, 5000) || before;
    }
    await picture(`${chapter}-playground`);
    check(`${chapter}: ${answers}`, after !== before, `${before} → ${after}`.replace(/\s+/g, ' '));
  }

  for (const [theme, mark, expected] of [['Dark Modern', 'vscode-dark', 'dark'], ['Dark High Contrast', 'vscode-high-contrast', 'dark'],
    ['Light High Contrast', 'vscode-high-contrast-light', 'light']]) {
    await choose(['F1'], '>Preferences: Color Theme', 'Preferences: Color Theme');
    await page.locator('.quick-input-widget input[placeholder*="Theme"]').waitFor();
    await choose([], theme, theme);
    const seen = async () => {
      const pad = await inSight('section canvas.pad');
      return pad?.one.evaluate((one) => `${document.body.className.match(/vscode-(high-contrast-light|high-contrast|dark|light)/)?.[0]}, ${one.getRootNode().host.classList.contains('dark') ? 'dark' : 'light'}`);
    };
    await until(async () => await seen() === `${mark}, ${expected}`, 20_000);
    check(`${theme}, on a light system: a playground is ${expected}`, await seen() === `${mark}, ${expected}`, await seen());
    await picture(mark);
  }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);

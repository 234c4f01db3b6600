// Run by `run`: opens chapters in VS Code's own notebook editor and uses them as a person does.
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const { chromium } = await import(pathToFileURL(process.env.PLAYWRIGHT).href);
const [address, copy] = process.argv.slice(2), pictures = process.env.PICTURES;
const git = (...words) => execFileSync('git', ['-C', copy, ...words], { encoding: 'utf8' });
const browser = await chromium.launch({ executablePath: process.env.BROWSER, args: ['--no-sandbox', '--disable-gpu'] });
let failed = 0;
const check = (what, isSo, more = '') => { console.log(`${isSo ? 'ok     ' : 'FAILED '} ${what}${more && ` (${more})`}`); failed += isSo ? 0 : 1; };
const until = async (what, ms = 60_000) => {
  for (const end = Date.now() + ms; ;) {
    const found = await what();
    if (found || Date.now() > end) { return found; }
    await new Promise((next) => setTimeout(next, 250));
  }
};

// A window of VS Code on a light system, in one of its themes, and a chapter opened with Quick Open.
const open = async (chapter, theme = 'Default Light Modern') => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 1000 }, colorScheme: 'light' });
  page.setDefaultTimeout(90_000);
  await page.goto(`${address}/?folder=${copy}`);
  await page.waitForSelector('.explorer-folders-view .monaco-list-row');
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input').fill(chapter);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: `${chapter}.ipynb` });
  const isFound = await until(() => row.count(), 20_000);
  if (isFound) { await row.first().click(); }
  await page.waitForSelector('.notebookOverlay');
  if (theme !== 'Default Light Modern') {
    await page.keyboard.press('Control+k'); await page.keyboard.press('Control+t');
    await page.locator('.quick-input-widget input').fill(theme.replace('Default ', ''));
    await page.waitForTimeout(1500);
    await page.keyboard.press('Enter');
  }
  return { page, isFound };
};
const inFrames = async (page, selector) => {
  for (const frame of page.frames()) {
    const found = frame.locator(selector);
    if (await found.count().catch(() => 0)) { return found; }
  }
  return null;
};
// Turns the wheel over the notebook until this says that it is there.
const scrollTo = async (page, isThere) => {
  await page.mouse.move(354, 600); // beside the outputs: a picture that can be turned would take the wheel
  for (let n = 0; n < 250; n++) {
    if (await isThere()) { return true; }
    await page.mouse.wheel(0, 300);
    await page.waitForTimeout(200);
  }
  return false;
};
// The first of these that is wholly in the window.
const inSight = async (page, selector) => {
  for (const one of await (await inFrames(page, selector))?.all() ?? []) {
    const box = await one.boundingBox().catch(() => null);
    if (box && box.width > 50 && box.y > 90 && box.y + box.height < 990) { return one; }
  }
  return null;
};
const seenFully = (page, selector) => () => inSight(page, selector);

try {
  for (const chapter of ['01-one-parameter', '04-landscapes', '10-inside-the-network']) {
    const { page, isFound } = await open(chapter);
    check(`${chapter}: Quick Open finds it`, isFound);
    const isSeen = await scrollTo(page, seenFully(page, 'img[alt]'));
    const width = isSeen ? await (await inSight(page, 'img[alt]')).evaluate((image) => image.naturalWidth) : 0;
    check(`${chapter}: a figure is seen`, width > 100, `${width} pixels wide`);
    const colours = await page.evaluate(() => new Set([...document.querySelectorAll('.notebookOverlay .view-line span span')].map((span) => span.className)).size);
    check(`${chapter}: code is coloured`, colours >= 3, `${colours} kinds of words`);
    if (pictures) { await page.screenshot({ path: `${pictures}/${chapter}.png` }); }

    if (chapter.startsWith('01')) {
      const line = async () => {
        for (const one of await page.locator('.notebookOverlay .cell-editor-container .view-line').all()) {
          const box = await one.boundingBox().catch(() => null);
          if (box && box.y > 150 && box.y < 900) { return box; }
        }
        return null;
      };
      await scrollTo(page, line);
      const box = await line();
      await page.mouse.click(box.x + 5, box.y + box.height / 2);
      await page.keyboard.press('Home');
      await page.keyboard.type('// mine');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Control+s');
      const saved = await until(() => git('diff', '--numstat').trim(), 20_000);
      const [added, removed] = (saved || '99 99').split(/\s/).map(Number);
      check(`${chapter}: one typed line and a save change at most 3 lines`, added + removed <= 3, `+${added} −${removed}`);
    }
    if (chapter.startsWith('04')) {
      const isThere = await scrollTo(page, seenFully(page, '[data-gd-live] svg.screen'));
      const balls = async () => (await inFrames(page, '[data-gd-live] li'))?.count() ?? 0;
      const before = isThere ? await balls() : -1;
      if (isThere) {
        const box = await (await inSight(page, '[data-gd-live] svg.screen')).boundingBox();
        await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.4);
        await page.mouse.down();
        await page.waitForTimeout(80);
        await page.mouse.up();
        await page.waitForTimeout(500);
        if (pictures) { await page.screenshot({ path: `${pictures}/${chapter}-playground.png` }); }
      }
      if (!isThere && pictures) { await page.screenshot({ path: `${pictures}/${chapter}-end.png` }); }
      check(`${chapter}: a click of the mouse drops a ball`, isThere && await balls() === before + 1, `${before}, then ${isThere ? await balls() : 'no playground'}`);
    }
    await page.close();
  }

  const { page } = await open('04-landscapes', 'Default Dark Modern');
  const isSeen = await scrollTo(page, seenFully(page, 'img[data-gd-picture]'));
  const scheme = isSeen ? await (await inSight(page, 'img[data-gd-picture]')).evaluate((image) => `${document.body.className.match(/vscode-\w+/)} ${image.style.colorScheme}`) : 'no picture';
  check('in a dark theme on a light system a picture is dark', scheme === 'vscode-dark dark', scheme);
  if (pictures) { await page.screenshot({ path: `${pictures}/dark.png` }); }
} finally {
  await browser.close();
}
process.exit(failed ? 1 : 0);

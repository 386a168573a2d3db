// Drives a browser over the pages of `--format html`. Called by `.ci/html`.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [library, executablePath, directory, pictures] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(library));
const address = (name) => pathToFileURL(join(directory, name)).href;
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});

// Opens a page, runs `steps` on it, and holds it to what holds for all: nothing asked for, nothing said, nothing run.
const open = async (name, options, steps) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('request', (request) => {
    if (request.url() !== address(name) && !request.url().startsWith('data:')) faults.push(`asks for ${request.url()}`);
  });
  page.on('console', (message) => faults.push(`says ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`throws ${error}`));
  page.on('dialog', (dialog) => { faults.push('opens a dialog'); dialog.dismiss(); });
  page.on('popup', () => faults.push('opens a window'));
  try {
    await page.goto(address(name));
    await steps(page);
    assert.equal(await page.evaluate(() => window.hit), undefined, 'a script of the content ran');
    assert.deepEqual(faults, []);
    console.log(`${name}: ${JSON.stringify(options)}: good`);
  } catch (error) {
    error.message = `${name} ${JSON.stringify(options)}: ${error.message}`;
    throw error;
  } finally {
    await context.close();
  }
};

const shown = (page) => page.locator('.card:visible').count();
const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const scrolls = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
const picture = async (page, name, fullPage = false) => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
};
const focused = (page) => page.evaluate(() => document.activeElement.closest('.card')?.id ?? null);

const all = {};
await open('fixture.html', {}, async (page) => {
  all.cards = await page.locator('.card').count();
  assert.ok(all.cards >= 10);
  assert.equal(await page.locator('h1').textContent(), 'Blocked');
  const first = await shown(page);
  assert.ok(first < all.cards, 'what was there before is folded');
  assert.ok(await page.locator('.card').first().locator('mark.place').isVisible());
  assert.ok(await page.locator('del.l').first().isVisible() && await page.locator('ins.l').first().isVisible());

  // Filters: one, two of a group, two groups.
  await page.locator('.facet[data-severity="high"] input').check();
  const high = await page.locator('.card[data-severity="high"]').count();
  assert.equal(await shown(page), high);
  await page.locator('.facet[data-severity="critical"] input').check();
  assert.equal(await shown(page), high + await page.locator('.card[data-severity="critical"]').count());
  await page.locator('.facet[data-family="dockerfile"] input').check();
  const both = '.card[data-family="dockerfile"]:is([data-severity="high"], [data-severity="critical"])';
  assert.equal(await shown(page), await page.locator(both).count());
  assert.match(await page.locator('.matches').textContent(), /^\d+ of \d+ shown$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.facet input:checked').count(), 0);
  await page.locator('.facet[data-status="existing"] input').check();
  assert.equal(await shown(page), await page.locator('.card[data-status="existing"]').count());
  await page.locator('.facet[data-status="existing"] input').uncheck();

  // Search: all words, wherever they stand; nothing matches.
  await page.keyboard.press('/');
  await page.keyboard.type('database_PASSWORD layer');
  await page.waitForFunction(() => document.querySelector('.matches').textContent.startsWith('1 of'));
  assert.equal(await shown(page), 1);
  await page.locator('.search input').fill('no such thing');
  await page.locator('#nothing').waitFor();
  await page.locator('#clear').click();
  assert.ok(await shown(page) >= first);
  assert.ok(await page.locator('#nothing').isHidden());

  // From finding to finding; open and close.
  await page.evaluate(() => document.activeElement.blur());
  const ids = await page.locator('.card:visible').evaluateAll((cards) => cards.map((card) => card.id));
  await page.keyboard.press('j');
  assert.equal(await focused(page), ids[0]);
  await page.keyboard.press('j');
  assert.equal(await focused(page), ids[1]);
  await page.keyboard.press('k');
  assert.equal(await focused(page), ids[0]);
  await page.keyboard.press('k');
  assert.equal(await focused(page), ids[0]);
  const body = page.locator(`#${ids[0]} .body`);
  await page.keyboard.press('Enter');
  assert.ok(await body.isHidden());
  await page.keyboard.press('Enter');
  assert.ok(await body.isVisible());
  await page.keyboard.press('e');
  await page.keyboard.press('e');
  await page.keyboard.press('?');
  assert.ok(await page.locator('#keys').isVisible());
  await page.keyboard.press('Escape');
  assert.ok(await page.locator('#keys').isHidden());

  // Light and dark: the system's, the reader's, and kept.
  const light = await background(page);
  await page.keyboard.press('t');
  const dark = await background(page);
  assert.notEqual(light, dark);
  await page.reload();
  assert.equal(await background(page), dark);
  await page.locator('#theme').click();
  assert.equal(await background(page), light);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.equal(await background(page), light, 'what the reader chose stays');
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  assert.equal(await background(page), dark, 'else it is as the system has it');

  // A link leads into what is folded.
  const folded = await page.locator('.card[data-status="existing"]').first().getAttribute('id');
  await page.evaluate((id) => { location.hash = id; }, folded);
  await page.locator(`#${folded} .body`).waitFor();

  // Printed, all of it is there.
  await page.emulateMedia({ media: 'print', colorScheme: 'light' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('.card .body:visible').count(), all.cards);
});

// Without a script all content is there, and nothing that only a script could serve.
await open('fixture.html', { javaScriptEnabled: false }, async (page) => {
  assert.equal(await page.locator('.card').count(), all.cards);
  assert.ok(await page.locator('#gates .body').first().isVisible());
  assert.ok(await page.locator('.tools').isHidden() && await page.locator('.search').isHidden());
  await page.locator('#existing > details > summary').click();
  assert.ok(await page.locator('#existing .card').first().isVisible());
});

const names = ['fixture.html', 'tour.html', 'hostile.html', 'incomplete.html'];
for (const name of names) {
  for (const colorScheme of ['light', 'dark']) {
    await open(name, { colorScheme }, async (page) => {
      await picture(page, `${name}-${colorScheme}`);
      const ratio = await page.evaluate(contrast);
      assert.ok(ratio >= 4.5, `text stands out by ${ratio} only`);
    });
  }
  await open(name, { viewport: { width: 320, height: 640 } }, async (page) => {
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
    assert.equal(await scrolls(page), false, 'it scrolls sideways');
    await picture(page, `${name}-phone`);
  });
}

await open('hostile.html', {}, async (page) => {
  const before = await page.locator('.card').count();
  await page.keyboard.press('/');
  await page.keyboard.type('<script>');
  await page.waitForFunction(() => document.querySelector('.matches').textContent !== '');
  assert.ok(await shown(page) > 0 && await shown(page) < before);
  await page.locator('.search input').fill('');
  // Each filter, whatever a zone is called.
  for (const box of await page.locator('.facet input').all()) {
    await box.check();
    const value = await box.getAttribute('value');
    const name = await box.getAttribute('name');
    const own = await page.evaluate(([name, value]) =>
      [...document.querySelectorAll('.card')].filter((card) => card.dataset[name] === value).length, [name, value]);
    assert.ok(own > 0);
    assert.equal(await page.evaluate(() => document.querySelectorAll('.card:not([hidden])').length), own, `${name}=${value}`);
    await box.uncheck();
  }
  const foreign = await page.evaluate(() => [...document.body.querySelectorAll('*')].map((element) => element.localName)
    .filter((name) => ['img', 'iframe', 'object', 'embed', 'base', 'meta', 'link', 'video'].includes(name)));
  assert.deepEqual(foreign, []);
  assert.equal(await page.evaluate(() => document.scripts.length), 1);
  const handlers = await page.evaluate(() => [...document.querySelectorAll('*')]
    .flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on') || name === 'style'));
  assert.deepEqual(handlers, []);
});

await open('huge.html', {}, async (page) => {
  const took = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
  assert.ok(took < 5000, `it opened after ${took} ms`);
  const start = Date.now();
  await page.keyboard.press('/');
  await page.keyboard.type('a.yaml');
  await page.waitForFunction(() => document.querySelector('.matches').textContent !== '');
  assert.ok(Date.now() - start < 5000, 'search is slow');
});

await browser.close();

// The least contrast of a text to what it stands on (WCAG 2, 1.4.3); line numbers and marks of decoration aside.
function contrast() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const over = (colors) => {
    canvas.clearRect(0, 0, 1, 1);
    colors.forEach((color) => { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); });
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4));
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const grounds = (element) => {
    const colors = [];
    for (let at = element; at; at = at.parentElement) colors.unshift(getComputedStyle(at).backgroundColor);
    return colors;
  };
  const decoration = 'h2 b, footer, .meta a:last-child';
  const texts = [...document.querySelectorAll('body *')].filter((element) => !element.matches(decoration) && element.closest('svg') === null
    && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && element.getClientRects().length > 0);
  let least = 21;
  texts.slice(0, 600).forEach((element) => {
    const ground = grounds(element);
    const [a, b] = [light(over(ground)), light(over([...ground, getComputedStyle(element).color]))].sort((x, y) => y - x);
    least = Math.min(least, (a + .05) / (b + .05));
  });
  return least;
}

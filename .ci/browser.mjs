// Drives a headless Chromium over a pipe, without any package: node .ci/browser.mjs SHOTS PAGE...
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [shots, ...pages] = process.argv.slice(2);
mkdirSync(shots, { recursive: true });

class Browser {
  constructor() {
    this.profile = mkdtempSync(join(tmpdir(), 'spillway-browser-'));
    this.process = spawn('chromium', [
      '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--remote-debugging-pipe',
      `--user-data-dir=${this.profile}`, 'about:blank',
    ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    this.waiting = new Map();
    this.listeners = [];
    this.next = 1;
    let rest = '';
    this.process.stdio[4].on('data', (piece) => {
      const parts = (rest + piece.toString('utf8')).split('\0');
      rest = parts.pop();
      for (const part of parts) this.take(JSON.parse(part));
    });
  }

  take(message) {
    if (message.id === undefined) {
      for (const listener of this.listeners) listener(message);
      return;
    }
    const { done, fail } = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.error) fail(new Error(message.error.message));
    else done(message.result);
  }

  send(method, params = {}, sessionId = this.session) {
    const id = this.next++;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + '\0');
    return new Promise((done, fail) => this.waiting.set(id, { done, fail }));
  }

  async open() {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    const target = { targetId, flatten: true };
    this.session = (await this.send('Target.attachToTarget', target)).sessionId;
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await this.send(`${domain}.enable`);
  }

  until(method) {
    return new Promise((done) => {
      const listener = (message) => {
        if (message.method !== method) return;
        this.listeners.splice(this.listeners.indexOf(listener), 1);
        done(message.params);
      };
      this.listeners.push(listener);
    });
  }

  async evaluate(work, ...given) {
    const expression = `(${work})(...${JSON.stringify(given)})`;
    const answer = await this.send('Runtime.evaluate', { expression, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception.description);
    return answer.result.value;
  }

  async press(key, text) {
    const code = { Tab: 9, ArrowRight: 39 }[key] ?? key.charCodeAt(0);
    const said = { key, windowsVirtualKeyCode: code };
    await this.send('Input.dispatchKeyEvent', { type: 'keyDown', ...said, text });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...said });
  }

  async shoot(name) {
    const box = await this.evaluate(() => ({
      width: document.documentElement.clientWidth,
      height: Math.min(document.documentElement.scrollHeight, 15000),
    }));
    const { data } = await this.send('Page.captureScreenshot', {
      captureBeyondViewport: true, clip: { x: 0, y: 0, ...box, scale: 1 },
    });
    writeFileSync(join(shots, `${name}.png`), Buffer.from(data, 'base64'));
  }

  async close() {
    const ended = new Promise((done) => this.process.once('exit', done));
    await this.send('Browser.close', {}, undefined);
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const problems = [];
const expect = (holds, what) => { if (!holds) problems.push(what); };

// What runs in the page.

const overflow = () => {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll('body *')].filter((element) => {
    if (element.closest('.table, .skip, svg')) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.right > root.clientWidth + 1;
  });
  return {
    isWide: root.scrollWidth > root.clientWidth,
    elements: wide.slice(0, 3).map((one) => one.outerHTML.slice(0, 90)),
  };
};

const poorContrast = () => {
  // Mixed colours are computed in parts of one, as color(srgb 0.9 1 1 / 0.5), all others in bytes.
  const parse = (text) => {
    const parts = (text.match(/[\d.]+(e-\d+)?/g) || []).map(Number);
    const whole = text.startsWith('color(srgb') ? 255 : 1;
    return parts.map((part, index) => (index < 3 ? part * whole : part));
  };
  const mix = (over, under) => {
    const alpha = over.length > 3 ? over[3] : 1;
    return [0, 1, 2].map((index) => over[index] * alpha + under[index] * (1 - alpha));
  };
  const light = (colour) => {
    const parts = colour.map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const background = (element) => {
    if (!element) return [255, 255, 255];
    const own = parse(getComputedStyle(element).backgroundColor);
    if (own.length === 3 || own[3] === 1) return own.slice(0, 3);
    return mix(own, background(element.parentElement));
  };
  const poor = [];
  for (const element of document.querySelectorAll('body *')) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3)
      .map((node) => node.textContent).join('').trim();
    if (!text || element.closest('script, style, title')) continue;
    if (!element.checkVisibility() || element.closest('.skip, [aria-hidden=true]')) continue;
    const style = getComputedStyle(element);
    const isSVG = element instanceof SVGElement;
    const under = background(isSVG ? element.closest('figure, section, body') : element);
    const colour = mix(parse(isSVG ? style.fill : style.color), under);
    const [high, low] = [light(colour), light(under)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) poor.push(`${text.slice(0, 40)} ${ratio.toFixed(2)}`);
  }
  return poor;
};

const emptyDrawings = () => [...document.querySelectorAll('figure')].filter((figure) => {
  const marks = figure.querySelectorAll(
    'svg path[d*=l], svg path[d*=h], svg rect, svg polyline, .heat td');
  const words = figure.querySelector('.words');
  const isText = figure.querySelector('pre');
  return (marks.length === 0 && !isText) || !words || words.textContent.trim().length < 20;
}).map((figure) => figure.querySelector('h3').textContent);

const controls = () => [...document.querySelectorAll(
  'a[href], button, input, select, summary, [tabindex="0"]')]
  .filter((one) => one.checkVisibility() && !one.disabled).length;

// One page.

const sizes = [[400, 800], [1400, 900]];

async function examine(browser, page) {
  const name = basename(dirname(page)) || basename(page, '.html');
  const url = pathToFileURL(resolve(page)).href;
  const outside = [];
  browser.listeners.push(({ method, params }) => {
    if (method === 'Network.requestWillBeSent' && params.request.url.split('#')[0] !== url
      && !params.request.url.startsWith('data:')) outside.push(params.request.url);
    if (method === 'Runtime.exceptionThrown') outside.push(params.exceptionDetails.text);
    if (method === 'Runtime.consoleAPICalled') outside.push(`console ${params.type}`);
    if (method === 'Log.entryAdded') outside.push(params.entry.text);
  });
  for (const [width, height] of sizes) {
    for (const paper of ['light', 'dark', 'print']) {
      const at = `${name} ${width} ${paper}`;
      await browser.send('Emulation.setDeviceMetricsOverride', {
        width, height, deviceScaleFactor: 1, mobile: width < 600,
      });
      await browser.send('Emulation.setEmulatedMedia', {
        media: paper === 'print' ? 'print' : 'screen',
        features: [{ name: 'prefers-color-scheme', value: paper === 'dark' ? 'dark' : 'light' }],
      });
      const loaded = browser.until('Page.loadEventFired');
      await browser.send('Page.navigate', { url });
      await loaded;
      const { isWide, elements } = await browser.evaluate(overflow);
      expect(!isWide && elements.length === 0, `${at}: too wide: ${elements.join(' ')}`);
      for (const text of await browser.evaluate(poorContrast)) {
        problems.push(`${at}: hard to read: ${text}`);
      }
      for (const title of await browser.evaluate(emptyDrawings)) {
        problems.push(`${at}: nothing is drawn in ${title}`);
      }
      await browser.shoot(`${name}-${width}-${paper}`);
    }
    await browser.send('Emulation.setEmulatedMedia', { media: 'screen', features: [] });
    await touch(browser, `${name} ${width}`);
    await walk(browser, `${name} ${width}`);
  }
  expect(outside.length === 0, `${name}: asks or complains: ${outside.join(' ')}`);
  browser.listeners.length = 0;
}

// Values, zoom, toggles, the slider of the drawing.
async function touch(browser, at) {
  const said = await browser.evaluate(() => {
    const plot = document.querySelector('.panel[data-axis=time] .plot');
    if (!plot) return null;
    plot.focus();
    return plot.querySelector('.course').getAttribute('viewBox');
  });
  if (said === null) return;
  const state = () => browser.evaluate(() => {
    const panel = document.activeElement.closest('.panel');
    return {
      value: panel.querySelector('.key > b').textContent,
      box: panel.querySelector('.course').getAttribute('viewBox'),
      cursors: [...document.querySelectorAll('.panel[data-axis=time] .cursor')]
        .filter((line) => line.style.display !== 'none').length,
      panels: document.querySelectorAll('.panel[data-axis=time]').length,
    };
  });
  await browser.press('ArrowRight');
  const moved = await state();
  expect(moved.value !== '', `${at}: an arrow key shows no value`);
  expect(moved.cursors === moved.panels, `${at}: the moment is not that of all charts`);
  await browser.press('+', '+');
  expect((await state()).box !== said, `${at}: plus does not zoom`);
  await browser.press('0', '0');
  expect((await state()).box === said, `${at}: 0 does not show the whole run`);
  const hidden = await browser.evaluate(() => {
    const toggle = document.querySelector('.key button');
    toggle.click();
    const count = document.querySelectorAll('.line[hidden]').length;
    toggle.click();
    return [count, document.querySelectorAll('.line[hidden]').length];
  });
  expect(hidden.join() === '1,0', `${at}: a toggle hides ${hidden}`);
  const slid = await browser.evaluate(() => {
    const slider = document.querySelector('input[type=range]');
    if (!slider) return document.querySelector('.map') ? false : null;
    const drawings = [...slider.closest('figure').querySelectorAll('svg')];
    const drawn = () => drawings.map((drawing) => drawing.outerHTML).join();
    const shown = [slider.min, (+slider.min + +slider.max) / 3].map((value) => {
      slider.value = value;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      return drawn();
    });
    return shown[0] !== shown[1];
  });
  expect(slid !== false, `${at}: the slider changes nothing`);
  const paper = await browser.evaluate(() => {
    const shown = () => getComputedStyle(document.body).backgroundColor;
    const before = shown();
    const button = document.querySelector('button.paper');
    button.click();
    const after = shown();
    button.click();
    return before !== after && before === shown();
  });
  expect(paper, `${at}: the paper does not change`);
}

// The tab key comes to every control.
async function walk(browser, at) {
  const wanted = await browser.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); })
    ?? await browser.evaluate(controls);
  // Heard as it happens: where the page ends the browser comes round in its own time, and a look after each key would
  // miss what was left at once.
  await browser.evaluate(() => {
    window.reached = new Set();
    document.addEventListener('focusin', ({ target }) => window.reached.add(target));
  });
  // Boxes that scroll take a step of their own in some browsers.
  for (let steps = 0; steps < wanted + 30; steps += 1) await browser.press('Tab');
  const reached = await browser.evaluate(() => {
    const kinds = 'a[href], button, input, select, summary, [tabindex="0"]';
    return [...window.reached].filter((one) => one.matches(kinds)).length;
  });
  expect(reached >= wanted, `${at}: the tab key comes to ${reached} of ${wanted} controls`);
}

const browser = new Browser();
await browser.open();
for (const page of pages) await examine(browser, page);
await browser.close();
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`${pages.length} pages hold; screenshots in ${shots}`);

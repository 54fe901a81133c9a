extension PageScript {
  /// What charts do when they are touched: values, one moment over all of them, zoom, toggles.
  ///
  /// By keyboard: arrows move the moment by a step, with shift by ten; plus and minus zoom about
  /// it, 0 shows everything again.
  static let charts =
    "(() => {\n'use strict';\n"
    + [values, panels, moment, zoom, keys, start].joined(separator: "\n")
    + "\n})();"

  /// Numbers as the report writes them.
  private static let values = """
    const unpack = (text) => (text || '').split(' ').flatMap((word) => {
    const [value, times] = word.split('x');
    return Array(Number(times || 1)).fill(value === '-' ? null : Number(value));
    });
    const short = (number) => {
    if (number === 0) return '0';
    const size = Math.abs(number);
    const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 6;
    return number.toLocaleString('en-US', {maximumFractionDigits: digits});
    };
    const pair = (whole, small, ratio, large) => {
    const rest = whole % ratio;
    return `${Math.floor(whole / ratio)} ${large}` + (rest ? ` ${rest} ${small}` : '');
    };
    const time = (seconds) => {
    if (seconds === 0) return '0';
    if (seconds < 1e-6) return `${short(seconds * 1e9)} ns`;
    if (seconds < 1e-3) return `${short(seconds * 1e6)} µs`;
    if (seconds < 1) return `${short(seconds * 1e3)} ms`;
    if (seconds < 60) return `${short(seconds)} s`;
    if (seconds < 3600) return pair(Math.round(seconds), 's', 60, 'min');
    if (seconds < 86400) return pair(Math.round(seconds / 60), 'min', 60, 'h');
    return pair(Math.round(seconds / 3600), 'h', 24, 'd');
    };
    const bytes = (number) => {
    const units = ['B', 'KB', 'MB', 'GB', 'TB'];
    let unit = 0;
    while (number >= 1024 && unit < 4) { number /= 1024; unit += 1; }
    return `${short(number)} ${units[unit]}`;
    };
    const write = (number, scale, symbol) => {
    switch (scale) {
    case 'time': return time(number / 1e9);
    case 'size': return bytes(number);
    case 'money': return `$${short(number / 1e6)}`;
    case 'share': return `${short(number * 100)} %`;
    default: return short(number) + symbol;
    }
    };
    """

  /// The panels of the page, with what their attributes say.
  private static let panels = """
    const make = (name, attributes) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
    };
    const all = [...document.querySelectorAll('.panel')].map((element) => {
    const said = element.dataset;
    const names = [...element.querySelectorAll('.key')];
    const plot = element.querySelector('.plot');
    const cursor = make('line', {class: 'cursor', y1: 14, y2: plot.getAttribute('height') - 22});
    cursor.style.display = 'none';
    plot.append(cursor);
    return {
    element, plot, cursor, names, scale: said.scale, symbol: said.symbol,
    isTime: said.axis === 'time', label: said.name,
    values: said.values ? said.values.split('\\n') : null, from: +said.from, to: +said.to,
    origin: +said.origin, step: +said.step, left: +said.from, right: +said.to,
    course: element.querySelector('.course'),
    box: element.querySelector('.course').viewBox.baseVal.y,
    high: element.querySelector('.course').viewBox.baseVal.height,
    ticks: element.querySelector('.ticks'),
    lines: [...element.querySelectorAll('.line')].map((group, index) => ({
    group, name: names[index], factor: +group.dataset.factor,
    mean: unpack(group.dataset.mean),
    most: group.dataset.most ? unpack(group.dataset.most) : null}))};
    });
    const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
    const where = (panel, at) =>
    panel.isTime ? time(Math.round(at * 1000) / 1000)
    : panel.values ? `${panel.label} ${panel.values[Math.round(at)]}`
    : `${short(100 - 100 * 10 ** -at)} % of messages`;
    """

  /// One moment for all panels over time; a share for each of the others.
  private static let moment = """
    const show = (panel, at) => {
    panel.at = at;
    const share = (at - panel.left) / (panel.right - panel.left);
    const isSeen = share >= 0 && share <= 1;
    panel.cursor.style.display = isSeen ? '' : 'none';
    panel.cursor.setAttribute('x1', `${share * 100}%`);
    panel.cursor.setAttribute('x2', `${share * 100}%`);
    const said = panel.lines.map((line) => {
    const step = clamp(Math.floor((at - panel.origin) / panel.step), 0, line.mean.length - 1);
    const mean = line.mean[step];
    const most = line.most ? line.most[step] : mean;
    let text = mean === null ? 'none' : write(mean * line.factor, panel.scale, panel.symbol);
    if (most !== mean) text += `, max ${write(most * line.factor, panel.scale, panel.symbol)}`;
    line.name.querySelector('b').textContent = text;
    return `${line.name.querySelector('.name').textContent} ${text}`;
    });
    panel.plot.setAttribute('aria-valuenow', at);
    panel.plot.setAttribute('aria-valuetext', `${where(panel, at)}: ${said.join('; ')}`);
    const label = panel.element.closest('figure').querySelector('.moment');
    if (label) label.textContent = where(panel, at);
    };
    const move = (panel, at) => {
    const inside = clamp(at, panel.from, panel.to);
    if (!panel.isTime) { show(panel, inside); return; }
    document.dispatchEvent(new CustomEvent('spillway:moment', {detail: {at: inside}}));
    };
    document.addEventListener('spillway:moment', (event) => {
    for (const panel of all) {
    if (panel.isTime) show(panel, clamp(event.detail.at, panel.from, panel.to));
    }
    });
    const place = (panel, event) => {
    const box = panel.plot.getBoundingClientRect();
    const share = clamp((event.clientX - box.left) / box.width, 0, 1);
    return panel.left + share * (panel.right - panel.left);
    };
    """

  /// Every panel over time shows the same stretch of it.
  private static let zoom = """
    const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600,
    43200, 86400, 172800, 604800];
    const mark = (panel) => {
    panel.kept = panel.kept || [...panel.ticks.childNodes];
    if (panel.left === panel.from && panel.right === panel.to) {
    panel.ticks.replaceChildren(...panel.kept);
    return;
    }
    const length = panel.right - panel.left;
    const step = steps.find((step) => length / step <= 8) || length / 8;
    const bottom = +panel.ticks.dataset.bottom;
    const marks = [];
    let isMinor = false;
    for (let at = Math.ceil(panel.left / step) * step; at <= panel.right; at += step) {
    const share = (at - panel.left) / length;
    const x = `${share * 100}%`;
    const anchor = share < 0.02 ? 'start' : share > 0.96 ? 'end' : 'middle';
    marks.push(make('line', {x1: x, x2: x, y1: bottom, y2: bottom + 4}));
    const text = make('text', {x, y: bottom + 16, 'text-anchor': anchor});
    if (isMinor) text.setAttribute('class', 'minor');
    text.textContent = time(at);
    marks.push(text);
    isMinor = !isMinor;
    }
    panel.ticks.replaceChildren(...marks);
    };
    const look = (left, right) => {
    for (const panel of all.filter((panel) => panel.isTime)) {
    const whole = panel.to - panel.from;
    const length = clamp(right - left, Math.min(whole, panel.step * 8), whole);
    panel.left = clamp(left, panel.from, panel.to - length);
    panel.right = length === whole ? panel.to : panel.left + length;
    const scale = 4000 / whole;
    panel.course.setAttribute(
    'viewBox', length === whole ? `0 ${panel.box} 4000 ${panel.high}`
    : `${(panel.left - panel.from) * scale} ${panel.box} ${length * scale} ${panel.high}`);
    mark(panel);
    for (const name of panel.plot.querySelectorAll('.band-name')) {
    const share = (name.dataset.at - panel.left) / length;
    const isLeft = name.getAttribute('text-anchor') === 'end';
    name.setAttribute('x', `${share * 100}%`);
    name.style.display = share < (isLeft ? 0.15 : 0) || share > (isLeft ? 1 : 0.85) ? 'none' : '';
    }
    if (panel.at !== undefined) show(panel, panel.at);
    }
    };
    const nearer = (panel, factor) => {
    const length = (panel.right - panel.left) * factor;
    const middle = panel.at === undefined || panel.at < panel.left || panel.at > panel.right
    ? (panel.left + panel.right) / 2 : panel.at;
    const share = (middle - panel.left) / (panel.right - panel.left);
    look(middle - share * length, middle + (1 - share) * length);
    };
    """

  /// What keys and pointers do.
  private static let keys = """
    const press = (panel, event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const far = panel.step * (event.shiftKey ? 10 : 1);
    const at = panel.at === undefined ? panel.left : panel.at;
    switch (event.key) {
    case 'ArrowLeft': case 'ArrowDown': move(panel, at - far); break;
    case 'ArrowRight': case 'ArrowUp': move(panel, at + far); break;
    case 'Home': move(panel, panel.left); break;
    case 'End': move(panel, panel.right); break;
    case '+': case '=': if (panel.isTime) nearer(panel, 0.5); break;
    case '-': if (panel.isTime) nearer(panel, 2); break;
    case '0': case 'Escape': if (panel.isTime) look(panel.from, panel.to); break;
    default: return;
    }
    event.preventDefault();
    };
    const follow = (panel) => {
    let begin = null;
    let frame = null;
    const range = make('rect', {class: 'zoomed-to', y: 14, width: 0,
    height: panel.plot.getAttribute('height') - 36});
    panel.plot.append(range);
    const clear = () => { begin = null; range.setAttribute('width', 0); };
    const reach = (event) => event.clientX - panel.plot.getBoundingClientRect().left;
    panel.plot.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    begin = {x: reach(event), at: place(panel, event)};
    move(panel, begin.at);
    if (panel.isTime) panel.plot.setPointerCapture(event.pointerId);
    });
    panel.plot.addEventListener('pointermove', (event) => {
    if (begin && panel.isTime) {
    range.setAttribute('x', Math.min(begin.x, reach(event)));
    range.setAttribute('width', Math.abs(begin.x - reach(event)));
    }
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => move(panel, place(panel, event)));
    });
    panel.plot.addEventListener('pointerup', (event) => {
    if (begin && panel.isTime && Math.abs(reach(event) - begin.x) > 8) {
    const end = place(panel, event);
    look(Math.min(begin.at, end), Math.max(begin.at, end));
    }
    clear();
    });
    panel.plot.addEventListener('pointercancel', clear);
    panel.plot.addEventListener('keydown', (event) => press(panel, event));
    };
    """

  /// Makes of the drawings what can be touched.
  private static let start = """
    const button = (text, label, action) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = text;
    element.setAttribute('aria-label', label);
    element.addEventListener('click', action);
    return element;
    };
    for (const panel of all) {
    const title = panel.element.querySelector('h4')
    || panel.element.closest('figure').querySelector('h3');
    const said = {role: 'slider', tabindex: 0, 'aria-label': title.textContent,
    'aria-valuemin': panel.from, 'aria-valuemax': panel.to, 'aria-valuenow': panel.from,
    'aria-valuetext': 'arrow keys show values'};
    for (const key in said) panel.plot.setAttribute(key, said[key]);
    for (const line of panel.lines) {
    const toggle = document.createElement('button');
    toggle.type = 'button';
    toggle.setAttribute('aria-pressed', 'true');
    toggle.append(...line.name.childNodes);
    line.name.append(toggle, document.createElement('b'));
    toggle.addEventListener('click', () => {
    const isHidden = line.group.toggleAttribute('hidden');
    toggle.setAttribute('aria-pressed', String(!isHidden));
    });
    }
    follow(panel);
    }
    for (const figure of document.querySelectorAll('figure')) {
    const panel = all.find((panel) => panel.element.closest('figure') === figure);
    if (!panel) continue;
    const tools = document.createElement('div');
    tools.className = 'tools';
    const label = document.createElement('output');
    label.className = 'moment';
    tools.append(label);
    if (panel.isTime) {
    tools.append(
    button('−', 'Show more time', () => nearer(panel, 2)),
    button('+', 'Show less time', () => nearer(panel, 0.5)),
    button('Whole run', 'Show the whole run', () => look(panel.from, panel.to)));
    }
    figure.querySelector('figcaption').append(tools);
    }
    addEventListener('beforeprint', () => {
    const panel = all.find((panel) => panel.isTime);
    if (panel) look(panel.from, panel.to);
    });
    """
}

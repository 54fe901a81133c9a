extension PageScript {
  /// Moves the drawing of the architecture through the time of the run.
  static let map = """
    (() => {
    'use strict';
    \(amounts)
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    const wake = (map) => {
    const source = map.querySelector('.map-course');
    if (!source) return;
    const course = JSON.parse(source.textContent);
    const slider = map.querySelector('.map-slider');
    const button = map.querySelector('.map-play');
    const clock = map.querySelector('.map-time');
    const words = map.querySelector('.map-words');
    \(drawing)
    \(playing)
    map.querySelector('.map-controls').hidden = false;
    };
    for (const map of document.querySelectorAll('.map')) wake(map);
    })();
    """

  /// Numbers and times as the still drawing writes them.
  private static let amounts = """
    const short = (value) => {
    for (const [unit, letter] of [[1e3, 'k'], [1e6, 'M'], [1e9, 'G'], [1e12, 'T']]) {
    const part = value / unit;
    const power = part >= 100 ? 1 : part >= 10 ? 10 : 100;
    const shown = Math.round(part * power) / power;
    if (shown < 1000 || letter === 'T') return shown + ' ' + letter;
    }
    };
    const level = (value) => value < 1e4 ? value.toLocaleString('en-US') : short(value);
    const rate = (sum, seconds) => {
    const each = sum / seconds;
    if (sum === 0) return '0/s';
    if (each < 0.1) return '<0.1/s';
    const tenths = Math.round(each * 10);
    if (each >= 10 || tenths >= 100 || tenths % 10 === 0) return level(Math.round(each)) + '/s';
    return (tenths / 10).toFixed(1) + '/s';
    };
    const pair = (amount, small, ratio, large) => {
    const first = Math.floor(amount / ratio).toLocaleString('en-US') + ' ' + large;
    return amount % ratio === 0 ? first : first + ' ' + amount % ratio + ' ' + small;
    };
    const time = (seconds) => {
    if (seconds < 60) return +seconds.toFixed(2) + ' s';
    if (seconds < 3600) return pair(Math.round(seconds), 's', 60, 'min');
    const minutes = Math.round(seconds / 60);
    if (minutes < 1440) return pair(minutes, 'min', 60, 'h');
    return pair(Math.round(minutes / 60), 'h', 24, 'd');
    };
    """

  /// What is drawn at a step.
  private static let drawing = """
    const places = [...map.querySelectorAll('[data-place]')].map((box) => ({
    course: course.places[+box.dataset.place],
    box, heat: box.querySelector('.heat'),
    meters: [...box.querySelectorAll('[data-meter]')].map((meter) => ({
    bar: meter.querySelector('.bar'), amount: meter.querySelector('.amount')
    }))
    }));
    const rates = [...map.querySelectorAll('[data-rate]')];
    const wires = [...map.querySelectorAll('[data-wire]')];
    let frame = +slider.value;
    const lasts = (at) => Math.min(course.step, course.end - at * course.step);
    const happening = (from) => {
    const to = Math.min(from + course.step, course.end);
    const all = course.occasions.filter((one) =>
    one.from < to && (one.to > from || one.to === one.from && one.from >= from));
    const said = all.slice(0, \(Playback.mostWords)).map((one) => one.text).join(', ');
    const more = all.length - \(Playback.mostWords);
    return more > 0 ? said + ' and ' + more + ' more' : said;
    };
    const show = (at) => {
    frame = at;
    for (const place of places) {
    const heat = +(place.course.heat[at] || 0);
    place.heat.setAttribute('fill-opacity', heat ? (6 + heat * 4) / 100 : 0);
    place.box.classList.toggle('hot', heat > 0);
    place.meters.forEach((meter, index) => {
    const kept = place.course.meters[index];
    const value = kept.values[at];
    const height = kept.peak ? 30 * value / kept.peak : 0;
    meter.bar.setAttribute('height', height);
    meter.bar.setAttribute('y', 30 - height);
    meter.amount.textContent = kept.rate ? rate(value, lasts(at)) : level(value);
    });
    }
    for (const text of rates) {
    const values = course.wires[+text.dataset.rate];
    if (values.length) text.textContent = rate(values[at], lasts(at));
    }
    for (const wire of wires) {
    const values = course.wires[+wire.dataset.wire];
    wire.classList.toggle('idle', values.length > 0 && values[at] === 0);
    }
    const now = time(at * course.step);
    const said = happening(at * course.step);
    clock.textContent = now;
    words.textContent = said ? ': ' + said : '';
    slider.value = at;
    slider.setAttribute('aria-valuetext', said ? now + ': ' + said : now);
    };
    """

  /// The slider, the button, and the moment that all drawings of the page share.
  private static let playing = """
    const move = (at) => {
    show(at);
    document.dispatchEvent(
    new CustomEvent('spillway:moment', {detail: {at: at * course.step}}));
    };
    let timer = 0;
    const stop = () => {
    clearInterval(timer);
    timer = 0;
    button.textContent = '▶';
    button.setAttribute('aria-label', 'Play');
    };
    const play = () => {
    if (frame >= course.count - 1) move(0);
    timer = setInterval(() => {
    move(frame + 1);
    if (frame >= course.count - 1) stop();
    }, calm.matches ? 600 : 90);
    button.textContent = '❚❚';
    button.setAttribute('aria-label', 'Pause');
    };
    button.addEventListener('click', () => timer ? stop() : play());
    slider.addEventListener('input', () => {
    stop();
    move(+slider.value);
    });
    document.addEventListener('spillway:moment', (event) => {
    const at = Math.floor(event.detail.at / course.step + 1e-6);
    const next = Math.max(0, Math.min(at, course.count - 1));
    if (next !== frame) show(next);
    });
    """
}

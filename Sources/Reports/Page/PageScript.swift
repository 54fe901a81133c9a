/// What a page does when it is touched; without it everything can be read.
///
/// One moment is shown at a time. Whoever moves it dispatches `spillway:moment` on the document,
/// with the seconds since the begin of the run as `detail.at`, and whoever shows it listens.
enum PageScript {
  /// All of it, part by part; none needs another but for the event.
  static let all = [paper, charts, map]

  /// A button for light or dark paper.
  private static let paper = """
    (() => {
    'use strict';
    const root = document.documentElement;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const isDark = () => (root.dataset.paper || (dark.matches ? 'dark' : 'light')) === 'dark';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'paper';
    const say = () => { button.textContent = isDark() ? 'Light paper' : 'Dark paper'; };
    button.addEventListener('click', () => {
    root.dataset.paper = isDark() ? 'light' : 'dark';
    say();
    });
    dark.addEventListener('change', say);
    say();
    document.querySelector('.masthead').append(button);
    addEventListener('beforeprint', () => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
    })();
    """
}

/// How drawings of architectures and flows look, in a page and alone.
enum MapStyle {
  /// Rules for what is drawn; colours are the page's.
  static let drawing = """
    .map-drawing text,.flow-drawing text{fill:var(--ink);\
    font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,\
    "Liberation Sans",Helvetica,Arial,sans-serif;font-variant-numeric:tabular-nums}
    .wire .line{fill:none;stroke:var(--faint);stroke-linecap:butt}
    .wire .head{fill:var(--faint)}
    .wire.fine .line{stroke:var(--series-1)}
    .wire.fine .head{fill:var(--series-1)}
    .wire.some .line{stroke:var(--unsure)}
    .wire.some .head{fill:var(--unsure)}
    .wire.much .line{stroke:var(--bad)}
    .wire.much .head{fill:var(--bad)}
    .wire.unused .line{stroke:var(--faint);stroke-width:1.2;opacity:.75}
    .wire.aside .line{stroke-dasharray:6 4}
    .wire.idle{opacity:.45}
    .place .ground{fill:var(--panel);stroke:var(--faint);stroke-width:1}
    .place.client .ground{fill:var(--paper)}
    .place .heat{fill:var(--bad);pointer-events:none}
    .place .name{font-size:13px;font-weight:650}
    .place .service{font-size:10.5px;fill:var(--faint)}
    .place .glyph{fill:none;stroke:var(--faint);stroke-width:1.6;stroke-linejoin:round;\
    stroke-linecap:round}
    .place.hot .service{fill:var(--ink)}
    .place.hot .glyph{stroke:var(--ink)}
    .meter .groove{fill:var(--rule)}
    .meter.flow .bar{fill:var(--series-7)}
    .meter.waiting .bar{fill:var(--series-2)}
    .meter.flight .bar{fill:var(--series-2);opacity:.6}
    .meter.busy .bar{fill:var(--series-3)}
    .meter.trouble .bar{fill:var(--bad)}
    .meter .amount{font-size:13px;font-weight:600}
    .meter .word{font-size:10px;fill:var(--faint)}
    .place.hot .meter .word{fill:var(--ink)}
    .map-drawing .rate{font-size:11px;fill:var(--faint);paint-order:stroke;\
    stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}
    .map-drawing .caption{font-size:12.5px;fill:var(--faint)}
    .ribbon{fill:var(--series-7);fill-opacity:.28;stroke:var(--series-7);stroke-opacity:.5;\
    stroke-width:.6}
    .ribbon:hover{fill-opacity:.55}
    .ribbon.done{fill:var(--series-1);stroke:var(--series-1)}
    .ribbon.aside{fill:var(--unsure);stroke:var(--unsure);fill-opacity:.45}
    .ribbon.lost{fill:var(--bad);stroke:var(--bad);fill-opacity:.45}
    .ribbon.held{fill:var(--series-2);stroke:var(--series-2)}
    .wire-bar,.client-bar{fill:var(--ink)}
    .end-bar{fill:var(--series-7)}
    .end-bar.done{fill:var(--series-1)}
    .end-bar.aside{fill:var(--unsure)}
    .end-bar.lost{fill:var(--bad)}
    .end-bar.held{fill:var(--series-2)}
    .flow-drawing .flow-name{font-size:12px;paint-order:stroke;stroke:var(--paper);\
    stroke-width:3px;stroke-linejoin:round}
    .flow-drawing .flow-count{font-size:12px;font-weight:600}
    """

  /// The page's colours on light and on dark paper, for a drawing that stands alone.
  static let colours = """
    :root{--ink:#1b2126;--paper:#fff;--faint:#57616b;--rule:#d8dde2;--panel:#f4f6f8;\
    --bad:#b0261c;--unsure:#855700;--series-1:#0069a6;--series-2:#b84a00;--series-3:#00785a;\
    --series-7:#5f6a73}
    @media (prefers-color-scheme:dark){:root{--ink:#e6eaee;--paper:#14181c;--faint:#a2adb7;\
    --rule:#323a42;--panel:#1d2329;--bad:#ff8f80;--unsure:#e8b84a;--series-1:#5cb7ec;\
    --series-2:#f4945a;--series-3:#3fc99e;--series-7:#a7b0b8}}
    .paper{fill:var(--paper)}
    """
}

extension PageStyle {
  /// Charts that we draw: colours by number, letters that do not grow with the drawing.
  static let charts =
    (1...8).map { ".c\($0){--c:var(--series-\($0))}" }.joined() + "\n" + drawn + "\n" + keys

  private static let drawn = """
    .panel{margin:0 0 .6rem;position:relative}
    .panel h4,.bar h4{font-size:.875rem;font-weight:600;margin:.9rem 0 .1rem;display:flex;\
    justify-content:space-between;gap:1rem}
    .plotted{display:grid;grid-template-columns:minmax(0,1fr)}
    .plot{display:block;overflow:hidden;touch-action:pan-y}
    .plot text{font-size:11.5px;fill:var(--faint);stroke:var(--paper);stroke-width:3px;\
    paint-order:stroke;stroke-linejoin:round}
    .plot .grid line{stroke:var(--rule)}
    .plot .grid .zero{stroke:var(--faint)}
    .plot .ticks line,.plot .marks line{stroke:var(--rule)}
    .plot .ticks line{stroke:var(--faint)}
    .course{overflow:hidden}
    .course path,.course rect{vector-effect:non-scaling-stroke}
    .course .mean{fill:none;stroke:var(--c);stroke-width:1.75;stroke-linejoin:round;\
    stroke-linecap:round}
    .course .spread{fill:var(--c);opacity:.2}
    .course .fullness{fill:var(--c);opacity:.55}
    .course .dots{stroke-width:5}
    .course .instant{stroke:var(--bad);stroke-width:1.5;stroke-dasharray:2 3}
    .course .band{fill:var(--band)}
    .course .level{fill:none;stroke:var(--ink);stroke-width:1.25;stroke-dasharray:6 4}
    .plot .bound,.plot .band-name{fill:var(--ink)}
    .line[hidden]{display:none}
    .cursor{stroke:var(--ink);stroke-width:1;pointer-events:none}
    .zoomed-to{fill:var(--accent);opacity:.2;pointer-events:none}
    .stack{display:block;border-radius:.25rem;overflow:hidden}
    .stack .piece{fill:var(--c);stroke:var(--paper);stroke-width:1}
    .bar{margin:0 0 1.2rem}
    .heat td{padding:.34rem .7rem;\
    background:color-mix(in srgb,var(--series-1) var(--depth,0%),var(--paper))}
    .heat td .mark{color:inherit;font-weight:700}
    @media print{.heat td{print-color-adjust:exact}}
    .bar .whole{font-weight:600}
    .minor{display:none}
    @media (min-width:40rem){.minor{display:inline}}
    """

  /// Names of courses: a legend on a phone, beside the ends of the courses where there is room.
  private static let keys = """
    .keys{list-style:none;margin:.15rem 0 .5rem;padding:0;display:flex;flex-wrap:wrap;\
    gap:.1rem 1rem;font-size:.8125rem;line-height:17px}
    .key{display:flex;align-items:baseline;gap:.4rem;min-width:0}
    .swatch{flex:none;width:.75rem;height:.22rem;border-radius:.1rem;background:var(--c);\
    transform:translateY(-.2rem)}
    .flat .swatch{height:.75rem;transform:translateY(.1rem)}
    .key b{font-weight:600;white-space:nowrap}
    .key b:empty{display:none}
    .key button{all:unset;cursor:pointer;display:flex;align-items:baseline;gap:.4rem;min-width:0}
    .key button:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    .key button[aria-pressed=false]{text-decoration:line-through;color:var(--faint)}
    .key button[aria-pressed=false] .swatch{background:var(--rule)}
    .tools{display:flex;gap:.3rem;align-items:center}
    .tools button{min-width:2.1rem}
    .moment{font-size:.8125rem;color:var(--faint);order:1}
    .moment:not(:empty){padding:0 .3rem}
    @media (min-width:56rem){
    .panel .plotted{grid-template-columns:minmax(0,1fr) 11.5rem;gap:.8rem}
    .panel .keys{display:block;position:relative;margin:0}
    .panel .key{position:absolute;top:var(--at);left:0;right:0}
    .panel .key button,.panel .key{flex-wrap:wrap}
    .panel .key .name{flex:1;min-width:0}
    .panel .key b{flex-basis:100%;padding-left:1.15rem}}
    """
}

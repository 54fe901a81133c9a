/// The look of a page: one sheet, on light or dark paper, on a phone, on a wall, in print.
enum PageStyle {
  /// All of it, in the order in which later rules win.
  static let all = [colours, text, blocks, figures, charts, map, print]

  /// Okabe and Ito's colours, which the colour-blind tell apart, darkened until they can be read.
  private static let light = """
    --ink:#1b2126;--paper:#fff;--faint:#57616b;--rule:#d8dde2;--panel:#f4f6f8;\
    --good:#0b6b4d;--bad:#b0261c;--unsure:#855700;--accent:#00639c;--band:rgba(196,98,0,.13);\
    --series-1:#0069a6;--series-2:#b84a00;--series-3:#00785a;--series-4:#a03c7c;\
    --series-5:#8f6200;--series-6:#5357c0;--series-7:#5f6a73;--series-8:#1b2126;
    """
  /// The same, lightened.
  private static let dark = """
    --ink:#e6eaee;--paper:#14181c;--faint:#a2adb7;--rule:#323a42;--panel:#1d2329;\
    --good:#54c795;--bad:#ff8f80;--unsure:#e8b84a;--accent:#74bff0;--band:rgba(242,148,75,.2);\
    --series-1:#5cb7ec;--series-2:#f4945a;--series-3:#3fc99e;--series-4:#e592c4;\
    --series-5:#e3b535;--series-6:#a5a8ff;--series-7:#a7b0b8;--series-8:#eee77a;
    """

  /// What every rule takes its colours from; who chose a paper gets it, whatever the system says.
  private static let colours = """
    :root{color-scheme:light dark;\(light)}
    @media (prefers-color-scheme:dark){:root{\(dark)}}
    :root[data-paper=light]{color-scheme:light;\(light)}
    :root[data-paper=dark]{color-scheme:dark;\(dark)}
    @media print{:root,:root[data-paper]{color-scheme:light;\(light)}}
    """

  /// Letters, headings, the contents beside the report where there is room.
  private static let text = """
    *{box-sizing:border-box}
    html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);\
    font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Ubuntu,Cantarell,\
    "Liberation Sans",Helvetica,Arial,sans-serif;overflow-wrap:anywhere;\
    font-variant-numeric:tabular-nums}
    a{color:var(--accent)}
    h1{font-size:clamp(1.6rem,4vw,2.4rem);line-height:1.15;margin:0;letter-spacing:-.015em}
    h2{font-size:1.3rem;line-height:1.25;margin:0 0 .9rem;letter-spacing:-.005em}
    h2 small{font-size:.875rem;font-weight:400;color:var(--faint);margin-left:.4rem;\
    letter-spacing:0}
    h3{font-size:1rem;margin:0}
    p{margin:.6rem 0;max-width:48rem}
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.3rem .6rem;z-index:9}
    .masthead,.sheet,footer{max-width:86rem;margin:0 auto;padding:0 clamp(1rem,3vw,2.5rem)}
    .masthead{padding-top:clamp(1.4rem,4vw,2.8rem);position:relative}
    .subtitle{color:var(--faint);margin:.5rem 0 0}
    .verdict{display:inline-block;margin:1.1rem 0 0;padding:.4rem .9rem .4rem .7rem;\
    border:1px solid currentColor;border-radius:.4rem;font-size:1.1rem;font-weight:600}
    .good{color:var(--good)}.bad{color:var(--bad)}.unsure{color:var(--unsure)}
    .contents{margin:1.6rem 0 0;font-size:.9rem}
    .contents ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1rem}
    .contents a{display:inline-block;padding:.2rem 0;color:var(--faint);text-decoration:none}
    .contents a:hover,.contents a[aria-current]{color:var(--accent);text-decoration:underline}
    main{min-width:0;outline:0}
    main section{margin:2.2rem 0 0;padding:1.6rem 0 0;border-top:1px solid var(--rule)}
    footer{padding-top:1.5rem;padding-bottom:2.5rem;color:var(--faint);font-size:.85rem}
    @media (min-width:70rem){
    .sheet{display:grid;grid-template-columns:10.5rem minmax(0,1fr);gap:2.5rem}
    .contents{position:sticky;top:1.4rem;align-self:start;margin-top:2.2rem;\
    padding-top:1.6rem;max-height:calc(100vh - 2.8rem);overflow:auto}
    .contents ol{display:block}
    .contents a{padding:.22rem 0}
    footer{padding-left:calc(13rem + clamp(1rem,3vw,2.5rem))}}
    """

  /// Rows, tables, remarks.
  private static let blocks = """
    .rows{margin:.4rem 0 1rem;max-width:60rem;display:grid;\
    grid-template-columns:minmax(11.5rem,1fr) minmax(0,auto)}
    .rows dt,.rows dd{margin:0;padding:.38rem 0;border-bottom:1px solid var(--rule)}
    .rows dt{padding-right:1.5rem}
    .rows .value{text-align:right;font-weight:600}
    .rows .remark{color:var(--faint);font-size:.875rem;grid-column:1/-1}
    .rows .mark{display:inline-block;width:1.2em;font-weight:700}
    .rows .spark{color:var(--series-1);font-size:.8rem;white-space:nowrap;overflow:hidden;\
    grid-column:1/-1;grid-row:auto}
    .rows.noted dt,.rows.noted .value,.sparks dt,.sparks .value{border-bottom:0;padding-bottom:0}
    .rows.noted .remark:empty{padding:.38rem 0 0}
    .rows.told{grid-template-columns:minmax(4.5rem,max-content) minmax(0,1fr)}
    .rows.told dt{color:var(--faint)}
    .rows.phrases{grid-template-columns:minmax(0,1fr)}
    .rows.phrases .value{text-align:left;font-weight:400}
    .rows.phrases dt{border-bottom:0;padding-bottom:0}
    .rows.phrases .value{padding-top:.1rem}
    .rows.phrases dt{font-weight:600}
    @media (min-width:48rem){
    .rows.noted,.rows.noted.phrases{grid-template-columns:minmax(0,6fr) auto minmax(0,7fr)}
    .rows.noted .remark,.rows.noted .remark:empty{grid-column:3;padding:.45rem 0 .38rem 1.5rem}
    .rows.phrases{grid-template-columns:minmax(0,2fr) minmax(0,3fr)}
    .rows.noted.phrases{grid-template-columns:minmax(0,4fr) minmax(0,5fr) minmax(0,6fr)}
    .rows.noted dt,.rows.phrases dt,.rows.noted .value,.rows.phrases .value,.sparks dt,\
    .sparks .value{border-bottom:1px solid var(--rule);padding:.38rem 0}
    .rows.noted dt,.rows.phrases dt{padding-right:1.5rem}
    .rows.phrases dt{font-weight:400}
    .rows.sparks{grid-template-columns:minmax(0,1fr) auto auto}
    .rows .spark{grid-column:3;padding-left:1.5rem}}
    .table{overflow:auto;margin:.4rem 0 1rem;max-width:max-content;max-height:36rem;\
    background:linear-gradient(to right,var(--paper) 30%,transparent) 0 0/2.5rem 100% local,\
    linear-gradient(to left,var(--paper) 30%,transparent) 100% 0/2.5rem 100% local,\
    linear-gradient(to right,var(--rule),transparent) 0 0/.6rem 100%,\
    linear-gradient(to left,var(--rule),transparent) 100% 0/.6rem 100%;\
    background-repeat:no-repeat}
    table{border-collapse:collapse;font-size:.925rem}
    th,td{padding:.34rem 0 .34rem 1.4rem;text-align:right;font-weight:400;white-space:nowrap;\
    border-bottom:1px solid var(--rule);vertical-align:baseline}
    th:first-child,td:first-child{text-align:left;padding-left:0;white-space:normal;\
    min-width:11rem;max-width:26rem}
    thead th,thead td{position:sticky;top:0;background:var(--paper);color:var(--faint);\
    font-size:.85rem;border-bottom-color:var(--faint)}
    .level-1{padding-left:1.2rem!important;color:var(--faint)}
    .level-2{padding-left:2.4rem!important;color:var(--faint)}
    .level-3{padding-left:3.6rem!important;color:var(--faint)}
    .note{font-size:.925rem;margin:.3rem 0}
    """

  /// Drawings with their captions and words.
  private static let figures = """
    figure{margin:.6rem 0 1.8rem}
    figcaption{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;\
    gap:.2rem 1rem;margin-bottom:.5rem}
    .drawing{max-width:100%}
    .words{color:var(--faint);font-size:.875rem}
    summary{cursor:pointer;color:var(--faint);font-size:.875rem;width:max-content}
    button{font:inherit;font-size:.85rem;color:var(--ink);background:var(--paper);\
    border:1px solid var(--rule);border-radius:.35rem;padding:.2rem .6rem;cursor:pointer}
    button:hover{border-color:var(--faint)}
    .paper{margin:1.1rem 0 0 1rem}
    @media (min-width:48rem){.paper{position:absolute;right:clamp(1rem,3vw,2.5rem);\
    top:clamp(1.4rem,4vw,2.8rem);margin:0}}
    """

  /// Everything is shown, on white.
  private static let print = """
    @media print{
    body{font-size:10pt}
    .skip,.contents,.paper,.tools{display:none!important}
    .sheet{display:block}
    footer{padding-left:clamp(1rem,3vw,2.5rem)}
    .masthead,.sheet,footer{padding-left:0;padding-right:0;max-width:none}
    main section{margin-top:1rem;padding-top:.8rem;break-inside:auto}
    h2,h3,figcaption{break-after:avoid}
    figure,tr,.rows dd,.rows dt{break-inside:avoid}
    .table{overflow:visible;max-height:none;background:none}
    th,td{white-space:normal;padding-left:.6rem}
    table{font-size:8.5pt}
    a{color:inherit;text-decoration:none}}
    """
}

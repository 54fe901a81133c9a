extension PageStyle {
  /// Drawings of architectures with what plays them back, and the ledger as a flow.
  static let map =
    MapStyle.drawing + "\n" + """
      .map-head{display:flex;flex-wrap:wrap;gap:.3rem 1rem;align-items:center}
      .map-controls{display:flex;gap:.6rem;align-items:center;flex:1 1 9rem;max-width:44rem}
      .map-controls[hidden]{display:none}
      .map-play{min-width:2.6rem}
      .map-slider{flex:1;min-width:4rem;accent-color:var(--series-1)}
      .map-note{flex:1 1 100%;max-width:none;margin:.2rem 0;min-height:1.5em}
      .map-room,.flow-room{overflow-x:auto;padding:.4rem 0}
      .map-room svg,.flow-room svg{display:block;max-width:100%;height:auto}
      .map-room .map-tall{display:none}
      .map-legend{font-size:.8125rem;color:var(--faint);max-width:none}
      .map-legend .key{display:inline-flex;gap:.3rem;align-items:center;margin-right:.8rem;\
      white-space:nowrap}
      @media screen and (max-width:46rem){.map-room .map-wide{display:none}
      .map-room .map-tall{display:block}}
      @media print{.map-controls{display:none}.map-room svg,.flow-room svg{min-width:0!important}
      .map-room,.flow-room{overflow:visible}}
      """
}

extension PageStyle {
  /// Charts that we draw.
  static let charts = ""
}

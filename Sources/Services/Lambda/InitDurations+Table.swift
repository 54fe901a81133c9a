extension InitDurations {
  /// What was measured of one runtime, in the order zip on x86_64 and on arm64, image on x86_64 and
  /// on arm64.
  struct Row: Sendable {
    /// The identifier that templates write; `rust` stands for itself, as templates write
    /// `provided.al2023`.
    let runtime: String
    /// What half of the starts exceed [ms].
    let medians: [Double]
    /// The standard deviation of the logarithm.
    let sigmas: [Double]

    init(_ runtime: String, _ medians: [Double], _ sigmas: [Double]) {
      self.runtime = runtime
      self.medians = medians
      self.sigmas = sigmas
    }
  }

  /// Every runtime measured that a template can name, the versions of a family in ascending order.
  ///
  /// Source: github.com/maxday/lambda-perf, ten forced cold starts a day of a function that does
  /// nothing, January to August 2026; pooled over 128, 256, 512 and 1,024 MB by their numbers of
  /// samples, as memory made no visible difference.
  static let rows: [Row] = [
    Row("nodejs20.x", [144.5, 127.7, 276.9, 226.1], [0.124, 0.128, 0.320, 0.309]),
    Row("nodejs22.x", [142.4, 124.1, 292.1, 232.8], [0.127, 0.141, 0.331, 0.392]),
    Row("nodejs24.x", [143.0, 122.3, 281.7, 226.1], [0.135, 0.153, 0.351, 0.396]),
    Row("python3.9", [80.7, 73.0, 148.2, 121.7], [0.139, 0.189, 0.271, 0.327]),
    Row("python3.10", [80.9, 72.7, 148.5, 121.6], [0.137, 0.189, 0.256, 0.295]),
    Row("python3.11", [82.7, 72.5, 150.5, 120.4], [0.142, 0.165, 0.259, 0.287]),
    Row("python3.12", [88.9, 79.7, 154.4, 127.4], [0.142, 0.162, 0.253, 0.271]),
    Row("python3.13", [100.1, 82.4, 171.5, 137.1], [0.173, 0.167, 0.300, 0.312]),
    Row("python3.14", [120.8, 103.4, 193.8, 161.2], [0.207, 0.174, 0.310, 0.310]),
    Row("java8.al2", [250.7, 247.7, 338.0, 307.4], [0.158, 0.276, 0.254, 0.232]),
    Row("java11", [282.5, 277.6, 380.2, 333.5], [0.142, 0.224, 0.250, 0.269]),
    Row("java17", [210.7, 203.9, 303.3, 286.6], [0.129, 0.167, 0.227, 0.283]),
    Row("java21", [250.7, 235.2, 342.1, 302.2], [0.144, 0.173, 0.262, 0.279]),
    Row("java25", [213.8, 196.8, 248.4, 235.4], [0.288, 0.281, 0.304, 0.301]),
    Row("dotnet8", [255.0, 280.1, 396.5, 405.4], [0.180, 0.222, 0.243, 0.242]),
    Row("dotnet10", [275.0, 260.9, 412.5, 366.9], [0.297, 0.348, 0.266, 0.273]),
    Row("ruby3.2", [225.3, 245.1, 274.5, 275.7], [0.230, 0.263, 0.194, 0.222]),
    Row("ruby3.3", [235.7, 231.4, 278.9, 275.5], [0.225, 0.197, 0.194, 0.196]),
    Row("ruby3.4", [228.3, 223.1, 268.3, 264.5], [0.249, 0.231, 0.198, 0.195]),
    Row("provided.al2", [49.9, 38.8, 44.1, 37.8], [0.107, 0.107, 0.289, 0.279]),
    Row("provided.al2023", [50.8, 41.0, 46.0, 37.4], [0.104, 0.108, 0.311, 0.282]),
    Row("rust", [16.4, 13.6, 34.1, 28.1], [0.219, 0.205, 0.306, 0.295]),
  ]
}

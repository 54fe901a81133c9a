/// Where a number of the model was read.
///
/// There is no default: a number without a source is a guess, and a guess says that it is one.
public enum Source: Sendable, Equatable {
  /// AWS states it; the address of the page.
  case documented(String)
  /// Somebody measured it; where the measurement is published.
  case measured(String)
  /// Nobody published it; why this value was taken.
  case assumption(String)
  /// It follows from the meaning of the calibration, as every latency of `ideal` is zero.
  case definition(String)

  /// The address or the reason.
  public var text: String {
    switch self {
    case .documented(let text), .measured(let text), .assumption(let text), .definition(let text):
      text
    }
  }

  /// What kind of source it is, in one word.
  public var kind: String {
    switch self {
    case .documented: "documented"
    case .measured: "measured"
    case .assumption: "assumption"
    case .definition: "definition"
    }
  }
}

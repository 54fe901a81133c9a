import Documents

/// Reads how often one of several things is chosen, beside the others.
public enum WeightReader {
  /// A weight: above 0 and up to 1e15, so that no sum of weights overflows.
  public static func weight(_ document: Document) throws(InputError) -> Double {
    guard let number = document.number else {
      throw InputError(
        "a weight is a number above 0, and not \(document.scalarText ?? document.kindName)",
        remedy: "for example weight: 9", at: document.place)
    }
    guard number.double > 0, number.double <= 1e15 else {
      throw InputError(
        "a weight of \(number.text) is out of range", remedy: "choose above 0 and up to 1e15",
        at: document.place)
    }
    return number.double
  }
}

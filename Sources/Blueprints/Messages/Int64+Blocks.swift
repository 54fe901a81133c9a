extension Int64 {
  /// How many blocks of a length a size fills, the last one in part; at least one.
  ///
  /// AWS bills a request for each block of 64 KB of a message that is begun.
  public func blocks(of length: Int64) -> Int64 {
    Swift.max(1, (self + length - 1) / length)
  }
}

/// A hash of a text that is the same in every process and on every machine.
///
/// FNV-1a over the bytes of UTF-8, then mixed, as FNV alone leaves the high bits of short texts
/// poor.
public func stableHash(_ text: String) -> UInt64 { stableHash(of: text.utf8) }

/// The hash of a text of which these are the bytes.
public func stableHash(_ bytes: [UInt8]) -> UInt64 { stableHash(of: bytes) }

private func stableHash(of bytes: some Sequence<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes {
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
  return SplitMix64.mix(hash)
}

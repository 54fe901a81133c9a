/// How long the functions of a file are, by counting braces.
enum FunctionLengths {
  struct Length {
    var begin: Int
    var lines: Int
  }

  static func of(_ file: SourceFile) -> [Length] {
    var lengths: [Length] = []
    var open: [(begin: Int, indent: Int)] = []
    // A signature may take several lines; a requirement of a protocol has no body at all.
    var signature: (begin: Int, indent: Int)?
    for (number, line) in file.lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let code = line.drop { $0 == " " }
      if let last = open.last, indent == last.indent, code.hasPrefix("}") {
        lengths.append(Length(begin: last.begin, lines: number + 2 - last.begin))
        open.removeLast()
      }
      if isSignature(code) { signature = (number + 1, indent) }
      if code.isEmpty || code.hasPrefix("//") { signature = nil }
      if line.hasSuffix("{"), let begun = signature {
        open.append(begun)
        signature = nil
      }
    }
    return lengths
  }

  private static func isSignature(_ code: Substring) -> Bool {
    guard !code.hasPrefix("//"), !code.hasPrefix("\"") else { return false }
    return code.contains("func ") || code.hasPrefix("init(") || code.contains(" init(")
  }
}

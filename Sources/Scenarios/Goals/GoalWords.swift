import Documents

/// The words of a goal with the places where they stand.
struct GoalWords {
  private(set) var words: [String] = []
  private var offsets: [Int] = []
  let text: String
  private let place: Place
  /// Where the text begins in its source; nil where the source spells it in another way.
  private let start: Int?

  init(_ text: String, at place: Place) {
    self.text = text
    self.place = place
    let bytes = Array(text.utf8)
    let source = place.source.bytes
    let candidates = [place.offset, place.offset + 1]
    start = candidates.first { candidate in
      candidate + bytes.count <= source.count
        && source[candidate..<candidate + bytes.count].elementsEqual(bytes)
    }
    var begin = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x20 {
      if index > begin {
        words.append(String(decoding: bytes[begin..<index], as: UTF8.self))
        offsets.append(begin)
      }
      begin = index + 1
    }
  }

  /// How many words there are.
  var count: Int { words.count }

  /// A word; empty behind the last.
  subscript(index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

  /// Several words with blanks between them.
  func joined(_ range: Range<Int>) -> String { words[range].joined(separator: " ") }

  /// Where a word stands.
  func place(of index: Int) -> Place {
    guard let start, offsets.indices.contains(index) else { return place }
    return place.source.place(at: start + offsets[index])
  }

  /// The place of the first of some words in a range.
  func firstIndex(of wanted: [String], in range: Range<Int>) -> Int? {
    range.first { wanted.contains(words[$0]) }
  }
}

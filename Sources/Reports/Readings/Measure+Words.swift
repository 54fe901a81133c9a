import Blueprints

extension Measure {
  /// The name in the words of a sentence: `cold starts` for `ColdStarts`; what is in capitals
  /// stays so.
  package var words: String {
    // Two names of AWS's have a capital too few or too many.
    name.replacing("Ingestionto", with: "IngestionTo").replacing("UnHealthy", with: "Unhealthy")
      .inWords
  }
}

extension String {
  /// A name whose words begin with capitals or are parted by underscores, as words of a sentence.
  var inWords: String {
    split(separator: "_").map { String($0).capitalsInWords }.joined(separator: " ")
  }

  private var capitalsInWords: String {
    let letters = Array(self)
    var words = ""
    for (place, letter) in letters.enumerated() where letter != "." {
      let afterCapital = place > 0 && letters[place - 1].isUppercase
      let afterDigit = place > 0 && letters[place - 1].isNumber
      let beforeSmall = place + 1 < letters.count && letters[place + 1].isLowercase
      if letter.isUppercase, place > 0, beforeSmall || !(afterCapital || afterDigit) {
        words.append(" ")
      }
      let beforeCapital = place + 1 < letters.count && letters[place + 1].isUppercase
      let isAcronym = !beforeSmall && (afterCapital || beforeCapital)
      words += letter.isUppercase && isAcronym ? String(letter) : letter.lowercased()
    }
    return words
  }
}

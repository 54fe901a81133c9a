import Documents

/// A map that a template gives as JSON text, as CloudFormation takes it for properties of its type
/// Json.
enum EmbeddedMap {
  /// The entries that a text gives, all at the place of the text; nil where it is no JSON object.
  static func read(_ document: Document) -> DocumentMap? {
    guard let text = document.text, isOpen(text) else { return nil }
    do throws(InputError) {
      let value = try JSON.read(SourceText(name: "text", text: text))
      return moved(value, to: document.place).map
    } catch {
      return nil
    }
  }

  /// The error of something that is no map.
  static func slip(of document: Document, as owner: String) -> InputError {
    var problem = "expected a map as \(owner), found \(document.kindName)"
    if let text = document.text, isOpen(text) {
      do throws(InputError) {
        _ = try JSON.read(SourceText(name: "text", text: text))
      } catch {
        problem += " that is no JSON: \(error.problem)"
      }
    }
    return InputError(problem, remedy: "give names and values", at: document.place)
  }

  private static func isOpen(_ text: String) -> Bool {
    let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
    return text.utf8.first { !blanks.contains($0) } == UInt8(ascii: "{")
  }

  private static func moved(_ document: Document, to place: Place) -> Document {
    switch document.value {
    case .list(let items):
      return Document(.list(items.map { moved($0, to: place) }), at: place)
    case .map(let map):
      let entries = map.entries.map { entry -> DocumentMap.Entry in
        (entry.key, place, moved(entry.value, to: place))
      }
      return Document(.map(DocumentMap(entries)), at: place)
    case .null, .flag, .number, .text:
      return Document(document.value, at: place)
    }
  }
}

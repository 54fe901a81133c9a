import Documents
import Testing

@testable import Blueprints

@Suite struct DirectoryTests {
  private let place = SourceText(name: "t.yaml", text: "").place(at: 0)

  private func resource(_ id: String, _ type: String, name: String) -> Resource {
    let empty = Document(.map(DocumentMap()), at: place)
    var parts = Resource.Parts(logicalID: id, type: type, place: place, properties: empty)
    parts.physicalName = name
    parts.ref = "https://\(id)"
    parts.arn = "arn:\(id)"
    parts.attributes = [("Arn", "arn:\(id)"), ("Stream", "stream:\(id)")]
    return Resource(parts)
  }

  @Test func `any text that AWS takes leads to the resource`() {
    let directory = Directory([resource("A", "Q", name: "a"), resource("B", "T", name: "b")])
    for text in ["b", "arn:B", "https://B", "stream:B", "B"] {
      #expect(directory.meant(by: text) == .one(1), "\(text)")
    }
    #expect(directory.meant(by: "c") == .none)
    #expect(directory["A"]?.url == "https://A")
  }

  @Test func `who has a text as its own comes before who only tells it`() {
    var parts = Resource.Parts(
      logicalID: "C", type: "Consumer", place: place,
      properties: Document(.map(DocumentMap()), at: place))
    parts.arn = "arn:B/consumer/c"
    parts.attributes = [("StreamARN", "arn:B")]
    let directory = Directory([Resource(parts), resource("B", "T", name: "b")])
    #expect(directory.meant(by: "arn:B") == .one(1))
    #expect(directory.meant(by: "arn:B", among: ["Consumer"]) == .one(0))
    #expect(directory.meant(by: "arn:B/consumer/c") == .one(0))
  }

  @Test func `a name that two types share is settled by the type asked for`() {
    let directory = Directory([resource("A", "Q", name: "x"), resource("B", "T", name: "x")])
    #expect(directory.meant(by: "x") == .several([0, 1]))
    #expect(directory.meant(by: "x", among: ["T"]) == .one(1))
  }
}

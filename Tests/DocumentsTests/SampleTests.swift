import Testing

@testable import Documents

@Suite struct SampleTests {
  /// Writes tags in the long form that JSON templates use.
  private func long(_ document: Document) -> String {
    var text: String
    switch document.value {
    case .list(let items): text = "[" + items.map(long).joined(separator: ",") + "]"
    case .map(let map):
      let entries = map.entries.map { JSONText.quoted($0.key) + ":" + long($0.value) }
      text = "{" + entries.joined(separator: ",") + "}"
    default: text = dump(Document(document.value, at: document.place))
    }
    guard let tag = document.tag else { return text }
    let name = tag == "!Ref" ? "Ref" : "Fn::" + tag.dropFirst()
    return "{" + JSONText.quoted(name) + ":" + text + "}"
  }

  @Test func `a template says the same in YAML and in JSON`() throws {
    let yaml = try Document.read(SourceText(name: "t.yaml", text: Samples.yaml))
    let json = try Document.read(SourceText(name: "t.json", text: Samples.json))
    #expect(long(yaml) == long(json))
    #expect(yaml["Transform"]?.text == "AWS::Serverless-2016-10-31")
  }

  @Test func `a template keeps what its author wrote`() throws {
    let root = try YAML.read(SourceText(name: "t.yaml", text: Samples.yaml))
    let queue = try #require(root["Resources"]?["OrderQueue"]?["Properties"])
    let timeout = try #require(queue["VisibilityTimeout"])
    #expect(timeout.tag == "!If")
    #expect(timeout.list?.map { $0.scalarText } == ["IsProd", "180", "0060"])
    #expect(timeout.place.line == 30 && timeout.place.column == 30)
    #expect(queue.map?.entry("RedrivePolicy")?.keyPlace.line == 31)
  }

  @Test func `lines may end in CR LF, and a byte order mark may come first`() throws {
    let lines = Samples.yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let text = "\u{FEFF}" + lines.joined(separator: "\r\n")
    #expect(readYAML(text) == readYAML(Samples.yaml))
  }

  /// The outcome of reading is a value or a slip whose place lies within the text.
  private func survives(_ bytes: [UInt8]) -> Bool {
    guard let source = try? SourceText.decoding(bytes, name: "t") else { return true }
    do {
      _ = try YAML.read(source)
    } catch {
      if error.place == nil || error.rendered.isEmpty { return false }
    }
    do {
      _ = try JSON.read(source)
    } catch {
      if error.place == nil || error.rendered.isEmpty { return false }
    }
    return true
  }

  @Test(.timeLimit(.minutes(1)), arguments: 0..<4)
  func `no mutilated text makes a reader trap or hang`(part: Int) {
    let tables = YAMLTests.scalars + YAMLTests.blockTexts + YAMLTests.collections
    let seeds =
      (tables + YAMLTests.references).map { $0.yaml } + BadYAMLTests.structure.map { $0.text }
      + BadJSONTests.slips.map { $0.text }
    let marks = Array(" \n\r\t-:#'\"[]{},&*!|>\\u0?<~%@`é\u{7}a1.eE+".utf8)
    var numbers = Numbers(seed: UInt64(part))
    for _ in 0..<1_000 {
      var bytes = Array(seeds[numbers.below(seeds.count)].utf8)
      if numbers.below(3) == 0 { bytes += [0x0A] + Array(seeds[numbers.below(seeds.count)].utf8) }
      for _ in 0...numbers.below(6) {
        let offset = numbers.below(bytes.count + 1)
        switch numbers.below(4) {
        case 0 where offset < bytes.count: bytes[offset] = marks[numbers.below(marks.count)]
        case 1 where offset < bytes.count: bytes.remove(at: offset)
        case 2: bytes.removeSubrange(offset...)
        default: bytes.insert(marks[numbers.below(marks.count)], at: offset)
        }
      }
      #expect(survives(bytes), "\(bytes)")
    }
  }

  @Test(.timeLimit(.minutes(1))) func `no template cut or changed anywhere makes a reader trap`() {
    var numbers = Numbers(seed: 9)
    for sample in [Samples.yaml, Samples.json] {
      let whole = Array(sample.utf8)
      for _ in 0..<60 {
        var bytes = whole
        bytes[numbers.below(bytes.count)] = UInt8(numbers.below(128))
        #expect(survives(bytes))
        #expect(survives(Array(whole.prefix(numbers.below(whole.count)))))
      }
    }
  }
}

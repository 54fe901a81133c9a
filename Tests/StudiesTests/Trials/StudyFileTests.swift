import Documents
import Measures
import Testing

@testable import Studies

struct StudyFileTests {
  private let study = Study(
    version: "0.1.0", command: "sweep", title: "A \"sale\"", scenario: "sale", sources: 0xfeed,
    seed: .max, changes: ["--set a.b=1"], designs: [""],
    knobs: [Knob("Queue.VisibilityTimeout", ["30", "60"])],
    points: Study.grid([""], [Knob("Queue.VisibilityTimeout", ["30", "60"])]), replications: 2,
    figures: [
      AskedFigure("p99 of latency < 5 s", .nanoseconds, .init(.below, 5e9)),
      AskedFigure("cost", .microUSD, nil), AskedFigure("drained", .nanoseconds, nil),
    ])

  private func trial(_ key: Trial.Key, _ figure: Double) -> Trial {
    Trial(
      key, fingerprint: .max, arrivals: 7, messages: 12, events: .max, isDrained: figure < 1,
      figures: [figure, nil, .infinity], imbalances: figure < 1 ? [] : ["it leaks"])
  }

  @Test func `a file reads back as it was written`() throws {
    let trials = study.trials.enumerated().map { trial($1, 0.1 + Double($0) / 3) }
    let file = StudyFile(study, Shard(2, of: 3), trials)
    let read = try StudyFile.read(SourceText(name: "a.jsonl", text: file.text))
    #expect(read == file)
    #expect(read.text == file.text)
  }

  @Test func `shards share out every run once`() {
    for count in 1...9 {
      let shares = (1...count).flatMap { study.trials(of: Shard($0, of: count)) }
      #expect(shares.count == 4)
      #expect(Set(shares) == Set(study.trials))
    }
  }

  @Test func `the last knob turns fastest`() {
    let points = Study.grid(["a", "b"], [Knob("x", ["1", "2"]), Knob("y", ["3", "4"])])
    #expect(points.count == 8)
    #expect(points[1].text == "a, x=1, y=4")
    #expect(points[4].text == "b, x=1, y=3")
  }

  @Test(arguments: ["", "0/8", "9/8", "1/0", "a/b", "1", "1/2/3"])
  func `what is no shard is refused`(text: String) {
    #expect { try Shard(text) } throws: {
      ($0 as? InputError)?.problem == "\(text) is no shard"
    }
  }

  @Test(arguments: [
    ("", "a.jsonl is empty"), ("hello\n", "a.jsonl, line 1 holds no results"),
    (
      "{\"format\":\"spillway-study-9\"}\n",
      "a.jsonl, line 1 is of the format spillway-study-9, and this program reads spillway-study-1"
    ),
    ("{\"format\":\"spillway-study-1\"}\n", "a.jsonl, line 1 does not say version"),
  ])
  func `what is no file of results is refused`(text: String, problem: String) {
    #expect { try StudyFile.read(SourceText(name: "a.jsonl", text: text)) } throws: {
      ($0 as? InputError)?.problem == problem
    }
  }

  @Test func `a run of another study is refused`() {
    var other = study
    other.figures = []
    let text = [StudyFile.head(of: other, .whole), trial(study.trials[0], 0).line]
      .joined(separator: "\n")
    #expect { try StudyFile.read(SourceText(name: "a.jsonl", text: text)) } throws: {
      ($0 as? InputError)?.problem == "a.jsonl, line 2 has 3 figures, and the study 0"
    }
  }
}

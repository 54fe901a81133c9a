import Bench
import Blueprints
import Studies

/// What tests ask of a story.
extension Story {
  /// The first line of a kind at a node, by the name of its case.
  func line(_ kind: String, _ node: String) -> Line? {
    lines.first { $0.word == "\(kind) \(node)" }
  }

  /// The lines that a line follows from, itself first: kinds with their nodes.
  func chain(_ kind: String, _ node: String) -> [String] {
    var words: [String] = []
    var next = line(kind, node)
    while let line = next {
      words.append(line.word)
      next = line.cause.map { lines[$0] }
    }
    return words
  }

  /// All lines in order: kinds with their nodes.
  var words: [String] { lines.map { $0.word } }
}

extension Story.Line {
  /// The kind with the node: `backlogGrew Orders`.
  var word: String { "\(kind)".prefix { $0 != "(" } + " \(node)" }
}

/// A queue whose messages a function works on, and a shop that sends 20 of them a second.
struct Workshop {
  /// More properties of the queue.
  var queue = "VisibilityTimeout: 60"
  /// More properties of the function.
  var function = ""
  /// Properties of its event.
  var event = "BatchSize: 1"
  /// More resources.
  var resources = ""
  /// More that the shop does: spikes.
  var shop = ""
  /// More clients.
  var clients = ""
  /// What the code of the function does.
  var code = "duration: 200 ms"
  /// More behavior.
  var behavior = ""
  /// More of the scenario.
  var scenario = ""

  /// A rush of half a minute from the first minute on.
  static func rush(_ rate: String) -> String { ", spikes: [{at: 1 min, for: 30 s, rate: \(rate)}]" }

  /// The story of its run.
  func story() throws -> Story {
    let bench = try Bench(
      template: """
        Transform: AWS::Serverless-2016-10-31
        Globals: {Function: {Handler: index.handler, Runtime: nodejs22.x, CodeUri: src/}}
        Resources:
          Jobs: {Type: AWS::SQS::Queue, Properties: {\(queue)}}
          Work:
            Type: AWS::Serverless::Function
            Properties:
              Timeout: 10
              Events: {Jobs: {Type: SQS, Properties: {Queue: !GetAtt Jobs.Arn, \(event)}}}
              \(function)
          \(resources)
        """,
      scenario: """
        duration: 3 min
        drain: 5 min
        traffic:
          Shop: {to: Jobs, rate: 20/s\(shop)}
          \(clients)
        behavior:
          Work: {\(code)}
          \(behavior)
        \(scenario)
        """)
    return Story(of: bench.run())
  }
}

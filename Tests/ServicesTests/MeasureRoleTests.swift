import Blueprints
import Programs
import Testing

@testable import Services

@Suite struct MeasureRoleTests {
  /// Words in CloudWatch's names, and what a measure of such a name is told for; the first decides.
  private static let telling: [(word: String, role: Measure.Role)] = [
    ("Throttle", .throttling), ("Age", .age), ("Error", .failure), ("Failed", .failure),
    ("DroppedWhile", .failure), ("Dlq", .failure), ("Retried", .retry),
  ]

  private static var measures: [Measure] {
    Catalogue.aws.services.flatMap { $0.declaration.measures } + Client.declaration.measures
      + Server.declaration().measures + [Utilization.measure]
  }

  @Test func `a level is told as a backlog or as concurrency`() {
    for measure in Self.measures where measure.shape == .gauge {
      #expect([.waiting, .unfinished, .concurrency].contains(measure.role), "\(measure.name)")
    }
  }

  @Test(arguments: telling)
  func `a count named for what went wrong is told for it`(
    word: String, role: Measure.Role
  ) {
    let named = Self.measures.filter { measure in
      measure.shape != .gauge && Self.telling.first { measure.name.contains($0.word) }?.word == word
    }
    #expect(!named.isEmpty)
    for measure in named { #expect(measure.role == role, "\(measure.name)") }
  }

  @Test func `what waits for a receiver is measured at queues`() {
    let waiting = Catalogue.aws.services.filter { service in
      service.declaration.measures.contains { $0.role == .waiting }
    }
    #expect(waiting.map { $0.declaration.type } == ["AWS::SQS::Queue"])
  }
}

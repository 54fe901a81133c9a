/// All that a service says of itself; templates, reports, bills and explanations only read it.
package struct Declaration: Sendable {
  /// The CloudFormation type: `AWS::SQS::Queue`.
  package var type: String
  /// The name people use: `SQS queue`.
  package var title: String
  /// What it does, in one sentence.
  package var summary: String
  /// What `Ref`, `GetAtt` and its ARN give.
  package var identity: Identity
  /// The ways in.
  package var inlets: [Inlet] = []
  /// The inlet that a client's send means; nil where clients cannot send to it.
  package var entry: String?
  /// How many bytes a call of it carries where the scenario gives no size.
  package var standardSize: Int64 = 1_024
  /// Which errors of a caller's SDK it is known for.
  package var retryFamily = RetryFamily.general
  /// What it measures, in the order of the report.
  package var measures: [Measure] = []
  /// What bounds it.
  package var limits: [Limit] = []
  /// The faults that it takes.
  package var faults: [Fault] = []
  /// The parameters of the calibration that it reads.
  package var parameters: [Parameter] = []

  /// How SDKs treat the service when they try again.
  package enum RetryFamily: Sendable {
    /// As most services.
    case general
    /// With the more patient figures of DynamoDB.
    case dynamoDB
  }

  /// A declaration whose lists are filled afterwards.
  package init(type: String, title: String, summary: String, identity: Identity) {
    self.type = type
    self.title = title
    self.summary = summary
    self.identity = identity
  }

  /// The inlet of a name.
  package func inlet(_ name: String) -> Inlet? {
    inlets.first { $0.name == name }
  }
}

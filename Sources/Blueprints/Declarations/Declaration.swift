/// All that a service says of itself; templates, reports, bills and explanations only read it.
public struct Declaration: Sendable {
  /// The CloudFormation type: `AWS::SQS::Queue`.
  public var type: String
  /// The name people use: `SQS queue`.
  public var title: String
  /// What it does, in one sentence.
  public var summary: String
  /// What `Ref`, `GetAtt` and its ARN give.
  public var identity: Identity
  /// The ways in.
  public var inlets: [Inlet] = []
  /// The inlet that a client's send means; nil where clients cannot send to it.
  public var entry: String?
  /// Whether rules of an event bus may have it as a target: it takes copies that are offered.
  public var takesEvents = false
  /// Whether something outside AWS answers in its place: an entry under `outside` with its logical
  /// id says how.
  public var isAnsweredOutside = false
  /// Whether it only hands on to another resource what it gets, as an alias does.
  public var isPassage = false
  /// How many bytes a call of it carries where the scenario gives no size.
  public var standardSize: Int64 = 1_024
  /// Which errors of a caller's SDK it is known for.
  public var retryFamily = RetryFamily.general
  /// Where CloudWatch keeps its metrics; nil where it has none that alarms here can read.
  public var metrics: MetricAddress?
  /// Where it keeps some of them besides, as groups of instances do under that of their instances.
  public var furtherMetrics: [MetricAddress] = []
  /// What it measures, in the order of the report.
  public var measures: [Measure] = []
  /// What bounds it.
  public var limits: [Limit] = []
  /// The faults that it takes.
  public var faults: [Fault] = []
  /// What an operator can do to it.
  public var actions: [Action] = []
  /// The parameters of the calibration that it reads.
  public var parameters: [Parameter] = []
  /// What it is charged for beside the calls of its inlets.
  public var prices: [Price] = []
  /// What stands for it in a drawing; nil where it says nothing of that.
  public var emblem: Emblem?
  /// In whose name it calls others; nil where it says nothing of that.
  public var authority: Authority?
  /// What else holds where it calls some of them.
  public var authorities: [Authority.Exception] = []
  /// The property that names the resource on whose behalf its service calls others; nil where that
  /// is itself.
  public var behalf: String?
  /// How policies name what is done to it, where that is not by its ARN.
  public var policyNames: [PolicyName] = []
  /// The types of resource that say who may do what to it.
  public var policyPapers: [PolicyPaper] = []
  /// The property in which it says itself who may use it, as a key of KMS does, of which alone it
  /// is read; nil where it has none.
  public var ownPolicy: String?
  /// The name of the log group that its code writes to, over `{name}`; nil where it writes none.
  public var logGroup: String?
  /// The most records that a pipe hands to it at once; nil where only their bytes count.
  public var greatestPipeBatch: Int64?
  /// Which segments of a trace it sends.
  public var segments = Segments.code(origin: nil)
  /// Under which key the segments of those who call it name it: `table_name`.
  public var segmentKey: String?
  /// Where its properties name the key of KMS that encrypts it: a path of names, through lists by
  /// their first entries, and through what a reference on the way names.
  public var keyPath: [String] = []

  /// How SDKs treat the service when they try again.
  public enum RetryFamily: Sendable {
    /// As most services.
    case general
    /// With the more patient figures of DynamoDB.
    case dynamoDB
    /// Not at all: no SDK stands between a caller and a front on the web.
    case web
  }

  /// A declaration whose lists are filled afterwards.
  public init(type: String, title: String, summary: String, identity: Identity) {
    self.type = type
    self.title = title
    self.summary = summary
    self.identity = identity
  }

  /// Everywhere that CloudWatch keeps metrics of it.
  public var metricAddresses: [MetricAddress] { (metrics.map { [$0] } ?? []) + furtherMetrics }

  /// Everything that it is charged for, each item once.
  public var allPrices: [Price] {
    var items: Set<String> = []
    return (inlets.compactMap { $0.price } + prices).filter { items.insert($0.item).inserted }
  }

  /// In whose name it calls one of a type.
  public func authority(calling type: String) -> Authority? {
    authorities.first { $0.types.contains(type) }?.authority ?? authority
  }

  /// The inlet of a name.
  public func inlet(_ name: String) -> Inlet? {
    inlets.first { $0.name == name }
  }
}

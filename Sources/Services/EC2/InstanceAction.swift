import Blueprints

/// What EC2 can be asked to do about instances.
enum InstanceAction: UInt16, CaseIterable {
  case run, start, stop, terminate, reboot

  /// Tokens of a bucket: how many it holds, and how many come in a second.
  struct Bucket {
    var burst: Int64
    var rate: Int64
  }

  /// How many instances a request is about at most: what the bucket of instances holds.
  static let mostAtOnce: Int64 = 1_000

  /// The operation's name in AWS.
  var name: String {
    switch self {
    case .run: "RunInstances"
    case .start: "StartInstances"
    case .stop: "StopInstances"
    case .terminate: "TerminateInstances"
    case .reboot: "RebootInstances"
    }
  }

  /// The action of a verb of an alarm; nil where it is none.
  init?(verb: String) {
    switch verb {
    case "stop": self = .stop
    case "terminate": self = .terminate
    case "reboot": self = .reboot
    default: return nil
    }
  }

  /// The way in for code and schedules.
  var inlet: Inlet { Inlet(name, summary, permission: "ec2:" + name) }

  private var summary: String {
    switch self {
    case .run: "Launches an instance of the template."
    case .start: "Starts an instance that is stopped."
    case .stop: "Stops an instance; what it works on fails."
    case .terminate: "Ends an instance for good; what it works on fails."
    case .reboot: "Boots an instance anew; what it works on fails."
    }
  }

  /// The bucket from which each request takes a token.
  ///
  /// Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html; what it does
  /// not name is in the class of actions that change something.
  var requests: Bucket {
    switch self {
    case .run, .start: Bucket(burst: 5, rate: 2)
    case .terminate: Bucket(burst: 100, rate: 5)
    case .stop, .reboot: Bucket(burst: 50, rate: 5)
    }
  }

  /// The bucket from which each instance takes a token that a request is about; nil where none
  /// does.
  var resources: Bucket? {
    switch self {
    case .run, .start: Bucket(burst: Self.mostAtOnce, rate: 2)
    case .stop, .terminate: Bucket(burst: Self.mostAtOnce, rate: 20)
    case .reboot: nil
    }
  }
}

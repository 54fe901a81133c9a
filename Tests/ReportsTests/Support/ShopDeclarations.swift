import Blueprints
import Measures

/// What the services of the made-up shop say of themselves.
enum ShopDeclarations {
  static let request = Price(
    "Queue requests", microdollars: 400_000, per: 1_000_000,
    source: .documented("https://example.com/queue"))
  static let run = Price(
    "Runs", microdollars: 200_000, per: 1_000_000,
    source: .documented("https://example.com/code"))

  static let sent = Measure("MessagesSent", .count, in: .messages, "Messages sent.")
  static let visible = Measure(
    "ApproximateNumberOfMessagesVisible", .gauge, in: .messages, role: .waiting,
    "Messages that wait.")
  static let age = Measure(
    "ApproximateAgeOfOldestMessage", .samples, in: .nanoseconds, role: .age, "Age of the oldest.")
  static let throttles = Measure(
    "Throttles", .count, in: .requests, role: .throttling, "Requests turned away.")
  static let errors = Measure("Errors", .count, in: .requests, role: .failure, "Runs that threw.")
  static let concurrency = Measure(
    "ConcurrentExecutions", .gauge, in: .count, role: .concurrency, "Runs at once.")

  static let delay = Parameter(
    "queue.send", .time(.lognormal(.init(median: 5e6, p99: 40e6))), in: .anyLength,
    "How long a send takes.",
    source: .assumption("nobody published any figure"))
  static let limit = Parameter(
    "queue.inFlight", .count(120_000), in: .limit, "The most that is held.",
    source: .documented("https://example.com/limits"))

  static let client: Declaration = {
    var declaration = Declaration(
      type: "client", title: "Client", summary: "Sends.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.measures = [sent]
    return declaration
  }()

  static let queue: Declaration = {
    var declaration = Declaration(
      type: "AWS::SQS::Queue", title: "Queue", summary: "Holds.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.inlets = [
      Inlet("SendMessage", "Adds.", permission: "sqs:SendMessage", price: request),
      Inlet("ReceiveMessage", "Fetches.", permission: "sqs:ReceiveMessage", price: request),
    ]
    declaration.entry = "SendMessage"
    declaration.measures = [visible, age]
    declaration.parameters = [delay, limit]
    return declaration
  }()

  static let function: Declaration = {
    var declaration = Declaration(
      type: "AWS::Lambda::Function", title: "Function", summary: "Runs.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.inlets = [
      Inlet("Invoke", "Runs.", permission: "lambda:InvokeFunction", price: run)
    ]
    declaration.entry = "Invoke"
    declaration.measures = [concurrency, throttles, errors]
    return declaration
  }()
}

import Blueprints
import Measures
import Programs

extension Server {
  /// What a server says of itself; how busy its cores are is measured where it has some.
  static func declaration(_ settings: ServerSettings = ServerSettings()) -> Declaration {
    var declaration = Declaration(
      type: "server", title: "Server",
      summary: "Serves requests with workers, a queue before them, cores and code.",
      identity: Identity(ref: "{name}", arn: "{name}"))
    declaration.emblem = .server
    declaration.authority = .elsewhere
    declaration.inlets = [Inlet("Request", "Sends a request and gets its answer.", permission: nil)]
    declaration.entry = "Request"
    declaration.measures =
      EndpointAnswers.measures + [ServerMeters.active, ServerMeters.queued, ServerMeters.expired]
      + (settings.cpus == nil ? [] : [Utilization.measure])
    declaration.limits = [
      Limit(
        "limit", .resource, "Requests in a time, with a burst of one second; more is turned away.",
        source: .definition("what the scenario gives as `limit`")),
      Limit(
        "workers", .resource, "Requests that are worked on at once; more waits, or is turned away.",
        source: .definition("what the scenario gives as `workers` and `queue`")),
      Limit(
        "cpus", .resource, "Cores that all requests share.",
        source: .definition("what the scenario gives as `cpus`")),
    ]
    declaration.faults = [
      Fault(.slow, "Computing and the latency take so many times as long; waiting does not."),
      Fault(.fail, "A share of requests fails before the code; callers may try again."),
      Fault(.stop, "Every request that comes fails at once; what is inside goes on."),
      Fault(.throttle, "A share of requests is turned away."),
    ]
    return declaration
  }
}

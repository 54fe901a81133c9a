import Blueprints

/// What stands for an endpoint outside AWS: an entry that answers at once, or a server.
struct OutsideEntry {
  let answers: EndpointAnswers
  /// Who takes requests and answers them later; nil where the answers are all there is.
  let server: Server?

  /// The entry that a node is; nil where it is something else.
  init?(_ node: any Node) {
    if let server = node as? Server {
      self.server = server
      answers = server.stations.answers
    } else if let endpoint = node as? Endpoint {
      server = nil
      answers = endpoint.answers
    } else {
      return nil
    }
  }
}

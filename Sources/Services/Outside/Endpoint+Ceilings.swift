import Blueprints
import Measures

extension Endpoint {
  func ceilings(in world: World) -> [Ceiling] { answers.ceilings }
}

extension EndpointAnswers {
  /// The limit that its scenario gives.
  var ceilings: [Ceiling] {
    guard let limit else { return [] }
    // A limit below one request in a second is compared with its burst, which is one request.
    guard limit.bucket.rate >= limit.cost else {
      return [Ceiling(burst: "limit", limit.bucket, parts: limit.cost)].compactMap { $0 }
    }
    return [Ceiling("limit", limit.bucket, parts: limit.cost)].compactMap { $0 }
  }
}

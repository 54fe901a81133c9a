import Blueprints
import Measures

extension TopicRule {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling(TopicRuleParameters.publishRate.name, publishRate),
      Ceiling(TopicRuleParameters.evaluationRate.name, evaluationRate),
    ].compactMap { $0 }
  }
}

import Blueprints
import Measures

extension Topic {
  func ceilings(in world: World) -> [Ceiling] {
    [Ceiling(Self.publishRate.name, rate)].compactMap { $0 }
  }
}

extension FIFOTopic {
  func ceilings(in world: World) -> [Ceiling] {
    [
      Ceiling("messages per second", rates.messages),
      Ceiling("bytes per second", rates.bytes, in: .bytes),
      Ceiling("messages of a group per second", rates.busiestGroup),
      Ceiling("messages per second of the account", rates.account),
    ].compactMap { $0 }
  }
}

import Blueprints
import Kernel
import Scenarios

/// What came of a trigger: what clients got meanwhile and afterwards, and how far it spread.
package struct Cascade: Sendable {
  /// What happened, and when.
  package let trigger: Trigger
  /// What each client got that had got something before.
  package let goodputs: [Goodput]
  /// Who fell below their own level, in causal order, those that the trigger hit first.
  package let falls: [Fall]

  /// What came of a trigger in a run.
  init(_ trigger: Trigger, in result: RunResult) {
    self.trigger = trigger
    goodputs = result.nodes.compactMap { Goodput(of: $0, around: trigger.begin, in: result) }
    let falls = result.nodes.compactMap {
      Fall(of: $0, around: trigger.begin, until: trigger.end + trigger.within, in: result)
    }
    self.falls = BlastRadius(result.edges).ordered(falls, from: trigger.places)
  }

  /// Those to whom it spread, in causal order.
  package var spread: [Fall] { falls.filter { !$0.isHit } }

  /// How a client went on after the trigger.
  package func aftermath(of goodput: Goodput) -> Goodput.Aftermath {
    goodput.aftermath(of: trigger.end, within: trigger.within)
  }
}

extension RunResult {
  /// What came of each trigger of the scenario, in the order in which they began.
  package var cascades: [Cascade] {
    courseReadings?.cascades ?? triggers.map { Cascade($0, in: self) }
  }
}

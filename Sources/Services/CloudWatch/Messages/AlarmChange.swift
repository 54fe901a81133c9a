import Blueprints

/// That an alarm went over from one state to another, and why.
struct AlarmChange: Equatable {
  let previous: AlarmState
  let state: AlarmState
  let reason: String

  init(from previous: AlarmState, to state: AlarmState, because reason: String) {
    self.previous = previous
    self.state = state
    self.reason = reason
  }
}

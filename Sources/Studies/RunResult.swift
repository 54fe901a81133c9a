import Blueprints
import Documents
import Kernel
import Measures
import Scenarios
import Schedules

/// What one run amounted to: every figure as it was counted, nothing rounded, nothing worded.
///
/// The instruments, edges and consumers are those of the finished world; nothing changes them any
/// more.
package struct RunResult: @unchecked Sendable {
  /// A node with what it measured and what it costs.
  package struct NodeResult {
    /// The logical id, or the name of a pool or a client.
    package let label: String
    /// Its number, by which episodes name it.
    package let number: UInt32
    /// What its service says of itself.
    package let declaration: Declaration
    /// Its instruments, in the order of declaration.
    package let instruments: [Instrument]
    /// What it used, at its price.
    package let charges: [Charge]
    /// What bounded it, and how near the run came to each bound.
    package let ceilings: [Ceiling]
    /// What to change of it.
    package var advice: [Advice] = []
  }

  /// The design that was run.
  package let design: String
  /// The seed of the scenario.
  package let seed: UInt64
  /// Which repetition it is, from 0.
  package let replication: UInt32
  /// When the clients stopped sending.
  package let trafficEnd: Instant
  /// When the run ended.
  package let end: Instant
  /// When the last message that could still move had ended; nil where the run ended before.
  package let drained: Instant?
  /// Every node, in the order of the template; clients, endpoints and pools come after the
  /// resources.
  package let nodes: [NodeResult]
  /// The pages of the ledger.
  package let edges: [Edge]
  /// Who ran messages, with their latencies by client and their effects.
  package let consumers: [Consumer]
  /// The names of the clients; a latency is asked for by the place in this list.
  package let clients: [String]
  /// What each client sent, in the order of the clients.
  package let arrivals: [Arrivals]
  /// Rare facts, in the order in which they happened.
  package let episodes: [Episode]
  /// The fingerprint of every delivery.
  package let fingerprint: Fingerprint
  /// The values of all parameters.
  package let calibration: Calibration
  /// The parameters that some node of the run read.
  package let parameters: [Parameter]
  /// How many messages the clients meant to send.
  package let messages: Int64
  /// How many events the calendar gave out.
  package let events: UInt64
  /// The pages of the ledger that do not balance, in words: each is a bug of a model.
  package let imbalances: [String]
  /// The date of its start; nil where nobody asked for one.
  package var start: Timestamp?
  /// The edition of the time zones that it read; nil where UTC was all it needed.
  package var zoneData: String?
  /// What the scenario let happen to the design that ended by itself.
  package var triggers: [Trigger] = []
  /// The faults, spikes and ramps of the scenario, by their begin.
  package var disturbances: [Disturbance] = []
  /// What broke by the scenario, in its order, to which episodes of faults refer by their value.
  package var faults: [PlannedFault] = []
  /// What the hours of a month outside of its runs are like; nil where nobody asks for a month.
  package var quiet: QuietTime?
  /// The messages that it followed; nil where it followed none.
  package var traces: TraceRecorder?
  /// What the input says and the run does not model, and what is worth knowing about it.
  package var notes: [Note] = []
  /// What was read of the courses over time before they were let go; nil where they are there.
  package internal(set) var courseReadings: CourseReadings?
  /// The resources of the template, those included that nothing stands for in the run.
  package var resources: [Resource] = []
  /// Who acts on whom without sending anything.
  package var levers: [Lever] = []
}

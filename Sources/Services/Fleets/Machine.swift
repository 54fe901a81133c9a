import Kernel

/// What a machine is made of.
struct MachineShape: BitwiseCopyable {
  /// How many cores it has.
  var cores: Int64
  /// How fast each core is: half a vCPU is a core at half its speed.
  var share = 1.0

  /// A machine of whole cores, unless a share is given.
  init(cores: Int64, share: Double = 1) {
    self.cores = cores
    self.share = share
  }

  /// A machine of so many thousandths of a core, as tasks have them.
  init(millicores: Int64) {
    cores = max(1, (millicores + 999) / 1_000)
    share = Double(millicores) / Double(cores * 1_000)
  }
}

/// One machine of a fleet.
struct Machine: BitwiseCopyable {
  /// Where a machine is in its life.
  enum State: UInt8, BitwiseCopyable {
    /// It is being made ready.
    case pending
    /// It runs, and what it serves is not up yet.
    case booting
    /// What it serves is up, and nobody sends requests to it.
    case ready
    /// It serves.
    case serving
    /// It gets no new requests; those under way go on.
    case draining
    /// It runs, and is left by all requests.
    case closed
    /// It is being shut down, to be started again later.
    case stopping
    /// It is shut down, and can be started.
    case stopped
    /// It is being shut down for good.
    case ending

    /// Whether it has power: it computes, and is paid for.
    var isRunning: Bool {
      switch self {
      case .booting, .ready, .serving, .draining, .closed: true
      case .pending, .stopping, .stopped, .ending: false
      }
    }
  }

  /// How many machines of the fleet came before it; names its draws.
  ///
  /// It stands first: where a record is given back, that alone is overwritten, and whoever asks
  /// after a machine that is gone still finds that it does not serve.
  let serial: UInt32
  var state = State.pending
  /// Its life, zero once it is over: what is meant for an earlier state is dropped.
  var generation: UInt16 = 0
  /// How often it was started.
  var starts: UInt32 = 0
  let shape: MachineShape
  /// Its availability zone, from 0.
  let zone: Int32
  /// Where it works while it runs; `none` else.
  var station = UInt32.max
  /// Whether it signed up for requests.
  var isSignedUp = false
  /// When somebody asked for it.
  let launched: Instant
}

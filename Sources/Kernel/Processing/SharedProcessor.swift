/// Cores that jobs share evenly: each has a core of its own while there are enough, and else all
/// get the same part (egalitarian processor sharing).
///
/// It knows no events: whoever owns it comes back at `nextEnd` and takes what is finished. As all
/// jobs are served alike, one number tells of all of them: the *service* that a job would have got
/// which was there from the beginning. A job that comes when it stands at s and needs w is finished
/// when it stands at s + w; the jobs stand in a heap by that sum.
///
/// Time and service are whole numbers of 2^-20 ns. An end between two nanoseconds takes effect
/// right there, so that the others share the cores from then on; its owner learns of it at the next
/// whole nanosecond. Each moment at which something changes rounds the service down by less than
/// one such unit, for all jobs alike: one that lives through a million of them has got a nanosecond
/// too little, and nothing adds up beyond its life.
///
/// - Complexity: O(log *n*) for a job that comes, ends or leaves; O(1) for all else.
public struct SharedProcessor: Sendable {
  /// What a job waits for, and where it stands.
  struct Job: BitwiseCopyable {
    /// The service at which it is finished.
    var target: Int128
    /// Separates jobs of the same target: the first come first.
    var ticket: UInt64
    var tag: UInt32
    /// Its place in the heap, or what else became of it.
    var place: Int32

    static let isFinished: Int32 = -1
    static let isGone: Int32 = -2

    func precedes(_ other: Job) -> Bool {
      target != other.target ? target < other.target : ticket < other.ticket
    }
  }

  /// How many bits of time and service are parts of a nanosecond.
  static let fraction: Int128 = 20
  /// How many bits of the speed are a part of one.
  static let speedFraction: Int128 = 32
  /// The longest work, six and a half days of a core; a longer one counts as this long.
  public static let longestWork = TimeSpan(nanoseconds: 1 << 49)
  /// The most cores.
  public static let mostCores: Int64 = 1 << 12
  /// The most jobs at once.
  static let mostJobs = 1 << 24

  /// How many cores there are.
  public let cores: Int64
  /// How fast a core works, as a part of its usual speed, in 2^-32.
  private var speed: Int128 = 1 << Self.speedFraction
  private var clock: Int128 = 0
  private var service: Int128 = 0
  /// When the first job ends if nothing changes.
  private var due = Int128.max
  private var busy: Int128 = 0
  private var ticket: UInt64 = 0

  var jobs: ContiguousArray<Job> = []
  private var free: ContiguousArray<UInt32> = []
  /// The jobs that are worked on, the first to end in front.
  var heap: ContiguousArray<UInt32> = []
  /// The jobs that nobody took since they ended, in the order of their ends.
  private var finished: ContiguousArray<UInt32> = []
  private var finishedTaken = 0

  /// Idle cores at the start of time.
  public init(cores: Int64) {
    precondition((1...Self.mostCores).contains(cores), "a processor of \(cores) cores")
    self.cores = cores
  }

  /// How many jobs are worked on.
  public var count: Int { heap.count }

  /// How many cores are busy.
  public var busyCores: Int64 { min(Int64(heap.count), cores) }

  /// How long cores were busy so far, all of them together [ns].
  public var busyTime: Int64 { Int64(truncatingIfNeeded: busy >> Self.fraction) }

  /// When there is something to take, if nothing changes until then; `never` where nothing ends.
  public var nextEnd: Instant {
    if finishedTaken < finished.count { return Self.instant(clock) }
    return due == .max ? .never : Self.instant(due)
  }

  /// Adds a job that works so long on a core of its own; its tag is given back at its end.
  ///
  /// - Returns: The number by which the job can be removed until its end is taken.
  public mutating func add(_ work: TimeSpan, tag: UInt32, at now: Instant) -> UInt32 {
    advance(to: now)
    precondition(heap.count < Self.mostJobs, "a processor has \(heap.count) jobs")
    let length = Int128(min(max(work, .zero), Self.longestWork).nanoseconds) << Self.fraction
    ticket += 1
    let job = Job(target: service + length, ticket: ticket, tag: tag, place: 0)
    let number: UInt32
    if let last = free.popLast() {
      number = last
      jobs[Int(number)] = job
    } else {
      number = UInt32(jobs.count)
      jobs.append(job)
    }
    insert(number)
    plan()
    return number
  }

  /// Removes a job that nobody wants any longer; the cores are free for the others from now on.
  public mutating func remove(_ job: UInt32, at now: Instant) {
    advance(to: now)
    let place = jobs[Int(job)].place
    precondition(place != Job.isGone, "job \(job) was removed before")
    if place == Job.isFinished {
      jobs[Int(job)].place = Job.isGone
    } else {
      delete(at: Int(place))
      free.append(job)
      jobs[Int(job)].place = Job.isGone
      plan()
    }
  }

  /// Changes how fast every core works, as a part of its usual speed; at 0 nothing goes on.
  public mutating func setSpeed(_ factor: Double, at now: Instant) {
    precondition((0...65_536).contains(factor), "a core at \(factor) times its speed")
    advance(to: now)
    speed = Int128(Int64(factor * 0x1p32 + 0.5))
    plan()
  }

  /// Takes the job that ended first, up to the moment of the last change; nil where none did.
  public mutating func takeFinished() -> UInt32? {
    while finishedTaken < finished.count {
      let number = finished[finishedTaken]
      finishedTaken += 1
      if finishedTaken == finished.count {
        finished.removeAll(keepingCapacity: true)
        finishedTaken = 0
      }
      free.append(number)
      let wasGone = jobs[Int(number)].place == Job.isGone
      jobs[Int(number)].place = Job.isGone
      if !wasGone { return jobs[Int(number)].tag }
    }
    return nil
  }

  /// Works until a moment that must not lie in the past; jobs that end on the way are finished.
  public mutating func advance(to now: Instant) {
    let end = Int128(now.nanoseconds) << Self.fraction
    precondition(end >= clock, "a processor went back to \(now.nanoseconds) ns")
    while due <= end { finishFirst() }
    let span = end - clock
    guard span > 0 else { return }
    if !heap.isEmpty {
      busy += span * Int128(busyCores)
      service += gain(in: span)
    }
    clock = end
  }

  /// Ends the first job, at the very moment.
  private mutating func finishFirst() {
    busy += (due - clock) * Int128(busyCores)
    clock = due
    let first = heap[0]
    service = jobs[Int(first)].target
    delete(at: 0)
    jobs[Int(first)].place = Job.isFinished
    finished.append(first)
    plan()
  }

  /// What each job gets in a time in which none ends.
  private func gain(in span: Int128) -> Int128 {
    // A time in which no job ends is shorter than what `plan` found, and so are these products.
    let all = span * speed
    let jobs = Int128(heap.count)
    return (jobs <= Int128(cores) ? all : all * Int128(cores) / jobs) >> Self.speedFraction
  }

  /// Finds out when the first job ends.
  private mutating func plan() {
    guard let first = heap.first, speed > 0 else {
      due = .max
      return
    }
    // At most 2^69 of work, 2^24 jobs and 2^32 for the speed: 2^125, which fits.
    let rest = jobs[Int(first)].target - service
    let jobs = Int128(heap.count)
    let isShort = jobs > Int128(cores)
    let work = (isShort ? rest * jobs : rest) << Self.speedFraction
    let rate = isShort ? speed * Int128(cores) : speed
    due = clock + (work + rate - 1) / rate
  }

  /// The first whole nanosecond that is not earlier.
  private static func instant(_ moment: Int128) -> Instant {
    let nanoseconds = (moment + (1 << fraction) - 1) >> fraction
    return Int64(exactly: nanoseconds).map { Instant(nanoseconds: $0) } ?? .never
  }
}

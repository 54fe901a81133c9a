import Documents
import Studies

/// Which part of a study this machine runs: the command line says it, or the array of jobs that it
/// is one of.
struct ShardChoice {
  static let shard = Option(
    "shard", "K/N", .text,
    "Runs the Kth of N parts, and writes one file of results for spillway merge.")
  static let shards = Option(
    "shards", "N", .count(1...1_000_000),
    "Runs one of N parts; which, the job array says (SLURM_ARRAY_TASK_ID,"
      + " AWS_BATCH_JOB_ARRAY_INDEX or JOB_COMPLETION_INDEX).")

  /// Why a command that decides as it goes takes no shard.
  static func refusal(of command: String) -> Command.Refusal {
    Command.Refusal(
      shard.name,
      InputError(
        "\(command) takes no --shard: it decides as it goes, each run on those before",
        remedy: "a fixed plan can be shared out: spillway sweep"))
  }

  /// Where to turn with what a sweep can do in shards.
  static func sweeps(_ what: String, _ words: String) -> Command.Refusal {
    Command.Refusal(
      shard.name,
      InputError(
        "\(what) that several machines share are a sweep",
        remedy: "write spillway sweep SCENARIO \(words) --shard K/N"))
  }

  /// A job of an array, as its scheduler says it.
  private struct Job {
    /// The variable that says which it is.
    let variable: String
    /// Which it is, from 0.
    let index: Int
    /// Of how many; nil where the scheduler does not say.
    let count: Int?
  }

  private let outside: Outside

  /// The shard of a command line; nil where the whole study is run.
  ///
  /// - Throws: That the command line and the schedulers contradict each other, or say too little.
  static func shard(of invocation: Invocation) throws(InputError) -> Shard? {
    if let text = invocation.value(shard) {
      guard !invocation.has(shards) else {
        throw InputError(
          "--shard \(text) says of how many by itself", remedy: "leave --shards out")
      }
      return try Shard(text)
    }
    let choice = ShardChoice(outside: invocation.outside)
    let count = invocation.count(shards).map { Int($0) }
    var found: (shard: Shard, variable: String)?
    for job in [try choice.slurm(), try choice.batch(), try choice.completion()] {
      guard let job else { continue }
      let shard = try choice.shard(job, of: count)
      if let found, found.shard != shard {
        throw InputError(
          "\(found.variable) and \(job.variable) mean different shards",
          remedy: "name the shard: --shard \(found.shard.text)")
      }
      found = (shard, job.variable)
    }
    if let found { return found.shard }
    if let count {
      throw InputError(
        "--shards \(count) says of how many, and nothing says which",
        remedy: "write --shard 1/\(count), or run it as a job of an array")
    }
    return nil
  }

  private func shard(_ job: Job, of said: Int?) throws(InputError) -> Shard {
    if let said, let count = job.count, said != count {
      throw InputError(
        "--shards \(said) contradicts the array, which has \(count) job\(count == 1 ? "" : "s")",
        remedy: "name the shard: --shard K/\(said)")
    }
    guard let count = said ?? job.count else {
      throw InputError(
        "\(job.variable) says which shard this is, and nothing says of how many",
        remedy: "write --shards N, or --shard 1/1 for the whole study")
    }
    guard 0..<count ~= job.index else {
      throw InputError(
        "\(job.variable) means shard \(job.index + 1) of \(count)",
        remedy: "name the shard: --shard K/\(count)")
    }
    return Shard(job.index + 1, of: count)
  }

  // MARK: Schedulers

  /// Slurm's array, whose numbers begin and step as its user says.
  private func slurm() throws(InputError) -> Job? {
    guard let task = try number("SLURM_ARRAY_TASK_ID") else { return nil }
    let first = try number("SLURM_ARRAY_TASK_MIN") ?? 0
    let step = max(try number("SLURM_ARRAY_TASK_STEP") ?? 1, 1)
    return Job(
      variable: "SLURM_ARRAY_TASK_ID", index: (task - first) / step,
      count: try number("SLURM_ARRAY_TASK_COUNT"))
  }

  /// An array job of AWS Batch.
  private func batch() throws(InputError) -> Job? {
    guard let index = try number("AWS_BATCH_JOB_ARRAY_INDEX") else { return nil }
    return Job(
      variable: "AWS_BATCH_JOB_ARRAY_INDEX", index: index,
      count: try number("AWS_BATCH_JOB_ARRAY_SIZE"))
  }

  /// An indexed job of Kubernetes, which does not tell its pods how many they are.
  private func completion() throws(InputError) -> Job? {
    guard let index = try number("JOB_COMPLETION_INDEX") else { return nil }
    return Job(variable: "JOB_COMPLETION_INDEX", index: index, count: nil)
  }

  private func number(_ variable: String) throws(InputError) -> Int? {
    guard let text = outside.variable(variable), !text.isEmpty else { return nil }
    guard let number = Int(text), 0...100_000_000 ~= number else {
      throw InputError(
        "\(variable) is \(text), and no number of a job", remedy: "name the shard: --shard K/N")
    }
    return number
  }
}

import Documents
import Services
import Testing

@testable import Commands

@Suite struct ShardTests {
  private static let command = "sweep scenarios/shop \(SweepShop.vary) --quiet"

  /// What one machine writes.
  private static let whole: [String: String] = {
    let desk = SweepShop.desk()
    _ = desk.run(command, catalogue: .aws)
    return SweepShop.written(desk)
  }()

  private func sharded(_ shards: some Sequence<Int>, of count: Int) -> Desk {
    let desk = SweepShop.desk()
    for shard in shards {
      #expect(desk.run("\(Self.command) --shard \(shard)/\(count)", catalogue: .aws) == .done)
    }
    return desk
  }

  @Test(arguments: [[8, 3, 1, 6, 2, 7, 5, 4]])
  func `eight shards in any order merge into the bytes that one machine writes`(_ order: [Int]) {
    let desk = sharded(order, of: 8)
    let files = order.map { "reports/shop/sweep/shard-\($0)-of-8.jsonl" }
    #expect(SweepShop.written(desk).keys.sorted() == files.sorted())
    for words in [files.joined(separator: " "), "reports/shop/sweep/"] {
      #expect(desk.run("merge \(words) --quiet", catalogue: .aws) == .done)
      #expect(SweepShop.written(desk).filter { !$0.key.contains("shard-") } == Self.whole)
    }
  }

  @Test func `a shard says how to merge`() {
    let desk = SweepShop.desk()
    _ = desk.run(
      "sweep scenarios/shop \(SweepShop.vary) --shard 2/8 --out x", catalogue: .aws)
    #expect(desk.output == "")
    #expect(
      desk.errors.hasSuffix(
        " · x/sweep/shard-2-of-8.jsonl\n"
          + "once all 8 shards are there: spillway merge x/sweep --out x\n"))
  }

  @Test func `missing shards are named`() {
    let desk = sharded([1, 4], of: 4)
    #expect(desk.run("merge reports/shop/sweep", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors
        == "error: shards 2/4, 3/4 are missing\n  run them with --shard, and merge again\n")
  }

  @Test func `the runs that a damaged file lacks are named`() throws {
    let desk = sharded(1...3, of: 3)
    let path = "reports/shop/sweep/shard-2-of-3.jsonl"
    let text = try #require(desk.files[path])
    desk.files[path] = String(text.dropLast(60))
    #expect(desk.run("merge reports/shop/sweep", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors == """
        error: \(path) is damaged: it lacks 1 of its 4 runs: Ship.ReservedConcurrentExecutions=6, \
        Mapping.BatchSize=5, replication 1
          run --shard 2/3 again

        """)
  }

  @Test func `shards that say different things of a run are refused`() throws {
    let desk = sharded(1...2, of: 2)
    let text = try #require(desk.files["reports/shop/sweep/shard-1-of-2.jsonl"])
    desk.files["odd.jsonl"] = text.replacing("\"drained\":true", with: "\"drained\":false")
    #expect(desk.run("merge reports/shop/sweep odd.jsonl", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors == """
        error: reports/shop/sweep/shard-1-of-2.jsonl and odd.jsonl say different things of the run \
        Ship.ReservedConcurrentExecutions=1, Mapping.BatchSize=1, replication 1
          run both shards again, on a machine that can be trusted

        """)
    desk.files["odd.jsonl"] = text
    #expect(desk.run("merge reports/shop/sweep odd.jsonl --quiet", catalogue: .aws) == .done)
  }

  /// What is different in another study, and how a merge says it.
  static let strangers: [(words: String, says: String)] = [
    ("--seed 9", "seed 9, and not 42"),
    ("--set duration=6s", "changes --set duration=6s, and not none"),
    ("--replications 4", "replications 4, and not 2"),
    ("--figure lost", "it asks for other figures"),
    ("--vary Ship.Timeout=9", "it varies other settings"),
  ]

  @Test(arguments: strangers)
  func `files of different studies are refused`(_ stranger: (words: String, says: String)) throws {
    let desk = sharded([1], of: 2)
    let command =
      stranger.words.contains("replications")
      ? Self.command.replacing("--replications 2", with: "") : Self.command
    _ = desk.run("\(command) \(stranger.words) --shard 2/2 --out x", catalogue: .aws)
    let paths = ["reports/shop/sweep/shard-1-of-2.jsonl", "x/sweep/shard-2-of-2.jsonl"]
    #expect(desk.run("merge \(paths[0]) \(paths[1])", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors == """
        error: \(paths[1]) does not belong to \(paths[0]): \(stranger.says)
          merge files of one study

        """)
  }

  @Test func `files of another version or of other templates are refused`() throws {
    let desk = sharded(1...2, of: 2)
    let path = "reports/shop/sweep/shard-2-of-2.jsonl"
    let text = try #require(desk.files[path])
    desk.files[path] = text.replacing(
      "\"version\":\"\(Spillway.version)\"", with: "\"version\":\"9\"")
    _ = desk.run("merge reports/shop/sweep", catalogue: .aws)
    #expect(desk.errors.contains("shard-1-of-2.jsonl: version 9, and not \(Spillway.version)\n"))
    desk.files["scenarios/shop/template.yaml"]? += "\n# Another.\n"
    _ = desk.run("\(Self.command) --shard 2/2", catalogue: .aws)
    _ = desk.run("merge reports/shop/sweep", catalogue: .aws)
    #expect(desk.errors.contains("the files of the scenario are others\n"))
  }

  @Test func `results lead nowhere but below the reports`() throws {
    let desk = sharded([1], of: 1)
    let path = "reports/shop/sweep/shard-1-of-1.jsonl"
    desk.files[path] = desk.files[path]?.replacing(
      "\"scenario\":\"shop\"", with: "\"scenario\":\"../x\"")
    #expect(desk.run("merge \(path)", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors
        == "error: these results are of a scenario called ../x\n"
        + "  say where the report goes: --out DIR\n"
    )
    #expect(desk.run("merge \(path) --out y --quiet", catalogue: .aws) == .done)
    #expect(desk.files["y/sweep/report.json"] != nil)
  }

  /// Words behind `merge`, and exactly what standard error says of them.
  static let slips: [(words: String, says: String)] = [
    ("", "merge needs a FILE|DIR\n  write spillway merge FILE|DIR… [options]"),
    ("nowhere", "there is no file nowhere\n  name the files of all shards, or their folder"),
    (
      "scenarios",
      "the folder scenarios holds no shard\n  name the folder in which shard-1-of-N.jsonl is"
    ),
    (
      "scenarios/shop/scenario.yaml",
      "scenarios/shop/scenario.yaml, line 1 holds no results\n  name a file that a shard wrote"
    ),
  ]

  @Test(arguments: slips)
  func `a bad merge is refused with the way out`(_ slip: (words: String, says: String)) {
    let desk = SweepShop.desk()
    #expect(desk.run("merge \(slip.words)", catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: \(slip.says)\n")
  }

  // MARK: Arrays of jobs

  /// The environment and the words of a job, and the shard that it runs.
  static let jobs: [(variables: [String: String], words: String, shard: String)] = [
    (["SLURM_ARRAY_TASK_ID": "2"], "--shards 4", "3-of-4"),
    (["SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_MIN": "1"], "--shards 4", "4-of-4"),
    (
      [
        "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_STEP": "3",
        "SLURM_ARRAY_TASK_COUNT": "4",
      ], "", "3-of-4"
    ),
    (["AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "5"], "", "1-of-5"),
    (["AWS_BATCH_JOB_ARRAY_INDEX": "4", "AWS_BATCH_JOB_ARRAY_SIZE": "5"], "--shards 5", "5-of-5"),
    (["JOB_COMPLETION_INDEX": "1"], "--shards 6", "2-of-6"),
    (["SLURM_ARRAY_TASK_ID": "2"], "--shard 1/9", "1-of-9"),
  ]

  @Test(arguments: jobs)
  func `a job of an array runs the shard that its scheduler says`(
    _ job: (variables: [String: String], words: String, shard: String)
  ) {
    let desk = SweepShop.desk()
    desk.variables = job.variables
    _ = desk.run("\(Self.command) \(job.words)", catalogue: .aws)
    #expect(desk.errors == "")
    #expect(
      SweepShop.written(desk).keys.sorted() == ["reports/shop/sweep/shard-\(job.shard).jsonl"])
  }

  /// The environment and the words of a job, and exactly what standard error says of it.
  static let odd: [(variables: [String: String], words: String, says: String)] = [
    (
      [:], "--shards 4",
      "--shards 4 says of how many, and nothing says which\n"
        + "  write --shard 1/4, or run it as a job of an array"
    ),
    (
      [:], "--shards 4 --shard 1/4", "--shard 1/4 says of how many by itself\n  leave --shards out"
    ),
    (
      ["JOB_COMPLETION_INDEX": "1"], "",
      "JOB_COMPLETION_INDEX says which shard this is, and nothing says of how many\n"
        + "  write --shards N, or --shard 1/1 for the whole study"
    ),
    (
      ["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "1", "SLURM_ARRAY_TASK_MIN": "3"],
      "--shards 8",
      "--shards 8 contradicts the array, which has 1 job\n  name the shard: --shard K/8"
    ),
    (
      ["AWS_BATCH_JOB_ARRAY_INDEX": "8"], "--shards 8",
      "AWS_BATCH_JOB_ARRAY_INDEX means shard 9 of 8\n  name the shard: --shard K/8"
    ),
    (
      ["SLURM_ARRAY_TASK_ID": "x"], "--shards 8",
      "SLURM_ARRAY_TASK_ID is x, and no number of a job\n  name the shard: --shard K/N"
    ),
    (
      ["SLURM_ARRAY_TASK_ID": "1", "JOB_COMPLETION_INDEX": "2"], "--shards 8",
      "SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX mean different shards\n"
        + "  name the shard: --shard 2/8"
    ),
  ]

  @Test(arguments: odd)
  func `a job that does not know its shard is refused`(
    _ job: (variables: [String: String], words: String, says: String)
  ) {
    let desk = SweepShop.desk()
    desk.variables = job.variables
    #expect(desk.run("\(Self.command) \(job.words)", catalogue: .aws) == .wrongInput)
    #expect(desk.errors == "error: \(job.says)\n")
  }

  @Test(arguments: [
    ("run", "replications", "--replications N"), ("compare", "designs", "--designs all"),
  ])
  func `what runs in shards is a sweep`(command: String, what: String, words: String) {
    let desk = SweepShop.desk()
    #expect(desk.run("\(command) scenarios/shop --shard 1/2", catalogue: .aws) == .wrongInput)
    #expect(
      desk.errors == """
        error: \(what) that several machines share are a sweep
          write spillway sweep SCENARIO \(words) --shard K/N

        """)
  }
}

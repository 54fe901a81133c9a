import Testing

@testable import Commands

@Suite struct BadCommandLineTests {
  /// A command line and exactly what standard error says of it.
  static let cases: [(words: String, says: String)] = [
    ("rn scenarios/shop", "there is no command rn\n  did you mean run?"),
    ("explode", "there is no command explode\n  see spillway help"),
    ("--verbose", "there is no option --verbose\n  see spillway help"),
    ("help rum", "there is no command rum\n  did you mean run?"),
    ("run", "run needs a SCENARIO\n  write spillway run SCENARIO [options]"),
    ("check", "check needs a SCENARIO\n  write spillway check SCENARIO [options]"),
    (
      "run a b",
      "run takes one word, found a and b\n  put quotes around a name with spaces"
    ),
    ("list all", "list takes nothing, found all\n  leave it out"),
    ("run shop --sed 7", "run has no option --sed\n  did you mean --seed?"),
    ("run shop --frobnicate", "run has no option --frobnicate\n  see spillway run --help"),
    ("run shop -x", "run has no option -x\n  see spillway run --help"),
    ("run shop --seed", "--seed needs a value\n  write --seed N"),
    ("run shop --seed=", "--seed needs a value\n  write --seed N"),
    (
      "run shop --seed seven",
      "--seed takes a whole number, found seven\n  choose from 0 to 9223372036854775807"
    ),
    (
      "run shop --seed -1",
      "--seed takes a whole number, found -1\n  choose from 0 to 9223372036854775807"
    ),
    (
      "run shop --replications 0",
      "--replications takes a whole number or auto, found 0\n  choose from 1 to 10000, or auto"
    ),
    (
      "run shop --replications 5 --precision 5%",
      "--precision goes with --replications auto, found --replications 5\n  leave one out"
    ),
    (
      "compare shop --most 50 --replications 5",
      "--most goes with --replications auto, found --replications 5\n  leave one out"
    ),
    (
      "run shop --replications auto --most 5",
      "--most takes a whole number from 10, found 5\n  choose from 10 to 10000"
    ),
    (
      "schedule rate(1) --next 0",
      "--next takes a whole number from 1, found 0\n  choose from 1 to 1000"
    ),
    (
      "match --pattern /no/such.json --event {}",
      "there is no file /no/such.json\n  give --pattern JSON, or a file that holds it"
    ),
    ("match --message {}", "--message is for a policy\n  write --policy POLICY too"),
    (
      "match --policy {} --event {}",
      "match takes --policy or --event, found both\n"
        + "  an event is for a pattern, a message for a policy"
    ),
    ("run shop --seed 1 --seed 2", "--seed stands twice\n  keep one"),
    ("run shop --format jsn", "--format does not take jsn\n  did you mean json?"),
    (
      "run shop --format pdf",
      "--format does not take pdf\n  choose one of text, json, csv, markdown"
    ),
    ("run shop --quiet=yes", "--quiet takes no value\n  write --quiet alone"),
    (
      "run shop --set traffic.Shop.rate",
      "--set takes a name and a value, found traffic.Shop.rate\n  write --set PATH=VALUE"
    ),
    (
      "run shop --parameter =prod",
      "--parameter takes a name and a value, found =prod\n  write --parameter NAME=VALUE"
    ),
    ("run scenarios/shp", "there is no scenario at scenarios/shp\n  did you mean scenarios/shop?"),
    ("run shop", "there is no scenario at shop\n  did you mean scenarios/shop?"),
    ("check nowhere/at/all", "there is no scenario at nowhere/at/all\n  see spillway list"),
    (
      "run scenarios",
      "the folder scenarios has no scenario.yaml\n  name the file of the scenario"
    ),
    (
      "explain AWS::Toy::Buckt",
      "there is no type and no parameter AWS::Toy::Buckt\n  did you mean AWS::Toy::Bucket?"
    ),
    (
      "explain AWS::Toy::Farmhouse",
      "AWS::Toy::Farmhouse is not modelled\n  spillway explain lists what is"
    ),
    (
      "explain toy.puor", "there is no type and no parameter toy.puor\n  did you mean toy.pour?"
    ),
    ("explain AWS::IAM::Role", "AWS::IAM::Role changes nothing in a simulation and has no page"),
  ]

  @Test(arguments: cases)
  func `a bad command line is refused with the way out`(_ bad: (words: String, says: String)) {
    let desk = Desk(["scenarios/shop/scenario.yaml": "title: Shop\n"])
    #expect(desk.run(bad.words) == .wrongInput)
    #expect(desk.errors == "error: \(bad.says)\n")
    #expect(desk.output == "")
  }

  @Test func `list outside a project says where to go`() {
    let desk = Desk()
    #expect(desk.run("list") == .wrongInput)
    #expect(
      desk.errors
        == "error: there is no folder scenarios here\n  go to the project's folder first\n")
  }

  @Test func `without words the program shows what it can do, and fails`() {
    let desk = Desk()
    #expect(desk.run("") == .wrongInput)
    #expect(desk.output.hasPrefix("Spillway simulates"))
  }
}

import Bench
import Testing

/// What a scenario says and nothing follows from is told, and not passed over.
@Suite struct SilentEntryTests {
  private static let template = """
    Resources:
      Bus: {Type: AWS::Events::EventBus, Properties: {Name: bus}}
      Access:
        Type: AWS::Events::Connection
        Properties:
          AuthorizationType: API_KEY
          AuthParameters: {ApiKeyAuthParameters: {ApiKeyName: a, ApiKeyValue: b}}
      Hook:
        Type: AWS::Events::ApiDestination
        Properties:
          ConnectionArn: !GetAtt Access.Arn
          HttpMethod: POST
          InvocationEndpoint: https://x.example.com
      Orders:
        Type: AWS::Events::Rule
        Properties:
          EventBusName: !Ref Bus
          EventPattern: {source: [shop]}
          Targets: [{Id: hook, Arn: !GetAtt Hook.Arn}]
    """

  private static func notes(_ more: String) throws -> [String] {
    try Bench(template: template, scenario: "duration: 1 min\n" + more).notes
  }

  @Test(arguments: [
    ("outside: {Hok: {fails: 100 %}}", ["nothing calls Hok: did you mean Hook?"]),
    ("outside: {Bank: {fails: 100 %}}", ["nothing calls Bank"]),
    ("outside: {Hook: {fails: 100 %}}", []),
    ("region: eu-central-1", ["prices are those of us-east-1"]),
    ("region: us-east-1", []),
    (
      "traffic: {Shop: {to: Bus, rate: 1/s, spikes: [{at: 1 min, for: 1 s, rate: 2/s}]}}",
      ["this spike of Shop never comes: clients send for 1 min, the duration"]
    ),
    (
      "traffic: {Shop: {to: Bus, rate: 1/s, ramps: [{from: 2 min, to: 3 min, rate: 2/s}]}}",
      ["this ramp of Shop never comes: clients send for 1 min, the duration"]
    ),
    (
      "traffic: {Shop: {to: Bus, rate: 1/s, until: 61 s}}",
      ["this end of Shop never comes: clients send for 1 min, the duration"]
    ),
    (
      "faults: [{at: 32 min, fail: Bus, share: 10 %}]",
      ["this fault never comes: duration and drain end after 31 min"]
    ),
    ("faults: [{at: 30 min, fail: Bus, share: 10 %}]", []),
    (
      "actions: [{at: 32 min, disable: Orders}]",
      ["this action never comes: duration and drain end after 31 min"]
    ),
    ("actions: [{at: 31 min, disable: Orders}]", []),
  ])
  func `what changes nothing is told`(scenario: String, notes: [String]) throws {
    #expect(try Self.notes(scenario) == notes)
  }

  @Test(arguments: [
    (
      "",
      [
        "the scenario does not say what ProcessOrder does, which then takes no time; for example "
          + "behavior: {ProcessOrder: {duration: 100 ms}}"
      ]
    ),
    ("behavior: {ProcessOrder: {duration: 1 ms}}", []),
    ("behavior: {ProcessOrder: {}}", []),
  ])
  func `code of which nothing is said is told, where something comes to it`(
    behavior: String, notes: [String]
  ) throws {
    let bench = try Bench(
      template: OrdersSample.template, scenario: "duration: 1 min\n" + behavior)
    #expect(bench.allNotes == notes)
    let unused = try Bench(
      template: """
        Resources:
          Alone:
            Type: AWS::Lambda::Function
            Properties: {Runtime: nodejs22.x, Handler: a.b, Code: {ZipFile: x}, Role: x}
        """, scenario: "duration: 1 min")
    #expect(unused.allNotes == [])
  }
}

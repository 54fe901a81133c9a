import Testing

@Suite struct BadScenarioTests {
  static let slips: [Slip] = [
    Slip(
      "a key that nobody knows", .scenario("durration: 1 min"),
      [
        "5:1: the scenario has no durration → did you mean duration?"
      ]),
    Slip(
      "a template in the place of a scenario",
      .text(
        "Transform: AWS::Serverless-2016-10-31\n"
          + "Resources: {Role: {Type: AWS::IAM::Role}, DLQ: {Type: AWS::SQS::Queue}, Things: "
          + "{Type: AWS::DynamoDB::Table}, Orders: {Type: AWS::SQS::Queue, Properties: "
          + "{RedrivePolicy: {deadLetterTargetArn: !GetAtt DLQ.Arn, maxReceiveCount: 3}}}}"),
      [
        "2:1: this is a template; what runs is a scenario, which says what happens to it → begin "
          + "one beside it, as scenario.yaml: {duration: 10 min, template: scenario.yaml, traffic: "
          + "{Clients: {to: Orders, rate: 10/s}}}"
      ]),
    Slip(
      "a template of one function in the place of a scenario",
      .text("Resources: {Role: {Type: AWS::IAM::Role}, Fn: {Type: AWS::Serverless::Function}}"),
      [
        "1:1: this is a template; what runs is a scenario, which says what happens to it → begin "
          + "one beside it, as scenario.yaml: {duration: 10 min, template: scenario.yaml, traffic: "
          + "{Clients: {to: Fn, rate: 10/s}}}"
      ]),
    Slip(
      "no duration", .text("template: template.yaml\ntraffic: {Shop: {to: OrderQueue, rate: 5/s}}"),
      [
        "1:1: the scenario does not say how long it is → for example duration: 30 min"
      ]),
    Slip(
      "a duration without a unit", .text("duration: 30\ntemplate: template.yaml"),
      [
        "1:11: 30 has no unit → write 30 s, 30 min or 30 h"
      ]),
    Slip(
      "a warm-up as long as the run", .scenario("warmUp: 1 min"),
      [
        "5:9: nothing is left to measure after the warm-up → make warmUp shorter than "
          + "duration"
      ]),
    Slip(
      "a seed that is no number", .scenario("seed: lucky"),
      [
        "5:7: lucky is not a number → write it like 1000 or 1 M"
      ]),
    Slip(
      "no replications", .scenario("replications: 0"),
      [
        "5:15: replications is 0, out of range → choose from 1 to 10000"
      ]),
    Slip(
      "a precision that nobody can reach", .scenario("replications: {precision: 0.01 %}"),
      [
        "5:27: precision is 0.01 %, out of range → choose from 0.1 % to 50 %"
      ]),
    Slip(
      "too few replications for a look", .scenario("replications: {most: 5}"),
      [
        "5:22: most is 5, out of range → choose from 10 to 10000"
      ]),
    Slip(
      "what precision has not", .scenario("replications: {precison: 5 %}"),
      [
        "5:16: replications has no precison → did you mean precision?"
      ]),
    Slip(
      "replications that go on for no goal", .scenario("replications: auto"),
      [
        "5:15: replications go on until the figures of goals are known, and the scenario has no "
          + "goal → write goals, or how many replications"
      ]),
    Slip(
      "more runs than a month has time for", .scenario("month: {runs: 43801}"),
      [
        "5:15: 43801 runs of 1 min are more than a month → a month has 730 h: at most 43800 runs "
          + "of 1 min"
      ]),
    Slip(
      "no template", .text("duration: 1 min\ndesigns: {}"),
      [
        "2:10: the scenario has no design → name one with its template"
      ]),
    Slip(
      "a design that is called by a path",
      .text("duration: 1 min\ndesigns:\n  ../evil: template.yaml"),
      [
        "3:3: ../evil is no name of a folder, and the reports of a design need one"
          + " → call it by what sets it apart, as with-queue"
      ]),
    Slip(
      "a design that means every design", .text("duration: 1 min\ndesigns:\n  all: template.yaml"),
      [
        "3:3: no design is called all, which means every design"
          + " → call it by what sets it apart, as with-queue"
      ]),
    Slip(
      "a design with the name of a study",
      .text("duration: 1 min\ndesigns:\n  compare: template.yaml"),
      [
        "3:3: no design is called compare, as the folder of its report is taken"
          + " → call it by what sets it apart, as with-queue"
      ]),
    Slip(
      "a template and designs", .scenario("designs: {a: template.yaml}"),
      [
        "2:1: the scenario has a template and designs → keep one of the two"
      ]),
    Slip(
      "a template that is not there", .text("duration: 1 min\ntemplate: tempalte.yaml"),
      [
        "2:11: there is no file tempalte.yaml"
      ]),
    Slip(
      "an absolute path", .text("duration: 1 min\ntemplate: /etc/passwd"),
      [
        "2:11: /etc/passwd is not a path below the scenario's folder → put the file "
          + "beside the scenario and give its name"
      ]),
    Slip(
      "a path that leaves the folder", .text("duration: 1 min\ntemplate: ../secret.yaml"),
      [
        "2:11: ../secret.yaml leaves the scenario's folder → put the file beside the "
          + "scenario and give its name"
      ]),
    Slip(
      "a path that leaves the folder on the way",
      .text("duration: 1 min\ntemplate: a/../../b.yaml"),
      [
        "2:11: a/../../b.yaml leaves the scenario's folder → put the file beside the "
          + "scenario and give its name"
      ]),
    Slip(
      "a calibration that does not exist", .scenario("calibration: aws-2025"),
      [
        "5:14: no calibration is named aws-2025 → did you mean aws-2026?"
      ]),
    Slip(
      "a parameter that does not exist", .scenario("calibration: {sns.delivry: 3 ms}"),
      [
        "5:15: no parameter is named sns.delivry → did you mean sns.delivery?"
      ]),
    Slip(
      "a parameter of the wrong kind", .scenario("calibration: {lambda.concurrency: many}"),
      [
        "5:35: many is not a number → write it like 1000 or 1 M"
      ]),
    Slip(
      "a flag that is none", .scenario("calibration: {sdk.retries: 3}"),
      [
        "5:28: sdk.retries is true or false, and not 3 → write true or false"
      ]),
    Slip(
      "a time without a unit in a calibration", .scenario("calibration: {sns.delivery: 3}"),
      [
        "5:29: 3 has no unit → write 3 s, 3 min or 3 h"
      ]),
    Slip(
      "a quota that does not exist", .scenario("account: {lambdaConcurency: 10}"),
      [
        "5:11: account has no lambdaConcurency → did you mean lambdaConcurrency?"
      ]),
    Slip(
      "a month without runs", .scenario("month: {}"),
      [
        "5:8: month does not say how many runs → for example month: {runs: 4}"
      ]),
    Slip(
      "a client named like a resource",
      .text(
        "duration: 1 min\ntemplate: template.yaml\ntraffic:\n  OrderQueue: {to: "
          + "OrderQueue, rate: 5/s}"),
      [
        "4:3: OrderQueue is a resource of the template → choose another name"
      ]),
    Slip(
      "a setting of no resource", .scenario(""),
      setting: ["OrderQeue.VisibilityTimeout=5"],
      [
        "--set OrderQeue.VisibilityTimeout:1:1: there is no resource OrderQeue to set "
          + "VisibilityTimeout of → did you mean OrderQueue?"
      ]),
    Slip(
      "a setting of no key", .scenario(""),
      setting: ["duraton=5 min"],
      [
        "--set duraton:1:1: duraton is no key of a scenario → did you mean duration?"
      ]),
    Slip(
      "a setting that is no path", .scenario(""),
      setting: ["traffic..rate=5/s"],
      [
        "--set traffic..rate:1:1: traffic..rate is no path to a setting → write it "
          + "like traffic.Shop.rate"
      ]),
    Slip(
      "a setting without a value", .scenario(""),
      setting: ["duration"],
      [
        "--set:1:1: duration sets nothing → write it like traffic.Shop.rate=100/s"
      ]),
    Slip(
      "a setting of a list element that is not there",
      .client("{to: OrderQueue, rate: 5/s, spikes: [{at: 1 s, for: 1 s, rate: 2/s}]}"),
      setting: ["traffic.Shop.spikes.1.rate=5/s"],
      [
        "--set traffic.Shop.spikes.1.rate:1:1: traffic.Shop.spikes is a list of 1, and "
          + "has no element 1 → choose from 0 to 0"
      ]),
    Slip(
      "a set rate without a unit", .scenario(""),
      setting: ["traffic.Shop.rate=100"],
      [
        "--set traffic.Shop.rate:1:1: 100 has no unit → write 100/s, 100/min or 100/h"
      ]),
    Slip(
      "two slips at once",
      .text("duration: 30\ntemplate: template.yaml\ntraffic:\n  Shop: {to: OrderQeue, rate: 5}"),
      [
        "1:11: 30 has no unit → write 30 s, 30 min or 30 h",
        "4:14: Shop sends to OrderQeue, which is nothing that can be sent to → did you "
          + "mean OrderQueue?",
        "4:31: 5 has no unit → write 5/s, 5/min or 5/h",
      ]),
    Slip(
      "a design without a template", .text("duration: 1 min\ndesigns: {a: {parameters: {X: y}}}"),
      [
        "2:14: the design a names no template → for example template: template.yaml"
      ]),
  ]

  @Test func `faults and actions may come while the run drains`() {
    let slip = Slip(
      "in the drain",
      .scenario(
        "faults: [{at: 31 min, stop: ProcessOrder}]\n"
          + "actions: [{at: 31 min, purge: OrderQueue}]\nmonth: {runs: 43800}"), [])
    #expect(slip.found == ["none"])
  }

  @Test(arguments: slips) func `a slip in a scenario or a setting is named at its place`(slip: Slip)
  {
    #expect(slip.found == slip.expected)
  }
}

import Kernel

@testable import Blueprints
@testable import Documents
@testable import Services

/// An event, and what a target's properties make of it, as texts.
enum InputSample {
  static let event = """
    {"version":"0","id":"7bf73129","detail-type":"core.update","source":"shop",\
    "account":"123456789012","time":"2026-11-20T12:00:00Z","region":"us-east-1",\
    "resources":["arn:a","arn:b"],"detail":{"command":"update-account","severity":["HIGH"],\
    "count":3,"fine":true,"payload":{"acc_id":"0a787ecb-4015","sf_id":"baz"},\
    "items":[{"id":"x"},{"id":"y"},{"n":1}]}}
    """

  static func content(_ text: String) -> EventContent {
    do {
      return ContentReader.literal(try JSON.read(SourceText(name: "event", text: text)))
    } catch {
      preconditionFailure(error.rendered)
    }
  }

  /// The properties of a target, read.
  static func input(_ yaml: String, rule: String = "orders") throws -> TargetInput {
    let document = try YAML.read(SourceText(name: "template.yaml", text: yaml))
    let diagnostics = Diagnostics()
    let (settings, _): (Target, [Note]) = SettingReader.read(
      document, of: "the target", reporting: diagnostics)
    try diagnostics.throwIfAny()
    return try TargetInput.read(
      settings.input,
      of: TargetInput.Owner(
        target: "T1", rule: rule, ruleARN: "arn:aws:events:us-east-1:123456789012:rule/\(rule)",
        place: document.place))
  }

  /// What a target gets, as text; `not JSON` where that is so.
  static func output(_ yaml: String, of text: String = event) throws -> String {
    let kind = EventKind(label: "e", body: .json(content(text)), size: 2_000)
    guard case .json(let output) = try input(yaml).applied(to: kind).body else { return "not JSON" }
    let occasion = EventContent.Occasion(Name(root: 1), moment: "2026-11-20T12:00:01Z")
    return String(decoding: output.json(on: occasion), as: UTF8.self)
  }

  /// What a template makes of the event with variables for all that is in it.
  static func filled(_ template: String, _ paths: String = "") throws -> String {
    try output(
      """
      InputTransformer:
        InputPathsMap: {type: $.detail-type, command: $.detail.command, list: $.detail.severity, \
      payload: $.detail.payload, none: $.detail.none, count: $.detail.count\(paths)}
        InputTemplate: '\(template)'
      """)
  }

  /// A target's properties as far as they are told here.
  private struct Target: Settings {
    var input = InputSettings()

    mutating func walk(_ visitor: inout some SettingVisitor) throws(InputError) {
      try input.walk(&visitor)
    }
  }
}

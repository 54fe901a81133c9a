import Bench
import Documents
import Testing

/// A table whose stream one function follows.
enum StreamBench {
  /// A run of clients that write to the table `T`, which `Worker` follows by `M`.
  ///
  /// - Parameters:
  ///   - mapping: What the mapping says beside its ends and where it begins.
  ///   - more: Resources beside.
  static func bench(
    mapping: String = "", behavior: String = "duration: 10 ms", rate: String = "10/s",
    duration: String = "1 min", drain: String = "1 min", table: String = "",
    traffic: String = "", function: String = "", calibration: String = "", more: String = "",
    scenario: String = ""
  ) throws(InputErrors) -> Bench {
    try Bench(
      template: """
        Resources:
          T:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              KeySchema: [{AttributeName: id, KeyType: HASH}]
              StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
              \(table)
          Worker: {Type: AWS::Lambda::Function, Properties: {Timeout: 900, \(function)}}
          M:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              EventSourceArn: !GetAtt T.StreamArn
              FunctionName: !Ref Worker
              StartingPosition: LATEST
              \(mapping)
        \(more)
        """,
      scenario: """
        duration: \(duration)
        drain: \(drain)
        calibration: {base: ideal\(calibration.isEmpty ? "" : ", " + calibration)}
        traffic: {Shop: {to: T, rate: \(rate)\(traffic.isEmpty ? "" : ", " + traffic)}}
        behavior: {Worker: {\(behavior)}}
        \(scenario)
        """)
  }
}

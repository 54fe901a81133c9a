extension Desk {
  /// A template with a queue whose messages a function ships.
  static let orders = """
    Resources:
      Orders: {Type: AWS::SQS::Queue}
      Ship:
        Type: AWS::Lambda::Function
        Properties: {Runtime: nodejs22.x, Handler: a.b, Timeout: 20, Role: r, Code: {ZipFile: x}}
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: {EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Ship}
    """
}

/// A small pipeline that tests of whole architectures share: topic, queue with dead letters,
/// function, table.
package enum OrdersSample {
  /// The template.
  package static let template = """
    Transform: AWS::Serverless-2016-10-31
    Resources:
      OrderPlaced: {Type: AWS::SNS::Topic}
      OrderDLQ: {Type: AWS::SQS::Queue}
      OrderQueue:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: 60
          RedrivePolicy: {deadLetterTargetArn: !GetAtt OrderDLQ.Arn, maxReceiveCount: 3}
      ToQueue:
        Type: AWS::SNS::Subscription
        Properties:
          TopicArn: !Ref OrderPlaced
          Protocol: sqs
          Endpoint: !GetAtt OrderQueue.Arn
          RawMessageDelivery: true
      OrdersTable: {Type: AWS::Serverless::SimpleTable}
      ProcessOrder:
        Type: AWS::Serverless::Function
        Properties:
          Handler: index.handler
          Runtime: nodejs22.x
          Timeout: 10
          CodeUri: src/
          Events:
            Orders:
              Type: SQS
              Properties: {Queue: !GetAtt OrderQueue.Arn, BatchSize: 10}
    """

  /// A scenario for it, with more lines below.
  package static func scenario(_ more: String = "", duration: String = "2 min") -> String {
    """
    title: Orders
    duration: \(duration)
    traffic:
      Shop: {to: OrderPlaced, rate: 50/s, spikes: [{at: 30 s, for: 10 s, rate: 500/s}]}
    behavior:
      ProcessOrder: {duration: {median: 50 ms, p99: 200 ms}, poison: 0.1 %}
    \(more)
    """
  }
}

/// Templates as people write them, in both notations.
enum Samples {
  static let yaml = #"""
    AWSTemplateFormatVersion: 2010-09-09
    Transform: AWS::Serverless-2016-10-31
    Description: >-
      Orders go from a topic through a queue
      to a function, and into a table.

    Parameters:
      Stage: {Type: String, Default: dev, AllowedValues: [dev, "prod"]}
      Memory:
        Type: Number
        Default: 512   # MB

    Conditions:
      IsProd: !Equals [!Ref Stage, prod]

    Globals:
      Function:
        Runtime: nodejs22.x
        Timeout: 30

    Resources:
      OrderPlaced:
        Type: AWS::SNS::Topic
        Properties:
          TopicName: !Sub "${AWS::StackName}-orders"

      OrderQueue:
        Type: AWS::SQS::Queue
        Properties:
          VisibilityTimeout: !If [IsProd, 180, 0060]
          RedrivePolicy:
            deadLetterTargetArn: !GetAtt OrderDLQ.Arn
            maxReceiveCount: 3
      OrderDLQ: {Type: AWS::SQS::Queue}

      OrderQueuePolicy:
        Type: AWS::SQS::QueuePolicy
        Properties:
          Queues:
          - !Ref OrderQueue
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
            - Effect: Allow
              Principal: {Service: sns.amazonaws.com}
              Action: [sqs:SendMessage]
              Resource: !GetAtt [OrderQueue, Arn]
              Condition:
                ArnEquals: {"aws:SourceArn": !Ref OrderPlaced}

      ProcessOrder:
        Type: AWS::Serverless::Function
        Properties:
          Handler: index.handler
          MemorySize: !Ref Memory
          InlineCode: |
            async (event) => {
              # not YAML's comment
              return 200;
            };
          Environment:
            Variables:
              TABLE: !Ref OrdersTable
              ZONE: !Select [0, !GetAZs '']
              GREETING: !Join
                - ' '
                - - "caf\u00E9"
                  - 'it''s on'
                  - off
          Events:
            Orders:
              Type: SQS
              Properties: {Queue: !GetAtt OrderQueue.Arn, BatchSize: 10}
      OrdersTable:
        Type: AWS::DynamoDB::Table
        Properties:
          AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
          KeySchema:
            - AttributeName: id
              KeyType: HASH
          BillingMode: PAY_PER_REQUEST

    Outputs:
      Topic:
        Value: !Ref OrderPlaced
        Export:
          Name: !Sub
            - "${Stack}-topic"
            - {Stack: !Ref AWS::StackName}
    """#

  static let json = #"""
    {
      "AWSTemplateFormatVersion": "2010-09-09",
      "Transform": "AWS::Serverless-2016-10-31",
      "Description": "Orders go from a topic through a queue to a function, and into a table.",
      "Parameters": {
        "Stage": {"Type": "String", "Default": "dev", "AllowedValues": ["dev", "prod"]},
        "Memory": {"Type": "Number", "Default": 512}
      },
      "Conditions": {"IsProd": {"Fn::Equals": [{"Ref": "Stage"}, "prod"]}},
      "Globals": {"Function": {"Runtime": "nodejs22.x", "Timeout": 30}},
      "Resources": {
        "OrderPlaced": {
          "Type": "AWS::SNS::Topic",
          "Properties": {"TopicName": {"Fn::Sub": "${AWS::StackName}-orders"}}
        },
        "OrderQueue": {
          "Type": "AWS::SQS::Queue",
          "Properties": {
            "VisibilityTimeout": {"Fn::If": ["IsProd", 180, 60]},
            "RedrivePolicy": {
              "deadLetterTargetArn": {"Fn::GetAtt": "OrderDLQ.Arn"},
              "maxReceiveCount": 3
            }
          }
        },
        "OrderDLQ": {"Type": "AWS::SQS::Queue"},
        "OrderQueuePolicy": {
          "Type": "AWS::SQS::QueuePolicy",
          "Properties": {
            "Queues": [{"Ref": "OrderQueue"}],
            "PolicyDocument": {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Principal": {"Service": "sns.amazonaws.com"},
                  "Action": ["sqs:SendMessage"],
                  "Resource": {"Fn::GetAtt": ["OrderQueue", "Arn"]},
                  "Condition": {"ArnEquals": {"aws:SourceArn": {"Ref": "OrderPlaced"}}}
                }
              ]
            }
          }
        },
        "ProcessOrder": {
          "Type": "AWS::Serverless::Function",
          "Properties": {
            "Handler": "index.handler",
            "MemorySize": {"Ref": "Memory"},
            "InlineCode": "async (event) => {\n  # not YAML's comment\n  return 200;\n};\n",
            "Environment": {
              "Variables": {
                "TABLE": {"Ref": "OrdersTable"},
                "ZONE": {"Fn::Select": [0, {"Fn::GetAZs": ""}]},
                "GREETING": {"Fn::Join": [" ", ["café", "it's on", "off"]]}
              }
            },
            "Events": {
              "Orders": {
                "Type": "SQS",
                "Properties": {"Queue": {"Fn::GetAtt": "OrderQueue.Arn"}, "BatchSize": 10}
              }
            }
          }
        },
        "OrdersTable": {
          "Type": "AWS::DynamoDB::Table",
          "Properties": {
            "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
            "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
            "BillingMode": "PAY_PER_REQUEST"
          }
        }
      },
      "Outputs": {
        "Topic": {
          "Value": {"Ref": "OrderPlaced"},
          "Export": {"Name": {"Fn::Sub": ["${Stack}-topic", {"Stack": {"Ref": "AWS::StackName"}}]}}
        }
      }
    }
    """#
}

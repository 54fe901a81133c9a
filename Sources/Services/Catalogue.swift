import Blueprints
import Documents
import Programs

extension Catalogue {
  /// AWS, as far as Spillway models it.
  package static let aws = Catalogue(
    services: [
      Queue.service,
      Topic.service,
      Subscription.service,
      Function.service,
      FunctionQualifier.version,
      FunctionQualifier.alias,
      EventInvokeConfig.service,
      EventSourceMapping.service,
      Table.service.understanding(SimpleTable.shorthand),
      EventBus.service,
      Rule.service,
      Connection.service,
      APIDestination.service,
      Archive.service,
      CustomBus.service,
      Subscriber.service,
      Pipe.service,
      Schedule.service,
      Bucket.service,
      BucketNotifications.service,
      Alarm.service,
      CompositeAlarm.service,
      LoadBalancer.service,
      Listener.service,
      ListenerRule.service,
      TargetGroup.service,
      AutoScalingGroup.service,
      GroupPolicy.service,
      HookResource.service,
      ScheduledAction.service,
      TaskDefinition.service,
      ContainerService.service,
      ScalableTarget.service,
      TargetPolicy.service,
      Gateway.rest,
      RestResourceSettings.service,
      RestMethodSettings.service,
      RestStageSettings.service,
      UsagePlan.service,
      Gateway.http,
      HTTPRouteSettings.service,
      HTTPIntegrationSettings.service,
      HTTPStageSettings.service,
      Gateway.url,
      KinesisStream.service,
      StreamConsumer.service,
      DeliveryStream.service,
      TopicRule.service,
      Instance.service,
      LaunchTemplate.service,
      ElasticAddress.service,
      ElasticAddressLink.service,
      EncryptionKey.service,
    ],
    implied: [EventBus.implied],
    inert: [
      "AWS::ApiGateway::Account", "AWS::ApiGateway::ApiKey", "AWS::ApiGateway::Authorizer",
      "AWS::ApiGateway::BasePathMapping", "AWS::ApiGateway::Deployment",
      "AWS::ApiGateway::DomainName", "AWS::ApiGateway::GatewayResponse", "AWS::ApiGateway::Model",
      "AWS::ApiGateway::RequestValidator", "AWS::ApiGateway::UsagePlanKey",
      "AWS::ApiGateway::VpcLink", "AWS::ApiGatewayV2::ApiMapping", "AWS::ApiGatewayV2::Authorizer",
      "AWS::ApiGatewayV2::Deployment", "AWS::ApiGatewayV2::DomainName",
      "AWS::ApiGatewayV2::VpcLink", "AWS::CDK::Metadata",
      "AWS::CloudFormation::WaitConditionHandle", "AWS::CloudWatch::Dashboard",
      "AWS::EC2::InternetGateway", "AWS::EC2::KeyPair", "AWS::EC2::Route", "AWS::EC2::RouteTable",
      "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupEgress", "AWS::EC2::SecurityGroupIngress",
      "AWS::EC2::Subnet", "AWS::EC2::SubnetRouteTableAssociation", "AWS::EC2::VPC",
      "AWS::EC2::VPCGatewayAttachment", "AWS::Events::EventBusPolicy", "AWS::IAM::InstanceProfile",
      "AWS::ECS::Cluster",
      "AWS::IAM::ManagedPolicy",
      "AWS::IAM::Policy", "AWS::IAM::Role", "AWS::IAM::RolePolicy", "AWS::IAM::User",
      "AWS::KMS::Alias", "AWS::Lambda::LayerVersion",
      "AWS::Lambda::LayerVersionPermission", "AWS::Lambda::Permission", "AWS::Logs::LogGroup",
      "AWS::S3::BucketPolicy", "AWS::Scheduler::ScheduleGroup",
      "AWS::SNS::TopicPolicy", "AWS::SQS::QueuePolicy", "AWS::SSM::Parameter",
      "AWS::SecretsManager::Secret",
    ],
    parameters: [ProgramReader.sdkRetries] + TraceSampling.parameters,
    client: Client.build, outside: Server.makeOutside)
}

extension Service {
  /// The same service, which understands a short form too.
  fileprivate func understanding(_ shorthand: Shorthand) -> Service {
    var service = self
    service.shorthands.append(shorthand)
    return service
  }
}

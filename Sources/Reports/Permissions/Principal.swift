import Blueprints
import Documents
import Studies

/// Who needs a permission, and where it would be written.
///
/// Source: the kinds of https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html and
/// what each service's guide asks for.
enum Principal: Equatable {
  /// A role of the template, by its logical id: permissions are in its policies.
  case role(String)
  /// A service of AWS, as `sns`: permissions are in the policy of what it calls.
  case service(String)
  /// Somebody outside the template, by the name that reports give him.
  case outsider(String)
  /// A resource whose role the template does not hold.
  case elsewhere(String)
}

/// Finds who stands behind the callers of a run.
struct PrincipalFinder {
  let directory: Directory

  /// Who calls; nil where AWS asks for nothing, or nobody knows what it asks for.
  func principal(of need: PermissionNeed) -> Principal? {
    let label = Edge.place(of: need.owner ?? need.caller)
    guard let resource = directory[label] ?? directory[Edge.place(of: need.caller)] else {
      return .outsider(label)
    }
    let target = need.target.declaration.type
    switch resource.type {
    case "AWS::SNS::Topic", "AWS::SNS::Subscription":
      return target == "AWS::KinesisFirehose::DeliveryStream"
        ? role(resource.properties["SubscriptionRoleArn"], of: label) : .service("sns")
    case "AWS::S3::Bucket": return .service("s3")
    case "AWS::Events::Rule": return rule(resource, calling: need)
    case "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm":
      return .service(
        target == "AWS::Lambda::Function" ? "lambda.alarms.cloudwatch" : "cloudwatch")
    case "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api":
      return target == "AWS::Lambda::Function" ? .service("apigateway") : .elsewhere(label)
    case "AWS::ElasticLoadBalancingV2::LoadBalancer",
      "AWS::ElasticLoadBalancingV2::TargetGroup":
      return target == "AWS::Lambda::Function" ? .service("elasticloadbalancing") : nil
    case "AWS::Lambda::Function": return role(resource.properties["Role"], of: label)
    case "AWS::Scheduler::Schedule":
      return role(resource.properties["Target"]?["RoleArn"], of: label)
    case "AWS::Pipes::Pipe": return role(resource.properties["RoleArn"], of: label)
    case "AWS::IoT::TopicRule": return topicRule(resource, calling: target)
    case "AWS::ECS::Service": return task(of: resource)
    case "AWS::EC2::Instance":
      return profile(resource.properties["IamInstanceProfile"], of: label)
    case "AWS::SQS::Queue", "AWS::Lambda::Url", "AWS::DynamoDB::Table", "AWS::Kinesis::Stream":
      return nil
    default: return .elsewhere(label)
    }
  }

  /// A rule is let in by some of its targets, and takes a role for the others.
  private func rule(_ rule: Resource, calling need: PermissionNeed) -> Principal? {
    switch need.target.declaration.type {
    case "AWS::Lambda::Function", "AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::Logs::LogGroup":
      return .service("events")
    case "AWS::Events::EventBus": return nil
    default:
      let target = rule.properties["Targets"]?.list?.first { target in
        guard let text = target["Arn"]?.text, case .one(let index) = directory.meant(by: text)
        else { return false }
        return directory.resources[index].logicalID == need.target.label
      }
      return role(target?["RoleArn"] ?? rule.properties["RoleArn"], of: rule.logicalID)
    }
  }

  private func topicRule(_ rule: Resource, calling target: String) -> Principal {
    guard target != "AWS::Lambda::Function" else { return .service("iot") }
    let actions = rule.properties["TopicRulePayload"]?["Actions"]?.list ?? []
    let roles = actions.flatMap { $0.map?.entries ?? [] }.compactMap { $0.value["RoleArn"] }
    return role(roles.first, of: rule.logicalID)
  }

  private func task(of service: Resource) -> Principal {
    guard let text = service.properties["TaskDefinition"]?.text,
      case .one(let index) = directory.meant(by: text)
    else { return .elsewhere(service.logicalID) }
    return role(
      directory.resources[index].properties["TaskRoleArn"], of: service.logicalID)
  }

  private func profile(_ profile: Document?, of label: String) -> Principal {
    guard let text = profile?.text, case .one(let index) = directory.meant(by: text) else {
      return .elsewhere(label)
    }
    return role(directory.resources[index].properties["Roles"]?.list?.first, of: label)
  }

  private func role(_ role: Document?, of label: String) -> Principal {
    guard let text = role?.text,
      case .one(let index) = directory.meant(by: text, among: ["AWS::IAM::Role"])
    else { return .elsewhere(label) }
    return .role(directory.resources[index].logicalID)
  }
}

import Blueprints
import Documents

extension ServerlessFunction {
  private static let managed = "arn:aws:iam::aws:policy/service-role/"

  /// The role that SAM makes where the function has none: its policies as the template writes them.
  func role(managedPolicies: [String]) throws(InputError) -> Shorthand.Draft {
    var arns = ["AWSLambdaBasicExecutionRole"]
    if property("VpcConfig") != nil { arns = ["AWSLambdaVPCAccessExecutionRole"] }
    var managed = (arns + managedPolicies).map { composer.text(Self.managed + $0) }
    var inline: [Document] = []
    let policies = property("Policies")
    for policy in policies?.list ?? policies.map({ [$0] }) ?? [] {
      if policy.map == nil || policy["Ref"] != nil || policy["Fn::Sub"] != nil {
        managed.append(try managedPolicy(policy))
      } else {
        inline.append(self.policy(number: inline.count, try PolicyTemplates.statements(of: policy)))
      }
    }
    if let queue = property("DeadLetterQueue"), let target = queue["TargetArn"] {
      let action = queue["Type"]?.text == "SNS" ? "sns:Publish" : "sqs:SendMessage"
      let statement = composer.map([
        "Effect": composer.text("Allow"), "Action": composer.text(action), "Resource": target,
      ])
      inline.append(policy(number: inline.count, composer.list([statement])))
    }
    return composer.draft(
      "\(logicalID)Role", "AWS::IAM::Role",
      [
        "AssumeRolePolicyDocument": property("AssumeRolePolicyDocument") ?? assumedByLambda(),
        "ManagedPolicyArns": composer.list(managed),
        "Policies": inline.isEmpty ? nil : composer.list(inline),
        "PermissionsBoundary": property("PermissionsBoundary"), "Path": property("RolePath"),
      ])
  }

  private func managedPolicy(_ policy: Document) throws(InputError) -> Document {
    guard policy.map == nil else { return policy }
    guard let name = policy.text else {
      throw InputError(
        "Policies of \(logicalID) takes names, templates and statements, found \(policy.kindName)",
        remedy: "name a managed policy or a policy template", at: policy.place)
    }
    return name.hasPrefix("arn:")
      ? policy : Document(.text("arn:aws:iam::aws:policy/\(name)"), at: policy.place)
  }

  private func policy(number: Int, _ statements: Document) -> Document {
    composer.map([
      "PolicyName": composer.text("\(logicalID)RolePolicy\(number)"),
      "PolicyDocument": composer.map([
        "Version": composer.text("2012-10-17"), "Statement": statements,
      ]),
    ])
  }

  private func assumedByLambda() -> Document {
    let statement = composer.map([
      "Effect": composer.text("Allow"), "Action": composer.text("sts:AssumeRole"),
      "Principal": composer.map(["Service": composer.text("lambda.amazonaws.com")]),
    ])
    return composer.map([
      "Version": composer.text("2012-10-17"), "Statement": composer.list([statement]),
    ])
  }
}

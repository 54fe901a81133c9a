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
        let statements = try PolicyTemplates.statements(of: policy)
        inline.append(self.policy(number: inline.count, composer.policyDocument(statements)))
      }
    }
    if let queue = property("DeadLetterQueue"), let target = queue["TargetArn"] {
      let action = queue["Type"]?.text == "SNS" ? "sns:Publish" : "sqs:SendMessage"
      inline.append(
        policy(number: inline.count, composer.policy(allowing: action, on: target)))
    }
    for grant in EventInvocation(self).grants + StreamEvent.grants(of: property("Events")) {
      inline.append(
        self.policy(
          number: inline.count, composer.policy(allowing: grant.action, on: grant.target)))
    }
    return composer.draft(
      "\(logicalID)Role", "AWS::IAM::Role",
      [
        "AssumeRolePolicyDocument": property("AssumeRolePolicyDocument")
          ?? composer.trust(in: "lambda"),
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

  private func policy(number: Int, _ document: Document) -> Document {
    composer.map([
      "PolicyName": composer.text("\(logicalID)RolePolicy\(number)"),
      "PolicyDocument": document,
    ])
  }
}

import Blueprints
import Documents

/// What the run used, against what the template's own policies allow.
///
/// A template that says nothing of permissions is not checked, and neither is a caller whose role
/// is elsewhere. Conditions are not evaluated: a statement that has one counts as if it held.
struct PermissionCheck {
  /// Something that a caller used and that no policy allows.
  struct Missing {
    let need: PermissionNeed
    /// The actions that are not allowed.
    let actions: [String]
    /// Where they would have to be allowed: a role, or the resource that is called.
    let holder: String
    /// Whether a policy denies them.
    let isDenied: Bool
  }

  /// Something that a policy allows and nobody used.
  struct Unused {
    /// The role, or the resource that others may call.
    let holder: String
    /// The policy.
    let origin: String
    /// The patterns of actions that nobody used.
    let actions: [String]
  }

  private(set) var missing: [Missing] = []
  private(set) var unused: [Unused] = []
  /// What could not be checked.
  private(set) var unchecked: [PermissionNeed] = []
  /// How many needs are allowed.
  private(set) var allowed = 0
  /// The policies whose conditions were not evaluated, each once.
  private(set) var conditional: [String] = []

  private let directory: Directory
  private let policies: TemplatePolicies
  /// What was used of each statement: places of the holder's list, with the actions.
  private var used: [String: [Int: [String]]] = [:]

  init(_ needs: [(need: PermissionNeed, principal: Principal?)], _ directory: Directory) {
    self.directory = directory
    policies = TemplatePolicies(directory)
    for (need, principal) in needs {
      guard let principal else { continue }
      judge(need, principal)
    }
    for holder in policies.holders { findUnused(by: holder) }
  }

  private mutating func judge(_ need: PermissionNeed, _ principal: Principal) {
    switch principal {
    case .outsider: return
    case .elsewhere: unchecked.append(need)
    case .role(let role):
      judge(need, of: role, policies.roles[role] ?? [], isOpen: policies.openRoles.contains(role))
    case .service(let service):
      let target = need.target.label
      let statements = policies.resources[target] ?? []
      // The policy that AWS gives a topic lets alarms of the account publish.
      if service == "cloudwatch", statements.isEmpty { return }
      guard !policies.isEmpty, directory[target] != nil else {
        unchecked.append(need)
        return
      }
      judge(need, of: target, statements, to: service, isOpen: false)
    }
  }

  private mutating func judge(
    _ need: PermissionNeed, of holder: String, _ statements: [PolicyStatement],
    to service: String? = nil, isOpen: Bool
  ) {
    var lacking: [String] = []
    var isDenied = false
    for action in need.actions where !ResourceNames.isForEverything(action) {
      let names = ResourceNames.names(of: need.target.label, for: action, in: directory)
      let holding = statements.indices.filter { index in
        let statement = statements[index]
        guard service.map({ statement.isFor($0) }) ?? true else { return false }
        return names.contains { statement.covers(action, on: $0) }
      }
      let denials = holding.filter { !statements[$0].allows && !statements[$0].hasCondition }
      if denials.isEmpty, holding.contains(where: { statements[$0].allows }) {
        for index in holding where statements[index].allows {
          used[holder, default: [:]][index, default: []].append(action)
          note(statements[index])
        }
      } else {
        lacking.append(action)
        isDenied = isDenied || !denials.isEmpty
      }
    }
    guard !lacking.isEmpty else {
      allowed += 1
      return
    }
    if isOpen {
      unchecked.append(need)
    } else {
      missing.append(Missing(need: need, actions: lacking, holder: holder, isDenied: isDenied))
    }
  }

  private mutating func note(_ statement: PolicyStatement) {
    guard statement.hasCondition, !conditional.contains(statement.origin) else { return }
    conditional.append(statement.origin)
  }

  /// What a role or the policies of a resource allow and nobody used; a policy of AWS counts only
  /// as a whole.
  private mutating func findUnused(by holder: String) {
    let statements = policies.roles[holder] ?? policies.resources[holder] ?? []
    for (index, statement) in statements.enumerated() where statement.allows {
      let done = (used[holder]?[index] ?? [])
      guard !statement.exceptsActions else { continue }
      let idle = statement.actions.filter { pattern in
        Self.isSeen(pattern)
          && !done.contains { PolicyStatement.matches($0, pattern, ignoringCase: true) }
      }
      guard !idle.isEmpty, !statement.isManaged || used[holder]?[index] == nil else { continue }
      unused.append(Unused(holder: holder, origin: statement.origin, actions: idle))
    }
  }

  /// Whether actions are of a service whose calls the model sees; what code does elsewhere without
  /// a trace is not called unused.
  private static func isSeen(_ pattern: String) -> Bool {
    let service = pattern.split(separator: ":").first.map { $0.lowercased() } ?? ""
    return ["sqs", "sns", "dynamodb", "lambda", "events", "kinesis", "firehose", "s3", "*"]
      .contains(service)
  }
}

/// The ARNs that IAM compares with the resources of a statement.
enum ResourceNames {
  /// Whether IAM knows no resource for an action, so that policies name `*`.
  static func isForEverything(_ action: String) -> Bool {
    action == "dynamodb:ListStreams" || action == "kinesis:ListStreams"
  }

  /// The ARNs by which policies may name what an action is done to.
  static func names(of label: String, for action: String, in directory: Directory) -> [String] {
    guard let resource = directory[label] else { return [implied(label, in: directory)] }
    switch resource.type {
    case "AWS::S3::Bucket":
      return [action == "s3:ListBucket" ? resource.arn : resource.arn + "/object"]
    case "AWS::DynamoDB::Table":
      let isOfStream = [
        "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator",
      ].contains(action)
      guard isOfStream else { return [resource.arn] }
      let stream = resource.attributes.first { $0.name == "StreamArn" }?.text
      return [stream, resource.arn + "/stream/2026"].compactMap { $0 }
    case "AWS::Logs::LogGroup":
      return [resource.arn, resource.arn + ":*", resource.arn + ":log-stream:stream"]
    case "AWS::Lambda::Alias", "AWS::Lambda::Version": return [resource.ref, resource.arn]
    default: return [resource.arn]
    }
  }

  /// The ARN by which a policy that is written names it.
  static func name(of label: String, for action: String, in directory: Directory) -> String {
    let arn = names(of: label, for: action, in: directory)[0]
    switch directory[label]?.type {
    case "AWS::S3::Bucket": return arn.hasSuffix("/object") ? arn.dropping("object") + "*" : arn
    case "AWS::Logs::LogGroup": return arn.hasSuffix(":*") ? arn : arn + ":*"
    default: return arn
    }
  }

  /// What every account has, as the default event bus.
  private static func implied(_ label: String, in directory: Directory) -> String {
    let known = directory.resources.first { $0.arn.hasPrefix("arn:") }?.arn ?? ""
    let parts = known.split(separator: ":", omittingEmptySubsequences: false)
    let partition = parts.count > 1 ? String(parts[1]) : "aws"
    let account = World.account
    let region = directory.resources.lazy.compactMap { resource -> String? in
      let parts = resource.arn.split(separator: ":", omittingEmptySubsequences: false)
      return parts.count > 3 && !parts[3].isEmpty ? String(parts[3]) : nil
    }.first
    return "arn:\(partition):events:\(region ?? "us-east-1"):\(account):event-bus/\(label)"
  }
}

extension String {
  fileprivate func dropping(_ ending: String) -> String { String(dropLast(ending.count)) }
}

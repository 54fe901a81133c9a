import Documents

/// The least policies, folded, for whoever wants to copy one.
enum PolicyPicture {
  static func picture(of least: LeastPolicies) -> Picture? {
    guard !least.policies.isEmpty else { return nil }
    let folds = least.policies.map { policy in
      let kind = policy.isOfResource ? "policy of the resource" : "policy for"
      let title =
        policy.isOfResource
        ? "\(policy.holder): \(kind)"
        : "\(policy.holder): \(kind) "
          + policy.callers.joined(separator: ", ")
      return Element(
        "details", [:],
        [
          Element("summary", text: title),
          Element("pre", text: JSONFormat.text(of: policy.document)),
        ])
    }
    return Picture(
      "The least policies that would do",
      alternative: "\(least.policies.count) policies of IAM; they are in policies.json.",
      drawing: Element("div", ["class": "policies"], folds))
  }
}

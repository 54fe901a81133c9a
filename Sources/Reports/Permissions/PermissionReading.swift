import Blueprints
import Documents

/// Who needed which permissions in the runs, and what the template's policies say of them.
struct PermissionReading {
  /// Every call that asks for a permission, with who makes it.
  let needs: [(need: PermissionNeed, principal: Principal?)]
  /// What the template's own policies say.
  let check: PermissionCheck
  /// The policies that would do.
  let least: LeastPolicies

  init(_ subject: Subject) {
    let directory = Directory(subject.first.resources)
    let declarations = subject.declarations
    let finder = PrincipalFinder(directory: directory, declarations: declarations)
    needs = PermissionNeed.all(of: subject).map { ($0, finder.principal(of: $0)) }
    check = PermissionCheck(needs, directory, declaredBy: declarations)
    least = LeastPolicies(needs, directory, declaredBy: declarations)
  }

  /// What `report.json` says of the check.
  var fact: Fact {
    .object([
      ("allowed", .whole(Int64(check.allowed))),
      (
        "missing",
        .list(
          check.missing.map { missing in
            .object([
              ("caller", .text(missing.need.caller)), ("on", .text(missing.need.place)),
              ("actions", .list(missing.actions.map { .text($0) })),
              ("holder", .text(missing.holder)), ("denied", .flag(missing.reason == .denied)),
            ])
          })
      ),
      (
        "unused",
        .list(
          check.unused.map { unused in
            .object([
              ("holder", .text(unused.holder)), ("policy", .text(unused.origin)),
              ("actions", .list(unused.actions.map { .text($0) })),
            ])
          })
      ),
      (
        "notChecked",
        .list(
          check.unchecked.map { need in
            .object([
              ("caller", .text(need.caller)), ("on", .text(need.place)),
              ("actions", .list(need.actions.map { .text($0) })),
            ])
          })
      ),
      ("conditionsNotEvaluated", .list(check.conditional.map { .text($0) })),
    ])
  }
}

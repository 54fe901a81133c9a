import Blueprints

/// The permissions that the calls of the run need, and how the template's policies fit them.
enum PermissionSection {
  /// More are in `report.json`.
  private static let most = 12

  static func section(of subject: Subject) -> Section? {
    let reading = subject.permissions
    let rows = needed(reading.needs.map { $0.need })
    guard !rows.isEmpty else { return nil }
    var blocks = [Section.Block.rows(rows)]
    let findings = Self.rows(missing: reading.check) + unused(reading.check)
    if !findings.isEmpty { blocks.append(.rows(findings)) }
    blocks += remarks(reading.check).map { .remark($0) }
    if let picture = PolicyPicture.picture(of: reading.least) { blocks.append(.picture(picture)) }
    return Section("Permissions", blocks)
  }

  /// What each caller needs, those who need the same in one row.
  private static func needed(_ needs: [PermissionNeed]) -> [Row] {
    var rows: [(target: String, actions: [String], who: [String])] = []
    for need in needs {
      let index = rows.firstIndex { $0.target == need.place && $0.actions == need.actions }
      guard let index else {
        rows.append((need.place, need.actions, [need.caller]))
        continue
      }
      if !rows[index].who.contains(need.caller) { rows[index].who.append(need.caller) }
    }
    return rows.map { row in
      Row(
        "\(row.who.joined(separator: ", ")) on \(row.target)",
        row.actions.joined(separator: ", "))
    }
  }

  /// What no policy allows.
  static func rows(missing check: PermissionCheck) -> [Row] {
    check.missing.map { missing in
      let need = missing.need
      let verb =
        switch missing.reason {
        case .notAllowed: "does not allow it"
        case .denied: "denies it"
        case .keyOfAWS: "lets no service in, and nobody can change its policy"
        }
      return Row(
        "\(need.caller) on \(need.place)", missing.actions.joined(separator: ", "),
        note: "MISSING: \(missing.holder) \(verb), so in AWS this fails", mark: .missed)
    }
  }

  private static func unused(_ check: PermissionCheck) -> [Row] {
    check.unused.prefix(most).map { unused in
      Row(
        unused.holder == unused.origin ? unused.holder : "\(unused.holder), \(unused.origin)",
        shortened(unused.actions), note: "allowed, and not used by the run")
    }
  }

  private static func shortened(_ actions: [String]) -> String {
    let shown = actions.prefix(4).joined(separator: ", ")
    return actions.count > 4 ? "\(shown) and \(actions.count - 4) more" : shown
  }

  private static func remarks(_ check: PermissionCheck) -> [String] {
    var remarks: [String] = []
    if check.missing.isEmpty, check.allowed > 0 {
      remarks.append(
        "The template's policies allow all \(check.allowed) of those that were checked.")
    }
    let hidden = check.unused.count - check.unused.prefix(most).count
    if hidden > 0 { remarks.append("\(hidden) more that nobody used are in report.json.") }
    if !check.unchecked.isEmpty {
      var ways: [String] = []
      for need in check.unchecked {
        let way = "\(need.caller) on \(need.place)"
        if !ways.contains(way) { ways.append(way) }
      }
      let shown = ways.prefix(6).joined(separator: ", ")
      let rest = ways.count > 6 ? " and \(ways.count - 6) more" : ""
      remarks.append(
        "Not checked, as the template does not hold the role or policy: \(shown)\(rest).")
    }
    if !check.conditional.isEmpty {
      remarks.append(
        "Conditions are not evaluated: those of \(check.conditional.joined(separator: ", ")).")
    }
    return remarks
  }
}

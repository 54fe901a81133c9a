import Blueprints
import Documents

/// Refuses what CloudFormation refuses of a table: a provisioned one without capacity or with more
/// than the quota, an on-demand one with it, and indexes that are none.
struct TableCheck {
  let settings: TableSettings
  let site: Site

  /// Looks at all of it, and refuses what is first.
  func check() throws(InputError) {
    try check(settings.throughput, of: site.label, in: site.properties)
    try checkIndexes()
  }

  private var mode: Document? { site.properties["BillingMode"] }

  private func checkIndexes() throws(InputError) {
    let (global, local) = (settings.globalIndexes, settings.localIndexes)
    guard global.count <= 20, local.count <= 5 else {
      let list = site.properties[
        global.count > 20 ? "GlobalSecondaryIndexes" : "LocalSecondaryIndexes"]
      throw InputError(
        "\(site.label) has \(global.count) global and \(local.count) local indexes",
        remedy: "a table has 20 global and 5 local ones at most", at: place(of: list))
    }
    let documents = documents(of: "GlobalSecondaryIndexes") + documents(of: "LocalSecondaryIndexes")
    var names: [String] = []
    for (number, name) in (global.map { $0.name } + local.map { $0.name }).enumerated() {
      let document = number < documents.count ? documents[number] : site.properties
      guard let name else {
        throw InputError(
          "an index of \(site.label) has no IndexName", remedy: "give it one",
          at: document.place)
      }
      guard !names.contains(name) else {
        throw InputError(
          "two indexes of \(site.label) are named \(name)", remedy: "give each its own name",
          at: place(of: document["IndexName"]))
      }
      names.append(name)
    }
    for (index, document) in zip(global, documents) {
      try check(
        index.throughput, of: "the index \(index.name ?? "") of \(site.label)", in: document)
    }
  }

  private func check(
    _ throughput: TableSettings.Throughput?, of owner: String, in document: Document
  ) throws(InputError) {
    let said = document["ProvisionedThroughput"]
    guard !settings.isOnDemand else {
      guard throughput?.reads ?? 0 == 0, throughput?.writes ?? 0 == 0 else {
        throw InputError(
          "\(owner) is paid per request and has provisioned capacity",
          remedy: "remove ProvisionedThroughput, or set BillingMode to PROVISIONED",
          at: place(of: said))
      }
      return
    }
    // A mode that could not be read has been reported, and may be the other one.
    guard mode == nil || mode?.scalarText == settings.billingMode else { return }
    let units = [
      ("Read", throughput?.reads, TableParameters.tableReads),
      ("Write", throughput?.writes, TableParameters.tableWrites),
    ]
    for (direction, units, quota) in units {
      let number = said?[direction + "CapacityUnits"]
      // Neither is a number missing that could not be read.
      if units == nil, number != nil || said.map({ $0.map == nil && !$0.isNull }) == true {
        continue
      }
      guard let units, units > 0 else {
        throw InputError(
          "\(owner) is provisioned and lacks read or write capacity",
          remedy: "give both in ProvisionedThroughput, or set BillingMode to PAY_PER_REQUEST",
          at: place(of: number ?? said ?? mode, in: document))
      }
      let most = site.world.calibration.count(quota)
      guard units <= most else {
        throw InputError(
          "\(owner) is provisioned with \(units) \(direction.lowercased()) units a second, and "
            + "the quota is \(most)",
          remedy: "provision \(most) at most, or set \(quota.name) to the quota that you have",
          at: place(of: number))
      }
    }
  }

  private func documents(of list: String) -> [Document] { site.properties[list]?.list ?? [] }

  private func place(of document: Document?, in owner: Document? = nil) -> Place? {
    document?.place ?? (owner ?? site.properties).place
  }
}

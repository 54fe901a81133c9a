import Bench
import Kernel
import Testing

@testable import Blueprints
@testable import Services

struct ChangeRecordTests {
  private let stage = Stage("ideal")

  private func record(
    _ change: ChangeFeed.Change, _ view: StreamSpecification.View, of event: EventContent?
  ) -> EventKind {
    let record = ChangeRecord(view: view, keys: ["id"], table: "Orders", in: stage.world)
    let kind = EventKind(label: "order", body: event.map { .json($0) } ?? .unknown, size: 200)
    return record.record(of: change, in: kind)
  }

  private let order = EventContent.map([
    .init("id", .text("o-1")), .init("total", .number("12.5")), .init("paid", .flag(true)),
    .init("lines", .list([.map([.init("sku", .text("a"))])])),
  ])

  @Test func `a record shows the key, and the images that the view asks for`() {
    let images: [(StreamSpecification.View, new: Bool, old: Bool)] = [
      (.keysOnly, false, false), (.newImage, true, false), (.oldImage, false, true),
      (.bothImages, true, true),
    ]
    for (view, new, old) in images {
      let shown = record(.modify, view, of: order).content?["dynamodb"]
      #expect(shown?["Keys"] == .map([.init("id", .map([.init("S", .text("o-1"))]))]))
      #expect((shown?["NewImage"] != nil) == new)
      #expect((shown?["OldImage"] != nil) == old)
      #expect(shown?["StreamViewType"] == .text(view.rawValue))
    }
  }

  @Test func `an item that is inserted has no old image, one that is removed no new one`() {
    let inserted = record(.insert, .bothImages, of: order).content
    #expect(inserted?["eventName"] == .text("INSERT"))
    #expect(inserted?["dynamodb"]?["OldImage"] == nil)
    let removed = record(.remove, .bothImages, of: order).content
    #expect(removed?["eventName"] == .text("REMOVE"))
    #expect(removed?["dynamodb"]?["NewImage"] == nil)
    #expect(removed?["userIdentity"] == nil)
  }

  @Test func `an item whose time to live is over was removed by DynamoDB itself`() {
    let expired = record(.expire, .oldImage, of: order).content
    #expect(expired?["eventName"] == .text("REMOVE"))
    #expect(expired?["userIdentity"]?["principalId"] == .text("dynamodb.amazonaws.com"))
  }

  @Test func `attributes have their types around them`() {
    let image = record(.insert, .newImage, of: order).content?["dynamodb"]?["NewImage"]
    #expect(image?["total"] == .map([.init("N", .text("12.5"))]))
    #expect(image?["paid"] == .map([.init("BOOL", .flag(true))]))
    let line = image?["lines"]?["L"]?.items?.first
    #expect(line?["M"]?["sku"]?["S"] == .text("a"))
  }

  @Test func `an item of which nothing is known has its key`() {
    let shown = record(.insert, .newImage, of: nil).content?["dynamodb"]
    #expect(shown?["Keys"]?["id"]?["S"] == .identity)
    #expect(shown?["NewImage"]?.members?.count == 1)
  }
}

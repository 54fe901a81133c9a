import Bench
import Blueprints
import Testing

@testable import Reports

/// The ledger as a flow.
@Suite struct LedgerFlowTests {
  private static func flow(_ more: String = "") throws -> LedgerFlow {
    let result = try Bench(
      template: OrdersSample.template, scenario: OrdersSample.scenario(more)
    ).run()
    return try #require(LedgerFlow(of: Subject(title: "Orders", runs: [result])))
  }

  @Test func `what comes in on a wire and how it ends add up`() throws {
    let made = try #require(LedgerFlow(of: Subject(title: "Shop", runs: [Shop().result])))
    for flow in [made, try Self.flow()] {
      for wire in flow.wires {
        #expect(wire.ends.reduce(0) { $0 + $1.count } == wire.entered, "\(wire.name)")
        #expect(wire.ends.allSatisfy { $0.count > 0 })
      }
      let ended = LedgerFlow.End.all.reduce(0) { $0 + flow.total(of: $1) }
      #expect(ended == flow.wires.reduce(0) { $0 + $1.entered })
      for source in flow.sources {
        #expect(source.branches.reduce(source.unsent) { $0 + $1.count } == source.meant)
      }
    }
    #expect(made.total(of: .setAside) == 3)
  }

  @Test func `its words name every number`() throws {
    let flow = try #require(LedgerFlow(of: Subject(title: "Shop", runs: [Shop().result])))
    #expect(
      flow.picture.alternative == """
        Buyers → Orders: 300 came in, 300 acknowledged. \
        Orders → Ship: 300 came in, 297 acknowledged, 3 set aside. \
        Orders → Failed: 3 came in, 3 held at the end. \
        300 of Buyers → Orders led to 300 of Orders → Ship. \
        3 of Orders → Ship led to 3 of Orders → Failed.
        """)
  }

  @Test func `what a client meant to send is no higher than the greatest bar`() {
    let flow = LedgerFlow(
      sources: [.init(client: "Buyers", meant: 400, branches: [.init(wire: 0, count: 100)])],
      wires: [
        .init(
          name: "Buyers → Orders", entered: 100, ends: [.init(end: .acknowledged, count: 100)])
      ])
    let markup = FlowDrawing(flow).svg.markup
    #expect(markup.contains("height=\"44\"") && !markup.contains("height=\"176\""))
    #expect(markup.contains("v11C"))
  }

  @Test func `ribbons that leave a wire cover it, and those at an end do too`() throws {
    let flow = try #require(LedgerFlow(of: Subject(title: "Shop", runs: [Shop().result])))
    let markup = FlowDrawing(flow).svg.markup
    // 300 copies are as high as a bar can be; 297 and 3 of them part it.
    for height in ["v44C", "v43.6C", "v0.4C"] { #expect(markup.contains(height), "\(height)") }
    for style in ["ribbon done", "ribbon aside", "ribbon held"] {
      #expect(markup.contains("class=\"\(style)\""), "\(style)")
    }
  }
}

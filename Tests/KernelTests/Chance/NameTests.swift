import Testing

@testable import Kernel

@Suite struct NameTests {
  @Test func `a child keeps the root and is never taken for what a client sent`() {
    let order = Name(root: 42)
    #expect(order.lineage == 0)
    for ordinal in 0..<UInt32(10_000) {
      let child = order.child(sender: 1, step: 0, ordinal: ordinal)
      #expect(child.root == 42 && child.lineage != 0)
    }
  }

  @Test func `children differ by cause, sender, step and ordinal`() {
    let order = Name(root: 42)
    var lineages: [UInt32] = []
    for cause in [order, order.child(sender: 9, step: 9, ordinal: 9)] {
      for sender in 0..<UInt32(5) {
        for step in 0..<UInt32(5) {
          for ordinal in 0..<UInt32(5) {
            lineages.append(cause.child(sender: sender, step: step, ordinal: ordinal).lineage)
          }
        }
      }
    }
    #expect(Set(lineages).count == lineages.count)
    #expect(
      order.child(sender: 1, step: 2, ordinal: 3) == order.child(sender: 1, step: 2, ordinal: 3))
  }

  @Test func `a name takes sixteen bytes in an array`() {
    #expect(MemoryLayout<Name>.stride == 16)
  }
}

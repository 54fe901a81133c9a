import Documents
import Testing

@testable import Studies

struct KnobTests {
  private func values(_ text: String) throws -> [String] { try Knob("Queue.X", text).values }

  @Test func `a list is taken at its commas`() throws {
    #expect(try values("30,60, 180") == ["30", "60", "180"])
  }

  @Test func `a comma in brackets or quotes belongs to the value`() throws {
    #expect(
      try values("{median: 40 ms, p99: 300 ms},[1, 2],'a,b'") == [
        "{median: 40 ms, p99: 300 ms}", "[1, 2]", "'a,b'",
      ])
  }

  @Test func `a range goes up by its step`() throws {
    #expect(try values("10..45/10") == ["10", "20", "30", "40"])
    #expect(try values("0.1..0.3/0.05") == ["0.1", "0.15", "0.2", "0.25", "0.3"])
  }

  @Test func `a range goes up by its factor`() throws {
    #expect(try values("1..100*3") == ["1", "3", "9", "27", "81"])
  }

  @Test func `values of a range have its unit`() throws {
    #expect(try values("50 ms..150 ms/50 ms") == ["50 ms", "100 ms", "150 ms"])
    #expect(try values("1..4*2,10 s") == ["1", "2", "4", "10 s"])
    #expect(try values("100/s..300/s*3") == ["100/s", "300/s"])
    #expect(try values("100/s..300/s/100/s") == ["100/s", "200/s", "300/s"])
  }

  @Test(arguments: [
    ("10..200", "10..200 is no range"), ("10 ms..1 s/10 ms", "10 ms..1 s/10 ms mixes units"),
    ("20..10/1", "20..10/1 leads nowhere"), ("1..10*1", "1..10*1 leads nowhere"),
    ("0..10*2", "0..10*2 leads nowhere"), ("3,3", "Queue.X takes 3 twice"),
    ("", "Queue.X varies over nothing"), ("1,,2", "Queue.X varies over nothing"),
    ("1..100000/1", "Queue.X has more than 10000 values"),
  ])
  func `what is no knob is refused`(text: String, problem: String) {
    #expect { try values(text) } throws: { ($0 as? InputError)?.problem == problem }
  }
}

import Testing

@testable import Commands

@Suite struct BadRecordingTests {
  /// A file, what is asked of it, and what standard error says, but for the excerpt in between.
  static let cases: [(text: String, words: String, says: [String])] = [
    ("", "", ["a.csv is empty", "give a log, or a CSV of durations or arrivals"]),
    ("# nothing\n", "", ["a.csv holds no values", "give a log, or a CSV with one value a line"]),
    (
      "{\"a\": 1}", "",
      [
        "a.csv is JSON without REPORT lines of Lambda or Datapoints of CloudWatch",
        "export the messages of the function's log or a metric, or give a CSV",
      ]
    ),
    (
      "{\"Label\": \"Errors\", \"Datapoints\": []}", "",
      ["a.csv has no Datapoints", "choose a time in which something happened"]
    ),
    (
      "{\"Datapoints\": [{\"Timestamp\": \"2026-11-20T12:00:00Z\", \"Average\": 1.5}]}", "",
      [
        "a.csv:1:17: these Datapoints hold no counts",
        "export the metric with --statistics Sum",
      ]
    ),
    (
      "{\"Datapoints\": [{\"Timestamp\": \"2026-11-20T12:00:00Z\", \"Sum\": 15.5, "
        + "\"Unit\": \"Milliseconds\"}]}", "",
      [
        "a.csv:1:17: these Datapoints hold no counts",
        "export the metric with --statistics SampleCount",
      ]
    ),
    (
      "1\n2\n", "--as report",
      [
        "a.csv has no REPORT lines of Lambda",
        "export the messages of the function's log group, as REPORT RequestId: … has them",
      ]
    ),
    (
      "START\nREPORT RequestId: 1\tDur", "",
      ["a.csv:2:1: this REPORT line has no Duration", "leave it out: its end is missing"]
    ),
    (
      "REPORT RequestId: 1\tDuration: fast ms\t", "",
      [
        "a.csv:1:1: this REPORT line says fast ms for a length of time", "write it like 12.34 ms",
      ]
    ),
    (
      "REPORT RequestId: 1\tDuration: 3000.00 ms\tStatus: timeout\n", "",
      ["every run in a.csv was ended by its timeout", "give runs that end"]
    ),
    (
      "duration\n5\n6\n", "",
      ["a.csv:2:1: duration has no unit", "write --unit ms, --unit s or --unit us"]
    ),
    (
      "duration_ms\n5\nslow\n", "",
      ["a.csv:3:1: slow is no length of time", "write a number, or leave the row out"]
    ),
    ("duration_ms\n5\n-6\n", "", ["a.csv:3:1: -6 is below zero", "leave the row out"]),
    (
      "duration_s\n5\n1e12\n", "",
      ["a.csv:3:1: 1e12 is longer than ten years", "choose another unit"]
    ),
    (
      "duration_ms,a\n,1\n,2\n", "",
      [
        "a.csv:1:1: a.csv holds no lengths of time in this column",
        "name another with --column NAME",
      ]
    ),
    (
      "a,b\n1,2\n3,4\n", "",
      [
        "a.csv:1:1: it is unclear which column of a.csv counts",
        "name it with --column NAME, and say --as durations, timestamps or counts",
      ]
    ),
    (
      "took,b\n1,2\n", "--column tok",
      ["a.csv has no column tok", "did you mean took?"]
    ),
    (
      "1,2\n", "--column 3",
      ["a.csv has no column 3", "its columns have no names: give a number from 1 to 2"]
    ),
    (
      "took,b\n1,2\n", "--column 17",
      ["a.csv has no column 17", "choose one of took, b"]
    ),
    (
      "a,b\n1,2\n3\n", "",
      [
        "a.csv:3:1: this row has 1 column, and the first one 2 columns",
        "put quotes around text that holds a separator",
      ]
    ),
    ("a,\"b\n1,2\n", "", ["a.csv:1:3: this quote is not closed in its line", "close it"]),
    (
      "time\n2026-11-20T12:00:00Z\nlater\n", "",
      [
        "a.csv:3:1: later is no moment",
        "write it like 2026-11-20T12:00:00.250Z, or in seconds since 1970",
      ]
    ),
    (
      "time\n1\nlater\n", "",
      ["a.csv:3:1: later is no moment", "write it in seconds since the begin"]
    ),
    (
      "time\n1\n2\n", "",
      ["a.csv holds 2 arrivals, too few to tell", "give ten or more, better a thousand"]
    ),
    (
      "time\n1\n1\n1\n1\n1\n1\n1\n1\n1\n1\n", "",
      [
        "all arrivals in a.csv came at the same moment",
        "give moments with seconds, or parts of them",
      ]
    ),
    (
      "count\n1\n2\n", "--as counts",
      [
        "a.csv:2:1: the counts in a.csv have no times beside them",
        "give two columns, as timestamp,value",
      ]
    ),
    (
      "time,count\n60,5\n120,6\n60,7\n", "",
      ["a.csv:4:1: 60 stands twice", "keep one, or add them up"]
    ),
    (
      "time,count\n60,5\n", "",
      ["a.csv:2:1: one period tells nothing of how messages arrive", "give twenty"]
    ),
    (
      "time,count\n60,5\n120,5\n210,5\n", "",
      [
        "a.csv:4:1: 210 does not lie a whole number of periods of 60 s after the first one",
        "give counts of equal periods",
      ]
    ),
    (
      "time,count\n60,5\n60.0000001,5\n1e6,5\n", "",
      [
        "a.csv:2:1: periods as short as this give more than 10 million of them",
        "give fewer or longer ones",
      ]
    ),
    (
      "time,count\n60,5\n120,5.5\n", "",
      [
        "a.csv:3:5: 5.5 is no number of arrivals",
        "export the sum of each period, not the average",
      ]
    ),
    (
      "time,count\n60,5\n120,many\n", "",
      ["a.csv:3:5: many is no number", "write how many arrived in the period"]
    ),
    (
      "time,count\n60,50\n120,60\n", "",
      ["a.csv holds 2 periods, too few to tell", "give twenty or more"]
    ),
    (
      "duration_ms\n5\n6\n", "--trace b.csv",
      ["--trace is for timestamps, and a.csv holds none", "leave it out"]
    ),
  ]

  @Test(arguments: cases)
  func `a slip is shown with its line and the way out`(
    text: String, words: String, says: [String]
  ) {
    let desk = Desk(["a.csv": text])
    #expect(desk.run("calibrate a.csv \(words)") == .wrongInput)
    let errors = desk.errors.dropFirst("error: ".count)
    #expect(errors.hasPrefix(says[0] + "\n"), "\(errors)")
    #expect(errors.hasSuffix(" " + says[1] + "\n"), "\(errors)")
    #expect(desk.output.isEmpty)
  }
}

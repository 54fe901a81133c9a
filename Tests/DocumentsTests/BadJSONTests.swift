import Testing

@testable import Documents

@Suite struct BadJSONTests {
  static let slips: [(text: String, named: String)] = [
    ("", "1:1 the file is empty; write a JSON value"),
    ("  \n", "2:1 the file is empty; write a JSON value"),
    (#"{"a": 1,}"#, "1:8 a comma before the closing bracket; remove it"),
    ("[1, 2,]", "1:6 a comma before the closing bracket; remove it"),
    (#"{"a": 1 "b": 2}"#, "1:9 a comma is missing here; write a comma between two entries"),
    ("[1 2]", "1:4 a comma is missing here; write a comma between two entries"),
    (#"{"a" 1}"#, "1:6 a colon is missing after the key a; write a colon and the value"),
    (#"{"a": }"#, "1:7 a value is missing here; write one"),
    ("{a: 1}", "1:2 a key is missing here; write a key in double quotes"),
    ("{'a': 1}", "1:2 a key in single quotes; use double quotes"),
    (#"["a]"#, #"1:2 this text has no closing quote; close it with ""#),
    (
      #"["a\#nb"]"#,
      "1:2 this text has no closing quote on its line; "
        + #"close it, and write a line break in it as \n"#
    ),
    (#"["a\#tb"]"#, #"1:4 a control character (U+0009) in a text; write it as \t"#),
    (#"["\q"]"#, #"1:3 \q is no escape of JSON; write \\ for a backslash"#),
    (
      #"["\u12g4"]"#,
      #"1:3 \u needs 4 hexadecimal digits; write all of them, or \\ for a backslash"#
    ),
    (
      #"["\ud800"]"#,
      #"1:3 \uD800 is half a surrogate pair, without its other half; "#
        + "write both halves, or the character itself"
    ),
    (
      #"["\udc00x"]"#,
      #"1:3 \uDC00 is half a surrogate pair, without its other half; "#
        + "write both halves, or the character itself"
    ),
    (
      #"["\ud800\u0041"]"#,
      #"1:3 \uD800 is half a surrogate pair, without its other half; "#
        + "write both halves, or the character itself"
    ),
    ("[01]", "1:2 a number with a leading zero; remove the zero, or quote it as text"),
    ("[-]", "1:3 a digit is missing after the minus; write one"),
    ("[1.]", "1:4 a digit is missing after the point; write one, or remove the point"),
    ("[.5]", "1:2 a number begins with a digit or a minus; write it as in 0.5"),
    ("[+1]", "1:2 a number begins with a digit or a minus; write it as in 0.5"),
    ("[1e]", "1:4 the exponent has no digits; write them"),
    ("[0x1F]", "1:2 0x1F is not a number; put it in double quotes"),
    ("[1_000]", "1:2 1_000 is not a number; put it in double quotes"),
    ("[1.2.3]", "1:2 1.2.3 is not a number; put it in double quotes"),
    ("[True]", "1:2 True is no value of JSON; write true"),
    ("[nul]", "1:2 nul is no value of JSON; write null"),
    ("[NaN]", "1:2 NaN is no value of JSON; put it in double quotes"),
    ("[undefined]", "1:2 undefined is no value of JSON; put it in double quotes"),
    ("['a']", "1:2 a text in single quotes; use double quotes"),
    ("[1, /* c */ 2]", "1:5 JSON has no comments; remove it, or write the file as YAML"),
    (
      #"{\#n  // c\#n  "a": 1\#n}"#,
      "2:3 JSON has no comments; remove it, or write the file as YAML"
    ),
    ("# c\n1", "1:1 JSON has no comments; remove it, or write the file as YAML"),
    ("[1", "1:1 this [ is never closed; close it with ]"),
    (#"{"a": 1"#, "1:1 this { is never closed; close it with }"),
    (#"{"a": [1, 2}"#, "1:12 the [ of line 1 ends with the wrong bracket; close it with ]"),
    ("[1}", "1:3 the [ of line 1 ends with the wrong bracket; close it with ]"),
    ("1 2", "1:3 the file goes on after its value; keep one value to a file"),
    (#"{"a": 1, "b": 2, "a": 3}"#, "1:18 the key a stands twice; keep one; the first is on line 1"),
    ("[,]", "1:2 a value is missing here; write one"),
    ("]", "1:1 a value is missing here; write one"),
    (#"{"a": 1,"#, "1:1 this { is never closed; close it with }"),
    ("[1,", "1:1 this [ is never closed; close it with ]"),
    ("{", "1:1 this { is never closed; close it with }"),
    (#"{"a""#, "1:1 this { is never closed; close it with }"),
    (#"["\"#, #"1:2 this text has no closing quote; close it with ""#),
    (
      #"["\#u{1}"]"#,
      "1:3 a control character (U+0001) in a text; remove it, or write it as an escape"
    ),
    ("[@]", "1:2 @ cannot begin a value; put text in double quotes"),
    (#"[1, "a" // c\#n]"#, "1:9 JSON has no comments; remove it, or write the file as YAML"),
    ("{,}", "1:2 a key is missing here; write a key in double quotes"),
    ("[-Infinity]", "1:3 a digit is missing after the minus; write one"),
  ]

  @Test(arguments: slips)
  func `what RFC 8259 does not allow is named at its place`(text: String, named: String) {
    #expect(slip(inJSON: text) == named)
  }
}

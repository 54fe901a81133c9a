import Testing

@testable import Documents

@Suite struct BadYAMLTests {
  static let unclosed: [(text: String, named: String)] = [
    ("a: [1, 2\nb: 3\n", "1:4 this [ is never closed; close it with ]"),
    ("a: {b: 1\nc: 2\n", "1:4 this { is never closed; close it with }"),
    ("a: [1, 2", "1:4 this [ is never closed; close it with ]"),
    ("a: {b: 1]", "1:9 the { of line 1 ends with the wrong bracket; close it with }"),
    ("a: [b}\n", "1:6 the [ of line 1 ends with the wrong bracket; close it with ]"),
    ("a: ]\n", "1:4 this ] closes nothing; remove it, or quote the text"),
    (#"a: "x\#nb: 1\#n"#, "1:4 this quote is never closed; close it with the same quote"),
    ("a: 'x\n", "1:4 this quote is never closed; close it with the same quote"),
    (#"a: "x\#n---\#n"#, "1:4 this quote is never closed; close it with the same quote"),
    ("\ta: 1\n", "1:1 a tab in the indentation; indent with spaces"),
    ("a:\n\tb: 1\n", "2:1 a tab in the indentation; indent with spaces"),
    ("a:\n  b: 1\n\tc: 2\n", "3:1 a tab in the indentation; indent with spaces"),
    ("a: |\n\tx\n", "2:1 a tab in the indentation; indent with spaces"),
    ("-\t- a\n", "1:2 a tab in the indentation; indent with spaces"),
    ("- a: 1\n\tb: 2\n", "2:1 a tab in the indentation; indent with spaces"),
    ("a: 1\na: 2\n", "2:1 the key a stands twice; keep one; the first is on line 1"),
    ("{a: 1, b: 2, a: 3}", "1:14 the key a stands twice; keep one; the first is on line 1"),
    (
      "a:\n  b: 1\n  c: 2\n  b: 3\n",
      "4:3 the key b stands twice; keep one; the first is on line 2"
    ),
    (
      "Description: orders: all of them\n",
      "1:20 a second key on one line; quote the text, or begin a new line for the key"
    ),
    (
      "a: b\n  c: d\n",
      "2:4 a colon within the text begun on line 1; "
        + "quote that text, or align this key with the one above"
    ),
    (
      "a:\n    b: 1\n  c: 2\n",
      "3:3 indented by 2 spaces, which fits nothing above; indent it by 4 or by 0 spaces"
    ),
    (
      "a:\n  b: 1\n   c: 2\n",
      "3:5 a colon within the text begun on line 2; "
        + "quote that text, or align this key with the one above"
    ),
    ("  a: 1\nb: 2\n", "2:1 indented by 0 spaces, which fits nothing above; indent it by 2 spaces"),
    (
      "a: 1\n  b: 2\n",
      "2:4 a colon within the text begun on line 1; "
        + "quote that text, or align this key with the one above"
    ),
    (
      "a: 'x' y\n",
      "1:8 text after the end of the value; put all of it in quotes, or begin a new line"
    ),
    (
      "a: [b] c\n",
      "1:8 text after the end of the value; put all of it in quotes, or begin a new line"
    ),
    (##"a: "x"#c\##n"##, "1:7 a comment right after a value; put a space before the #"),
    (
      #"a: "x": y\#n"#,
      "1:7 a second key on one line; quote the text, or begin a new line for the key"
    ),
  ]

  @Test(arguments: unclosed)
  func `brackets, quotes, indentation and keys gone wrong are named at their place`(
    text: String, named: String
  ) {
    #expect(slip(inYAML: text) == named)
  }

  static let references: [(text: String, named: String)] = [
    ("a: *b\n", "1:4 no anchor &b stands above this alias; write &b before its value"),
    (
      "a: &orders 1\nb: *order\n",
      "2:4 no anchor &order stands above this alias; did you mean *orders?"
    ),
    ("a: &x [*x]\n", "1:8 *x stands inside the value that it names; write it out"),
    ("a: &x &y 1\n", "1:7 a second anchor for one value; keep one"),
    ("a: !Ref !Sub b\n", "1:9 a second tag for one value; keep one"),
    ("a: & b\n", "1:4 an anchor without a name; name it, or quote the text"),
    ("a: !Ref *b\n", "1:9 an alias with a tag or an anchor; put them where the anchor is"),
    ("a: !<tag b\n", "1:4 this tag is never closed; close it with >"),
    (#"a: !Ref"x"\#n"#, "1:8 a space is missing here; put a space after a tag or an anchor"),
    (
      #"a: "\q"\#n"#,
      #"1:5 \q is no escape of YAML; write \\ for a backslash, or use single quotes"#
    ),
    (
      #"a: "\u12"\#n"#,
      #"1:5 \u needs 4 hexadecimal digits; write all of them, or \\ for a backslash"#
    ),
    (
      #"a: "\ud83d"\#n"#,
      #"1:5 \uD83D is half a surrogate pair, without its other half; "#
        + "write both halves, or the character itself"
    ),
    (
      #"a: "\ude00\ud83d"\#n"#,
      #"1:5 \uDE00 is half a surrogate pair, without its other half; "#
        + "write both halves, or the character itself"
    ),
    (
      #"a: "\xZ1"\#n"#,
      #"1:5 \x needs 2 hexadecimal digits; write all of them, or \\ for a backslash"#
    ),
    (#"a: "\U00110000"\#n"#, "1:5 U+110000 is no character; check the digits"),
    (
      #"a: "C:\Users"\#n"#,
      #"1:7 \U needs 8 hexadecimal digits; write all of them, or \\ for a backslash"#
    ),
  ]

  @Test(arguments: references)
  func `a wrong anchor, tag or escape is named at its place`(text: String, named: String) {
    #expect(slip(inYAML: text) == named)
  }

  static let structure: [(text: String, named: String)] = [
    ("a: @b\n", "1:4 a plain text cannot begin with @; put it in quotes"),
    ("a: `b`\n", "1:4 a plain text cannot begin with `; put it in quotes"),
    ("a: %b\n", "1:4 a plain text cannot begin with %; put it in quotes"),
    (
      "- a\nb: 1\n",
      "2:1 a dash is missing here: the lines above are a list; begin the line with - "
    ),
    ("a: 1\n- b\n", "2:1 a list item among the keys of a map; indent it below its key"),
    (
      "a: - b\n",
      "1:4 a list cannot begin on the line of its key; begin it on the next line, or use [ ]"
    ),
    (
      "a:\n  - b\n  c\n",
      "3:3 a dash is missing here: the lines above are a list; begin the line with - "
    ),
    ("a: 1\nb\n", "2:1 no colon follows this key; write b: and the value"),
    ("a: 1\nb:2\n", "2:2 no space after the colon; write b: and the value"),
    (
      "a: 1\n[b]\n",
      "2:1 a key is missing here: the lines above are a map; write a key and a colon"
    ),
    (": 1\n", "1:1 a key is missing before the colon; write one, or quote the text"),
    ("? a\n: b\n", "1:1 keys marked with ? are not supported; write the key and a colon"),
    ("[a]: 1\n", "1:1 a list cannot be a key; use text as the key, or quote it"),
    ("{a: 1}: 2\n", "1:1 a map cannot be a key; use text as the key, or quote it"),
    (#""a\#nb": 1\#n"#, "1:1 a key that goes on over a line break; write it on one line"),
    (
      "a\nb: 1\n",
      "2:2 a colon within the text begun on line 1; "
        + "quote that text, or align this key with the one above"
    ),
    ("{a:1}", "1:3 no space after the colon; write a: and the value"),
    ("[a, , b]", "1:5 an entry is missing before this comma; write it, or remove the comma"),
    ("[- a]", "1:2 a dash within brackets; separate the entries by commas, without dashes"),
    ("[a 'b' c", "1:1 this [ is never closed; close it with ]"),
    (
      "{a: 1 b: 2}",
      "1:8 a colon within a value; put a comma before the next key, or quote the whole text"
    ),
    ("{[a]: 1}", "1:2 a list cannot be a key; use text as the key, or quote it"),
    (#"["a" b]"#, "1:6 a comma is missing here; write a comma between two entries"),
    ("a: |x\n  b\n", "1:5 text on the line of the |; begin the text on the next line, or quote it"),
    ("a: > b\n", "1:6 text on the line of the >; begin the text on the next line, or quote it"),
    (
      "a: |\n    b\n  c\n",
      "3:3 indented less than the first line of its text; indent it by at least 4 spaces"
    ),
    (
      "a: |3\n   b\n  c\n",
      "3:3 indented less than the first line of its text; indent it by at least 3 spaces"
    ),
    ("--- a: 1\n", "1:5 a map cannot begin on the line of ---; begin it on the next line"),
    (
      "%YAML 1.2\na: 1\n",
      "1:1 a line that begins with % needs the line --- after it; add it, or quote the text"
    ),
    ("a: 1\n---\nb: 2\n", "2:1 a second document begins here; keep one document to a file"),
    ("a: 1\n...\nb\n", "3:1 a second document begins here; keep one document to a file"),
    (
      "a: \u{7}\n",
      "1:4 a control character (U+0007) in the text; "
        + "remove it, or write it as an escape in double quotes"
    ),
    (
      "a: 1\n... b\n",
      "2:5 text after the end of the value; put all of it in quotes, or begin a new line"
    ),
    (
      "<<: 1\n",
      "1:5 << merges maps, and this is a number; give it an alias of a map, or a list of them"
    ),
    (
      "<<: [{a: 1}, b]\n",
      "1:14 << merges maps, and this is text; give it an alias of a map, or a list of them"
    ),
    ("<<: {a: 1}\n<<: {b: 1}\n", "2:1 the key << stands twice; keep one; the first is on line 1"),
    ("!!int x\n", "1:7 x does not fit its tag !!int; change the value, or remove the tag"),
    ("!!map [a]\n", "1:7 a list does not fit its tag !!map; change the value, or remove the tag"),
    ("*\n", "1:1 an alias without a name; name it, or quote the text"),
    ("a: {b, c: }}\n", "1:12 this } closes nothing; remove it, or quote the text"),
    (
      "a: b\n c\n  - d: e\n",
      "3:6 a colon within the text begun on line 1; "
        + "quote that text, or align this key with the one above"
    ),
    (
      #"éé: "日本" x\#n"#,
      "1:10 text after the end of the value; put all of it in quotes, or begin a new line"
    ),
    ("&a - b\n", "1:1 a tag or an anchor before a dash; put it on the line above"),
    ("a: !Foo\n: b\n", "2:1 a key is missing before the colon; write one, or quote the text"),
  ]

  @Test(arguments: structure)
  func `text where YAML allows none is named at its place`(text: String, named: String) {
    #expect(slip(inYAML: text) == named)
  }
}

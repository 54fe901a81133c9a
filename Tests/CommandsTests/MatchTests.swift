import Testing

@testable import Commands

@Suite struct MatchTests {
  @Test func `a person asks for one pattern and one event`() {
    let desk = Desk(["pattern.json": #"{"a": [{"prefix": "x"}]}"#])
    #expect(desk.run(#"match --pattern {"a":[1]} --event {"a":1.0}"#) == .done)
    #expect(desk.output == "match\n")
    #expect(desk.run(#"match --pattern pattern.json --event {"a":"y"}"#) == .missed)
    #expect(desk.output == "nomatch\n")
    #expect(desk.run(#"match --pattern {"a":1} --event {}"#) == .wrongInput)
    #expect(
      desk.errors.contains(
        #"Event pattern is not valid. Reason: "a" must be an object or an array"#))
    #expect(desk.run(#"match --pattern {"a":[1]} --event []"#) == .wrongInput)
    #expect(desk.errors.contains("Parameter Event is not valid."))
    #expect(desk.run(#"match --pattern {"a":[1]}"#) == .wrongInput)
    #expect(desk.errors.contains("match needs --event too"))
  }

  @Test func `a program asks line by line and is answered in order`() {
    let desk = Desk()
    desk.input = [
      #"{"id":1,"patternText":"{\"a\":[9007199254740993]}","eventText":"{\"a\":9007199254740993}"}"#
        + "\n" + #"{"id":"two","pattern":{"a":[1],"a":[2]},"event":{"a":1}}"# + "\n\n"
        + #"{"id":[3]"#,
      #","patternText":"{\"a\":[]}","eventText":"{}"}"# + "\n",
      #"{"id":4,"pattern":{"a":["\ud83d"]},"event":{"a":"\ud83d"}}"#,
    ]
    #expect(desk.run("match") == .done)
    #expect(
      desk.output == """
        {"id":1,"result":"match"}
        {"id":"two","result":"nomatch"}
        {"id":[3],"result":"invalid","error":"Empty arrays are not allowed"}
        {"id":4,"result":"match"}

        """)
  }

  @Test func `a policy is answered for a message and alone`() {
    let desk = Desk()
    desk.input = [
      #"{"id":1,"policy":{"a":[1]},"scope":"MessageBody","message":{"body":"{\"a\":1}"}}"# + "\n",
      #"{"id":2,"policy":{"a":["x"]},"message":{"attributes":{"a":{"DataType":"String","#
        + #""StringValue":"y"}}}}"# + "\n",
      #"{"id":3,"policy":{"a":[1]},"scope":"MessageBody"}"# + "\n",
      #"{"id":4,"policy":{"a":[]},"scope":"MessageAttributes"}"# + "\n" + "nonsense\n",
    ]
    #expect(desk.run("match") == .done)
    let lines = desk.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[0] == #"{"id":1,"result":"deliver"}"#)
    #expect(lines[1] == #"{"id":2,"result":"drop"}"#)
    #expect(lines[2] == #"{"id":3,"result":"accept"}"#)
    #expect(lines[3].contains(#""result":"refuse","error":"Invalid parameter: Attributes Reason"#))
    #expect(lines[4].hasPrefix(#"{"id":null,"result":"invalid","#))
  }

  @Test func `a person asks what a policy does, alone and with a message`() {
    let desk = Desk(["policy.json": #"{"a": [{"prefix": "x"}]}"#])
    #expect(desk.run("match --policy policy.json") == .done && desk.output == "accept\n")
    let body = "match --policy policy.json --scope MessageBody --message "
    #expect(desk.run(body + #"{"body":"{\"a\":\"xy\"}"}"#) == .done)
    #expect(desk.output == "deliver\n")
    #expect(desk.run(body + #"{"body":{"a":"y"}}"#) == .missed && desk.output == "drop\n")
    #expect(
      desk.run(
        #"match --policy {"a":["y"]} --message "#
          + #"{"attributes":{"a":{"DataType":"String","StringValue":"y"}}}"#) == .done)
    #expect(desk.output == "deliver\n")
    #expect(desk.run(#"match --policy {"a":"b"}"#) == .wrongInput)
    #expect(desk.output == "refuse\n")
    #expect(
      desk.errors == """
        error: Invalid parameter: Attributes Reason: FilterPolicy: "a" must be an object or an array

        """)
    #expect(desk.run("match --policy policy.json --message []") == .wrongInput)
    #expect(
      desk.errors == """
        error: --message cannot be read: the line is no JSON object
          write it like '{"body": "{}"}', or '{"attributes": {"kind": {"DataType": "String", \
        "StringValue": "paid"}}}'

        """)
  }
}

/// Why PutEvents refuses an entry, in AWS's words.
struct EventSlip: Error, Equatable {
  /// The `ErrorCode` of the entry.
  let code: String
  /// The `ErrorMessage` of the entry.
  let message: String

  /// The detail is no JSON object.
  static let malformedDetail = EventSlip(code: "MalformedDetail", message: "Detail is malformed.")
  /// The source is one of AWS's own.
  static let notAuthorized = EventSlip(
    code: "NotAuthorizedForSource", message: "Not authorized for the source.")

  /// Something is missing.
  static func missing(_ name: String) -> EventSlip {
    EventSlip(
      code: "InvalidArgument",
      message: "Parameter \(name) is not valid. Reason: \(name) is a required argument.")
  }

  /// Something is longer than AWS takes.
  static func tooLong(_ name: String, limit: Int) -> EventSlip {
    EventSlip(
      code: "InvalidArgument",
      message: "Parameter \(name) is not valid. Reason: it has more than \(limit) characters.")
  }
}

import Documents
import Reports

extension Outside {
  /// The colours of standard error.
  var errorInk: Ink { Ink(isOn: errors.isColoured) }
  /// The colours of standard output.
  var outputInk: Ink { Ink(isOn: output.isColoured) }
  /// How answers are written to standard output.
  var format: TextFormat {
    TextFormat(width: output.columns ?? 100, ink: outputInk)
  }

  /// Shows slips, each with its place, and how many there are.
  func refuse(_ slips: InputErrors) -> ExitCode {
    for slip in slips.errors { show(slip) }
    if slips.errors.count > 1 { errors.write("\(slips.errors.count) errors\n") }
    return .wrongInput
  }

  /// Shows one slip.
  func refuse(_ slip: InputError) -> ExitCode {
    show(slip)
    return .wrongInput
  }

  /// Says that a figure cannot be trusted because the program is wrong.
  func confess(_ bug: String) -> ExitCode {
    errors.write("\(errorInk.bad("bug:")) \(bug)\n")
    errors.write("this is Spillway's mistake, not yours; nothing was written\n")
    return .bug
  }

  private func show(_ slip: InputError) {
    errors.write("\(errorInk.bad("error:")) \(Lettering.harmless(slip.rendered))\n")
  }
}

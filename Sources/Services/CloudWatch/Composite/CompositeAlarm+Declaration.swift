import Blueprints
import Documents
import Kernel

extension CompositeAlarm {
  private static let guide = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/"

  /// A composite alarm for a month; what is counted are seconds.
  static let price = Price(
    "CloudWatch composite alarms", microdollars: 500_000, per: Alarm.month,
    source: .documented("https://aws.amazon.com/cloudwatch/pricing/")
  ).sold(by: "month", of: Alarm.month)

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::CloudWatch::CompositeAlarm", title: "CloudWatch composite alarm",
      summary: "Is in ALARM while a rule over the states of other alarms holds.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}",
        nameProperty: "AlarmName"))
    declaration.emblem = .bell
    declaration.authority = .service("cloudwatch")
    declaration.authorities = Alarm.authorities
    declaration.prices = [price]
    declaration.measures = AlarmCourse.measures
    declaration.limits = [
      Limit(
        "alarms in a rule", .resource, "A hundred alarms that a rule names.",
        source: .documented(guide + "cloudwatch_limits.html"))
    ]
    declaration.parameters = CloudWatchParameters.ofActions
    return declaration
  }()

  /// `AWS::CloudWatch::CompositeAlarm` in the catalogue.
  static let service = Service(declaration, settings: CompositeAlarmSettings.self) {
    (settings, site) throws(InputError) in
    CompositeAlarm(settings, try rule(settings, at: site), at: site)
  }

  private static func rule(
    _ settings: CompositeAlarmSettings, at site: Site
  ) throws(InputError) -> AlarmRuleReader {
    let place = site.properties["AlarmRule"]?.place ?? site.properties.place
    guard let text = settings.rule else {
      throw InputError(
        "\(site.label) has no AlarmRule", remedy: "for example ALARM(\"TooSlow\")", at: place)
    }
    guard text.unicodeScalars.count <= ruleLimit else {
      throw InputError(
        "the AlarmRule of \(site.label) has \(text.unicodeScalars.count) characters",
        remedy: "AWS takes \(ruleLimit) at most", at: place)
    }
    let reader: AlarmRuleReader
    do throws(AlarmRuleReader.Slip) {
      reader = try AlarmRuleReader(text)
    } catch {
      throw InputError(
        "the AlarmRule of \(site.label) is wrong after \(error.offset) characters",
        remedy: error.problem, at: place)
    }
    guard reader.names.count <= childLimit else {
      throw InputError(
        "the AlarmRule of \(site.label) names \(reader.names.count) alarms",
        remedy: "AWS takes \(childLimit) at most", at: place)
    }
    return reader
  }
}

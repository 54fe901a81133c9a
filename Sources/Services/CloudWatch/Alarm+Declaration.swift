import Blueprints
import Documents
import Kernel
import Measures

extension Alarm {
  private static let pricing = Source.documented("https://aws.amazon.com/cloudwatch/pricing/")
  private static let guide = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/"
  /// The seconds of the 730 hours of a month.
  static let month: Int64 = 730 * 3_600

  /// An alarm metric for a month; what is counted are seconds.
  static let standard = Price(
    "CloudWatch standard alarms", microdollars: 100_000, per: month, source: pricing
  ).free(10 * month).sold(by: "month", of: month)
  /// An alarm metric with a period below a minute, for a month; what is counted are seconds.
  static let highResolution = Price(
    "CloudWatch high-resolution alarms", microdollars: 300_000, per: month, source: pricing
  ).sold(by: "month", of: month)

  /// Actions of each state of an alarm.
  static let actionLimit = 5

  /// Functions let in a principal of their own for alarms.
  static let authorities: [Authority.Exception] = [
    .init(calling: "AWS::Lambda::Function", authority: .service("lambda.alarms.cloudwatch"))
  ]

  static let declaration: Declaration = {
    var declaration = Declaration(
      type: "AWS::CloudWatch::Alarm", title: "CloudWatch alarm",
      summary: "Compares a metric with a threshold every minute, and acts when its state changes.",
      identity: Identity(
        ref: "{name}", arn: "arn:{partition}:cloudwatch:{region}:{account}:alarm:{name}",
        nameProperty: "AlarmName"))
    declaration.emblem = .bell
    declaration.authority = .service("cloudwatch")
    declaration.authorities = authorities
    declaration.prices = [standard, highResolution]
    declaration.measures = AlarmCourse.measures
    declaration.limits = [
      Limit(
        "actions", .resource, "Five for each state.",
        source: .documented(guide + "cloudwatch_limits.html")),
      Limit(
        "evaluation range", .resource,
        "EvaluationPeriods times Period: a day, or seven days with periods of an hour or more.",
        source: .documented(
          "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/"
            + "API_PutMetricAlarm.html")),
    ]
    declaration.parameters = CloudWatchParameters.all
    return declaration
  }()

  /// `AWS::CloudWatch::Alarm` in the catalogue.
  static let service = Service(declaration, settings: AlarmSettings.self) {
    (settings, site) throws(InputError) in
    Alarm(
      settings, try AlarmTerms.read(settings, at: site), label: site.label, in: site.world)
  }
}

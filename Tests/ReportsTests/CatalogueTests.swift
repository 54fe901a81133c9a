import Blueprints
import Services
import Testing

@testable import Reports

/// What reports read of every service, so that a new one is not silently drawn, billed or traced
/// as something else.
@Suite struct CatalogueTests {
  private static let declarations = Catalogue.aws.services.map { $0.declaration }

  @Test(arguments: declarations.map { $0.type })
  func `every type has an emblem and says in whose name it calls others`(type: String) throws {
    let declaration = try #require(Catalogue.aws.service(type)?.declaration)
    #expect(declaration.emblem != nil && declaration.emblem != .box)
    #expect(declaration.authority != nil)
  }

  @Test func `emblems are paths of SVG`() {
    for emblem in Self.declarations.compactMap({ $0.emblem }) {
      #expect(emblem.strokes.hasPrefix("M"), "\(emblem.strokes)")
      #expect(
        emblem.strokes.allSatisfy { "MmLlHhVvCcSsQqTtAaZz .-".contains($0) || $0.isNumber },
        "\(emblem.strokes)")
    }
  }

  @Test func `every price stands on the bill of a service that AWS bills under that name`() {
    let billed = [
      "API Gateway", "CloudWatch", "DynamoDB", "EC2", "Elastic Load Balancing", "EventBridge",
      "Fargate", "IoT", "KMS", "Kinesis", "Lambda", "S3", "SNS", "SQS", "VPC", "X-Ray",
    ]
    let found = Set(Self.declarations.flatMap { $0.allPrices }.map { $0.service })
    #expect(found.sorted() == billed)
  }

  @Test func `whoever asks for more where a key encrypts says where that key is named`() {
    for declaration in Self.declarations {
      for inlet in declaration.inlets {
        let actions = PermissionNeed.actions(of: [inlet.keyPermission])
        #expect(actions.allSatisfy { $0.hasPrefix("kms:") }, "\(declaration.type) \(inlet.name)")
        #expect(actions.isEmpty || !declaration.keyPath.isEmpty, "\(declaration.type)")
      }
    }
  }

  @Test func `what says who may do what is known, and changes no figure`() {
    let papers = Self.declarations.flatMap { $0.policyPapers }
    #expect(papers.count >= 5)
    for paper in papers { #expect(Catalogue.aws.inert.contains(paper.type), "\(paper.type)") }
  }

  @Test func `what is called unused is of services whose calls are seen`() {
    let asked = PermissionNeed.actions(
      of: Self.declarations.flatMap { $0.inlets }.map { $0.permission }
    ).compactMap { $0.split(separator: ":").first.map { String($0) } }
    for service in PermissionCheck.seen { #expect(asked.contains(service), "\(service)") }
  }

  @Test func `segments of what runs code have the origins that X-Ray knows`() {
    let known = ["AWS::ApiGateway::Stage", "AWS::EC2::Instance", "AWS::ECS::Container"]
    for declaration in Self.declarations {
      switch declaration.segments {
      case .invocation(let service, let code):
        #expect([service, code] == ["AWS::Lambda", "AWS::Lambda::Function"])
      case .code(let origin?), .front(let origin): #expect(known.contains(origin))
      case .code(nil): break
      }
    }
  }
}

import Bench
import Studies
import Testing

@testable import Services

/// Addresses on the internet cost half a cent an hour each: 3.65 in a month of 730 hours.
@Suite struct PublicAddressTests {
  private static let item = "VPC public IPv4 addresses"

  private static func month(_ resources: String, _ rest: String, of label: String) throws -> Int64 {
    try ListPriceTests.bill(
      "Resources:\n" + resources,
      "duration: 1 h\ndrain: 0 s\nmonth: {runs: 1}\n" + rest
    ).microdollars(of: label, for: item)
  }

  private static func instance(_ more: String) throws -> Int64 {
    try month(
      """
        Web:
          Type: AWS::EC2::Instance
          Properties:
            InstanceType: t3.micro
            ImageId: ami-1
            \(more)
      """,
      """
      traffic: {Shop: {to: Web, rate: 0.001/s, arrivals: constant}}
      behavior: {Web: {duration: 1 ms}}
      """, of: "Web")
  }

  @Test func `an instance has one where a network interface says so`() throws {
    func interface(_ has: Bool) -> String {
      "NetworkInterfaces: [{DeviceIndex: '0', AssociatePublicIpAddress: \(has)}]"
    }
    #expect(try Self.instance(interface(true)) == 3_650_000)
    #expect(try Self.instance(interface(false)) == 0)
    #expect(try Self.instance("Monitoring: false") == 0)
  }

  private static func elastic(
    _ properties: String, _ more: String = "", of label: String
  ) throws -> Int64 {
    try month(
      """
        Web:
          Type: AWS::EC2::Instance
          Properties:
            InstanceType: t3.micro
            ImageId: ami-1
            NetworkInterfaces: [{DeviceIndex: '0', AssociatePublicIpAddress: true}]
        Address: {Type: AWS::EC2::EIP, Properties: {\(properties)}}
      \(more)
      """,
      """
      traffic: {Shop: {to: Web, rate: 0.001/s, arrivals: constant}}
      behavior: {Web: {duration: 1 ms}}
      """, of: label)
  }

  @Test func `an elastic address costs the same in use and idle, and an instance's own goes`()
    throws
  {
    #expect(try Self.elastic("Domain: vpc", of: "Address") == 3_650_000)
    #expect(try Self.elastic("Domain: vpc", of: "Web") == 3_650_000)
    #expect(try Self.elastic("InstanceId: !Ref Web", of: "Address") == 3_650_000)
    #expect(try Self.elastic("InstanceId: !Ref Web", of: "Web") == 0)
    #expect(try Self.elastic("PublicIpv4Pool: ipv4pool-ec2-1", of: "Address") == 0)
  }

  @Test func `an association gives an instance an address in the place of its own`() throws {
    let link = """
        Link:
          Type: AWS::EC2::EIPAssociation
          Properties: {InstanceId: !Ref Web, EIP: !Ref Address}
      """
    #expect(try Self.elastic("Domain: vpc", link, of: "Web") == 0)
    #expect(try Self.elastic("Domain: vpc", link, of: "Address") == 3_650_000)
  }

  private static func balancer(_ properties: String) throws -> Int64 {
    try month(
      """
        Front:
          Type: AWS::ElasticLoadBalancingV2::LoadBalancer
          Properties: {\(properties)}
        Listener:
          Type: AWS::ElasticLoadBalancingV2::Listener
          Properties:
            LoadBalancerArn: !Ref Front
            Port: 80
            Protocol: HTTP
            DefaultActions: [{Type: fixed-response, FixedResponseConfig: {StatusCode: "200"}}]
      """, "traffic: {Shop: {to: Front, rate: 0.001/s, arrivals: constant}}", of: "Front")
  }

  @Test func `a load balancer has one in each subnet unless it is internal`() throws {
    #expect(try Self.balancer("Subnets: [a, b, c]") == 3 * 3_650_000)
    #expect(try Self.balancer("Subnets: [a, b, c], Scheme: internal") == 0)
    #expect(try Self.balancer("Subnets: [a, b], Scheme: internet-facing") == 2 * 3_650_000)
  }

  private static func tasks(_ address: String) throws -> Int64 {
    try month(
      """
        Task:
          Type: AWS::ECS::TaskDefinition
          Properties:
            Cpu: "256"
            Memory: "512"
            RequiresCompatibilities: [FARGATE]
            ContainerDefinitions: [{Name: web, Image: web}]
        Web:
          Type: AWS::ECS::Service
          Properties:
            TaskDefinition: !Ref Task
            DesiredCount: 2
            NetworkConfiguration:
              AwsvpcConfiguration: {Subnets: [a], AssignPublicIp: \(address)}
      """,
      """
      traffic: {Shop: {to: Web, rate: 0.001/s, arrivals: constant}}
      behavior: {Web: {duration: 1 ms}}
      """, of: "Web")
  }

  @Test func `a task has one where its service assigns it`() throws {
    #expect(try Self.tasks("ENABLED") == 2 * 3_650_000)
    #expect(try Self.tasks("DISABLED") == 0)
  }
}

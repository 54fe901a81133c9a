import Blueprints
import Kernel

/// Where a group gets its machines: instances of EC2, or tasks of ECS.
protocol MachineSupply: AnyObject {
  /// The machines themselves.
  var fleet: Fleet { get }
  /// Adds a machine that has been there, ready, since before the run began.
  func place(zone: Int?, in world: World) -> UInt32
  /// Orders a machine in a zone, which runs and is ready some time later.
  func launch(zone: Int?, in world: World) -> UInt32
  /// Ends a machine; requests that are there fail.
  func end(_ machine: UInt32, in world: World)
  /// Takes an event of the fleet or of the supply's own; what became of a machine.
  func receive(_ event: Event, in world: World) -> Fleet.Change?
  /// The run is over.
  func finish(in world: World)
}

extension Instances: MachineSupply {}

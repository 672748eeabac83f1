internal import ClusterModel

/// One technology of the simulated hosts: the queries it answers, the packages it ships, its daemons, and its reactions
/// to events of other technologies. Its commands, external actions and timers are cases of `SimulatedCommand`,
/// `ExternalAction` and `Timer.Kind`.
protocol SimulatedTool: SendableMetatype {
    static var queries: [QueryHandler] { get }
    static var packages: [ShippedPackage] { get }
    static var daemons: [any SimulatedDaemon.Type] { get }
    /// The power of a host fails; its commands still run.
    static func powerFailing(on host: HostName, in state: inout ClusterState)
    /// The power of a host has failed.
    static func powerFailed(on host: HostName, in state: inout ClusterState)
    /// A host has moved to another segment of the storage network.
    static func networkChanged(in state: inout ClusterState)
    /// A disk becomes unreadable or is taken away.
    static func diskFailing(_ device: String, on host: HostName, in state: inout ClusterState)
    /// A file system is unmounted.
    static func unmounting(_ target: String, on host: HostName, in state: inout ClusterState)
}

extension SimulatedTool {
    static var packages: [ShippedPackage] { [] }
    static var daemons: [any SimulatedDaemon.Type] { [] }
    static func powerFailing(on host: HostName, in state: inout ClusterState) {}
    static func powerFailed(on host: HostName, in state: inout ClusterState) {}
    static func networkChanged(in state: inout ClusterState) {}
    static func diskFailing(_ device: String, on host: HostName, in state: inout ClusterState) {}
    static func unmounting(_ target: String, on host: HostName, in state: inout ClusterState) {}
}

/// A service whose start and stop have effects beside its state in systemd.
protocol SimulatedDaemon: SendableMetatype {
    static var unit: String { get }
    /// Whether it runs afterwards.
    static func start(on host: HostName, in state: inout ClusterState) -> Bool
    static func stop(on host: HostName, cause: WorldEvent.Cause, in state: inout ClusterState)
    /// Starts with its host, at a moment of its own.
    static func boot(on host: HostName, in state: inout ClusterState)
}

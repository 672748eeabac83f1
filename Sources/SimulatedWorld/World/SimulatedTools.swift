internal import ClusterModel

/// The technologies of the simulated hosts.
enum SimulatedTools {
    static let all: [any SimulatedTool.Type] = [
        HostTool.self, StorageTool.self, GlusterTool.self, CTDBTool.self, NFSTool.self,
        HostedEngineTool.self,
    ]

    /// In the order in which they are tried.
    static let queries = all.flatMap { $0.queries }

    private static let packages = all.flatMap { $0.packages }

    static func package(_ name: String) -> ShippedPackage? { packages.first { $0.name == name } }

    /// The package that a program comes with; nil for programs of the base system.
    static func package(ofProgram program: String) -> String? {
        packages.first { $0.programs.contains(program) }?.name
    }

    static func daemon(_ unit: String) -> (any SimulatedDaemon.Type)? {
        all.flatMap { $0.daemons }.first { $0.unit == unit }
    }

    static func powerFailing(on host: HostName, in state: inout ClusterState) {
        for tool in all { tool.powerFailing(on: host, in: &state) }
    }

    static func powerFailed(on host: HostName, in state: inout ClusterState) {
        for tool in all { tool.powerFailed(on: host, in: &state) }
    }

    static func networkChanged(in state: inout ClusterState) { for tool in all { tool.networkChanged(in: &state) } }

    static func diskFailing(_ device: String, on host: HostName, in state: inout ClusterState) {
        for tool in all { tool.diskFailing(device, on: host, in: &state) }
    }

    static func unmounting(_ target: String, on host: HostName, in state: inout ClusterState) {
        for tool in all { tool.unmounting(target, on: host, in: &state) }
    }
}
